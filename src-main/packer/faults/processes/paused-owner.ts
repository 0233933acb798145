import { setTimeout as wait } from 'node:timers/promises';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, violationsIn, violationsOfConduct } from './checker.ts';
import { createFaultProject, rootsNamed } from './fault-project.ts';
import { countTo, inWorkFolder } from './machine.ts';
import { freeze, startWriter, type Writer } from './writer-process.ts';

/** The owner's process is stopped, as a computer that sleeps: the lock stays with it, and it goes on afterwards. */
export const pausedOwner: Fault = {
  name: 'paused-owner',
  title: 'The owner is paused',
  run: (budget) => inWorkFolder((work) => pauseOften(work, budget)),
};

async function pauseOften(work: string, budget: Budget): Promise<FaultResult> {
  const [rounds, seconds] = budget === 'gate' ? [1, 3] : [5, 30];
  const violations: string[] = [];
  for (const at of countTo(rounds)) {
    violations.push(...(await pauseOnce(work, seconds)).map((found) => `round ${at}: ${found}`));
  }
  return { tried: rounds, violations, detail: `paused for ${seconds} s` };
}

async function pauseOnce(work: string, seconds: number): Promise<string[]> {
  const roots = rootsNamed('asked', 4);
  const project = createFaultProject(work, { roots: [...roots, 'spare'] });
  const { folder } = project;
  const steps = [{ do: 'open', folder }, { do: 'obey' }] as const;
  const found: string[] = [];
  const owner = startWriter({ steps }, { deadlineMs: 300_000 });
  await owner.next('obeying');
  owner.tell({ do: 'register', folder, roots: ['asked-0'] });
  await owner.next('completed');
  await freeze(await owner.pid());
  const others: Writer[] = [];
  const startAnother = async (): Promise<void> => {
    const other = startWriter({ steps }, { deadlineMs: 300_000 });
    others.push(other);
    await other.next('obeying');
  };
  const expectLockedOut = async (): Promise<void> => {
    for (const other of others) {
      other.tell({ do: 'register', folder, roots: ['asked-1'] });
      const completion = (await other.next('completed'))?.completion;
      if (completion?.status !== 'refused' || completion.refusal.code !== 'registry-locked') {
        found.push(`another process was answered ${JSON.stringify(completion)}`);
      }
    }
  };
  await startAnother();
  await expectLockedOut();
  await wait(seconds * 1000);
  // Who comes later is no luckier, and neither is who asks again.
  others[0]?.tell({ do: 'reload', folder });
  await startAnother();
  await expectLockedOut();
  await owner.signal('SIGCONT');
  owner.tell({ do: 'register', folder, roots: ['asked-2'] });
  const completion = (await owner.next('completed'))?.completion;
  if (completion?.status !== 'committed') {
    found.push(`the owner went on and was answered ${JSON.stringify(completion)}`);
  }
  const known = new Confirmations();
  for (const writer of [...others, owner]) {
    writer.leave();
    found.push(...violationsOfConduct(writer.events, await writer.ended));
    known.add(writer.events, folder);
  }
  found.push(...(await violationsIn(project, known, { spareRoot: 'spare' })));
  project.remove();
  return found;
}
