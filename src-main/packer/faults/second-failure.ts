import { readRegistry } from '../disk/registry-reader.ts';
import { createCrashDisk, type DiskImage, digestOf, filesOfImage } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, registryPath, unhurried } from './crash-session.ts';
import { createFailingDisk } from './failing-disk.ts';
import type { Fault, FaultResult } from './fault.ts';
import { type Operation, operations } from './faulty-operations.ts';
import { type Expectation, linesOf, recoveryViolation } from './recovery-check.ts';
import { createViolations, thrownText } from './violations.ts';

/** How a call is refused: only that one, or that one and all after it until the author tries again. */
interface Refusal {
  readonly call: number;
  readonly sticky: boolean;
  readonly errno: string;
}

/** Crash states that are gone through at each point after a refusal. */
const statesOfPoint = { gate: 2, full: 12 } as const;

/**
 * The disk refuses a call inside of a write or of a recovery, once or for good, and then the power fails or the author
 * goes on: nothing confirmed is lost either way.
 */
export const secondFailure: Fault = {
  name: 'second-failure',
  title: 'The disk refuses any call of a write, a rebuild, a compaction, a repair or a cut; then the power fails',
  run: async (budget): Promise<FaultResult> => {
    const violations = createViolations();
    const errnos = budget === 'gate' ? ['EIO'] : ['EIO', 'ENOSPC', 'EACCES', 'EMFILE', 'EROFS'];
    let refusals = 0;
    let states = 0;
    for (const operation of operations) {
      const calls = await callsOf(operation);
      for (let call = 1; call <= calls; call += 1) {
        for (const sticky of [false, true]) {
          for (const errno of errnos) {
            if (violations.isEnough()) {
              continue;
            }
            const refusal = { call, sticky, errno };
            const place = `${operation.name}, ${errno} at call ${String(call)}${sticky ? ' and every later one' : ''}`;
            const run = await tryRefusal(operation, refusal, statesOfPoint[budget]);
            refusals += 1;
            states += run.states;
            for (const { what, where } of run.violations) {
              violations.add(what, `${place}, ${where}`);
            }
          }
        }
      }
    }
    return {
      tried: refusals + states,
      violations: violations.told(),
      detail: `${String(refusals)} refused calls, after them ${String(states)} power cuts`,
    };
  },
};

async function callsOf(operation: Operation): Promise<number> {
  const disk = createCrashDisk(operation.image(0));
  const failing = createFailingDisk(disk);
  operation.prepare?.(disk);
  const opened = await openSession(failing);
  if (!opened.ok) {
    throw new Error(`the project can’t be opened: ${JSON.stringify(opened.failure)}`);
  }
  const before = operation.act === undefined ? 0 : failing.count();
  await operation.act?.(opened.value);
  const calls = failing.count() - before;
  await opened.value.packer.close();
  return calls;
}

interface Run {
  readonly states: number;
  readonly violations: { readonly what: string; readonly where: string }[];
}

async function tryRefusal(operation: Operation, refusal: Refusal, statesEach: number): Promise<Run> {
  const image = operation.image(0);
  const disk = createCrashDisk(image);
  const failing = createFailingDisk(disk);
  const violations: Run['violations'] = [];
  const { entries } = await readRegistry(registryIn(image));
  const confirmed = new Map(entries.map(({ assetId, root }) => [assetId, root]));
  const expectation = (lines: ReadonlySet<string>): Expectation => ({
    confirmed: new Map(confirmed),
    mayBeGone: new Set(),
    attempted: new Set(['a', 'b']),
    lines,
    kept: new Set(linesOf(registryIn(image))),
    mayBeLost: false,
    spare: 'spare',
  });
  const refuses = (call: number): boolean => (refusal.sticky ? call >= refusal.call : call === refusal.call);
  let begun = 0;
  operation.prepare?.(disk);
  if (operation.act === undefined) {
    failing.begin(refusal.errno, refuses);
  }
  let session: CrashSession | null = null;
  try {
    const opened = await openSession(failing);
    if (opened.ok) {
      session = opened.value;
      if (operation.act !== undefined) {
        failing.begin(refusal.errno, refuses);
        begun = disk.point();
        const completion = await operation.act(session);
        if (completion?.status === 'committed' && completion.assetId !== undefined) {
          confirmed.set(completion.assetId, rootOf(session, completion.assetId));
        }
      }
    }
    const end = disk.point();
    failing.heal();
    disk.heal();
    const violation = session === null ? null : await goOn(session, confirmed);
    if (violation !== null) {
      violations.push({ what: violation, where: 'going on' });
    }
    await session?.packer.close();
    // Only now: the next process gets the lock when this one has let it go, as it does when it dies.
    return { states: await cutPower(end), violations };
  } catch (error) {
    violations.push({ what: `it threw ${thrownText(error)}`, where: 'going on' });
    await session?.packer.close();
    return { states: 0, violations };
  }

  /** What was confirmed at the end was confirmed at no earlier point for certain: only the end is asked for it. */
  async function cutPower(end: number): Promise<number> {
    const told = new Set<bigint>();
    const before = expectation(new Set());
    const initial = new Map(entries.map(({ assetId, root }) => [assetId, root]));
    for (let point = begun; point <= end; point += 1) {
      const seen = new Set(linesOf(registryIn(disk.seenAt(point))));
      const lines = new Set(linesOf(registryIn(disk.settled(point))).filter((line) => seen.has(line)));
      let at = 0;
      for (const state of disk.crashStates(point, () => ({ step: 64, fill: 64, grid: 0 }))) {
        at += 1;
        if (at > statesEach) {
          break;
        }
        const key = digestOf(state);
        if (told.has(key)) {
          continue;
        }
        told.add(key);
        const expected = { ...before, lines, confirmed: point === end ? before.confirmed : initial };
        const violation = await recoveryViolation(state, expected);
        if (violation !== null) {
          violations.push({ what: violation, where: `power cut at point ${String(point)}, state ${String(at)}` });
        }
      }
    }
    return told.size;
  }
}

/** The disk works again: the author reads again and registers, and finds everything. */
async function goOn(session: CrashSession, confirmed: ReadonlyMap<string, string>): Promise<string | null> {
  const { packer, projectId } = session;
  const reloaded = await packer.reload(projectId, unhurried);
  if (!reloaded.ok) {
    return `a reload after the disk works again ends with ${JSON.stringify(reloaded.failure)}`;
  }
  const shown = session.registrations();
  for (const root of confirmed.values()) {
    if ((shown.get(root) ?? null) === null) {
      return `${root} is not shown as registered after the disk works again`;
    }
  }
  const completion = await session.register('spare');
  if (completion.status !== 'committed') {
    return `a registration after the disk works again ends with ${JSON.stringify(completion)}`;
  }
  const differences = await session.differences();
  return differences === 0 ? null : `the snapshot differs from a fresh load in ${String(differences)} places`;
}

function rootOf(session: CrashSession, assetId: string): string {
  return [...session.registrations()].find(([, id]) => id === assetId)?.[0] ?? '';
}

function registryIn(image: DiskImage): Uint8Array {
  return filesOfImage(image).get(registryPath) ?? new Uint8Array();
}
