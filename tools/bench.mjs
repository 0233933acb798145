// @ts-check
// `npm run bench`: what the product promises of its speed, measured in one run beside others that do the like.
// `--full` goes to a million assets, `--only name,…` measures some groups, `--sizes n,…` other sizes, `--quick` shows that
// it runs, `--json file` writes the numbers elsewhere, `--readme` writes the committed ones into the README and measures nothing.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { buildApp } from './setup/build-app.mjs';
import { checkout, isRoot } from './setup/checkout.mjs';
import { hasDisplay } from './setup/display.mjs';
import { runCommand } from './setup/run-command.mjs';
import { SetupProblem, say } from './setup/say.mjs';
import { runTool, setUp } from './setup/set-up.mjs';
import { inWords } from './testing/count.mjs';
import { runEndToEnd } from './testing/end-to-end.mjs';

/** @typedef {import('../bench/measurement.ts').BenchResult} BenchResult */
/** @typedef {import('../bench/measurement.ts').GroupResult} GroupResult */
/** @typedef {import('../bench/measurement.ts').GroupName} GroupName */
/** @typedef {import('../bench/bench-plan.ts').BenchPlan} BenchPlan */
/** @typedef {typeof import('../bench/index.ts')} Bench */

/** The numbers that README and chart are made of. Those of a run of some groups, or of a quick one, stay elsewhere. */
const committed = path.join(checkout, 'docs', 'bench.json');
const chart = path.join(checkout, 'docs', 'bench.svg');
const readme = path.join(checkout, 'README.md');
const results = path.join(checkout, 'test-results');

/** Projects of a hundred thousand assets are made at the first run. */
const longestMs = 3 * 3_600_000;

/**
 * Bundles what measures, and what the packer runs in threads of its own, for plain Node.
 *
 * @param {string} folder
 */
