import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { FailureSentence } from '../../src-preload/contract/messages/sentence.ts';
import { sentence, t } from '../app/translation.ts';
import { visibleData } from './visible-data.ts';
import { errnoIn, withReason } from './what-is-wrong.ts';

/** What is said of a failure: what is wrong, what is safe, what to do. Every code has its sentence in the catalogue. */
export function failureMessage(failure: Failure): FailureSentence {
  const data = visibleData(failure);
  return {
    wrong: withReason(sentence(`failures.${failure.code}.wrong`, data), failure),
    safe: sentence(`failures.${failure.code}.safe`, data),
    next: clearWhatIsInTheWay(failure) ?? sentence(`failures.${failure.code}.next`, data),
  };
}

/** The same in one line: what is wrong and what to do; of what the author stopped himself, what became of it. */
export function failureLine(failure: Failure): string {
  const { wrong, safe, next } = failureMessage(failure);
  return t('studio.outcome.failed', { wrong, next: failure.code === 'cancelled' ? safe : next });
}

/** What to do where the failure itself names what has to be cleared before the same is tried again. */
function clearWhatIsInTheWay(failure: Failure): string | null {
  switch (failure.code) {
    case 'disk-refused':
    case 'create-failed':
    case 'registry-read-only': {
      const errno = errnoIn(failure);
      if (errno !== null) {
        return t(`errnos.${errno}.next`);
      }
      return failure.code === 'registry-read-only' ? t(`studio.readOnlyNext.${failure.reason}`) : null;
    }
    default:
      return null;
  }
}
