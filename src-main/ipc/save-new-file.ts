import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { fail, type Result, succeed } from '../packer/core/result.ts';
import { errnoOf } from '../packer/disk/disk-port.ts';

/** The parts of a file's name, with room for a number between them. */
export interface NumberedName {
  readonly stem: string;
  readonly extension: string;
}

/**
 * Writes bytes to a file that was not there before: `stem.extension`, or the first of `stem-2`, `stem-3`… that is not
 * taken. Answers its path once it is on the disk; a file that could not be written in full is taken away again.
 */
export async function saveNewFile(
  folder: string,
  { stem, extension }: NumberedName,
  bytes: Uint8Array,
): Promise<Result<{ readonly path: string }, Failure>> {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${stem}${extension}` : `${stem}-${String(number)}${extension}`);
    try {
      await writeNew(path, bytes);
      return succeed({ path });
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') {
        return fail({ code: 'disk-refused', step: 'keep-copy', errno: errnoOf(error) });
      }
    }
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
