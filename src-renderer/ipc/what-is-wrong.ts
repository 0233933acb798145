import type { Diagnostic } from '../../src-preload/contract/domain/diagnostic.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { en } from '../../src-preload/contract/messages/en/index.ts';
import { sentence, t } from '../app/translation.ts';
import { visibleData } from './visible-data.ts';

type Errno = keyof typeof en.errnos;

/**
 * What is wrong, followed by the reason where the failure or the finding carries one, and by what the system's name for
 * it (`ENOSPC`) means. Where the disk refused a write, the meaning comes first: it is what the author can act upon.
 */
export function withReason(wrong: string, source: Failure | Diagnostic): string {
  const errno = errnoIn(source);
  const means = errno === null ? null : t(`errnos.${errno}.means`);
  const parts = [wrong, 'reason' in source ? reasonOf(source) : null];
  const sentences = source.code === 'disk-refused' ? [means, ...parts] : [...parts, means];
  return sentences
    .filter((part) => part !== null)
    .reduce((first, second) => t('studio.common.inARow', { first, second }));
}

/** The reason that a failure or a finding carries. */
export function reasonOf(source: Extract<Failure | Diagnostic, { readonly reason: unknown }>): string {
  // A reason that names the errno has to say something where there is none.
  return sentence(`reasons.${source.reason}`, { errno: t('studio.common.unknown'), ...visibleData(source) });
}

/** The system's name for what went wrong, where there is one that has words in the catalogue. */
export function errnoIn(source: Failure | Diagnostic): Errno | null {
  return 'errno' in source && source.errno !== undefined && Object.hasOwn(en.errnos, source.errno)
    ? (source.errno as Errno)
    : null;
}
