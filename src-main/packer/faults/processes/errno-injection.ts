import { join } from 'node:path';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { violationsIn, violationsOfConduct } from './checker.ts';
import type { CallGroup, Injection } from './injection.ts';
import { eachAtOnce, inWorkFolder, missingOnMachine } from './machine.ts';
import {
  compactionScript,
  finishMergeScript,
  firstRegistrationScript,
  rebuildScript,
  registerManyScript,
  registerScript,
  type Script,
  sealAgainScript,
  setAsideScript,
  tornTailScript,
} from './scripts.ts';
import { groupOf, type Rehearsal, rehearse, runTraced } from './strace.ts';

/** What a disk answers to each kind of call in the gate, once and from then on. */
const gateErrors: Readonly<Record<CallGroup, readonly string[]>> = {
  open: ['EMFILE'],
  write: ['ENOSPC', 'ENOSPC+'],
  datasync: ['EIO', 'EIO+'],
  sync: ['EIO', 'EIO+'],
  status: ['EIO'],
  truncate: ['EIO'],
  rename: ['EIO', 'EROFS+'],
  close: ['EIO'],
  read: ['EIO'],
  remove: ['EACCES'],
  makeFolder: ['EACCES'],
  list: ['EIO'],
};
const everyError = ['EIO', 'ENOSPC', 'EACCES', 'EMFILE', 'EROFS'].flatMap((errno) => [errno, `${errno}+`]);

/** Calls that reading makes too: where they fail for ever, comparing with the disk is no comparison. */
const readingCalls: ReadonlySet<CallGroup> = new Set(['open', 'status', 'read', 'close', 'list']);

const nothing: ReadonlySet<CallGroup> = new Set();

interface Shot {
  readonly script: Script;
  readonly rehearsal: Rehearsal;
  readonly injection: Injection;
}

interface Outcome {
  /** Whether the call was made, so that there was a fault at all. */
  readonly hit: boolean;
  readonly violations: readonly string[];
  readonly counts: { readonly committed: number; readonly refused: number; readonly failed: number };
}

/** Every call of the real adapter on the registry and on what belongs to it fails: once, and from then on. */
export const errnoInjection: Fault = {
  name: 'errno-injection',
  title: 'An error at every system call on the registry, once and for ever',
  unavailable: () => missingOnMachine({ programs: { strace: '--version' } }),
  run: (budget) => inWorkFolder((work) => injectEverywhere(work, budget)),
};

async function injectEverywhere(work: string, budget: Budget): Promise<FaultResult> {
  const shots: Shot[] = [];
  for (const [at, script] of scriptsFor(budget).entries()) {
    // Opening and comparing are the same in all of them: in the gate two are enough to fail while reading.
    const left = budget === 'gate' && at % 2 === 1 ? readingCalls : nothing;
    shots.push(...shotsAt(script, await rehearse(work, script), budget, left));
  }
  const outcomes = await eachAtOnce(shots, 2, (shot, at) => fire(work, shot, at));
  const hits = outcomes.filter(({ hit }) => hit);
  const sum = (key: keyof Outcome['counts']): number => hits.reduce((total, { counts }) => total + counts[key], 0);
  return {
    tried: hits.length,
    violations: [
      ...outcomes.flatMap(({ violations }) => violations),
      ...(hits.length < shots.length * 0.8 ? [`only ${hits.length} of ${shots.length} met their fault`] : []),
    ],
    detail:
      `${sum('committed')} registrations committed, ${sum('failed')} failed and ${sum('refused')} refused in words; ` +
      `${outcomes.length - hits.length} runs that ended before their fault do not count`,
  };
}

function scriptsFor(budget: Budget): Script[] {
  const gate = [
    registerScript(5),
    firstRegistrationScript(2),
    compactionScript(5),
    rebuildScript(5),
    registerManyScript(5),
  ];
  return budget === 'gate'
    ? gate
    : [...gate, tornTailScript(5), finishMergeScript(5), setAsideScript(5), sealAgainScript(5)];
}

function shotsAt(script: Script, rehearsal: Rehearsal, budget: Budget, left: ReadonlySet<CallGroup>): Shot[] {
  const shots: Shot[] = [];
  const spoken = new Set(script.always.map(({ calls }) => calls));
  for (const [calls, count] of rehearsal.counts) {
    // strace injects one thing at one kind of call, and this script needs its own there.
    if (spoken.has(calls) || left.has(calls)) {
      continue;
    }
    for (const word of budget === 'gate' ? gateErrors[calls] : everyError) {
      const [error = '', sticky] = word.split(/(\+)/);
      for (let nth = 1; nth <= count; nth += 1) {
        shots.push({ script, rehearsal, injection: { calls, what: { error }, when: `${nth}${sticky ?? ''}` } });
      }
    }
  }
  return shots;
}

async function fire(work: string, { script, rehearsal, injection }: Shot, at: number): Promise<Outcome> {
  const { project, known, tolerance } = script.prepare(work);
  const { folder } = project;
  const paths = rehearsal.paths.map((path) => join(folder, path));
  const orders = { steps: script.steps(folder), repeatable: true };
  const run = await runTraced(orders, join(work, `${at}.log`), paths, [...script.always, injection]);
  known.add(run.events, folder);
  const where = `${script.name}, ${JSON.stringify(injection)}`;
  const violations = [
    ...violationsOfConduct(run.events, run.end, {
      blindVerify: injection.when.endsWith('+') && readingCalls.has(injection.calls),
    }),
    ...(await violationsIn(project, known, tolerance)),
  ];
  project.remove();
  const { committed, refused, failedAsBefore, failedUnknown } = known.counts;
  return {
    hit: run.calls.some(({ call, injected }) => injected && groupOf(call) === injection.calls),
    violations: violations.map((violation) => `${where}: ${violation}`),
    counts: { committed, refused, failed: failedAsBefore + failedUnknown },
  };
}
