import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { createCheckingPacker, readPlainly, violationsIn, violationsOfConduct } from './checker.ts';
import { rootsNamed } from './fault-project.ts';
import { createShutDown, missingToShutDown, type ShutDown } from './file-system-shutdown.ts';
import { countTo, inWorkFolder, type Mounted, missingOnMachine, runProgram, withImage } from './machine.ts';
import {
  compactionScript,
  finishMergeScript,
  firstRegistrationScript,
  registerScript,
  type Scene,
  type Script,
} from './scripts.ts';
import type { WriterStep } from './writer-orders.ts';
import { freeze, startWriter, type Writer } from './writer-process.ts';

/**
 * The power goes: the writer is frozen, what it confirmed until then is noted, the file system is shut down without
 * writing its journal, and mounted again, which mends it as after a power cut. Without the freezing an `fdatasync` on
 * its way may answer yes during the shutdown, which no real power cut does.
 */
export const powerCut: Fault = {
  name: 'power-cut',
  title: 'Power cut on a real file system',
  unavailable: async () => {
    const programs = { 'mkfs.ext4': '-V', mount: '--version', losetup: '--version' };
    return (await missingOnMachine({ root: true, programs, loopDevices: true, mounts: true })) ?? missingToShutDown();
  },
  run: (budget) => inWorkFolder((work) => cutOften(work, budget)),
};

interface Round {
  readonly name: string;
  prepare(parent: string): Scene;
  steps(folder: string): readonly WriterStep[];
  /** Resolves when the power may go. */
  moment(writer: Writer): Promise<unknown>;
  /** What else has to be true of the registry when the writer confirmed what this round is about. */
  check?(writer: Writer, registry: string): string[];
}

const atRandom = async (writer: Writer): Promise<void> => {
  await writer.next('completed');
  await wait(randomInt(60));
};

function withoutVerify(script: Script): (folder: string) => readonly WriterStep[] {
  return (folder) => [
    ...script.steps(folder).filter((step) => step.do !== 'verify' && step.do !== 'close'),
    { do: 'hold' },
  ];
}

const manyRoots = rootsNamed('asked', 3);

/** Registrations at a run; every fourth round makes the file, compacts it or mends it. */
function roundFor(at: number): Round {
  switch (at % 10) {
    case 1: {
      const script = firstRegistrationScript(3);
      return { ...script, steps: withoutVerify(script), moment: atRandom };
    }
    case 3: {
      const script = compactionScript(6);
      return {
        ...script,
        steps: (folder) => [{ do: 'open', folder }, { do: 'compact', folder }, { do: 'hold' }],
        moment: (writer) => writer.next('compacted'),
        check: (writer, registry) => afterCompaction(writer, registry),
      };
    }
    case 5: {
      const script = compactionScript(6);
      const steps = (folder: string): WriterStep[] =>
        manyRoots.flatMap((root): WriterStep[] => [
          { do: 'register', folder, roots: [root] },
          { do: 'compact', folder },
        ]);
      return {
        ...script,
        steps: (folder) => [{ do: 'open', folder }, ...steps(folder), { do: 'hold' }],
        moment: atRandom,
      };
    }
    case 7: {
      const script = finishMergeScript(6);
      return {
        ...script,
        steps: (folder) => [
          { do: 'open', folder },
          { do: 'repair', folder, rule: 'R7', fix: 'finish-merge' },
          { do: 'hold' },
        ],
        moment: (writer) => writer.next('holding'),
        check: (writer, registry) => afterMerge(writer, registry),
      };
    }
    default: {
      const script = registerScript(5 + (at % 40), 40);
      return { ...script, steps: withoutVerify(script), moment: atRandom };
    }
  }
}

/** A compaction that was confirmed stays done. */
function afterCompaction({ events }: Writer, registry: string): string[] {
  const confirmed = events.some((event) => event.said === 'compacted' && event.completion.status === 'committed');
  const dead = readPlainly(registry).records.filter(({ id, rev }) => rev === 1 && id.endsWith('1388')).length;
  return confirmed && dead > 0 ? ['a compaction was confirmed, and the file before it is back'] : [];
}

