import { blockers } from './blockers.ts';
import { cli } from './cli.ts';
import { diagnostics } from './diagnostics.ts';
import { errnos } from './errnos.ts';
import { failures } from './failures.ts';
import { previews } from './previews.ts';
import { reasons } from './reasons.ts';
import { refused } from './refused.ts';
import { repairs } from './repairs.ts';
import { searchProblems } from './search-problems.ts';
import { studio } from './studio.ts';

/** The English catalogue: every text that a person reads, in Studio, in the menu and on the command line. */
export const en = {
  blockers,
  cli,
  failures,
  diagnostics,
  errnos,
  previews,
  reasons,
  refused,
  repairs,
  searchProblems,
  studio,
} as const;
