import type { FailpointName, Failpoints } from '../disk/failpoints.ts';
import { readRegistry } from '../disk/registry-reader.ts';
import { type CrashDisk, createCrashDisk, filesOfImage } from '../testing/crash-disk.ts';
import { type CrashSession, openSession, projectFolder, registryPath, unhurried } from './crash-session.ts';
import type { Fault, FaultResult } from './fault.ts';
import { type Operation, operations } from './faulty-operations.ts';
import {
  actForeignly,
  type ForeignAction,
  type ForeignDeed,
  foreignActions,
  replaceForeignly,
} from './foreign-program.ts';
import { createRandom } from './random.ts';
import { linesOf } from './recovery-check.ts';
import { corpusRecord, sealedLine } from './registry-corpus.ts';
import { createViolations, thrownText } from './violations.ts';

/** One place between two steps: the failpoint, and which visit of it, from 1. */
interface Place {
  readonly name: FailpointName;
  readonly visit: number;
}

/** Another program writes between every two steps of every kind of write (rules P1, P2, P5, R15). */
export const foreignWriter: Fault = {
  name: 'foreign-between-steps',
  title: 'Another program appends, replaces or truncates between every two steps of every kind of write',
  run: async (budget): Promise<FaultResult> => {
    const violations = createViolations();
    const random = createRandom(3);
    const rounds = budget === 'gate' ? 1 : 100;
    const reached = new Set<FailpointName>();
    let tried = 0;
    let inWindows = 0;
    for (const operation of operations) {
      const { places, size } = await undisturbed(operation);
      for (const place of places) {
        reached.add(place.name);
        for (const action of foreignActions.filter((each) => each !== 'same-size' || operation.name === 'register')) {
          for (let round = 0; round < rounds && !violations.isEnough(); round += 1) {
            const further = round === 0 || action === 'same-size' ? 0 : random.below(30);
            const count = round === 0 ? 1 : 1 + random.below(3);
            const foreign = Array.from({ length: count }, (_, at) =>
              sealedLine(corpusRecord(900 + at, `foreign/${String(random.below(1_000_000))}-${String(at)}`)),
            );
            tried += 1;
            const violation = await violationAt(operation, place, { action, further, foreign, size });
            if (violation === lostForeignLine && windows.has(place.name)) {
              inWindows += 1;
            } else if (violation !== null) {
              violations.add(
                `${violation}: ${action} at ${place.name}`,
                `${operation.name}, visit ${String(place.visit)}, ${String(further)} further records`,
              );
            }
          }
        }
      }
    }
    return {
      tried,
      violations: violations.told(),
      detail: `${String(operations.length)} kinds of write, ${String(reached.size)} named places between their steps; ${String(inWindows)} foreign lines lost in the windows after ${[...windows].join(' and ')}`,
    };
  },
};

/** Where the operation comes by when nobody disturbs it, and how large the registry is then. */
async function undisturbed(operation: Operation): Promise<{ readonly places: Place[]; readonly size: number }> {
  const places: Place[] = [];
  const disk = createCrashDisk(operation.image(0));
  const note = (place: Place): void => {
    places.push(place);
  };
  const size = await perform(operation, disk, note, async () => registryIn(disk).byteLength);
  return { places, size };
}

const lostForeignLine = 'what the other program wrote is lost';

/**
 * Between a last look at the file and the one call that acts on it no system lets a program hold the others off. What
 * another one writes there, for as long as it takes to make a system call, is lost; these are counted for themselves.
 */
const windows: ReadonlySet<FailpointName> = new Set(['replace:checked', 'cut-back:checked']);

/** What another program does from here on comes after the commit, and is found at the next read (R15). */
const afterLastLook: ReadonlySet<FailpointName> = new Set(['commit:verified', 'commit:closed', 'commit:patching']);

interface Attempt {
  readonly action: ForeignAction;
  readonly further: number;
  readonly foreign: readonly string[];
  readonly size: number;
}

/** Opens the project and does the operation; `at` is called at each place. `whenDone` is told the id that was confirmed. */
async function perform<Value>(
  operation: Operation,
  disk: CrashDisk,
  at: (place: Place) => void | Promise<void>,
  whenDone: (session: CrashSession, confirmed: string | null) => Promise<Value>,
): Promise<Value> {
  const visits = new Map<FailpointName, number>();
  operation.prepare?.(disk);
  const session = await openedSession(disk, {
    at: (name) => {
      const visit = (visits.get(name) ?? 0) + 1;
      visits.set(name, visit);
      return at({ name, visit });
    },
  });
  try {
    const completion = (await operation.act?.(session)) ?? null;
    return await whenDone(session, completion?.status === 'committed' ? (completion.assetId ?? null) : null);
  } finally {
    await session.packer.close();
  }
}

