import type { FileHandle } from 'node:fs/promises';
import { type FileStamp, isSameStamp, stampOf } from './file-stamp.ts';
import { openToRead } from './read-start.ts';

/**
 * Opens a file without following a link, and answers what `read` makes of it where it is the one of the stamp. Throws
 * what looking at it or `read` throws; it is closed in any case.
 */
export async function readStampedFile<Outcome>(
  file: string,
  stamp: FileStamp,
  read: (opened: FileHandle) => Promise<Outcome>,
): Promise<Outcome | 'unreadable' | 'changed'> {
  let opened: FileHandle;
  try {
    opened = await openToRead(file);
  } catch {
    return 'unreadable';
  }
  try {
    const status = await opened.stat({ bigint: true });
    return status.isFile() && isSameStamp(stampOf(status), stamp) ? await read(opened) : 'changed';
  } finally {
    await opened.close();
  }
}
