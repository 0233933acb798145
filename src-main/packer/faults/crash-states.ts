import type { RepairFix, RepairRule } from '../../../src-preload/contract/domain/repair.ts';
import { readRegistry } from '../disk/registry-reader.ts';
import {
  type CrashDisk,
  createCrashDisk,
  type DiskImage,
  digestOf,
  filesOfImage,
  type TearDensity,
} from '../testing/crash-disk.ts';
import { type CrashScenario, type CrashWorld, crashScenarios } from './crash-scenarios.ts';
import { type CrashSession, historyPath, openSession, registryPath } from './crash-session.ts';
import type { Budget, Fault, FaultResult } from './fault.ts';
import { type Expectation, linesOf, recoveryViolation, registryViolation } from './recovery-check.ts';
import { createViolations, thrownText, type Violations } from './violations.ts';

interface Effort {
  /** How densely the registry’s writes are torn. Those of other files are torn at every `step`-th byte of them. */
  readonly registry: TearDensity;
  readonly others: TearDensity;
  /** The same of the history, whose writes are never synced (rule U4) and meet each state of all that comes behind them. */
  readonly history: TearDensity;
  /** Every how manieth state is gone through by the whole packer; of all others the registry is read. */
  readonly opened: number;
}

const efforts: Readonly<Record<Budget, Effort>> = {
  gate: {
    registry: { step: 1, fill: 3, grid: 32 },
    others: { step: 41, fill: 41, grid: 0 },
    history: { step: 997, fill: 997, grid: 0 },
    opened: 120,
  },
  full: {
    registry: { step: 1, fill: 1, grid: 1 },
    others: { step: 5, fill: 5, grid: 0 },
    history: { step: 41, fill: 41, grid: 0 },
    opened: 128,
  },
};

/** States of each point that are gone through by the whole packer in any case: nothing persisted, all, and the first tears. */
const alwaysOpened = 4;

/** Every crash state of the scenarios, or of those of the given names. */
export function crashStatesOf(name: string, title: string, scenarios: readonly CrashScenario[]): Fault {
  return {
    name,
    title,
    run: async (budget): Promise<FaultResult> => {
      const violations = createViolations();
      const counts = { states: 0, opened: 0, points: 0 };
      for (const scenario of scenarios) {
        if (!violations.isEnough()) {
          await tryScenario(scenario, efforts[budget], violations.part(), counts);
        }
      }
      const { states, opened, points } = counts;
      return {
        tried: states,
        violations: violations.told(),
        detail: `${String(scenarios.length)} scenarios, ${String(points)} crash points; the whole packer recovered ${String(opened)} of the states, the registry alone was read in the others`,
      };
    },
  };
}

/** Crash at any point, with writes reordered, partial and torn. */
export const crashStates = crashStatesOf(
  'crash-states',
  'Power cut at every point, unsynced writes reordered, partial or torn',
  crashScenarios,
);

/** What is known at a point of the recorded sequence. */
interface Moment {
  readonly point: number;
  readonly confirmed: ReadonlyMap<string, string>;
  readonly mayBeGone: ReadonlySet<string>;
  readonly attempted: ReadonlySet<string>;
  readonly mayBeLost: boolean;
}

interface Counts {
  states: number;
  opened: number;
  points: number;
}

