import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CallGroup, callGroups, type Injection } from './injection.ts';
import type { Script } from './scripts.ts';
import type { WriterEvent, WriterOrders } from './writer-orders.ts';
import { runWriter, type WriterEnd } from './writer-process.ts';

/** One system call on a path that was watched. */
export interface TracedCall {
  readonly thread: string;
  readonly call: string;
  readonly text: string;
  readonly injected: boolean;
}

export interface TracedRun {
  readonly events: readonly WriterEvent[];
  readonly end: WriterEnd;
  readonly calls: readonly TracedCall[];
}

/** How `strace` is told: only calls on these paths count; on every path where there are none. */
function straceCommand(log: string, paths: readonly string[], injections: readonly Injection[]): string[] {
  const watched = Object.values(callGroups).join(',');
  // Other calls run at full speed then; but a signal that is to come at a call would not come.
  const quickly = injections.some(({ what }) => 'signal' in what) ? [] : ['--seccomp-bpf'];
  return [
    'strace',
    '-f',
    '-qq',
    '-y',
    ...quickly,
    '-s',
    '0',
    '-o',
    log,
    '-e',
    `trace=${watched}`,
    ...paths.flatMap((path) => ['-P', path]),
    ...injections.flatMap(({ calls, what, when }) => [
      '-e',
      `inject=${callGroups[calls]}:${wordFor(what)}:when=${when}`,
    ]),
  ];
}

function wordFor(what: Injection['what']): string {
  if ('error' in what) {
    return `error=${what.error}`;
  }
  return 'signal' in what ? `signal=${what.signal}` : `delay_enter=${what.delayMicroseconds}`;
}

/** Runs a writer below strace to its end. */
export async function runTraced(
  orders: WriterOrders,
  log: string,
  paths: readonly string[],
  injections: readonly Injection[],
  environment: Readonly<Record<string, string>> = {},
): Promise<TracedRun> {
  const { events, end } = await runWriter(orders, { below: straceCommand(log, paths, injections), environment });
  return { events, end, calls: readTrace(log) };
}

/** The calls of a log, each once, also where another thread’s came between its beginning and its end. */
function readTrace(log: string): TracedCall[] {
  const calls: TracedCall[] = [];
  const unfinished = new Map<string, string>();
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const begun = /^(\d+) +(\w+)\((.*)$/.exec(line);
    const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/.exec(line);
    const [, thread = '', call = '', rest = ''] = begun ?? resumed ?? [];
    if (thread === '') {
      continue;
    }
    if (begun !== null && rest.includes('<unfinished ...>')) {
      unfinished.set(thread, rest);
      continue;
    }
    const text = resumed === null ? rest : `${unfinished.get(thread) ?? ''} ${rest}`;
    unfinished.delete(thread);
    calls.push({ thread, call, text, injected: line.includes('(INJECTED)') || line.includes('(DELAYED)') });
  }
  return calls;
}

/** Which group a call is of, or null. */
export function groupOf(call: string): CallGroup | null {
  const groups = Object.entries(callGroups) as [CallGroup, string][];
  return groups.find(([, names]) => names.split(',').includes(call))?.[0] ?? null;
}

/** How often a script makes each kind of call on the registry and what belongs to it, and which files these are. */
export interface Rehearsal {
  /** Below the project's folder; the folder itself is the empty one. */
  readonly paths: readonly string[];
  readonly counts: ReadonlyMap<CallGroup, number>;
}

/** Runs a script to its end without a fault of our own. */
export async function rehearse(work: string, script: Script): Promise<Rehearsal> {
  const log = join(work, 'rehearsal.log');
  const everywhere = await runScript(script, work, log, () => []);
  const paths = new Set<string>();
  for (const { text } of everywhere.calls) {
    for (const [, path = ''] of text.matchAll(/(?:"|<)(\/[^">]*)/g)) {
      const below = relative(everywhere.folder, path.replace(/\(deleted\)$/, ''));
      if (!below.startsWith('..') && !/^(?:assets|prometeu\.json)(?:\/|$)/.test(below)) {
        paths.add(below);
      }
    }
  }
  const watched = await runScript(script, work, log, (folder) => [...paths].map((path) => join(folder, path)));
  const counts = new Map<CallGroup, number>();
  for (const { call } of watched.calls) {
    const group = groupOf(call);
    if (group !== null) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  return { paths: [...paths], counts };
}

async function runScript(
  script: Script,
  work: string,
  log: string,
  pathsIn: (folder: string) => string[],
): Promise<TracedRun & { readonly folder: string }> {
  const { project } = script.prepare(work);
  const { folder } = project;
  const run = await runTraced({ steps: script.steps(folder), repeatable: true }, log, pathsIn(folder), script.always);
  project.remove();
  return { ...run, folder };
}