function afterMerge({ events }: Writer, registry: string): string[] {
  const confirmed = events.some((event) => event.said === 'repaired' && event.completion.status === 'committed');
  return confirmed && readPlainly(registry).text.includes('<<<<<<<')
    ? ['a repair was confirmed, and the file before it is back']
    : [];
}

async function cutOften(work: string, budget: Budget): Promise<FaultResult> {
  const rounds = budget === 'gate' ? 100 : 1_000;
  const violations: string[] = [];
  let tried = 0;
  let confirmed = 0;
  const power = await createShutDown(work);
  const onFileSystem = async (kind: 'ext4' | 'xfs', bytes: number): Promise<void> => {
    await withImage(join(work, kind), { kind, bytes }, async (mounted) => {
      for (const at of countTo(rounds)) {
        const place = { mounted, power };
        const outcome = at % 20 === 11 ? await cutAfterCreation(place) : await cutOnce(place, roundFor(at));
        tried += 1;
        confirmed += outcome.confirmed;
        violations.push(...outcome.violations.map((violation) => `${kind}, round ${at}: ${violation}`));
      }
    });
  };
  await onFileSystem('ext4', 64 * 1024 * 1024);
  const noXfs = budget === 'gate' ? null : await missingOnMachine({ programs: { 'mkfs.xfs': '-V' } });
  if (budget === 'full' && noXfs === null) {
    await onFileSystem('xfs', 320 * 1024 * 1024);
  }
  power.end();
  const xfs = budget === 'gate' ? 'ext4 alone' : noXfs === null ? 'ext4 and XFS' : `ext4; XFS left out: ${noXfs}`;
  return { tried, violations, detail: `${confirmed} registrations confirmed before the cut; ${xfs}` };
}

interface Place {
  readonly mounted: Mounted;
  readonly power: ShutDown;
}

interface Outcome {
  readonly confirmed: number;
  readonly violations: readonly string[];
}

async function cutOnce(place: Place, round: Round): Promise<Outcome> {
  const { mounted } = place;
  const { project, known, tolerance } = round.prepare(mounted.folder);
  await runProgram('sync', '-f', mounted.folder);
  const writer = startWriter({ steps: round.steps(project.folder) });
  await round.moment(writer);
  const end = await cut(place, writer);
  known.add(writer.events, project.folder);
  const violations = [
    ...violationsOfConduct(writer.events, end, { killed: true }),
    ...(round.check?.(writer, project.registry) ?? []),
    ...(await violationsIn(project, known, tolerance)),
  ];
  project.remove();
  return { confirmed: known.counts.committed, violations: violations.map((found) => `${round.name}: ${found}`) };
}

/** A project that was said to be made is one. */
async function cutAfterCreation(place: Place): Promise<Outcome> {
  const { mounted } = place;
  const folder = join(mounted.folder, `made-${randomInt(1_000_000)}`);
  await runProgram('mkdir', folder);
  await runProgram('sync', '-f', mounted.folder);
  const writer = startWriter({ steps: [{ do: 'create', folder, name: 'Made' }, { do: 'hold' }] });
  await writer.next('created');
  await cut(place, writer);
  const created = writer.events.some((event) => event.said === 'created' && event.failure === null);
  const packer = createCheckingPacker();
  const signal = new AbortController().signal;
  const opened = await packer.openProject(folder, { signal, onProgress: () => undefined }, 'read');
  await packer.close();
  const violations: string[] = [];
  if (created && (!opened.ok || opened.value.diagnostics.length > 0)) {
    violations.push(
      `a project that was made is not there: ${JSON.stringify(opened)}, ${readdirSync(folder).join(' ')}`,
    );
  }
  await runProgram('rm', '-r', folder);
  return { confirmed: 0, violations };
}

async function cut({ mounted, power }: Place, writer: Writer): Writer['ended'] {
  await freeze(await writer.pid());
  await power.shutDown(mounted.folder);
  await writer.signal('SIGKILL');
  const end = await writer.ended;
  await mounted.unmount();
  await mounted.mount();
  return end;
}
