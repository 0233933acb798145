import { isUtf8 } from 'node:buffer';
import { type Disk, errnoOf } from './disk-port.ts';

/** The bytes of a plain file, or why they were not read. */
export type BoundedRead =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly errno: string };

/**
 * Reads a plain file of at most `limit` bytes. The size is asked of the open file before a byte is read, links are
 * not followed, and pipes and devices are refused by kind, so that no file in a project can hang or flood the app.
 */
export async function readBoundedFile(disk: Disk, path: string, limit: number): Promise<BoundedRead> {
  try {
    const file = await disk.open(path, 'read');
    try {
      const status = await file.status();
      if (status.kind !== 'file') {
        return { kind: 'not-a-file' };
      }
      if (status.bytes > limit) {
        return { kind: 'too-large', bytes: status.bytes };
      }
      return { kind: 'bytes', bytes: await file.read(status.bytes, 0) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadFor(errnoOf(error));
  }
}

/** What an error says of a file that was to be read. */
export function unreadFor(errno: string): Exclude<BoundedRead, { kind: 'bytes' | 'too-large' }> {
  if (errno === 'ENOENT') {
    return { kind: 'absent' };
  }
  // ELOOP: the last step is a link. ENXIO: a pipe without another end.
  return errno === 'ELOOP' || errno === 'ENXIO' ? { kind: 'not-a-file' } : { kind: 'unreadable', errno };
}

/** The text of UTF-8 bytes without a byte order mark, or null where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes)) {
    return null;
  }
  // Both calls are several times as fast as a decoder that is told to be strict.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
