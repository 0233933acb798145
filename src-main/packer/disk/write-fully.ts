import type { DiskFile } from './disk-port.ts';

/** Writes until every byte is out: a disk may take fewer than it was given, and one that takes none is full. */
export async function writeFully(file: DiskFile, bytes: Uint8Array): Promise<void> {
  let rest = bytes;
  while (rest.byteLength > 0) {
    const written = await file.write(rest);
    if (written === 0) {
      throw Object.assign(new Error('The disk took no bytes'), { code: 'ENOSPC' });
    }
    rest = rest.subarray(written);
  }
}
