import type { FileStatus } from './disk-port.ts';

/** The same file, not written to since. The time tells it from a new file that was given a removed one's inode. */
export function isSameFile(one: FileStatus, other: FileStatus): boolean {
  return one.identity === other.identity && one.bytes === other.bytes && one.modifiedNs === other.modifiedNs;
}
