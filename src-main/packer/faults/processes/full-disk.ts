import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, violationsIn, violationsOfConduct } from './checker.ts';
import {
  assetIdOf,
  createFaultProject,
  type FaultProject,
  lineOfLength,
  registryText,
  rootsNamed,
} from './fault-project.ts';
import {
  countTo,
  inWorkFolder,
  missingOnMachine,
  runProgram,
  takeAllRoom,
  withImage,
  withMemoryDisk,
} from './machine.ts';
import type { WriterEvent } from './writer-orders.ts';
import { startWriter, type Writer } from './writer-process.ts';

/**
 * The disk has room for so many bytes of the next record and not one more, from none to all but one. Each level: the
 * registration fails in words, the file is byte for byte as before, and works once there is room again.
 */
export const fullDisk: Fault = {
  name: 'full-disk',
  title: 'Full disk and size limit, at every fill level',
  unavailable: () =>
    missingOnMachine({
      root: true,
      programs: { 'mkfs.ext4': '-V', mount: '--version', losetup: '--version', prlimit: '--version' },
      loopDevices: true,
      mounts: true,
    }),
  run: (budget) => inWorkFolder((work) => fillDisks(work, budget)),
};

/** The shortest record that a writer makes here, about: with less room than that the disk is full. */
const recordBytes = 144;

interface Outcome {
  readonly tried: number;
  readonly violations: readonly string[];
  /** Levels at which the disk did say no. */
  readonly full: number;
}

async function fillDisks(work: string, budget: Budget): Promise<FaultResult> {
  const [memory, image, limited] = budget === 'gate' ? [40, 20, 40] : [400, 200, 400];
  const outcomes = [
    await withMemoryDisk(join(work, 'memory'), 256 * 1024, ({ folder }) => fillUp(folder, 'tmpfs', 4096, memory)),
    await withImage(join(work, 'image'), { kind: 'ext4', bytes: 16 * 1024 * 1024 }, ({ folder }) =>
      fillUp(folder, 'ext4', 1024, image),
    ),
    await withSizeLimit(work, limited),
  ];
  return {
    tried: outcomes.reduce((sum, { tried }) => sum + tried, 0),
    violations: outcomes.flatMap(({ violations }) => violations),
    detail: `${outcomes.reduce((sum, { full }) => sum + full, 0)} of them said no; tmpfs of 256 KiB ${memory}, ext4 of 16 MiB ${image}, size limit of the process ${limited}`,
  };
}

/** One project a level, whose registry ends so many bytes before the end of its last block. */
async function fillUp(disk: string, kind: string, blockBytes: number, levels: number): Promise<Outcome> {
  const writer = startWriter({ steps: [{ do: 'obey' }] }, { deadlineMs: 600_000 });
  const violations: string[] = [];
  let full = 0;
  for (const at of countTo(levels)) {
    const room = Math.floor((at * recordBytes) / levels);
    const level = `${kind}, room for ${room} bytes`;
    const project = projectEndingBefore(disk, blockBytes, room);
    const outcome = await tryLevel(writer, project, { disk, room, alsoCompact: at % 5 === 4 });
    full += outcome.full ? 1 : 0;
    violations.push(...outcome.violations.map((found) => `${level}: ${found}`));
    project.remove();
  }
  writer.leave();
  violations.push(...violationsOfConduct(writer.events, await writer.ended));
  return { tried: levels, violations, full };
}

function projectEndingBefore(disk: string, blockBytes: number, room: number): FaultProject {
  const start = registryText([]).length;
  // Two lines: both are longer than the shortest, and the second ends where it shall.
  const first = lineOfLength(0, 'before-0', 300);
  const second = lineOfLength(1, 'before-1', blockBytes - start - 300 - room);
  return createFaultProject(disk, { roots: ['before-0', 'before-1', 'asked', 'spare'], lines: [first, second] });
}

const confirmedBefore = new Map([
  ['before-0', assetIdOf(0)],
  ['before-1', assetIdOf(1)],
]);

