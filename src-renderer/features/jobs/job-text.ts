import type { Job } from '../../app/jobs.ts';
import { t } from '../../app/translation.ts';

/** What a job is called while it runs. */
export function jobLabel(kind: Job['kind']): string {
  return kind === 'open' ? t('studio.opening.heading') : t(`studio.status.job.${kind}`);
}

/** What a job does and how far it has come, as a line. */
export function jobText(job: Job): string {
  const { kind, done, total, rate, cancelled } = job;
  if (cancelled) {
    return isWriting(job) && total !== null
      ? t('studio.jobs.cancellingKept', { done, total })
      : t('studio.jobs.cancelling');
  }
  if (kind === 'open') {
    return openingText(job);
  }
  const label = t(`studio.status.job.${kind}`);
  if (total !== null) {
    const counted = t('studio.status.jobOfTotal', { job: label, done, total });
    return rate === null ? counted : t('studio.status.jobRate', { counted, rate });
  }
  return done === 0
    ? label
    : t('studio.status.jobProgress', { job: label, assets: t('studio.status.assets', { count: done }) });
}

/** What a job that is cancelled has done by then stays done, where it writes. */
function isWriting({ kind }: Job): boolean {
  return kind !== 'open' && kind !== 'reload' && kind !== 'verify' && kind !== 'thumbnails';
}

function openingText({ done, total }: Job): string {
  if (total !== null) {
    return t('studio.opening.checking', { done, total });
  }
  return done === 0 ? t('studio.opening.starting') : t('studio.opening.reading', { count: done });
}
