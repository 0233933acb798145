// @ts-check
import path from 'node:path';
import { Writable } from 'node:stream';
import { createVitest } from 'vitest/node';
import { checkout } from '../setup/checkout.mjs';

/**
 * What tests said. `failed` names those that failed by an assertion: a mutant that does not compile, or a test that ends
 * for another reason, notices nothing. `errors` are those other reasons.
 *
 * @typedef {{ passed: number, failed: string[], errors: string[] }} TestsRun
 */

/** Longest run of one mutant's tests, on a machine that is busy: one that never ends is not one that was noticed. */
const longestMs = 300_000;

/** What the tests print is about sources that are wrong on purpose. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * Tests of the packer, on the sources of the checkout but for the text of one file. Everything that Vitest has read and
 * compiled stays for the next run, which costs less than half of what a start of it does. Nothing is written.
 *
 * @param {string} cacheDir of this run alone, so that nothing of a mutant stays in the checkout's
 */
export async function openMutatedTests(cacheDir) {
  const packer = path.join(checkout, 'src-main', 'packer');
  /** @type {{ path: string, text: string } | null} */
  let mutated = null;
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: checkout,
      watch: false,
      environment: 'node',
      // A thread that does not end goes with this process.
      pool: 'threads',
      maxWorkers: 1,
      testTimeout: 240_000,
      include: ['src-main/packer/**/*.test.ts'],
      env: { PROMETEU_ORACLE_RUNS: '2' },
      reporters: [{}],
    },
    {
      cacheDir,
      logLevel: 'error',
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          load: (id) => (path.normalize(id.split('?')[0] ?? '') === mutated?.path ? mutated.text : null),
        },
      ],
    },
    { stdout: nowhere, stderr: nowhere },
  );
  await vitest.standalone();

  /**
   * @param {string} test the file, below src-main/packer
   * @param {string} [only] a pattern on the names of its tests
   * @returns {Promise<TestsRun>}
   */
  async function run(test, only) {
    const options = only === undefined ? undefined : { testNamePattern: new RegExp(only) };
    const specification = vitest.getRootProject().createSpecification(path.join(packer, test), options);
    const all = await inTime(vitest.runTestSpecifications([specification]));
    // The others are of runs before.
    const testModules = all.testModules.filter(({ moduleId }) => moduleId === specification.moduleId);
    const results = testModules.flatMap((module) => [...module.children.allTests()]);
    const bad = results.filter((result) => result.result().state === 'failed');
    const failed = bad.filter((result) => result.result().errors?.some(isAssertion) === true);
    const others = bad.filter((result) => !failed.includes(result)).flatMap((result) => result.result().errors ?? []);
    const errors = [...others, ...testModules.flatMap((module) => module.errors()), ...all.unhandledErrors];
    return {
      passed: results.filter((result) => result.result().state === 'passed').length,
      failed: failed.map(({ name }) => name),
      errors: errors.map((error) => String(Object(error).stack ?? Object(error).message)),
    };
  }

  return {
    run,
    /**
     * The same with a text in the place of a file's.
     *
     * @param {string} file below src-main/packer
     * @param {string} text
     * @param {string} test
     * @param {string} [only]
     */
    runMutated: async (file, text, test, only) => {
      const changed = path.join(packer, file);
      mutated = { path: changed, text };
      vitest.invalidateFile(changed);
      try {
        return await run(test, only);
      } finally {
        mutated = null;
        vitest.invalidateFile(changed);
      }
    },
    close: () => vitest.close(),
  };
}

/**
 * The second is what fast-check says of a property, whose cause is the assertion or what hid it.
 *
 * @param {{ name?: string, message: string }} error
 */
function isAssertion({ name, message }) {
  return name === 'AssertionError' || message.startsWith('Property failed after');
}

/**
 * @template Value
 * @param {Promise<Value>} work
 * @returns {Promise<Value>}
 */
async function inTime(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The tests did not end')), longestMs);
  });
  try {
    return await /** @type {Promise<Value>} */ (Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}
