import type { Diagnostic } from '../../src-preload/contract/domain/diagnostic.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { t } from '../app/translation.ts';

/** What is wrong, followed by the reason where the failure or the finding carries one. */
export function withReason(wrong: string, source: Failure | Diagnostic): string {
  return 'reason' in source ? t('studio.common.withReason', { wrong, reason: t(`reasons.${source.reason}`) }) : wrong;
}
