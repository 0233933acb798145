import type { ReadOnlyReason, Refusal } from '../../../src-preload/contract/domain/failure.ts';

/** What an author can do about a registry that is not written. */
export type LaneAction = 'try-again' | 'take-over' | 'open-repair' | 'save-copy';

const byReason: Readonly<Record<ReadOnlyReason, readonly LaneAction[]>> = {
  'version-unsupported': ['try-again'],
  'too-large': ['try-again'],
  unreadable: ['try-again'],
  'not-a-file': ['try-again'],
  lost: ['try-again', 'open-repair'],
  'no-permission': ['try-again'],
  'rebuild-failed': ['save-copy', 'try-again'],
  'lock-unavailable': ['try-again'],
  // This process asked for it; reading the disk again changes nothing.
  'opened-for-reading': [],
};

/** The ways out of a refusal of the whole lane. The last one is the first to try. */
export function laneActions(refusal: Refusal): readonly LaneAction[] {
  switch (refusal.code) {
    case 'registry-locked':
      return refusal.sameHost ? ['try-again'] : ['take-over', 'try-again'];
    case 'registry-locked-by-unknown':
      return ['take-over', 'try-again'];
    case 'registry-read-only':
      return byReason[refusal.reason];
    case 'snapshot-unavailable':
      return ['try-again'];
    default:
      return [];
  }
}
