// @ts-check
// `npm run test:mutants`: breaks the packer in known ways, in memory, and expects the tests to notice each of them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout } from './setup/checkout.mjs';
import { say } from './setup/say.mjs';
import { inWords } from './testing/count.mjs';
import { openMutatedTests } from './testing/mutated-tests.mjs';
import { packerMutants } from './testing/packer-mutants.mjs';
import { atOnce } from './testing/side-by-side.mjs';

/** @typedef {import('./testing/packer-mutants.mjs').Mutant} Mutant */

/**
 * The mutated text of each mutant's file. One whose place is not there exactly once is out of date, and says so before
 * anything is run.
 *
 * @param {Mutant} mutant
 */
async function mutate({ name, file, from, to }) {
  const text = await readFile(path.join(checkout, 'src-main', 'packer', file), 'utf8');
  const places = text.split(from).length - 1;
  if (places !== 1) {
    throw new Error(
      `The mutant “${name}” must match once in ${file}, and matches ${places} times. Bring it up to date.`,
    );
  }
  return text.replace(from, () => to);
}

/** @param {string} folder for what is compiled */
async function tryAll(folder) {
  const texts = await Promise.all(packerMutants.map(mutate));
  const places = await Promise.all(
    Array.from({ length: atOnce }, (_, at) => openMutatedTests(path.join(folder, String(at)))),
  );
  let sound = 0;
  const tests = new Set(packerMutants.map(({ test }) => test)).values();
  await Promise.all(
    places.map(async (place) => {
      for (const test of tests) {
        const { passed, failed, errors } = await place.run(test);
        if (passed === 0 || failed.length > 0 || errors.length > 0) {
          const why = [...failed, ...errors].join('; ') || 'they did not run';
          throw new Error(`The tests must pass on the sources as they are: ${test}: ${why}`);
        }
        sound += passed;
      }
    }),
  );
  say('mutants', `${packerMutants.length} to try; ${sound} tests pass on the sources as they are`);

  /** @type {string[]} */
  const survivors = [];
  const queue = packerMutants.entries();
  await Promise.all(
    places.map(async (place) => {
      for (const [at, mutant] of queue) {
        const { name, file, test, only } = mutant;
        const { failed, errors } = await place.runMutated(file, texts[at] ?? '', test, only);
        const [first] = failed;
        say(first === undefined ? 'SURVIVES' : 'caught', `${name.padEnd(58)} ${first ?? `not by ${test}`}`);
        if (first === undefined) {
          survivors.push(name);
          process.stdout.write(errors.join('\n').slice(0, 2000));
        }
      }
      await place.close();
    }),
  );
  return survivors;
}

async function testMutants() {
  const folder = await mkdtemp(path.join(tmpdir(), 'prometeu-mutants-'));
  try {
    const survivors = await tryAll(folder);
    const counts = { passed: packerMutants.length - survivors.length, failed: survivors.length, skipped: [] };
    process.stdout.write(`${inWords(counts)}\n`);
    return survivors.length === 0 ? 0 : 1;
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n0 passed, 1 failed\n`);
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// What hangs must not keep this process.
process.exit(await testMutants());
