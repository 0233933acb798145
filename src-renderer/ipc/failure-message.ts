import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { FailureSentence } from '../../src-preload/contract/messages/sentence.ts';
import { sentence } from '../app/translation.ts';
import { visibleData } from './visible-data.ts';
import { withReason } from './what-is-wrong.ts';

/** What is said of a failure: what is wrong, what is safe, what to do. Every code has its sentence in the catalogue. */
export function failureMessage(failure: Failure): FailureSentence {
  const data = visibleData(failure);
  return {
    wrong: withReason(sentence(`failures.${failure.code}.wrong`, data), failure),
    safe: sentence(`failures.${failure.code}.safe`, data),
    next: sentence(`failures.${failure.code}.next`, data),
  };
}
