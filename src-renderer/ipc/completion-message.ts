import type {
  CompactCompletion,
  EntryCompletion,
  ManifestCompletion,
  MoveCompletion,
  RepairCompletion,
} from '../../src-preload/contract/domain/completion.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { FailureSentence } from '../../src-preload/contract/messages/sentence.ts';
import { t } from '../app/translation.ts';
import { failureMessage } from './failure-message.ts';

/** How any command of the write lane ends. */
export type Completion = CompactCompletion | EntryCompletion | ManifestCompletion | MoveCompletion | RepairCompletion;

/** What is said of a command that did not happen; null for one that did. */
export function completionMessage(completion: Completion): FailureSentence | null {
  switch (completion.status) {
    case 'committed':
      return null;
    case 'refused':
      return failureMessage(completion.refusal);
    case 'failed':
      return diskFailureMessage(completion.failure, completion.disk);
    default:
      return completion satisfies never;
  }
}

/** What is said of a command that did not happen, whether main answered or could not be asked. */
export function refusalMessage(
  completion: Completion | undefined,
  failure: Failure | undefined,
): FailureSentence | null {
  if (failure !== undefined) {
    return failureMessage(failure);
  }
  return completion === undefined ? null : completionMessage(completion);
}

/** Whether memory was brought to what is on the disk by reading all of it again. */
export function isRecovered(completion: Completion | undefined): boolean {
  return completion?.status === 'committed' && completion.recovered !== undefined;
}

function diskFailureMessage(failure: Failure, disk: 'as-before' | 'unknown'): FailureSentence {
  const message = failureMessage(failure);
  if (disk === 'unknown') {
    switch (failure.code) {
      case 'file-refused':
        return { ...message, safe: t('studio.outcome.fileUnknown') };
      case 'move-refused':
        return { ...message, safe: t('studio.outcome.moveUnknown') };
      default:
        return { ...message, safe: t('studio.outcome.diskUnknown') };
    }
  }
  return { ...message, safe: t('studio.outcome.safeAsBefore', { safe: message.safe }) };
}
