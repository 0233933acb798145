import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';

/**
 * A small file of the user's data. It is a convenience: one that can't be read counts as `atFirst`, and one that can't be
 * written stands in nobody's way; both are told to `onTrouble`.
 */
export interface KeptFile<Content> {
  read(): Promise<Content>;
  /** One change at a time, so that two do not lose each other. Answers whether it was written. */
  change(next: (content: Content) => Content): Promise<boolean>;
}

export function createKeptFile<Content>(
  file: string,
  schema: z.ZodType<Content>,
  atFirst: Content,
  onTrouble: (error: unknown) => void,
): KeptFile<Content> {
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Content> {
    try {
      return schema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        onTrouble(error);
      }
      return atFirst;
    }
  }

  return {
    read,
    change: (next) => {
      const done = queue.then(async () => {
        try {
          const content = next(await read());
          await mkdir(dirname(file), { recursive: true });
          await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`);
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
