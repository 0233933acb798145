import { join } from 'node:path';
import { readBoundedFile } from './bounded-file.ts';
import { type Disk, errnoOf } from './disk-port.ts';
import { ensureFolder, privateFolderOf } from './private-folder.ts';
import { registryByteLimit } from './registry-file.ts';
import { writeFully } from './write-fully.ts';

/**
 * What a copy is of:
 * - `tail`: an unfinished last line that was cut off (rule R3);
 * - `line`: lines that were set aside (rule R6);
 * - `former`: the whole registry before it was written anew;
 * - `gone`: records that were confirmed and are not in the file any more (rule R15), undecided;
 * - `left`: such records that the author left gone, or that are back.
 */
export const copyKinds = ['tail', 'line', 'former', 'gone', 'left'] as const;
export type CopyKind = (typeof copyKinds)[number];

/** One file in the recovery folder. */
export interface RecoveryCopy {
  readonly name: string;
  readonly kind: CopyKind;
}

/** Copies of whole registries that are kept; of the other kinds all are. */
const formersKept = 3;

/** `.prometeu/recovery/` of one project: what was taken out of the registry, byte for byte. */
export interface RecoveryFolder {
  /** Resolves with the copy's name when it is on the disk under it. Throws the disk's error. */
  keep(kind: CopyKind, bytes: Uint8Array): Promise<string>;
  /** Newest first. Empty where there is no such folder. */
  list(): Promise<RecoveryCopy[]>;
  /** The bytes of a copy, or null where it is not a plain file any more. */
  read(name: string): Promise<Uint8Array | null>;
  /** The author has decided on a `gone` copy: it is kept as `left`. */
  settle(name: string): Promise<void>;
}

const copyName = /^(\d{8}T\d{9}Z)(?:-(\d+))?\.(tail|line|former|gone|left)\.jsonl$/;

/** The recovery folder of the project in `projectFolder`. `now` gives ISO 8601, UTC, milliseconds. */
export function createRecoveryFolder(disk: Disk, projectFolder: string, now: () => string): RecoveryFolder {
  const path = join(privateFolderOf(projectFolder), 'recovery');

  async function keep(kind: CopyKind, bytes: Uint8Array): Promise<string> {
    await ensureFolder(disk, privateFolderOf(projectFolder), 'recovery');
    const name = await writeUnderNewName(kind, bytes);
    await disk.syncFolder(path);
    if (kind === 'former') {
      await forgetOldFormers();
    }
    return name;
  }

  async function writeUnderNewName(kind: CopyKind, bytes: Uint8Array): Promise<string> {
    const stamp = now().replaceAll(/[-:.]/g, '');
    for (let attempt = 0; ; attempt += 1) {
      const name = `${stamp}${attempt === 0 ? '' : `-${attempt}`}.${kind}.jsonl`;
      try {
        const file = await disk.open(join(path, name), 'create');
        try {
          await writeFully(file, bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        return name;
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') {
          // Half a copy would be taken for one.
          await disk.remove(join(path, name)).catch(errnoOf);
          throw error;
        }
      }
    }
  }

  async function forgetOldFormers(): Promise<void> {
    const formers = (await list()).filter(({ kind }) => kind === 'former');
    for (const { name } of formers.slice(formersKept)) {
      await disk.remove(join(path, name)).catch(errnoOf);
    }
  }

  async function list(): Promise<RecoveryCopy[]> {
    try {
      if ((await disk.status(path)).kind !== 'folder') {
        return [];
      }
      const entries = await disk.list(path);
      return entries
        .flatMap(({ name, kind: entryKind }) => {
          const [, at, attempt, kind] = copyName.exec(name ?? '') ?? [];
          return entryKind === 'file' && name !== null && at !== undefined
            ? [{ name, kind: kind as CopyKind, at, attempt: Number(attempt ?? 0) }]
            : [];
        })
        .toSorted((a, b) => (a.at === b.at ? b.attempt - a.attempt : a.at < b.at ? 1 : -1))
        .map(({ name, kind }) => ({ name, kind }));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  return {
    keep,
    list,
    read: async (name) => {
      const read = copyName.test(name) ? await readBoundedFile(disk, join(path, name), registryByteLimit) : null;
      return read?.kind === 'bytes' ? read.bytes : null;
    },
    settle: async (name) => {
      if (copyName.test(name)) {
        await disk.rename(join(path, name), join(path, name.replace('.gone.', '.left.')));
        await disk.syncFolder(path);
      }
    },
  };
}
