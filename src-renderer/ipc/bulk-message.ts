import type { BulkCompletion } from '../../src-preload/contract/domain/bulk-registration.ts';
import type { DiagnosticCode, RegisterBlocker } from '../../src-preload/contract/domain/diagnostic.ts';
import type { Refusal } from '../../src-preload/contract/domain/failure.ts';
import type { ManyWhat } from '../../src-preload/contract/domain/history.ts';
import { en } from '../../src-preload/contract/messages/en/index.ts';
import type { FailureSentence } from '../../src-preload/contract/messages/sentence.ts';
import { t } from '../app/translation.ts';
import { completionMessage } from './completion-message.ts';
import { failureMessage } from './failure-message.ts';
import { reasonOf } from './what-is-wrong.ts';

/** A bulk write that has ended, with the id under which the packer remembers what it refused. */
export interface BulkResult {
  readonly what: ManyWhat;
  readonly commandId: string;
  readonly completion: BulkCompletion;
}

/** How a bulk write ended, for a sign beside what is said of it. */
export function bulkOutcome({ status, refused }: BulkCompletion): 'done' | 'partly' | 'cancelled' | 'problem' {
  if (status === 'failed') {
    return 'problem';
  }
  return status === 'done' && refused.length > 0 ? 'partly' : status;
}

/** Whether the counts are not all that there is to say of a bulk write. */
export function hasMoreToSee({ status, refused }: BulkCompletion): boolean {
  return status === 'failed' || refused.length > 0;
}

/** How many assets a bulk write refused, whatever for. */
export function refusedCount({ refused }: BulkCompletion): number {
  return refused.reduce((count, group) => count + group.count, 0);
}

/** How many assets a bulk write wrote, left alone, refused and did not come to. What is none is not said. */
export function bulkCounts(what: ManyWhat, completion: BulkCompletion): string {
  const { written, already, left } = completion;
  const sum = refusedCount(completion);
  const unconfirmed = completion.status === 'failed' ? completion.unconfirmed : 0;
  return [
    already > 0 ? t(`studio.bulk.already.${what}`, { count: already }) : null,
    sum > 0 ? t('studio.bulk.refused', { count: sum }) : null,
    unconfirmed > 0 ? unconfirmedText(what, completion, unconfirmed) : null,
    left > 0 ? t('studio.bulk.left', { count: left }) : null,
  ].reduce<string>(
    (first, second) => (second === null ? first : t('studio.bulk.and', { first, second })),
    t(`studio.bulk.written.${what}`, { count: written }),
  );
}

/** Where the registry refused new assets, their folders are there all the same. */
function unconfirmedText(what: ManyWhat, completion: BulkCompletion, count: number): string {
  const ofRegistry = completion.status === 'failed' && completion.failure.code !== 'file-refused';
  return what === 'create' && ofRegistry && completion.disk !== 'as-before'
    ? t('studio.bulk.unregistered', { count })
    : t('studio.bulk.unconfirmed', { count });
}

/** What stands behind an asset that was refused: what is in the way, by its path, and what is wrong. */
export interface RefusedFor {
  readonly path: string | null;
  readonly reason: string | null;
}

/** What one asset was refused for, beyond what it has in common with all that were refused by the same code. */
export function refusedFor(refusal: Refusal): RefusedFor {
  switch (refusal.code) {
    case 'invalid-manifest':
    case 'invalid-root':
      return { path: null, reason: blockersOf(refusal.diagnostics) };
    case 'duplicate-root':
    case 'holds-other-assets':
    case 'new-root-taken':
    case 'new-root-twin':
    case 'new-root-in-asset':
      return { path: refusal.other === refusal.root ? null : refusal.other, reason: null };
    case 'new-root-invalid':
      return { path: null, reason: reasonOf(refusal) };
    case 'file-not-usable':
      return { path: refusal.file, reason: reasonOf(refusal) };
    default:
      return { path: null, reason: null };
  }
}

function blockersOf(codes: readonly DiagnosticCode[]): string | null {
  return codes
    .filter((code): code is RegisterBlocker => Object.hasOwn(en.blockers, code))
    .map((code): string => t(`blockers.${code}`))
    .reduce<string | null>(
      (first, second) => (first === null ? second : t('studio.bulk.and', { first, second })),
      null,
    );
}

/** What is said of what stopped a bulk write, or null. */
export function bulkFailure(completion: BulkCompletion): FailureSentence | null {
  if (completion.status !== 'failed') {
    return null;
  }
  const { failure, disk } = completion;
  switch (failure.code) {
    case 'disk-refused':
    case 'file-refused':
    case 'trash-refused':
    case 'registry-keeps-changing':
    case 'registrations-gone':
      return completionMessage({ status: 'failed', failure, disk });
    default:
      return failureMessage(failure);
  }
}

/** The line that says how it ended. */
export function bulkSentence(what: ManyWhat, completion: BulkCompletion): string {
  const counts = bulkCounts(what, completion);
  const failure = bulkFailure(completion);
  if (failure !== null) {
    return t('studio.bulk.failed', { wrong: failure.wrong, counts });
  }
  return completion.status === 'cancelled' ? t('studio.bulk.cancelled', { counts }) : counts;
}
