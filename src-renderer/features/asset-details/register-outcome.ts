import type { RegisterCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';

/** What is said of a registration that did not happen; null for one that did. */
export function completionMessage(completion: RegisterCompletion): FailureSentence | null {
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

function diskFailureMessage(failure: Failure, disk: 'as-before' | 'unknown'): FailureSentence {
  const message = failureMessage(failure);
  if (disk === 'unknown') {
    return { ...message, safe: t('studio.outcome.diskUnknown') };
  }
  return { ...message, safe: t('studio.outcome.safeAsBefore', { safe: message.safe }) };
}
