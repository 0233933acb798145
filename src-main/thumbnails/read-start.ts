import type { FileHandle } from 'node:fs/promises';
import { noFollow, noWait } from '../packer/disk/node-open-flags.ts';
import { plainFiles } from '../packer/disk/plain-files.ts';

/** What is read of an image file for its header alone. Colour profiles and cameras' notes come first in some. */
export const headerBytes = 256 * 1024;

/** Opens a file for reading. A link is not followed, and a pipe is not waited for. */
export function openToRead(file: string): Promise<FileHandle> {
  return plainFiles.promises.open(file, plainFiles.constants.O_RDONLY | noFollow | noWait);
}

/** The first bytes of an open file: fewer where it is shorter. */
export async function readStart(file: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, filled);
    if (bytesRead === 0) {
      break;
    }
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
