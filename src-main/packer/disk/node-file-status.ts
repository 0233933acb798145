import type { BigIntStats, Dirent } from 'node:fs';
import type { FileStatus, FolderEntry } from './disk-port.ts';

/** What Node says of a file's kind: in the entries of a folder and in a status. */
interface NodeKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export function kindOf(of: NodeKind): FolderEntry['kind'] {
  return of.isFile() ? 'file' : of.isDirectory() ? 'folder' : of.isSymbolicLink() ? 'link' : 'other';
}

/** The entry of a name in bytes, which need not be text. */
export function folderEntryOf(entry: Dirent<Buffer>): FolderEntry {
  const name = entry.name.toString('utf8');
  return { name: Buffer.from(name, 'utf8').equals(entry.name) ? name : null, kind: kindOf(entry) };
}

/** A file's status as the port has it. */
export function fileStatusOf(stats: BigIntStats): FileStatus {
  return {
    kind: kindOf(stats),
    bytes: Number(stats.size),
    links: Number(stats.nlink),
    identity: `${String(stats.dev)}:${String(stats.ino)}`,
    modifiedNs: stats.mtimeNs,
  };
}
