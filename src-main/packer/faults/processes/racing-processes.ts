import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, violationsIn, violationsOfConduct } from './checker.ts';
import { createFaultProject, entriesFor, rootsNamed } from './fault-project.ts';
import { countTo, inWorkFolder } from './machine.ts';
import type { WriterEvent } from './writer-orders.ts';
import { startWriter, type Writer } from './writer-process.ts';

const racers = 4;

/** Four processes open one project for writing at the same time, and stay until all have been answered. */
export const racingProcesses: Fault = {
  name: 'racing-processes',
  title: 'Four processes race for one project',
  run: (budget) => inWorkFolder((work) => raceOften(work, budget)),
};

async function raceOften(work: string, budget: Budget): Promise<FaultResult> {
  const rounds = budget === 'gate' ? 50 : 1_000;
  const violations: string[] = [];
  for (const at of countTo(rounds)) {
    violations.push(...(await race(work, at)).map((found) => `round ${at}: ${found}`));
  }
  return { tried: rounds, violations, detail: `${racers} processes a round` };
}

async function race(work: string, at: number): Promise<string[]> {
  const before = rootsNamed('before', 2);
  const { lines, confirmed } = entriesFor(before);
  const asked = rootsNamed('asked', racers);
  const project = createFaultProject(work, { roots: [...before, ...asked, 'spare'], lines });
  const { folder } = project;
  const writers = countTo(racers).map(() => startWriter({ steps: [{ do: 'open', folder }, { do: 'obey' }] }));
  const opened = await Promise.all(writers.map((writer) => writer.next('opened')));
  const owners = writers.filter((_, index) => opened[index]?.lane.state === 'healthy');
  const found: string[] = [];
  if (owners.length !== 1) {
    found.push(`${owners.length} owners`);
  }
  const owner = await owners[0]?.pid();
  for (const event of opened) {
    found.push(...unlessNamed(event, owner));
  }
  const known = new Confirmations(confirmed);
  for (const [index, writer] of writers.entries()) {
    writer.tell({ do: 'register', folder, roots: [asked[index] ?? ''] });
    const completed = await writer.next('completed');
    found.push(...unlessAnswered(completed, writer === owners[0]));
  }
  // Half of the time the owner is killed, and the system frees the lock.
  if (at % 2 === 0) {
    await owners[0]?.signal('SIGKILL');
  }
  found.push(...(await leaveAll(writers, at % 2 === 0 ? owners[0] : undefined)));
  for (const writer of writers) {
    known.add(writer.events, folder);
  }
  found.push(...(await violationsIn(project, known, { spareRoot: 'spare' })));
  project.remove();
  return found;
}

async function leaveAll(writers: readonly Writer[], killed: Writer | undefined): Promise<string[]> {
  const found: string[] = [];
  for (const writer of writers) {
    writer.leave();
    found.push(...violationsOfConduct(writer.events, await writer.ended, { killed: writer === killed }));
  }
  return found;
}

/** Who does not get the lock is told which process has it. */
function unlessNamed(opened: Extract<WriterEvent, { said: 'opened' }> | null, owner: number | undefined): string[] {
  if (opened?.lane.state === 'healthy') {
    return [];
  }
  const refusal = opened?.lane.state === 'read-only' ? opened.lane.refusal : null;
  return refusal?.code === 'registry-locked' && refusal.pid === owner && refusal.sameHost
    ? []
    : [`a racer was told ${JSON.stringify(opened?.lane)} and the owner is ${String(owner)}`];
}

function unlessAnswered(completed: Extract<WriterEvent, { said: 'completed' }> | null, isOwner: boolean): string[] {
  const completion = completed?.completion;
  const fits = isOwner
    ? completion?.status === 'committed'
    : completion?.status === 'refused' && completion.refusal.code === 'registry-locked';
  return fits ? [] : [`the ${isOwner ? 'owner' : 'other'} was answered ${JSON.stringify(completion)}`];
}
