import { join } from 'node:path';
import { z } from 'zod';
import { historyKinds } from '../../../src-preload/contract/domain/history.ts';
import { registryEntrySchema, timestampSchema } from '../../../src-preload/contract/domain/registry-entry.ts';
import { parsedJson } from '../core/parsed-json.ts';
import { leavesFolder } from '../core/portable-path.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { type Disk, errnoOf } from './disk-port.ts';
import { privateFolderOf, replacePrivateFile } from './private-folder.ts';

/** The file's name in the private folder. There is one at a time, because the lane does one thing at a time. */
export const intentFileName = 'intent.json';

/** A file beyond this is not ours. Creating ten thousand assets at once takes 2 MiB. */
const intentByteLimit = 16 * 1024 * 1024;

/**
 * A folder below `assets/`, in whatever way an author named it. Whoever can write the file must not be able to lead a
 * rename anywhere else.
 */
const rootSchema = z
  .string()
  .refine((root) => !leavesFolder(root) && root.split('/').every((name) => !isNoName(name)), 'is no root');

/** A name in the private folder, and no path. */
const stagingSchema = z.string().regex(/^[\w-][\w.-]*$/);

/** SHA-256, as digest.ts writes it. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const common = { commandId: z.string().min(1), at: timestampSchema };

const moveIntentSchema = z.strictObject({
  ...common,
  op: z.literal('move'),
  /** As the history has it. */
  kind: z.literal(historyKinds),
  undoes: z.string().nullable(),
  from: rootSchema,
  to: rootSchema,
  /** The entry as it is before, or null where the asset is not registered. */
  entry: registryEntrySchema.pick({ assetId: true, rev: true, registeredAt: true }).nullable(),
});

const createIntentSchema = z.strictObject({
  ...common,
  op: z.literal('create'),
  /** Whether they are to be registered too. */
  register: z.boolean(),
  /**
   * `staging` is the folder in the private one that holds the whole new folder until it is renamed to its root; `manifest` is
   * the hash of its `asset.json`, by which the folder is known again there.
   */
  assets: z.array(z.strictObject({ root: rootSchema, staging: stagingSchema, manifest: hashSchema })).min(1),
});

const intentSchema = z.discriminatedUnion('op', [moveIntentSchema, createIntentSchema]);

const fileSchema = z.strictObject({ v: z.literal(1), intent: intentSchema });

/** A command that takes more than one step on the disk, as it is known before the first of them (rule V2). */
export type Intent = z.infer<typeof intentSchema>;
export type MoveIntent = Extract<Intent, { readonly op: 'move' }>;
export type CreateIntent = Extract<Intent, { readonly op: 'create' }>;

/** What the intent file says. `unreadable`: something stands under its name that can’t be read, or that we never write. */
export type IntentReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'unreadable' };

/** Reads the intent file. Never throws for what a disk can do: what can't be read is never guessed at. */
export async function readIntent(disk: Disk, projectFolder: string): Promise<IntentReading> {
  const read = await readBoundedFile(disk, intentPathOf(projectFolder), intentByteLimit);
  if (read.kind === 'absent') {
    return { kind: 'none' };
  }
  const text = read.kind === 'bytes' ? decodeUtf8(read.bytes) : null;
  const { data } = text === null ? {} : fileSchema.safeParse(parsedJson(text));
  return data === undefined ? { kind: 'unreadable' } : { kind: 'intent', intent: data.intent };
}

/**
 * Writes the intent, durable under its name when this resolves. What stood there before is replaced. Throws the disk's
 * error; the file may then be there, and has to be removed or may stand, because no step was done.
 */
export async function writeIntent(
  disk: Disk,
  projectFolder: string,
  intent: Intent,
  temporaryName: string,
): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify({ v: 1, intent })}\n`);
  await replacePrivateFile(disk, projectFolder, intentFileName, [bytes], { temporaryName, sync: true });
  await disk.syncFolder(privateFolderOf(projectFolder));
}

/** Removes the intent, durably. Nothing happens where there is none. Throws the disk's error. */
export async function removeIntent(disk: Disk, projectFolder: string): Promise<void> {
  try {
    await disk.remove(intentPathOf(projectFolder));
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') {
      throw error;
    }
  }
  await disk.syncFolder(privateFolderOf(projectFolder));
}

/**
 * Gives the intent file another name, durably, under which nobody acts on it and a person can read it. Answers that name.
 * `at` is ISO 8601. Throws the disk's error.
 */
export async function setIntentAside(disk: Disk, projectFolder: string, at: string): Promise<string> {
  const folder = privateFolderOf(projectFolder);
  const stamp = at.replaceAll(/[-:.]/g, '');
  for (let attempt = 0; ; attempt += 1) {
    const name = `intent-${stamp}${attempt === 0 ? '' : `-${String(attempt)}`}.json`;
    if (await isFree(disk, join(folder, name))) {
      await disk.rename(join(folder, intentFileName), join(folder, name));
      await disk.syncFolder(folder);
      return name;
    }
  }
}

function intentPathOf(projectFolder: string): string {
  return join(privateFolderOf(projectFolder), intentFileName);
}

/** Whether nothing stands at a path, as far as the disk says. */
async function isFree(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.status(path);
    return false;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return true;
    }
    throw error;
  }
}

function isNoName(name: string): boolean {
  return name === '' || name === '.' || name === '..' || name.includes('\0');
}