async function tryLevel(
  writer: Writer,
  project: FaultProject,
  { disk, room, alsoCompact }: { readonly disk: string; readonly room: number; readonly alsoCompact: boolean },
): Promise<{ readonly full: boolean; readonly violations: readonly string[] }> {
  const { folder, registry } = project;
  const violations: string[] = [];
  writer.tell({ do: 'open', folder });
  await writer.next('opened');
  const before = readFileSync(registry);
  const filler = join(disk, 'filler');
  takeAllRoom(filler);
  if (alsoCompact) {
    writer.tell({ do: 'compact', folder });
    await writer.next('compacted');
    violations.push(...unlessEqual(before, registry, 'a compaction on a full disk'));
  }
  const completion = await registerIn(writer, folder, 'asked');
  const full = completion?.status === 'failed';
  if (completion?.status === 'failed') {
    if (completion.disk === 'as-before') {
      violations.push(...unlessEqual(before, registry, 'a registration that failed'));
    }
    if (completion.failure.code !== 'disk-refused' || completion.failure.errno !== 'ENOSPC') {
      violations.push(`it was told as ${JSON.stringify(completion.failure)}`);
    }
  } else if (statSync(registry).size > before.length + room) {
    violations.push(`there was no room, and it ended ${JSON.stringify(completion)}`);
  }
  rmSync(filler);
  const again = await registerIn(writer, folder, 'asked');
  if (again?.status !== 'committed' && !(again?.status === 'refused' && completion?.status === 'committed')) {
    violations.push(`with room again it ended ${JSON.stringify(again)}`);
  }
  writer.tell({ do: 'verify', folder });
  const verified = await writer.next('verified');
  if (verified?.differences?.length !== 0) {
    violations.push(`the snapshot is not what is on the disk: ${JSON.stringify(verified)}`);
  }
  writer.tell({ do: 'close', folder });
  await writer.next('closed');
  const known = new Confirmations(confirmedBefore);
  known.add(writer.events, folder);
  return { full, violations: [...violations, ...(await violationsIn(project, known, { spareRoot: 'spare' }))] };
}

type Completed = Extract<WriterEvent, { said: 'completed' }>['completion'];

async function registerIn(writer: Writer, folder: string, root: string): Promise<Completed | null> {
  writer.tell({ do: 'register', folder, roots: [root] });
  return (await writer.next('completed'))?.completion ?? null;
}

function unlessEqual(before: Buffer, registry: string, after: string): string[] {
  return before.equals(readFileSync(registry)) ? [] : [`the file is not as it was after ${after}`];
}

/** The process may not write behind so many bytes of a file: the level is to the byte. */
async function withSizeLimit(work: string, levels: number): Promise<Outcome> {
  const asked = rootsNamed('asked', levels);
  const project = createFaultProject(work, { roots: [...asked, 'spare'] });
  const { folder, registry } = project;
  // Without the trap the system ends a process that comes to its limit.
  const below = ['sh', '-c', 'trap "" XFSZ; exec "$@"', 'sh'];
  const writer = startWriter({ steps: [{ do: 'open', folder }, { do: 'obey' }] }, { below, deadlineMs: 600_000 });
  await writer.next('obeying');
  const pid = await writer.pid();
  const violations: string[] = [];
  let full = 0;
  for (const [at, root] of asked.entries()) {
    const room = Math.floor((at * recordBytes) / levels);
    const before = readFileSync(registry);
    await limit(pid, String(statSync(registry).size + room));
    const completion = await registerIn(writer, folder, root);
    await limit(pid, 'unlimited');
    if (completion?.status === 'failed' && completion.disk === 'as-before') {
      full += 1;
      violations.push(...unlessEqual(before, registry, `a limit ${room} bytes behind its end`));
    } else if (completion?.status !== 'committed' || statSync(registry).size > before.length + room) {
      violations.push(`a limit ${room} bytes behind the end, and it ended ${JSON.stringify(completion)}`);
    }
    const again = await registerIn(writer, folder, root);
    if (again?.status !== 'committed' && completion?.status === 'failed') {
      violations.push(`without the limit it ended ${JSON.stringify(again)}`);
    }
  }
  writer.leave();
  violations.push(...violationsOfConduct(writer.events, await writer.ended));
  const known = new Confirmations();
  known.add(writer.events, folder);
  violations.push(...(await violationsIn(project, known, { spareRoot: 'spare' })));
  return { tried: levels, violations: violations.map((found) => `size limit: ${found}`), full };
}

async function limit(pid: number, bytes: string): Promise<void> {
  await runProgram('prlimit', '--pid', String(pid), `--fsize=${bytes}:unlimited`);
}
