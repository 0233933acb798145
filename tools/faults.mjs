// @ts-check
// `npm run faults`: what disks, systems and other programs can do to a project, tried and counted; and six defects that
// this must notice. `--full` tries as much as before a release, `--only name,…` some rows (or `controls`), `--json file`
// writes the numbers down.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { checkout } from './setup/checkout.mjs';
import { endRunningCommands, runCommand } from './setup/run-command.mjs';
import { say } from './setup/say.mjs';
import { inWords } from './testing/count.mjs';
import { negativeControls } from './testing/negative-controls.mjs';
import { atOnce } from './testing/side-by-side.mjs';

/** @typedef {import('./testing/negative-controls.mjs').NegativeControl} NegativeControl */

/**
 * One row of the table, or one control.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} title
 * @property {boolean} alone whether no other row with processes of its own may run meanwhile
 * @property {NegativeControl} [control]
 */

/**
 * @typedef {object} Outcome
 * @property {number} tried
 * @property {readonly string[]} violations
 * @property {string} [detail]
 * @property {string} [skipped] why it was not tried
 * @property {number} seconds
 */

const packer = path.join(checkout, 'src-main', 'packer');

/** Ten minutes is the whole gate; what runs longer hangs. Before a release nothing is hurried. */
const longestMs = { gate: 600_000, full: 4 * 3_600_000 };

/**
 * Bundles the harness, and the process that writes beside it, for plain Node.
 *
 * @param {string} folder
 * @param {NegativeControl} [control] built in
 */
async function bundle(folder, control) {
  const entries = control === undefined ? ['index', 'writer-child'] : ['index'];
  for (const entry of entries) {
    let places = 0;
    await build({
      root: checkout,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      plugins:
        control === undefined
          ? []
          : [
              {
                name: 'defect',
                enforce: 'pre',
                transform: (code, id) => {
                  if (path.relative(packer, id.split('?')[0] ?? '') !== path.normalize(control.file)) {
                    return null;
                  }
                  places += code.split(control.from).length - 1;
                  return code.replace(control.from, () => control.to);
                },
              },
            ],
      build: {
        ssr: path.join(packer, 'faults', `${entry}.ts`),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { entryFileNames: `${entry}.mjs` } },
      },
    });
    if (control !== undefined && places !== 1) {
      const { name, file } = control;
      throw new Error(`The control “${name}” must match once in ${file}, and matches ${places} times`);
    }
  }
  return path.join(folder, 'index.mjs');
}

/**
 * Runs one row in a process of its own: what it does to its memory and its locks is nobody else's.
 *
 * @param {string} program
 * @param {string} name
 * @param {'gate' | 'full'} budget
 * @returns {Promise<Outcome>}
 */
async function runRow(program, name, budget) {
  const report = path.join(path.dirname(program), `${name}.json`);
  const begun = Date.now();
  const args = [import.meta.filename, '--child', program, '--only', name, '--json', report];
  const { code, output, timedOut } = await runCommand(
    process.execPath,
    ['--max-old-space-size=6144', ...args, ...(budget === 'full' ? ['--full'] : [])],
    { cwd: checkout, quiet: true, timeoutMs: longestMs[budget] },
  );
  const seconds = Math.round((Date.now() - begun) / 1000);
  const result = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
  if (code !== 0 || result === undefined) {
    const why = timedOut ? 'did not end in time' : `ended with ${code}: ${output.trim().slice(-2000)}`;
    return { tried: result?.tried ?? 0, violations: [...(result?.violations ?? []), why], seconds };
  }
  return { tried: 0, violations: [], ...result, seconds };
}

/**
 * @param {string} folder
 * @param {readonly Row[]} rows
 * @param {string} sound the bundle without a defect
 * @param {'gate' | 'full'} budget
 */