async function tryScenario(
  scenario: CrashScenario,
  effort: Effort,
  violations: Violations,
  counts: Counts,
): Promise<void> {
  const disk = createCrashDisk(scenario.image);
  const moments = await play(scenario, disk, violations);
  const told = new Set<string>();
  const density = (path: string): TearDensity => {
    return path === registryPath ? effort.registry : path === historyPath ? effort.history : effort.others;
  };
  const kept = new Set<string>(linesOf(registryIn(scenario.image)));
  for (let point = 0; point <= disk.point() && !violations.isEnough(); point += 1) {
    counts.points += 1;
    const moment = moments.findLast((each) => each.point <= point);
    if (moment === undefined) {
      continue;
    }
    const seen = new Set(linesOf(registryIn(disk.seenAt(point))));
    const lines = new Set(linesOf(registryIn(disk.settled(point))).filter((line) => seen.has(line)));
    const expectation: Expectation = { ...moment, lines, kept, spare: 'spare' };
    const confirmed = JSON.stringify([...moment.confirmed]);
    // What is read of the registry alone is the same whatever else the disk has.
    const read = new Set<string>();
    let at = 0;
    for (const image of disk.crashStates(point, density)) {
      const key = `${digestOf(image)} ${confirmed}`;
      if (told.has(key)) {
        continue;
      }
      told.add(key);
      at += 1;
      const registry = Buffer.from(registryIn(image)).toString('latin1');
      const isOpened = at <= alwaysOpened || told.size % effort.opened === 0;
      if (!isOpened && read.has(registry)) {
        continue;
      }
      read.add(registry);
      counts.states += 1;
      counts.opened += isOpened ? 1 : 0;
      const violation = isOpened
        ? await recoveryViolation(image, expectation)
        : await registryViolation(image, expectation);
      if (violation !== null) {
        violations.add(
          violation,
          `${scenario.name}, point ${String(point)}, state ${String(at)}: ${registryText(image)}`,
        );
      }
      if (violations.isEnough()) {
        return;
      }
    }
  }
}

/** Runs the scenario once and answers what was known when. */
async function play(scenario: CrashScenario, disk: CrashDisk, violations: Violations): Promise<Moment[]> {
  const { entries } = await readRegistry(registryIn(scenario.image));
  const confirmed = new Map(entries.map(({ assetId, root }) => [assetId, root]));
  const attempted = new Set(scenario.comesBack);
  const mayBeGone = new Set<string>();
  let mayBeLost = scenario.isLost === true;
  const moments: Moment[] = [];
  const note = (): void => {
    moments.push({
      point: disk.point(),
      confirmed: new Map(confirmed),
      mayBeGone: new Set(mayBeGone),
      attempted: new Set(attempted),
      mayBeLost,
    });
  };
  note();
  let session: CrashSession | null = null;
  const current = (): CrashSession => {
    if (session === null) {
      throw new Error(`${scenario.name} does something before it opens the project`);
    }
    return session;
  };
  const world: CrashWorld = {
    disk,
    open: async () => {
      const opened = await openSession(disk);
      if (!opened.ok) {
        throw new Error(`${scenario.name} can’t open its project: ${JSON.stringify(opened.failure)}`);
      }
      session = opened.value;
    },
    register: async (root, ending = 'committed') => {
      attempted.add(root);
      note();
      const completion = await current().register(root);
      if (completion.status === 'committed') {
        confirmed.set(completion.assetId, root);
        note();
      }
      expectEnd(`registering ${root}`, completion, ending);
    },
    compact: async () => {
      expectEnd('compacting', await current().compact(), 'committed');
    },
    repair: async (rule: RepairRule, fix: RepairFix['fix'], goes: readonly string[] = []) => {
      for (const assetId of goes) {
        mayBeGone.add(assetId);
      }
      note();
      expectEnd(`repairing ${rule}`, await current().repair(rule, fix), 'committed');
      mayBeLost = false;
      note();
    },
    reload: async () => {
      await current().packer.reload(current().projectId, {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
    },
    close: async () => {
      await current().packer.close();
      session = null;
    },
  };
  try {
    await scenario.play(world);
  } catch (error) {
    violations.add(`it threw ${thrownText(error)}`, scenario.name);
  } finally {
    await (session as CrashSession | null)?.packer.close();
  }
  return moments;

  /** Disks do what these do every day: the packer has to come through, or to say that it did not. */
  function expectEnd(
    what: string,
    completion: { readonly status: string } | null,
    ending: 'committed' | 'failed',
  ): void {
    if (completion?.status !== ending) {
      violations.add(`${what} is not ${ending} but ${JSON.stringify(completion)}`, scenario.name);
    }
  }
}

/** The end of the registry, for finding a state again. */
function registryText(image: DiskImage): string {
  return JSON.stringify(Buffer.from(registryIn(image)).toString('latin1').slice(-400));
}

function registryIn(image: DiskImage): Uint8Array {
  return filesOfImage(image).get(registryPath) ?? new Uint8Array();
}
