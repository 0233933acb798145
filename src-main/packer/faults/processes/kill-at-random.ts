import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, violationsIn, violationsOfConduct } from './checker.ts';
import { createFaultProject, rootsNamed } from './fault-project.ts';
import { countTo, eachAtOnce, inWorkFolder } from './machine.ts';
import type { WriterStep } from './writer-orders.ts';
import { startWriter } from './writer-process.ts';

const roots = rootsNamed('asset', 60);
const manyRoots = rootsNamed('asset', 600);

/**
 * A writer registers and compacts, or every fourth time registers many with one command, and is killed at some moment
 * after its first confirmation.
 */
export const killAtRandom: Fault = {
  name: 'kill-at-random',
  title: 'kill -9 at a random moment',
  run: (budget) => inWorkFolder((work) => killOften(work, budget)),
};

async function killOften(work: string, budget: Budget): Promise<FaultResult> {
  const rounds = countTo(budget === 'gate' ? 200 : 5_000);
  const outcomes = await eachAtOnce(rounds, 2, (_, at) => killOnce(work, writingOf(at)));
  return {
    tried: outcomes.filter(({ killed }) => killed).length,
    violations: outcomes.flatMap(({ violations }) => violations),
    detail: `${outcomes.reduce((sum, { confirmed }) => sum + confirmed, 0)} registrations confirmed before the kill`,
  };
}

interface Writing {
  readonly roots: readonly string[];
  readonly steps: (folder: string) => readonly WriterStep[];
}

function writingOf(round: number): Writing {
  if (round % 4 === 3) {
    return { roots: manyRoots, steps: (folder) => [{ do: 'register-many', folder, roots: manyRoots }] };
  }
  return {
    roots,
    steps: (folder) =>
      countTo(6).flatMap((part): WriterStep[] => [
        { do: 'register', folder, roots: roots.slice(part * 10, part * 10 + 10) },
        { do: 'compact', folder },
      ]),
  };
}

async function killOnce(
  work: string,
  writing: Writing,
): Promise<{ readonly killed: boolean; readonly confirmed: number; readonly violations: readonly string[] }> {
  const project = createFaultProject(work, { roots: [...writing.roots, 'spare'] });
  const { folder } = project;
  const known = new Confirmations();
  const writer = startWriter({ steps: [{ do: 'open', folder }, ...writing.steps(folder), { do: 'hold' }] });
  await writer.next('completed');
  const delay = randomInt(40);
  await wait(delay);
  await writer.signal('SIGKILL');
  const end = await writer.ended;
  known.add(writer.events, folder);
  const conduct = violationsOfConduct(writer.events, end, { killed: true });
  const tolerance = { diagnostics: ['registry-torn-tail', 'registry-tail-cut'], spareRoot: 'spare' } as const;
  const violations = [...conduct, ...(await violationsIn(project, known, tolerance))];
  project.remove();
  const { committed } = known.counts;
  return {
    killed: end.signal === 'SIGKILL',
    confirmed: committed,
    violations: violations.map((violation) => `killed ${delay} ms after the first of ${committed}: ${violation}`),
  };
}
