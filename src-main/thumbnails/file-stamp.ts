import { createHash } from 'node:crypto';
import { plainFiles } from '../packer/disk/plain-files.ts';

/** What tells one content of a file from another without reading it, as the scan's stamp does. */
export interface FileStamp {
  readonly bytes: number;
  /** Nanoseconds since 1970, as decimal digits. */
  readonly modified: string;
  readonly inode: string;
}

/** The stamp of a plain file; null for a link, a folder, a pipe. Throws what the system says where there is none. */
export async function readFileStamp(file: string): Promise<FileStamp | null> {
  const status = await plainFiles.promises.lstat(file, { bigint: true });
  return status.isFile() ? stampOf(status) : null;
}

export function stampOf(status: { readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint }): FileStamp {
  return { bytes: Number(status.size), modified: status.mtimeNs.toString(), inode: status.ino.toString() };
}

/** The identity of a content: 64 hex digits that are others once the file was changed, replaced or moved. */
export function contentIdentity(file: string, { bytes, modified, inode }: FileStamp): string {
  return createHash('sha256').update([file, bytes, modified, inode].join('\0')).digest('hex');
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.bytes === b.bytes && a.modified === b.modified && a.inode === b.inode;
}