async function openedSession(disk: CrashDisk, failpoints?: Failpoints): Promise<CrashSession> {
  const opened = await openSession(disk, failpoints);
  if (!opened.ok) {
    throw new Error(`the project can’t be opened: ${JSON.stringify(opened.failure)}`);
  }
  return opened.value;
}

async function violationAt(operation: Operation, place: Place, attempt: Attempt): Promise<string | null> {
  const image = operation.image(attempt.further);
  const before = await readRegistry(filesOfImage(image).get(registryPath) ?? new Uint8Array());
  const disk = createCrashDisk(image);
  const deeds: ForeignDeed[] = [];
  let begun = false;
  async function actOnce({ name, visit }: Place): Promise<void> {
    if (begun || name !== place.name || visit !== place.visit) {
      return;
    }
    begun = true;
    await disk.undisturbed(async () => {
      deeds.push(
        attempt.action === 'same-size'
          ? await replaceBySameSize(disk, filesOfImage(image).get(registryPath) ?? new Uint8Array(), attempt.size)
          : await actForeignly(disk, attempt.action, attempt.foreign),
      );
    });
  }
  async function look(session: CrashSession, confirmed: string | null): Promise<string | null> {
    if (confirmed !== null && !afterLastLook.has(place.name) && !(await idsIn(disk)).has(confirmed)) {
      return 'a registration was confirmed that is not in the registry';
    }
    disk.heal();
    await session.packer.reload(session.projectId, unhurried);
    const differences = await session.differences();
    if (differences > 0) {
      return `the snapshot differs from a fresh load in ${String(differences)} places after a reload`;
    }
    const known = [...before.entries.map(({ assetId }) => assetId), ...(confirmed === null ? [] : [confirmed])];
    const violation = await lossViolation(disk, known, deeds);
    if (violation !== null) {
      return violation;
    }
    const spare = await session.register('spare');
    if (spare.status === 'refused' && (await isLost(disk))) {
      // R2: the other program took the last registration away, and the author is asked.
      return null;
    }
    return spare.status === 'committed'
      ? lossViolation(disk, [...known, spare.assetId], deeds)
      : `a registration after it ends with ${JSON.stringify(spare)}`;
  }
  try {
    const violation = await perform(operation, disk, actOnce, look);
    return violation ?? ((await isLost(disk)) ? null : await freshViolation(disk));
  } catch (error) {
    return `it threw ${thrownText(error)}`;
  }
}

/** What was there at the beginning, and one foreign record that is so long that the whole has the size. */
async function replaceBySameSize(disk: CrashDisk, before: Uint8Array, size: number): Promise<ForeignDeed> {
  const shortest = sealedLine(corpusRecord(950, 'x'));
  const padding = size - before.byteLength - 1 - shortest.length;
  const line = sealedLine(corpusRecord(950, 'x'.repeat(1 + padding)));
  await replaceForeignly(disk, Buffer.concat([before, Buffer.from(`${line}\n`)]), 'aside');
  return { added: [line], taken: [] };
}

/** What was confirmed is in the registry or kept, and what the other program wrote is in the registry. */
async function lossViolation(
  disk: CrashDisk,
  known: readonly string[],
  deeds: readonly ForeignDeed[],
): Promise<string | null> {
  const files = filesOfImage(disk.image());
  const bytes = files.get(registryPath) ?? new Uint8Array();
  const { entries } = await readRegistry(bytes);
  const found = new Set(entries.map(({ assetId }) => assetId));
  const recovery = [...files]
    .filter(([path]) => path.startsWith(`${projectFolder}/.prometeu/recovery/`))
    .map(([, copy]) => Buffer.from(copy).toString('latin1'))
    .join('\n');
  for (const assetId of known) {
    if (!found.has(assetId) && !recovery.includes(assetId)) {
      return 'a confirmed registration is neither in the registry nor kept';
    }
  }
  const lines = new Set(linesOf(bytes));
  const text = Buffer.from(bytes).toString('latin1');
  for (const line of deeds.flatMap(({ added }) => added)) {
    if (!lines.has(line) && !text.includes(line)) {
      return lostForeignLine;
    }
  }
  return null;
}

async function idsIn(disk: CrashDisk): Promise<ReadonlySet<string>> {
  const { entries } = await readRegistry(registryIn(disk));
  return new Set(entries.map(({ assetId }) => assetId));
}

async function isLost(disk: CrashDisk): Promise<boolean> {
  const { entries, tombstones } = await readRegistry(registryIn(disk));
  return entries.length + tombstones.length === 0;
}

function registryIn(disk: CrashDisk): Uint8Array {
  return filesOfImage(disk.image()).get(registryPath) ?? new Uint8Array();
}

/** The next one who opens the project can work in it. */
async function freshViolation(disk: CrashDisk): Promise<string | null> {
  const session = await openedSession(disk);
  try {
    const { lane } = session.summary;
    return lane.state === 'healthy' ? null : `the next who opens the project finds the lane ${JSON.stringify(lane)}`;
  } finally {
    await session.packer.close();
  }
}
