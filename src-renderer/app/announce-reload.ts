import type { ReloadReport } from '../../src-preload/contract/domain/project.ts';
import type { JobResult } from './jobs.ts';
import { announce } from './session.ts';
import { t } from './translation.ts';

/** What a reload found, as a line. Registrations that are gone are a problem. */
export function reloadResult({ added, changed, removed, gone }: ReloadReport): JobResult {
  const reloaded = (): string => t('studio.outcome.reloaded', { added, changed, removed });
  return gone === 0
    ? { text: reloaded, outcome: 'done', bulk: null }
    : {
        text: () => t('studio.outcome.reloadedGone', { reloaded: reloaded(), count: gone }),
        outcome: 'problem',
        bulk: null,
      };
}

/** Says what a reload found. Repair is where to settle registrations that are gone. */
export function announceReload(projectId: string, report: ReloadReport): void {
  const { text, outcome } = reloadResult(report);
  announce(projectId, text, outcome === 'problem' ? { problem: true, next: 'repair' } : {});
}
