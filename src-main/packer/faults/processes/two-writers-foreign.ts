import { randomInt } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeEntry } from '../../disk/registry-record.ts';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, readPlainly, violationsIn, violationsOfConduct } from './checker.ts';
import { assetIdOf, createFaultProject, entryOf, type FaultProject, rootsNamed } from './fault-project.ts';
import { countTo, inWorkFolder } from './machine.ts';
import { freeze, startWriter, type Writer } from './writer-process.ts';

const appendsARound = 20;
const roundRoots = rootsNamed('asked', 150);

/** Another program, which knows of no lock, appends to the registry and replaces it while the writer registers. */
export const twoWritersForeign: Fault = {
  name: 'two-writers-foreign',
  title: 'Another program writes to the registry meanwhile',
  run: (budget) => inWorkFolder((work) => meddleOften(work, budget)),
};

async function meddleOften(work: string, budget: Budget): Promise<FaultResult> {
  const rounds = (budget === 'gate' ? 200 : 2_000) / appendsARound;
  const violations: string[] = [];
  let committed = 0;
  for (const at of countTo(rounds)) {
    const outcome = await meddle(work, at);
    committed += outcome.committed;
    violations.push(...outcome.violations.map((found) => `round ${at}: ${found}`));
  }
  return {
    tried: rounds * appendsARound,
    violations,
    detail: `${committed} registrations confirmed meanwhile; every third round replaces the file by a copy with a line more`,
  };
}

async function meddle(
  work: string,
  at: number,
): Promise<{ readonly committed: number; readonly violations: readonly string[] }> {
  const foreign = rootsNamed('foreign', appendsARound);
  const project = createFaultProject(work, { roots: [...roundRoots, ...foreign, 'spare'] });
  const { folder } = project;
  const writer = startWriter({
    steps: [
      { do: 'open', folder },
      { do: 'register', folder, roots: roundRoots },
      { do: 'verify', folder },
    ],
  });
  await writer.next('completed');
  const replacing = at % 3 === 2;
  const known = new Confirmations();
  for (const [index, root] of foreign.entries()) {
    await wait(randomInt(8));
    const line = encodeEntry(entryOf(4000 + index, root));
    known.confirmed.set(root, assetIdOf(4000 + index));
    if (replacing) {
      await replaceWhileFrozen(project, writer, `${line}\n`);
    } else {
      appendFileSync(project.registry, `${line}\n`);
    }
  }
  writer.leave();
  const end = await writer.ended;
  known.add(writer.events, folder);
  // Lines that came after the last command are not in memory, and verify says so rightly.
  const found = violationsOfConduct(writer.events, end, { blindVerify: true });
  const { strange, tail } = readPlainly(project.registry);
  if (strange.length > 0 || tail !== '') {
    found.push(`${strange.length} lines of the registry are no records`);
  }
  found.push(...(await violationsIn(project, known, { spareRoot: 'spare' })));
  project.remove();
  return { committed: known.counts.committed, violations: found };
}

/**
 * A copy with one line more takes the file's place, as an editor does it. The writer stands still between the copy and
 * the rename: a program that replaces a file without knowing what came meanwhile loses that, whoever wrote it.
 */
async function replaceWhileFrozen({ registry }: FaultProject, writer: Writer, line: string): Promise<void> {
  await freeze(await writer.pid());
  const copy = `${registry}.copy`;
  writeFileSync(copy, `${readFileSync(registry, 'utf8')}${line}`);
  renameSync(copy, registry);
  await writer.signal('SIGCONT');
}