async function runAll(folder, rows, sound, budget) {
  // Of the rows that run at the same time, at most one has processes of its own.
  /** @type {Map<Row, Outcome>} */
  const outcomes = new Map();
  const waiting = [...rows];
  let oneAlone = false;

  function next() {
    const at = waiting.findIndex(({ alone }) => !alone || !oneAlone);
    return at === -1 ? undefined : waiting.splice(at, 1)[0];
  }

  async function work() {
    for (let row = next(); row !== undefined; row = next()) {
      oneAlone ||= row.alone;
      say('faults', `${row.name} …`);
      const outcome = await tryRow(row);
      outcomes.set(row, outcome);
      if (row.alone) {
        oneAlone = false;
      }
      say('faults', `${row.name}: ${inShort(row, outcome)}`);
    }
  }

  /** @param {Row} row */
  async function tryRow(row) {
    if (row.control === undefined) {
      return runRow(sound, row.name, budget);
    }
    const broken = await mkdtemp(path.join(folder, 'control-'));
    // A defect is found by the gate's numbers or it is not found.
    return runRow(await bundle(broken, row.control), row.control.fault, 'gate');
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return rows.map((row) => ({ row, outcome: /** @type {Outcome} */ (outcomes.get(row)) }));
}

/**
 * What a control was noticed by: any other violation is there without it, too.
 *
 * @param {NegativeControl | undefined} control
 * @param {Outcome} outcome
 */
function noticedBy(control, { violations }) {
  return control === undefined ? undefined : violations.find((violation) => violation.includes(control.notices));
}

/**
 * @param {Row} row
 * @param {Outcome} outcome
 */
function inShort({ control }, outcome) {
  const { tried, violations, skipped, seconds } = outcome;
  if (skipped !== undefined) {
    return `SKIPPED: ${skipped}`;
  }
  if (control !== undefined) {
    const noticed = noticedBy(control, outcome);
    return noticed === undefined ? `NOT CAUGHT, ${tried} tried` : `caught in ${seconds} s: ${noticed.slice(0, 120)}`;
  }
  return `${tried} tried, ${violations.length} violations, ${seconds} s`;
}

/**
 * @param {readonly { row: Row, outcome: Outcome }[]} results
 * @param {number} seconds
 */
function print(results, seconds) {
  const rows = results.filter(({ row }) => row.control === undefined);
  const controls = results.filter(({ row }) => row.control !== undefined);
  const lines = ['', '| fault | tried | violations | detail |', '|---|---|---|---|'];
  for (const { row, outcome } of rows) {
    const { tried, violations, detail = '', skipped } = outcome;
    lines.push(
      skipped === undefined
        ? `| ${row.title} (\`${row.name}\`) | ${tried.toLocaleString('en')} | ${violations.length} | ${detail} |`
        : `| ${row.title} (\`${row.name}\`) | SKIPPED | – | ${skipped} |`,
    );
  }
  const caught = controls.filter(({ row, outcome }) => noticedBy(row.control, outcome) !== undefined);
  if (controls.length > 0) {
    const names = controls.map(({ row }) => row.control?.name).join(', ');
    lines.push(
      `| Negative controls: ${names} | ${controls.length} | – | ${caught.length} of ${controls.length} caught |`,
    );
  }
  lines.push('');
  for (const { row, outcome } of rows) {
    lines.push(...outcome.violations.map((violation) => `VIOLATION in ${row.name}: ${violation}`));
  }
  for (const { row } of controls.filter((control) => !caught.includes(control))) {
    lines.push(`NOT CAUGHT: ${row.control?.name}`);
  }
  const skipped = rows.flatMap(({ row, outcome }) =>
    outcome.skipped === undefined ? [] : [{ name: row.name, reason: outcome.skipped }],
  );
  for (const { name, reason } of skipped) {
    lines.push(`SKIPPED, NOT TRIED ON THIS MACHINE: ${name}: ${reason}`);
  }
  const failed = rows.filter(({ outcome }) => outcome.violations.length > 0).length + controls.length - caught.length;
  const passed = results.length - failed - skipped.length;
  lines.push(`${Math.floor(seconds / 60)} min ${seconds % 60} s`, inWords({ passed, failed, skipped }));
  process.stdout.write(`${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
}

/** @param {{ full: boolean, only?: string, json?: string }} options */
async function runHarness({ full, only, json }) {
  const begun = Date.now();
  const budget = full ? 'full' : 'gate';
  const folder = await mkdtemp(path.join(tmpdir(), 'prometeu-faults-'));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void endRunningCommands().then(() => process.exit(130));
    });
  }
  try {
    const sound = await bundle(folder);
    const { listFaults } = await import(pathToFileURL(sound).href);
    /** @type {Row[]} */
    const all = [
      ...listFaults(),
      ...negativeControls.map((control) => ({
        name: `control: ${control.name}`,
        title: control.name,
        alone: false,
        control,
      })),
    ];
    const wanted = only?.split(',');
    const rows = all.filter(
      ({ name, control }) => wanted === undefined || wanted.includes(control === undefined ? name : 'controls'),
    );
    const unknown = wanted?.filter((name) => name !== 'controls' && !all.some((row) => row.name === name)) ?? [];
    if (unknown.length > 0) {
      throw new Error(`There is no fault ${unknown.join(', ')}. There are ${all.map(({ name }) => name).join(', ')}.`);
    }
    const results = await runAll(folder, rows, sound, budget);
    const seconds = Math.round((Date.now() - begun) / 1000);
    if (json !== undefined) {
      const table = results.map(({ row: { name, title, control }, outcome }) => ({
        name,
        title,
        isControl: control !== undefined,
        ...outcome,
      }));
      await writeFile(json, `${JSON.stringify({ budget, seconds, table }, null, 2)}\n`);
    }
    return print(results, seconds);
  } catch (error) {
    process.stdout.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n0 passed, 1 failed\n`,
    );
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The process of one row.
 *
 * @param {string} program
 * @param {{ full: boolean, only?: string, json?: string }} options
 */
async function runChild(program, { full, only = '', json = '' }) {
  const { runFault } = await import(pathToFileURL(program).href);
  await writeFile(json, JSON.stringify(await runFault(only, full ? 'full' : 'gate')));
  return 0;
}

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    child: { type: 'string' },
  },
});
process.exitCode = await (values.child === undefined ? runHarness(values) : runChild(values.child, values));
