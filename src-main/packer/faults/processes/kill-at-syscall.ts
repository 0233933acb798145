import { join } from 'node:path';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { violationsIn, violationsOfConduct } from './checker.ts';
import type { CallGroup } from './injection.ts';
import { countTo, eachAtOnce, inWorkFolder, missingOnMachine } from './machine.ts';
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
  unfinishedTailScript,
} from './scripts.ts';
import { rehearse, runTraced } from './strace.ts';

/** The process is killed as it enters each call on the registry and on what belongs to it, one run a call. */
export const killAtSyscall: Fault = {
  name: 'kill-at-syscall',
  title: 'SIGKILL at every system call on the registry',
  unavailable: () => missingOnMachine({ programs: { strace: '--version' } }),
  run: (budget) => inWorkFolder((work) => killEverywhere(work, budget)),
};

/** Calls that change something, and `open`, which may. A kill at another one leaves what a kill at the next of these does. */
const changingCalls: ReadonlySet<CallGroup> = new Set([
  'open',
  'write',
  'datasync',
  'sync',
  'truncate',
  'rename',
  'remove',
  'makeFolder',
]);

interface Shot {
  readonly script: Script;
  readonly paths: readonly string[];
  readonly calls: CallGroup;
  readonly nth: number;
}

async function killEverywhere(work: string, budget: Budget): Promise<FaultResult> {
  const shots: Shot[] = [];
  const scripts = scriptsFor(budget);
  for (const script of scripts) {
    const { paths, counts } = await rehearse(work, script);
    for (const [calls, count] of counts) {
      if (budget === 'gate' && !changingCalls.has(calls)) {
        continue;
      }
      if (!script.always.some((own) => own.calls === calls)) {
        shots.push(...countTo(count).map((at) => ({ script, paths, calls, nth: at + 1 })));
      }
    }
  }
  const outcomes = await eachAtOnce(shots, 2, (shot, at) => fire(work, shot, at));
  const killed = outcomes.filter((outcome) => outcome.killed);
  const confirmed = killed.reduce((sum, outcome) => sum + outcome.confirmed, 0);
  return {
    tried: killed.length,
    violations: [
      ...outcomes.flatMap(({ violations }) => violations),
      ...(killed.length < shots.length * 0.8 ? [`only ${killed.length} of ${shots.length} were killed`] : []),
    ],
    detail: `${scripts.length} scripts; ${confirmed} registrations confirmed before the kill`,
  };
}

function scriptsFor(budget: Budget): Script[] {
  if (budget === 'gate') {
    return [
      registerScript(5),
      registerManyScript(5),
      firstRegistrationScript(2),
      compactionScript(5),
      rebuildScript(5),
      finishMergeScript(5),
    ];
  }
  const sizes = [3, 60, 700];
  return [
    ...[1, 2, 5].map(firstRegistrationScript),
    ...[
      registerScript,
      registerManyScript,
      compactionScript,
      rebuildScript,
      finishMergeScript,
      setAsideScript,
      sealAgainScript,
      tornTailScript,
      unfinishedTailScript,
    ].flatMap((script) => sizes.map((entries) => script(entries))),
    ...[0, 1, 200].map((entries) => registerScript(entries)),
  ];
}

async function fire(
  work: string,
  { script, paths, calls, nth }: Shot,
  at: number,
): Promise<{ readonly killed: boolean; readonly confirmed: number; readonly violations: readonly string[] }> {
  const { project, known, tolerance } = script.prepare(work);
  const { folder } = project;
  const run = await runTraced(
    { steps: script.steps(folder), repeatable: true },
    join(work, `${at}.log`),
    paths.map((path) => join(folder, path)),
    [...script.always, { calls, what: { signal: 'SIGKILL' }, when: String(nth) }],
  );
  known.add(run.events, folder);
  const conduct = violationsOfConduct(run.events, run.end, { killed: true });
  const violations = [...conduct, ...(await violationsIn(project, known, tolerance))];
  project.remove();
  return {
    killed: run.events.at(-1)?.said !== 'done',
    confirmed: known.counts.committed,
    violations: violations.map((violation) => `${script.name}, killed at ${calls} ${nth}: ${violation}`),
  };
}
