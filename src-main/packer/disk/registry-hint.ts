import { join } from 'node:path';
import { z } from 'zod';
import { parsedJson } from '../core/parsed-json.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import type { Disk } from './disk-port.ts';
import { privateFolderOf, replacePrivateFile } from './private-folder.ts';

const hintSchema = z.object({ records: z.int().min(0), bytes: z.int().min(0) });

/** What the registry held when this copy of the project was last open for writing: live registrations, and its size. */
export type RegistryHint = z.infer<typeof hintSchema>;

const hintByteLimit = 4096;

const hintName = 'state.json';

/** The path of the hint. A hint is never trusted: it makes a loss noticed (rule R2), and nothing is read from it. */
export function hintPathOf(projectFolder: string): string {
  return join(privateFolderOf(projectFolder), hintName);
}

/** The hint, or null where there is none or it makes no sense. Never throws for what a disk can do. */
export async function readHint(disk: Disk, projectFolder: string): Promise<RegistryHint | null> {
  const read = await readBoundedFile(disk, hintPathOf(projectFolder), hintByteLimit);
  const text = read.kind === 'bytes' ? decodeUtf8(read.bytes) : null;
  return text === null ? null : (hintSchema.safeParse(parsedJson(text)).data ?? null);
}

/** Replaces the hint. Throws the disk's error; the old hint then stands. */
export async function writeHint(
  disk: Disk,
  projectFolder: string,
  hint: RegistryHint,
  temporaryName: string,
): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(hint)}\n`);
  await replacePrivateFile(disk, projectFolder, hintName, [bytes], { temporaryName, sync: true });
}
