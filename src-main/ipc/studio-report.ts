import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import type { Settings } from '../../src-preload/contract/domain/settings.ts';

/** A project that is open, and how many assets it has; null where that can't be told now. */
export interface ReportedProject {
  readonly project: ProjectSummary;
  readonly assets: number | null;
}

interface ReportedStudio {
  /** What Studio is and runs on, a line each. */
  readonly versions: readonly string[];
  readonly settings: Settings;
  /** How many there are. */
  readonly crashDumps: number;
  readonly open: readonly ReportedProject[];
}

/**
 * What whoever is asked for help needs to know, in English, a line for each thing. It names no project, no folder and no
 * file, so that it can be sent to anybody.
 */
export function studioReport({ versions, settings, crashDumps, open }: ReportedStudio): string {
  const chosen = Object.entries(settings).map(([setting, value]) => `${setting}=${value}`);
  return [
    ...versions,
    `Settings: ${chosen.join(', ')}`,
    `Crash dumps: ${String(crashDumps)}`,
    ...open.map(({ project: { revision, lane, diagnostics }, assets }, at) => {
      const codes = [...new Set(diagnostics.map(({ code }) => code))];
      return [
        `Project ${String(at + 1)}: ${assets === null ? 'no' : String(assets)} assets`,
        `revision ${String(revision)}`,
        `lane ${lane.state}`,
        codes.length === 0 ? 'no finding on the registry' : codes.join(' '),
      ].join(', ');
    }),
  ].join('\n');
}
