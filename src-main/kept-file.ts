import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';
import { isNotThere } from './is-not-there.ts';

/**
 * A small file of the user's data. It is a convenience: one that can't be read counts as `atFirst`, and one that can't be
 * written stands in nobody's way; both are told to `onTrouble`. What stands in it is never lost by a change: where the system
 * does not let it be read, nothing is written, and what another version of Studio wrote, or is damaged, is kept beside it
 * under its name and `.unreadable`.
 */
export interface KeptFile<Content> {
  read(): Promise<Content>;
  /** One change at a time, so that two do not lose each other. Answers whether it was written. */
  change(next: (content: Content) => Content): Promise<boolean>;
}

/** The file at a path, whose content a schema says; `atFirst` is what there is before the first change. */
export function createKeptFile<Content>(
  file: string,
  schema: z.ZodType<Content>,
  atFirst: Content,
  onTrouble: (error: unknown) => void,
): KeptFile<Content> {
  let queue: Promise<unknown> = Promise.resolve();

  /** Null where it says what is not ours. Throws the system's error. */
  async function contentOf(): Promise<Content | null> {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (isNotThere(error)) {
        return null;
      }
      throw error;
    });
    if (text === null) {
      return atFirst;
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      onTrouble(error);
      return null;
    }
  }

  return {
    read: async () => {
      try {
        return (await contentOf()) ?? atFirst;
      } catch (error) {
        onTrouble(error);
        return atFirst;
      }
    },
    change: (next) => {
      const done = queue.then(async () => {
        try {
          const stood = await contentOf();
          if (stood === null) {
            await rename(file, `${file}.unreadable`);
          }
          await mkdir(dirname(file), { recursive: true });
          await writeFileAtomic(file, `${JSON.stringify(next(stood ?? atFirst), null, 2)}\n`);
          return true;
        } catch (error) {
          onTrouble(error);
          return false;
        }
      });
      queue = done;
      return done;
    },
  };
}