async function bundle(folder) {
  await build({
    root: checkout,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: {
          index: path.join(checkout, 'bench', 'index.ts'),
          'scan-worker': path.join(checkout, 'src-main', 'packer', 'disk', 'scan-worker.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return { program: path.join(folder, 'index.mjs'), scanWorker: path.join(folder, 'scan-worker.mjs') };
}

/**
 * Measures one group in a process of its own, so that no group has the memory of another one to clean up.
 *
 * @param {string} program
 * @param {GroupName} group
 * @param {BenchPlan} plan
 * @returns {Promise<GroupResult>}
 */
async function runGroup(program, group, plan) {
  const report = path.join(path.dirname(program), `${group}.json`);
  const args = [import.meta.filename, '--child', program, '--only', group, '--json', report];
  const { code, output, timedOut } = await runCommand(
    process.execPath,
    ['--max-old-space-size=12288', ...args, '--plan', JSON.stringify(plan)],
    { cwd: checkout, quiet: true, timeoutMs: longestMs },
  );
  if (code !== 0) {
    throw new Error(
      `${group} ${timedOut ? 'did not end in time' : `ended with ${code}`}: ${output.trim().slice(-3000)}`,
    );
  }
  return JSON.parse(await readFile(report, 'utf8'));
}

/**
 * Measures in the real window, where there can be one.
 *
 * @param {BenchPlan} plan
 * @returns {Promise<GroupResult>}
 */
async function runApp(plan) {
  const report = path.join(results, 'bench-app.json');
  await rm(report, { force: true });
  /** @param {string} reason @returns {GroupResult} */
  const skipped = (reason) => ({ measurements: [], skips: [{ group: 'app', name: 'app', size: null, reason }] });
  try {
    const electron = await setUp({ display: isRoot || !hasDisplay });
    if (!(await buildApp())) {
      return skipped('the app could not be built');
    }
    const { failed } = await runEndToEnd({
      electron,
      name: 'bench',
      config: path.join('bench', 'app', 'playwright.config.ts'),
      environment: { PROMETEU_BENCH_PLAN: JSON.stringify(plan) },
    });
    if (failed > 0) {
      throw new Error('The measurement in the window failed: see above');
    }
    return JSON.parse(await readFile(report, 'utf8'));
  } catch (error) {
    if (error instanceof SetupProblem) {
      return skipped(`${error.step}: ${error.message}`);
    }
    throw error;
  }
}

/**
 * @param {Bench} bench
 * @param {{ program: string, scanWorker: string }} programs
 * @param {{ full: boolean, quick: boolean, only?: string, sizes?: string }} options
 * @returns {Promise<BenchResult>}
 */
async function measure(bench, { program, scanWorker }, { full, quick, only, sizes }) {
  const plan = bench.planOf({ full, quick, sizes: sizes?.split(',').map(Number) ?? null, scanWorker });
  const wanted = only?.split(',') ?? bench.groupNames;
  const unknown = wanted.filter((name) => !bench.groupNames.some((group) => group === name));
  if (unknown.length > 0) {
    throw new Error(`There is no group ${unknown.join(', ')}. There are ${bench.groupNames.join(', ')}.`);
  }
  const found = [];
  for (const group of bench.groupNames.filter((name) => wanted.includes(name))) {
    const begun = Date.now();
    say('bench', `${group} …`);
    found.push(group === 'app' ? await runApp(plan) : await runGroup(program, group, plan));
    say('bench', `${group}: ${Math.round((Date.now() - begun) / 1000)} s`);
  }
  return {
    date: new Date().toISOString(),
    machine: machineText(),
    judged: plan.judged,
    measurements: found.flatMap(({ measurements }) => measurements),
    skips: found.flatMap(({ skips }) => skips),
  };
}

function machineText() {
  const cpus = os.cpus();
  const model = (cpus[0]?.model ?? 'an unknown processor').trim();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${model}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.version}`;
}

/**
 * @param {Bench} bench
 * @param {BenchResult} result
 */
function print(bench, result) {
  const figures = bench.figuresOf(result);
  const groups = bench.groupNames.filter((name) => result.measurements.some(({ group }) => group === name));
  const tables = groups.flatMap((group) => ['', `${group}:`, '', bench.contendersTable(result, group)]);
  const skipped = figures
    .filter(({ verdict }) => verdict === 'SKIPPED')
    .map(({ number, measured }) => ({ name: `figure ${number}`, reason: measured }));
  const failed = figures.filter(({ verdict }) => verdict === 'MISSES').length;
  const lines = [
    ...tables,
    '',
    bench.figuresTable(result),
    '',
    ...skipped.map(({ name, reason }) => `SKIPPED: ${name}: ${reason}`),
    ...result.skips.map(({ name, size, reason }) => `SKIPPED: ${name}${size === null ? '' : ` at ${size}`}: ${reason}`),
    inWords({ passed: figures.length - failed - skipped.length, failed, skipped }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
}

/** @param {{ full: boolean, quick: boolean, readme: boolean, only?: string, sizes?: string, json?: string }} options */
async function runBench(options) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'prometeu-bench-program-'));
  try {
    const programs = await bundle(folder);
    /** @type {Bench} */
    const bench = await import(pathToFileURL(programs.program).href);
    if (options.readme) {
      const text = await readFile(readme, 'utf8');
      await writeFile(readme, bench.withBenchBlock(text, JSON.parse(await readFile(committed, 'utf8'))));
      say('bench', 'wrote the numbers of docs/bench.json into README.md');
      return 0;
    }
    const result = await measure(bench, programs, options);
    const whole = options.only === undefined && result.judged;
    const target = options.json ?? (whole ? committed : path.join(results, 'bench.json'));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, `${JSON.stringify(result, null, 2)}\n`);
    await writeFile(target === committed ? chart : target.replace(/(\.json)?$/, '.svg'), bench.costChart(result));
    say('bench', `numbers in ${path.relative(checkout, target)}`);
    return print(bench, result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The process of one group.
 *
 * @param {string} program
 * @param {{ only?: string, json?: string, plan?: string }} options
 */
async function runChild(program, { only = '', json = '', plan = '' }) {
  /** @type {Bench} */
  const { measureGroup } = await import(pathToFileURL(program).href);
  const group = /** @type {Exclude<GroupName, 'app'>} */ (only);
  await writeFile(json, JSON.stringify(await measureGroup(group, JSON.parse(plan), { checkout, program })));
  return 0;
}

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    only: { type: 'string' },
    sizes: { type: 'string' },
    json: { type: 'string' },
    child: { type: 'string' },
    plan: { type: 'string' },
  },
});
const { child } = values;
await runTool(async () => (child === undefined ? runBench(values) : runChild(child, values)));
