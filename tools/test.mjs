// @ts-check
// `npm test`: everything that must hold. Its last line is the sum over all runners.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildApp } from './setup/build-app.mjs';
import { checkout, isRoot } from './setup/checkout.mjs';
import { hasDisplay } from './setup/display.mjs';
import { npmScript, packageBin } from './setup/package-bin.mjs';
import { runCommand } from './setup/run-command.mjs';
import { SetupProblem, say } from './setup/say.mjs';
import { runTool, setUp } from './setup/set-up.mjs';
import { checked, inWords, nothing, oneFailed, readCount, readLastLine, sum } from './testing/count.mjs';
import { runEndToEnd } from './testing/end-to-end.mjs';
import { cores, sideBySide } from './testing/side-by-side.mjs';

/** @type {import('./testing/count.mjs').Count[]} */
const counts = [];

/**
 * What `npm run faults` tries in minutes, without root and without processes of its own. The whole of it, and what it
 * needs, is in the README.
 */
const faultsAtEveryChange = [
  'crash-states',
  'create-project',
  'edit-manifest',
  'move-asset',
  'create-assets',
  'second-failure',
  'torn-tail',
  'bit-rot',
  'foreign-between-steps',
  'patch-drift',
  'controls',
];

/** @returns {Promise<void>} */
async function testAll() {
  // One test watches the app's system calls; where nobody may install strace, it is skipped by name.
  const electron = await setUp({ display: isRoot || !hasDisplay, commands: isRoot ? ['strace'] : [] });
  // Each of these keeps one core busy; the longest first, so that they end together.
  const steps = [
    () => staticCheck('lint'),
    () => staticCheck('typecheck'),
    () => lastLineOf('faults', ['--only', faultsAtEveryChange.join(',')]),
    () => lastLineOf('test:mutants'),
  ];
  await sideBySide(
    Math.min(cores, steps.length),
    steps.map((step) => async () => {
      if (!isBroken) {
        counts.push(await step());
      }
    }),
  );
  if (isBroken) {
    return;
  }
  counts.push(await unitTests());
  if (await buildApp()) {
    const config = path.join('e2e', 'playwright.config.ts');
    counts.push(await runEndToEnd({ electron, name: 'e2e', config, displays: 2 }));
  } else {
    say('build', 'failed, so there is nothing to run the end-to-end tests on');
    counts.push(oneFailed);
  }
}

/** Whether a check of the texts has failed. What is tried after it would say little. */
let isBroken = false;

/** @param {string} script of package.json: it counts only when it fails */
async function staticCheck(script) {
  const { code } = await npmRun(script);
  isBroken ||= code !== 0;
  return code === 0 ? nothing : oneFailed;
}

async function unitTests() {
  say('unit', 'vitest run');
  const report = path.join(checkout, 'test-results', 'unit.json');
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const counter = path.join(import.meta.dirname, 'testing', 'vitest-counter.mjs');
  const args = ['run', '--reporter=default', `--reporter=${counter}`];
  const { code } = await runCommand(process.execPath, [packageBin('vitest'), ...args], {
    cwd: checkout,
    env: { ...process.env, PROMETEU_COUNT_FILE: report },
  });
  return checked(code, readCount(report));
}

/**
 * A script that must run wherever the tests run: one that is gone, or that ends without a count, has failed.
 *
 * @param {string} script
 * @param {readonly string[]} [args]
 */
async function lastLineOf(script, args) {
  const { code, output } = await npmRun(script, args);
  const counted = readLastLine(output);
  if (counted === undefined) {
    say(script, 'ended without a count');
  }
  return checked(code, counted);
}

/**
 * Runs a script of package.json beside others, and shows what it printed when it has ended, in one piece. One that is not
 * there fails by name.
 *
 * @param {string} script
 * @param {readonly string[]} [args]
 */
async function npmRun(script, args = []) {
  const { scripts } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'));
  if (scripts[script] === undefined) {
    say(script, 'package.json has no such script');
    return { code: 1, output: '' };
  }
  say(script, `npm run ${script} …`);
  const begun = Date.now();
  const result = await runCommand(process.execPath, [npmScript(), 'run', '--silent', script, '--', ...args], {
    cwd: checkout,
    env: { ...process.env, PROMETEU_AT_ONCE: '1' },
    quiet: true,
  });
  process.stdout.write(result.output);
  say(script, `${result.code === 0 ? 'done' : 'failed'} in ${Math.round((Date.now() - begun) / 1000)} s`);
  return result;
}

function printSum() {
  const total = sum(counts);
  for (const { name, reason } of total.skipped) {
    say('skipped', `${name}: ${reason}`);
  }
  process.stdout.write(`${inWords(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

await runTool(
  async () => {
    try {
      await testAll();
    } catch (error) {
      // Whatever went wrong, the sum is still the last line.
      counts.push(oneFailed);
      if (error instanceof SetupProblem) {
        say(error.step, error.message);
      } else {
        console.error(error);
      }
    }
    return printSum();
  },
  {
    onInterrupt: () => {
      say('test', 'interrupted');
      counts.push(oneFailed);
      printSum();
    },
  },
);
