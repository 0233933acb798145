import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fault, FaultResult } from '../fault.ts';
import { Confirmations, violationsOfConduct, violationsOnDisk } from './checker.ts';
import { createFaultProject, entriesFor, type FaultProject, rootsNamed } from './fault-project.ts';
import { eachAtOnce, inWorkFolder, missingOnMachine, runProgram, withReadOnlyView } from './machine.ts';
import { childProgram, runWriter } from './writer-process.ts';

/** A user who may read and not write: nothing changes on the disk, every command is answered in words, reads work. */
export const readOnlyFolder: Fault = {
  name: 'read-only-folder',
  title: 'Read-only folder, file without rights',
  unavailable: () => missingOnMachine({ root: true, programs: { mount: '--version', id: '--version' }, mounts: true }),
  run: () => inWorkFolder(tryAll),
};

interface Case {
  readonly name: string;
  prepare(project: FaultProject, nobody: User): void;
  /** Seen through a mount that is read-only, as root or as nobody. */
  readonly mounted?: 'root' | 'nobody';
  /** Whether the registrations can be seen. */
  readonly readable?: false;
  /** Whether a registration may work all the same. */
  readonly writable?: true;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const cases: readonly Case[] = [
  { name: 'nothing is the user’s', prepare: () => undefined },
  {
    name: 'the folder and all in it are read-only',
    prepare: ({ folder, registry }, nobody) => {
      own(nobody, folder, registry);
      chmodSync(registry, 0o444);
      chmodSync(folder, 0o555);
    },
  },
  {
    name: 'the registry is read-only, the folder is not',
    prepare: ({ folder, registry }, nobody) => {
      own(nobody, folder);
      chmodSync(registry, 0o444);
    },
    // A file of another user's may be replaced by who may write to the folder; an append must not do that.
  },
  {
    name: 'the registry may be written, the folder not',
    prepare: ({ registry }) => {
      chmodSync(registry, 0o666);
    },
    writable: true,
  },
  {
    name: 'the registry may not be read',
    prepare: ({ folder, registry }, nobody) => {
      own(nobody, folder);
      chmodSync(registry, 0o000);
    },
    readable: false,
  },
  {
    name: 'the private folder is read-only',
    prepare: ({ folder, registry }, nobody) => {
      own(nobody, folder, registry);
      mkdirSync(join(folder, '.prometeu'), { mode: 0o555 });
    },
    writable: true,
  },
  {
    name: 'the private folder may not be entered',
    prepare: ({ folder, registry }, nobody) => {
      own(nobody, folder, registry);
      mkdirSync(join(folder, '.prometeu'), { mode: 0o700 });
    },
    writable: true,
  },
  {
    name: 'the private folder is read-only and the registry too',
    prepare: ({ folder, registry }) => {
      mkdirSync(join(folder, '.prometeu', 'recovery'), { recursive: true, mode: 0o555 });
      chmodSync(registry, 0o444);
    },
  },
  { name: 'a read-only mount, as root', prepare: () => undefined, mounted: 'root' },
  {
    name: 'a read-only mount, as the owner',
    prepare: ({ folder, registry }, nobody) => {
      own(nobody, folder, registry);
    },
    mounted: 'nobody',
  },
];

function own({ uid, gid }: User, ...paths: readonly string[]): void {
  for (const path of paths) {
    chownSync(path, uid, gid);
  }
}

async function tryAll(work: string): Promise<FaultResult> {
  // The other user has to get at the projects and at the bundle.
  chmodSync(work, 0o755);
  const bundle = join(work, 'bundle');
  cpSync(dirname(childProgram()), bundle, { recursive: true });
  await runProgram('chmod', '-R', 'a+rX', bundle);
  const nobody = {
    uid: Number(await runProgram('id', '-u', 'nobody')),
    gid: Number(await runProgram('id', '-g', 'nobody')),
  };
  const violations = await eachAtOnce(cases, 2, (tried, at) => tryOne(work, tried, nobody, at));
  return { tried: cases.length, violations: violations.flat() };
}

async function tryOne(work: string, tried: Case, nobody: User, at: number): Promise<string[]> {
  const before = rootsNamed('before', 3);
  const { lines, confirmed } = entriesFor(before);
  const project = createFaultProject(work, { roots: [...before, 'asked'], lines });
  chmodSync(project.folder, 0o755);
  tried.prepare(project, nobody);
  const bytes = readFileSync(project.registry);
  const names = await namesIn(project.folder);
  const steps = (folder: string) =>
    [
      { do: 'open', folder },
      { do: 'list', folder },
      { do: 'register', folder, roots: ['asked'] },
      { do: 'compact', folder },
      { do: 'list', folder },
      { do: 'verify', folder },
      { do: 'close', folder },
    ] as const;
  const program = join(work, 'bundle', 'writer-child.mjs');
  const run = async (folder: string) =>
    runWriter({ steps: steps(folder) }, { program, ...(tried.mounted === 'root' ? {} : { user: nobody }) });
  const view = join(work, `view-${at}`);
  const { events, end } = await (tried.mounted === undefined
    ? run(project.folder)
    : withReadOnlyView(view, project.folder, ({ folder }) => run(folder)));
  const found = violationsOfConduct(events, end);
  const completions = events.flatMap((event) => (event.said === 'completed' ? event.completion : []));
  const committed = completions.some(({ status }) => status === 'committed');
  if (completions.length !== 1 || (committed && tried.writable !== true)) {
    found.push(`the registration ended ${JSON.stringify(completions)}`);
  }
  const listed = events.flatMap((event) => (event.said === 'listed' ? [event.registered] : []));
  const seen = tried.readable === false ? [] : before;
  if (listed[0]?.join() !== seen.join()) {
    found.push(`reading showed ${JSON.stringify(listed)}`);
  }
  if (tried.writable !== true) {
    if (!bytes.equals(readFileSync(project.registry))) {
      found.push('the registry was changed');
    }
    if (names !== (await namesIn(project.folder))) {
      found.push(`files came or went: ${await namesIn(project.folder)}`);
    }
  }
  const known = new Confirmations(confirmed);
  known.add(events, tried.mounted === undefined ? project.folder : view);
  found.push(...violationsOnDisk(project.registry, known));
  project.remove();
  return found.map((violation) => `${tried.name}: ${violation}`);
}

/** What is in the folder. The private one may come where the user may make it; it holds no data of the author's. */
async function namesIn(folder: string): Promise<string> {
  return existsSync(folder) ? await runProgram('find', folder, '-not', '-path', '*/.prometeu*') : '';
}
