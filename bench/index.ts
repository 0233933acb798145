import type { BenchPlan } from './bench-plan.ts';
import { type GroupName, type GroupResult, groupNames } from './measurement.ts';
import { measureMemory, memoryChild, sayHeldBytes } from './memory-group.ts';
import { measureOpen } from './open-group.ts';
import { measureQueries } from './queries-group.ts';
import { measureRegister } from './register-group.ts';
import { measureRegistry } from './registry-group.ts';

/*
 * What `npm run bench` runs, bundled for plain Node: what it prints and draws is for its runner, and where it is the
 * program itself it is the process whose memory is measured.
 */

export { planOf } from './bench-plan.ts';
export { costChart } from './cost-chart.ts';
export { figuresOf, notRun } from './figures.ts';
export { profileText } from './profile-text.ts';
export { prepareProjects } from './project-on-disk.ts';
export { withBenchBlock } from './readme-block.ts';
export { contendersTable, figuresTable } from './tables.ts';
export { groupNames };

/** Where the parts of a run are. */
export interface BenchPlaces {
  readonly checkout: string;
  /** This program, to be started again. */
  readonly program: string;
}

/** Measures one group in this process. The group `app` needs the window, and is the runner's. */
export async function measureGroup(
  group: Exclude<GroupName, 'app'>,
  plan: BenchPlan,
  { checkout, program }: BenchPlaces,
): Promise<GroupResult> {
  switch (group) {
    case 'register':
      return measureRegister(plan, checkout);
    case 'queries':
      return measureQueries(plan);
    case 'registry':
      return measureRegistry(plan);
    case 'open':
      return measureOpen(plan, checkout);
    case 'memory':
      return measureMemory(plan, program);
  }
}

const [, , role, plan = '', size = '', folder = ''] = process.argv;
if (role === memoryChild) {
  await sayHeldBytes(JSON.parse(plan) as BenchPlan, Number(size), folder);
}
