import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotThere } from './is-not-there.ts';

/** The most dumps that are kept from one start to the next: enough to see that it is the same crash again. */
const mostKept = 10;

/** What the system wrote of processes of the app that crashed. It stays on this computer. */
export interface CrashDumps {
  readonly count: () => Promise<number>;
  /** Keeps the newest ones, and takes the others away with what was written beside them. */
  readonly trim: () => Promise<void>;
}

interface Dump {
  readonly file: string;
  readonly writtenAt: number;
}

/** The dumps below a folder, in which the system has folders of its own. One that is not there yet has none. */
export function createCrashDumps(folder: string, onTrouble: (error: unknown) => void): CrashDumps {
  async function list(): Promise<Dump[]> {
    const files = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      if (!isNotThere(error)) {
        onTrouble(error);
      }
      return [];
    });
    const dumps = await Promise.all(
      files
        .filter((name) => name.endsWith('.dmp'))
        .map(async (name) => {
          const file = join(folder, name);
          // One that has gone meanwhile is none.
          const status = await stat(file).catch(() => null);
          return status === null ? [] : [{ file, writtenAt: status.mtimeMs }];
        }),
    );
    return dumps.flat();
  }

  return {
    count: async () => (await list()).length,
    trim: async () => {
      const newestFirst = (await list()).toSorted((a, b) => b.writtenAt - a.writtenAt);
      for (const { file } of newestFirst.slice(mostKept)) {
        // Linux has a file of the same name beside each.
        for (const gone of [file, file.replace(/\.dmp$/, '.meta')]) {
          await rm(gone, { force: true }).catch(onTrouble);
        }
      }
    },
  };
}
