import type { ReloadReport } from '../../src-preload/contract/domain/project.ts';
import { announce } from './session.ts';
import { t } from './translation.ts';

/** Says what a reload found. Registrations that are gone are a problem, and Repair is where to settle it. */
export function announceReload(projectId: string, { added, changed, removed, gone }: ReloadReport): void {
  const reloaded = t('studio.outcome.reloaded', { added, changed, removed });
  if (gone === 0) {
    announce(projectId, reloaded);
  } else {
    announce(projectId, t('studio.outcome.reloadedGone', { reloaded, count: gone }), { problem: true, next: 'repair' });
  }
}
