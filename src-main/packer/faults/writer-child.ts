import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { windowLimit } from '../../../src-preload/contract/domain/asset-list.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { SnapshotDifference } from '../../../src-preload/contract/domain/project.ts';
import type { Result } from '../core/result.ts';
import type { FailpointName, Failpoints } from '../disk/failpoints.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import { createPacker } from '../index.ts';
import type { Clock, IdSource } from '../runtime/ports.ts';
import type { ReadingOptions } from '../runtime/project-reader.ts';
import { randomIds, systemClock } from '../runtime/system-ports.ts';
import type { WriterEvent, WriterOrders, WriterStep } from './processes/writer-orders.ts';

/*
 * A process that writes, to be killed, stopped and lied to from outside: the product's packer on the system's disk,
 * with the product's lock. Its one argument is `WriterOrders`; each line that it says is a `WriterEvent`.
 */

const orders = JSON.parse(process.argv[2] ?? '') as WriterOrders;
const unhurried: ReadingOptions = { signal: new AbortController().signal, onProgress: () => undefined };

/** Out of this process before anything else is done: what was said was confirmed, whatever happens to us then. */
function say(event: WriterEvent): void {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(1, bytes, written);
  }
}

function crash(error: unknown): never {
  say({ said: 'crashed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(70);
}

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

function createCountingClock(): Clock {
  let milliseconds = 0;
  return {
    now: () => {
      milliseconds += 1;
      return new Date(Date.UTC(2026, 0, 1) + milliseconds).toISOString();
    },
  };
}

function createCountingIds(): IdSource {
  const counting = (): (() => string) => {
    let given = 0;
    return () => {
      given += 1;
      return given.toString(16).padStart(12, '0');
    };
  };
  const [asset, project, temporary] = [counting(), counting(), counting()];
  return {
    newAssetId: () => `01a20f56-1608-7605-a17f-${asset()}`,
    newProjectId: () => `01a20f56-1608-4605-a17f-${project()}`,
    newTemporaryName: () => `.assets-${temporary()}.tmp`,
  };
}

/** Never comes back, and keeps the process alive. */
function stayForEver(): Promise<never> {
  setInterval(() => undefined, 60_000);
  return new Promise(() => undefined);
}

function createStop(): Failpoints {
  let visits = 0;
  return {
    at: (name: FailpointName) => {
      visits += name === orders.stopAt?.failpoint ? 1 : 0;
      if (name !== orders.stopAt?.failpoint || visits !== orders.stopAt.nth) {
        return undefined;
      }
      say({ said: 'stopped', failpoint: name });
      return stayForEver();
    },
  };
}

const packer = createPacker({
  disk: createNodeDisk(),
  clock: orders.repeatable === true ? createCountingClock() : systemClock,
  ids: orders.repeatable === true ? createCountingIds() : randomIds,
  log: { warn: () => undefined },
  failpoints: createStop(),
});

const projects = new Map<string, string>();
let commands = 0;

function projectIn(folder: string): string {
  return projects.get(folder) ?? '00000000-0000-4000-8000-000000000000';
}

function newCommandId(): string {
  commands += 1;
  return `writer-${String(process.pid)}-${String(commands)}`;
}

function failureOf(result: Result<unknown, Failure>): Failure | null {
  return result.ok ? null : result.failure;
}

async function open(folder: string, access: 'write' | 'read'): Promise<void> {
  const opened = await packer.openProject(folder, unhurried, access);
  if (opened.ok) {
    const { projectId, lane, diagnostics } = opened.value;
    projects.set(folder, projectId);
    say({ said: 'opened', folder, lane, diagnostics });
  } else {
    say({ said: 'not-opened', folder, failure: opened.failure });
  }
}

async function register(folder: string, roots: readonly string[], untilFailed: boolean): Promise<void> {
  for (const root of roots) {
    say({ said: 'begun', folder, root });
    const answered = await packer.register(projectIn(folder), root, newCommandId());
    if (answered.ok) {
      say({ said: 'completed', folder, root, completion: answered.value });
    } else {
      say({ said: 'not-answered', folder, step: 'register', failure: answered.failure });
    }
    if (untilFailed && !(answered.ok && answered.value.status === 'committed')) {
      return;
    }
  }
}

async function registerMany(folder: string, roots: readonly string[]): Promise<void> {
  for (const root of roots) {
    say({ said: 'begun', folder, root });
  }
  const answered = await packer.registerAssets(projectIn(folder), { by: 'roots', roots: [...roots] }, newCommandId(), {
    signal: unhurried.signal,
    begun: () => undefined,
    advanced: (results) => {
      for (const { root, completion } of results) {
        say({ said: 'completed', folder, root, completion });
      }
    },
  });
  if (!answered.ok) {
    say({ said: 'not-answered', folder, step: 'register-many', failure: answered.failure });
  }
}

async function repair({ folder, rule, fix }: Extract<WriterStep, { do: 'repair' }>): Promise<void> {
  for (;;) {
    const listed = await packer.listRepairs(projectIn(folder));
    if (!listed.ok) {
      say({ said: 'not-answered', folder, step: 'repair', failure: listed.failure });
      return;
    }
    const finding = listed.value.findings.find((found) => found.rule === rule);
    const wanted = finding?.fixes.find((offered) => offered.fix === fix);
    if (finding === undefined || wanted === undefined) {
      return;
    }
    const answered = await packer.applyRepair(projectIn(folder), finding.id, wanted);
    if (!answered.ok) {
      say({ said: 'not-answered', folder, step: 'repair', failure: answered.failure });
      return;
    }
    say({ said: 'repaired', folder, rule, completion: answered.value });
    if (answered.value.status !== 'committed') {
      return;
    }
  }
}

async function compact(folder: string): Promise<void> {
  say({ said: 'compaction-begun', folder });
  const answered = await packer.compact(projectIn(folder));
  if (answered.ok) {
    say({ said: 'compacted', folder, completion: answered.value });
  } else {
    say({ said: 'not-answered', folder, step: 'compact', failure: answered.failure });
  }
}

function inWords({ part, key, change }: SnapshotDifference): string {
  return `${part} ${key} ${change}`;
}

function list(folder: string): void {
  const registered: string[] = [];
  for (;;) {
    const window = packer.listAssets(projectIn(folder), {
      filter: { registration: ['registered'], health: [], type: [], tag: [], search: '' },
      sort: 'root',
      descending: false,
      offset: registered.length,
      limit: windowLimit,
    });
    if (!window.ok) {
      say({ said: 'not-answered', folder, step: 'list', failure: window.failure });
      return;
    }
    registered.push(...window.value.rows.map(({ root }) => root));
    if (window.value.rows.length < windowLimit) {
      say({ said: 'listed', folder, registered });
      return;
    }
  }
}

async function carryOut(step: WriterStep): Promise<void> {
  switch (step.do) {
    case 'create':
      say({
        said: 'created',
        folder: step.folder,
        failure: failureOf(await packer.createProject(step.folder, step.name)),
      });
      return;
    case 'open':
      return open(step.folder, step.access ?? 'write');
    case 'register':
      return register(step.folder, step.roots, step.untilFailed ?? false);
    case 'register-many':
      return registerMany(step.folder, step.roots);
    case 'compact':
      return compact(step.folder);
    case 'repair':
      return repair(step);
    case 'reload': {
      const reloaded = await packer.reload(projectIn(step.folder), unhurried);
      say({ said: 'reloaded', folder: step.folder, failure: failureOf(reloaded) });
      return;
    }
    case 'verify': {
      const verified = await packer.verify(projectIn(step.folder), unhurried);
      const differences = verified.ok ? verified.value.differences.map(inWords) : null;
      say({ said: 'verified', folder: step.folder, differences, failure: failureOf(verified) });
      return;
    }
    case 'list':
      list(step.folder);
      return;
    case 'close':
      await packer.closeProject(projectIn(step.folder));
      say({ said: 'closed', folder: step.folder });
      return;
    case 'at-once':
      await Promise.all(step.lists.map(carryOutAll));
      return;
    case 'obey':
      say({ said: 'obeying' });
      for await (const line of createInterface({ input: process.stdin })) {
        await carryOut(JSON.parse(line) as WriterStep);
      }
      return;
    case 'hold':
      say({ said: 'holding' });
      await stayForEver();
  }
}

async function carryOutAll(steps: readonly WriterStep[]): Promise<void> {
  for (const step of steps) {
    await carryOut(step);
  }
}

say({ said: 'started', pid: process.pid });
await carryOutAll(orders.steps);
await packer.close();
say({ said: 'done' });
