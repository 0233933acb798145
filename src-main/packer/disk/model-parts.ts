import { basename } from 'node:path';
import { z } from 'zod';
import { resolveModelResource } from '../../../src-preload/contract/model-resource.ts';
import { parsedJson } from '../core/parsed-json.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import type { Disk } from './disk-port.ts';

/** A larger glTF has its bytes within it. */
const modelByteLimit = 8 * 1024 * 1024;

const named = z.array(z.object({ uri: z.string().optional() })).optional();
const modelSchema = z.object({ buffers: named, images: named });

/** Which of the files beside a glTF model it names as parts of it; none of another file, or of one that can't be read. */
export async function partsOfModel(disk: Disk, path: string, beside: readonly string[]): Promise<readonly string[]> {
  if (!/\.gltf$/i.test(path)) {
    return [];
  }
  const read = await readBoundedFile(disk, path, modelByteLimit);
  const text = read.kind === 'bytes' ? decodeUtf8(read.bytes) : null;
  const { data } = text === null ? {} : modelSchema.safeParse(parsedJson(text));
  const parts = [...(data?.buffers ?? []), ...(data?.images ?? [])].flatMap(({ uri }) => {
    const found = uri === undefined ? null : resolveModelResource(basename(path), uri, beside);
    return found?.kind === 'listed' ? [found.path] : [];
  });
  return [...new Set(parts)];
}
