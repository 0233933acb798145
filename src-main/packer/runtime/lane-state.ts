import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { LaneState } from '../../../src-preload/contract/domain/lane.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import type { LockHolder, LockOutcome, ProjectLock } from '../disk/project-lock.ts';

/** What this process has of a project's lock: the lock, or why it writes nothing. */
export type LaneAccess =
  | { readonly kind: 'writing'; readonly lock: ProjectLock }
  | { readonly kind: 'reading'; readonly refusal: Refusal }
  /** Opened for reading at the caller's word. `holder` has the lock, as far as was seen. */
  | { readonly kind: 'reading-only'; readonly holder: LockHolder | null };

/** Everything that a lane's state follows from. */
export interface LaneFacts {
  readonly access: LaneAccess;
  /** Why the registry that was read must not be written, or null; null too where nothing could be read. */
  readonly readOnly: ProjectSnapshot['readOnly'];
  readonly inDoubt: boolean;
  /** The system's name for what the last rebuild failed with, or null where none failed since. */
  readonly rebuildFailed: string | null;
}

/** The state of rule L8 outside of a reload. What is worst counts. */
export function laneStateOf({ access, readOnly, inDoubt, rebuildFailed }: LaneFacts): LaneState {
  if (access.kind === 'reading') {
    return { state: 'read-only', refusal: access.refusal };
  }
  if (access.kind === 'reading-only' && access.holder !== null) {
    return { state: 'read-only', refusal: refusalOfHolder(access.holder) };
  }
  if (readOnly !== null) {
    return { state: 'read-only', refusal: { code: 'registry-read-only', reason: readOnly } };
  }
  if (rebuildFailed !== null) {
    return {
      state: 'read-only',
      refusal: { code: 'registry-read-only', reason: 'rebuild-failed', errno: rebuildFailed },
    };
  }
  return inDoubt ? { state: 'poisoned' } : { state: 'healthy' };
}

/** Why every command is refused in this state, or null where commands are carried out. */
export function refusalOf(lane: LaneState): Refusal | null {
  return lane.state === 'read-only' ? lane.refusal : null;
}

/** What asking for the lock gives. */
export function accessOf(outcome: LockOutcome): LaneAccess {
  switch (outcome.kind) {
    case 'ours':
      return { kind: 'writing', lock: outcome.lock };
    case 'held':
      return { kind: 'reading', refusal: refusalOfHolder(outcome.holder) };
    case 'unavailable':
      return { kind: 'reading', refusal: refusalOfErrno(outcome.errno) };
  }
}

/** Errors that say that this user may not write here, as against a disk that is full or broken. */
const noPermission: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

function refusalOfErrno(errno: string): Refusal {
  const reason = noPermission.has(errno) ? 'no-permission' : 'lock-unavailable';
  return { code: 'registry-read-only', reason, errno };
}

function refusalOfHolder({ host, pid, since, sameHost }: LockHolder): Refusal {
  return pid === null
    ? { code: 'registry-locked-by-unknown' }
    : { code: 'registry-locked', host, pid, since, sameHost };
}
