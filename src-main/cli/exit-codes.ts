import type { Failure, ReadOnlyReason } from '../../src-preload/contract/domain/failure.ts';

/** How `prometeu-packer` ends, as scripts see it (docs/command-line.md). */
export const exitCodes = { done: 0, refused: 1, usage: 2, failed: 3, locked: 4, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Reasons for a registry that is not written which a disk that works would take away. */
const refusedByDisk: readonly ReadOnlyReason[] = ['lock-unavailable', 'rebuild-failed', 'unreadable'];

/** The exit code of a failure that ended a command: whose turn it is, the author's, the disk's or the other program's. */
export function exitCodeOf(failure: Failure): ExitCode {
  switch (failure.code) {
    case 'registry-read-only':
      return refusedByDisk.includes(failure.reason) ? exitCodes.failed : exitCodes.refused;
    case 'registry-locked':
    case 'registry-locked-by-unknown':
      return exitCodes.locked;
    case 'disk-refused':
    case 'registry-keeps-changing':
    case 'registrations-gone':
    case 'folder-unreadable':
    case 'create-failed':
    case 'read-failed':
    case 'snapshot-unavailable':
    case 'internal':
      return exitCodes.failed;
    case 'cancelled':
      return exitCodes.interrupted;
    default:
      return exitCodes.refused;
  }
}

/** The worse of two ends of parts of one command: the disk failed, then the lock, then a refusal. */
export function worseOf(first: ExitCode, second: ExitCode): ExitCode {
  const order: readonly ExitCode[] = [
    exitCodes.done,
    exitCodes.refused,
    exitCodes.locked,
    exitCodes.failed,
    exitCodes.interrupted,
  ];
  return order.indexOf(first) >= order.indexOf(second) ? first : second;
}
