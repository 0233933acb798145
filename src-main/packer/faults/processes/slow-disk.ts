import { join } from 'node:path';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, violationsIn, violationsOfConduct } from './checker.ts';
import { createFaultProject, rootsNamed } from './fault-project.ts';
import { countTo, eachAtOnce, inWorkFolder, missingOnMachine } from './machine.ts';
import { runTraced } from './strace.ts';
import type { WriterEvent } from './writer-orders.ts';

/** Registrations of the project beside the slow one: all of them end before the slow one's first. */
const beside = 20;

/** The syncs of one project take long; another one of the same process goes on meanwhile. */
export const slowDisk: Fault = {
  name: 'slow-disk',
  title: 'A disk that takes two seconds for each sync',
  unavailable: () => missingOnMachine({ programs: { strace: '--version' } }),
  run: (budget) => inWorkFolder((work) => waitOften(work, budget)),
};

async function waitOften(work: string, budget: Budget): Promise<FaultResult> {
  const rounds = countTo(budget === 'gate' ? 5 : 20);
  const violations = await eachAtOnce(rounds, 2, (at) => waitOnce(work, at));
  return {
    tried: rounds.length,
    violations: violations.flat(),
    detail: `${beside} registrations and reads beside each slow one`,
  };
}

async function waitOnce(work: string, at: number): Promise<string[]> {
  const slow = createFaultProject(work, { roots: ['slow', 'spare'] });
  const roots = rootsNamed('beside', beside);
  const quick = createFaultProject(work, { roots: [...roots, 'spare'] });
  const steps = [
    { do: 'open', folder: slow.folder },
    { do: 'open', folder: quick.folder },
    {
      do: 'at-once',
      lists: [
        [{ do: 'register', folder: slow.folder, roots: ['slow'] }],
        [
          { do: 'register', folder: quick.folder, roots },
          { do: 'list', folder: quick.folder },
          { do: 'verify', folder: quick.folder },
          { do: 'list', folder: slow.folder },
        ],
      ],
    },
  ] as const;
  const injection = { calls: 'datasync', what: { delayMicroseconds: 2_000_000 }, when: '1+' } as const;
  // The slow call keeps one thread; the product has several.
  const environment = { UV_THREADPOOL_SIZE: '4' };
  const { events, end, calls } = await runTraced(
    { steps },
    join(work, `${at}.log`),
    [slow.registry],
    [injection],
    environment,
  );
  const found = violationsOfConduct(events, end);
  const slowEnd = events.findIndex((event) => event.said === 'completed' && event.folder === slow.folder);
  const before = events.slice(0, slowEnd);
  const committed = (event: WriterEvent): boolean =>
    event.said === 'completed' && event.folder === quick.folder && event.completion.status === 'committed';
  const registered = before.filter(committed).length;
  const read = before.filter((event) => event.said === 'listed' || event.said === 'verified').length;
  if (!calls.some(({ injected }) => injected)) {
    found.push('no sync was slow');
  }
  if (registered !== beside || read !== 3) {
    found.push(`${registered} registrations and ${read} reads of the other project ended before the slow one`);
  }
  for (const project of [slow, quick]) {
    const known = new Confirmations();
    known.add(events, project.folder);
    found.push(...(await violationsIn(project, known, { spareRoot: 'spare' })));
    project.remove();
  }
  return found.map((violation) => `round ${at}: ${violation}`);
}
