// @ts-check
// `npm run test:mutants`: breaks the packer in known ways, in a copy, and expects the tests to notice each of them.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout } from './setup/checkout.mjs';
import { packageBin } from './setup/package-bin.mjs';
import { endRunningCommands, runCommand } from './setup/run-command.mjs';
import { say } from './setup/say.mjs';
import { inWords } from './testing/count.mjs';
import { packerMutants } from './testing/packer-mutants.mjs';

/** @typedef {import('./testing/packer-mutants.mjs').Mutant} Mutant */

/** Mutants that are tried at the same time; each test run is one busy process. */
const atOnce = 2;

/** Longest run of one mutant's tests: one that never ends is not one that was noticed. */
const longestMs = 120_000;

const copied = ['src-main', 'src-preload', 'package.json', 'tsconfig.base.json', 'tsconfig.json'];

/** In the copy, so that nothing of a mutant stays in a cache of the checkout. */
const config = `export default { cacheDir: '.vite', test: { environment: 'node', testTimeout: 60_000, include: ['src-main/**/*.test.ts'] } };\n`;

/** @param {string} parent */
async function copySources(parent) {
  const copy = await mkdtemp(path.join(parent, 'copy-'));
  await Promise.all(copied.map((name) => cp(path.join(checkout, name), path.join(copy, name), { recursive: true })));
  await symlink(path.join(checkout, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  await writeFile(path.join(copy, 'vitest.config.mjs'), config);
  return copy;
}

/**
 * Runs tests in a copy. `failed` names those that failed by an assertion: a mutant that does not compile, or a run that
 * ends for another reason, notices nothing.
 *
 * @param {string} copy
 * @param {readonly string[]} tests
 * @param {string} [only]
 * @returns {Promise<{ passed: number, failed: string[], output: string }>}
 */
async function runTests(copy, tests, only) {
  const report = path.join(copy, 'report.json');
  await rm(report, { force: true });
  const files = tests.map((test) => path.posix.join('src-main/packer', test));
  const names = only === undefined ? [] : ['--testNamePattern', only];
  const args = ['run', '--reporter=json', `--outputFile=${report}`, ...names, ...files];
  const { output } = await runCommand(process.execPath, [packageBin('vitest'), ...args], {
    cwd: copy,
    env: { ...process.env, PROMETEU_ORACLE_RUNS: '2' },
    quiet: true,
    timeoutMs: longestMs,
  });
  /** @type {{ testResults: { assertionResults: { status: string, title: string, failureMessages: string[] }[] }[] }} */
  const { testResults } = await readFile(report, 'utf8').then(JSON.parse, () => ({ testResults: [] }));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const byAssertion = results.filter(({ status, failureMessages }) => {
    // The second is what fast-check says of a property; its cause is not in the report.
    return status === 'failed' && /AssertionError|Property failed after/.test(failureMessages.join('\n'));
  });
  const passed = results.filter(({ status }) => status === 'passed').length;
  return { passed, failed: byAssertion.map(({ title }) => title), output };
}

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

/** @param {string} folder */
async function tryAll(folder) {
  const texts = await Promise.all(packerMutants.map(mutate));
  const copies = await Promise.all(Array.from({ length: atOnce }, () => copySources(folder)));
  const [sound = ''] = copies;
  const tests = [...new Set(packerMutants.map(({ test }) => test))];
  const { passed, failed, output } = await runTests(sound, tests);
  if (passed === 0 || failed.length > 0) {
    process.stdout.write(output);
    throw new Error(`The tests must pass on the sources as they are: ${failed.join('; ') || 'they did not run'}`);
  }
  say('mutants', `${packerMutants.length} to try; ${passed} tests pass on the sources as they are`);

  /** @type {string[]} */
  const survivors = [];
  const queue = packerMutants.entries();
  await Promise.all(
    copies.map(async (copy) => {
      for (const [at, mutant] of queue) {
        const target = path.join(copy, 'src-main', 'packer', mutant.file);
        const original = await readFile(target, 'utf8');
        await writeFile(target, texts[at] ?? '');
        const run = await runTests(copy, [mutant.test], mutant.only);
        await writeFile(target, original);
        const [first] = run.failed;
        say(
          first === undefined ? 'SURVIVES' : 'caught',
          `${mutant.name.padEnd(58)} ${first ?? `not by ${mutant.test}`}`,
        );
        if (first === undefined) {
          survivors.push(mutant.name);
          process.stdout.write(run.output.slice(-2000));
        }
      }
    }),
  );
  return survivors;
}

async function testMutants() {
  const folder = await mkdtemp(path.join(tmpdir(), 'prometeu-mutants-'));
  process.once('SIGINT', () => {
    void endRunningCommands().then(() => process.exit(130));
  });
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

process.exitCode = await testMutants();
