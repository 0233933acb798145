import { validateBytes } from 'gltf-validator';
import { mostPixels } from '../../src-preload/contract/asset-pictures.ts';
import {
  type ModelInspection,
  modelIssueLimit,
  modelIssueSeverities,
} from '../../src-preload/contract/domain/source-inspection.ts';
import { resolveModelResource } from '../../src-preload/contract/model-resource.ts';
import { openToRead, readStart } from '../thumbnails/read-start.ts';
import type { OpenedSource } from './opened-source.ts';

/** What is read at most of the files that a model names, taken together. */
const mostResourceBytes = 256 * 1024 * 1024;

/** Issues that are the echo of a refused file: that it is refused is told by itself. */
const echoOfRefusal = 'IO_ERROR';

/**
 * What a glTF model says of itself, and what the Khronos validator says of it. The files that it names are read where
 * they are sources of the same asset; nothing else is ever asked for. Throws what the validator does where the file is
 * no glTF.
 */
export async function readModel({ bytes, order }: OpenedSource): Promise<ModelInspection> {
  const { path, siblings } = order;
  const listed = siblings.map((sibling) => sibling.path);
  const refused: ModelInspection['refused'] = [];
  let left = mostResourceBytes;

  const report = await validateBytes(bytes, {
    uri: path,
    maxIssues: modelIssueLimit,
    writeTimestamp: false,
    externalResourceFunction: async (uri) => {
      const resource = resolveModelResource(path, uri, listed);
      if (resource.kind === 'refused') {
        refused.push({ uri: uri.slice(0, 500), why: resource.why });
        throw new Error(resource.why);
      }
      const sibling = siblings.find((each) => resource.kind === 'listed' && each.path === resource.path);
      const read = await readSibling(sibling?.file ?? '', left);
      left -= read.length;
      return read;
    },
  });

  const { issues, info } = report;
  const parts = partsOf(bytes);
  return {
    kind: 'model',
    meshes: parts.meshes.length,
    triangles: info?.totalTriangleCount ?? 0,
    vertices: info?.totalVertexCount ?? 0,
    materials: info?.materialCount ?? 0,
    textures: parts.textures.length,
    hugePicture: (info?.resources ?? []).some(
      ({ image }) => image !== undefined && image.width * image.height > mostPixels,
    ),
    animations: parts.animations.map(nameOf),
    errors: issues.numErrors,
    warnings: issues.numWarnings,
    issues: issues.messages
      .filter(({ code }) => refused.length === 0 || code !== echoOfRefusal)
      .toSorted((a, b) => a.severity - b.severity)
      .map(({ code, message, severity, pointer }) => ({
        code,
        message,
        severity: modelIssueSeverities[severity] ?? 'hint',
        pointer: pointer ?? null,
      })),
    moreIssues: issues.truncated,
    refused,
  };
}

async function readSibling(file: string, most: number): Promise<Uint8Array> {
  const opened = await openToRead(file);
  try {
    const { size } = await opened.stat();
    if (size > most) {
      throw new Error('Too large');
    }
    return await readStart(opened, size);
  } finally {
    await opened.close();
  }
}

interface ModelParts {
  readonly meshes: readonly unknown[];
  readonly textures: readonly unknown[];
  readonly animations: readonly unknown[];
}

/** The lists of a model that the validator does not count. Where its JSON can't be read, the validator said so. */
function partsOf(bytes: Uint8Array): ModelParts {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(jsonOf(bytes)));
  } catch {
    value = null;
  }
  const list = (key: string): readonly unknown[] => {
    const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null;
    return Array.isArray(found) ? found : [];
  };
  return { meshes: list('meshes'), textures: list('textures'), animations: list('animations') };
}

/** The JSON of a model: all of a `.gltf`, the first chunk of a `.glb` (glTF 2.0, section 4.4). */
function jsonOf(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isBinary = bytes.length >= 20 && view.getUint32(0, true) === 0x46546c67;
  return isBinary ? bytes.subarray(20, 20 + view.getUint32(12, true)) : bytes;
}

function nameOf(value: unknown): string {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : '';
  return typeof name === 'string' ? name.slice(0, 200) : '';
}
