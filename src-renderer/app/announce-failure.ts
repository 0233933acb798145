import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { failureLine } from '../ipc/failure-message.ts';
import { isNothingWrong } from './jobs.ts';
import { announce } from './session.ts';

/** Says why what the author asked for did not happen. That he stopped it, or that there was nothing to do, is no problem. */
export function announceFailure(projectId: string, failure: Failure): void {
  announce(projectId, () => failureLine(failure), { problem: !isNothingWrong(failure) });
}
