// @ts-check
// `npm run bench`: what the product promises of its speed, measured in one run beside others that do the like.
// `--full` goes to a million assets, `--only name,…` measures some groups, `--sizes n,…` other sizes, `--quick` shows that
// it runs, `--profile` shows where the time goes in what the window misses, `--json file` writes the numbers elsewhere,
// `--readme` writes the committed ones into the README and measures nothing.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
import { runEndToEnd } from './testing/end-to-end.mjs';

/** @typedef {import('../bench/measurement.ts').BenchResult} BenchResult */
/** @typedef {import('../bench/measurement.ts').GroupResult} GroupResult */
/** @typedef {import('../bench/measurement.ts').GroupName} GroupName */
/** @typedef {import('../bench/bench-plan.ts').BenchPlan} BenchPlan */
/** @typedef {typeof import('../bench/index.ts')} Bench */

/** The numbers that README and chart are made of: those of a whole run with `--full`. Others stay elsewhere. */
const committed = path.join(checkout, 'docs', 'bench.json');
const chart = path.join(checkout, 'docs', 'bench.svg');
const readme = path.join(checkout, 'README.md');
const results = path.join(checkout, 'test-results');
const profiles = path.join(results, 'bench-profiles');

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
          'append-worker': path.join(checkout, 'src-main', 'packer', 'disk', 'append-worker.ts'),
          'scan-worker': path.join(checkout, 'src-main', 'packer', 'disk', 'scan-worker.ts'),
          'generated-scan-worker': path.join(checkout, 'bench', 'generated-scan-worker.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return {
    program: path.join(folder, 'index.mjs'),
    appendWorker: path.join(folder, 'append-worker.mjs'),
    scanWorker: path.join(folder, 'scan-worker.mjs'),
    generatedScanWorker: path.join(folder, 'generated-scan-worker.mjs'),
  };
}

/**
 * Runs one part in a process of its own, so that no group has the memory of another one to clean up, and nothing is
 * measured while projects are being made.
 *
 * @param {string} program
 * @param {GroupName | 'prepare'} part
 * @param {BenchPlan} plan
 * @returns {Promise<GroupResult>}
 */
async function runPart(program, part, plan) {
  const report = path.join(path.dirname(program), `${part}.json`);
  const args = [import.meta.filename, '--child', program, '--only', part, '--json', report];
  const { code, output, timedOut } = await runCommand(
    process.execPath,
    ['--max-old-space-size=12288', ...args, '--plan', JSON.stringify(plan)],
    { cwd: checkout, quiet: true, timeoutMs: longestMs },
  );
  if (code !== 0) {
    throw new Error(
      `${part} ${timedOut ? 'did not end in time' : `ended with ${code}`}: ${output.trim().slice(-3000)}`,
    );
  }
  return JSON.parse(await readFile(report, 'utf8'));
}

/**
 * Measures in the real window.
 *
 * @param {BenchPlan} plan
 * @param {import('./setup/electron-runtime.mjs').ElectronRuntime} electron
 * @returns {Promise<GroupResult>}
 */
async function runApp(plan, electron) {
  const reports = path.join(results, 'bench-app');
  await rm(reports, { recursive: true, force: true });
  await rm(profiles, { recursive: true, force: true });
  if (!(await buildApp({ sourceMaps: plan.profile }))) {
    throw new Error('The app could not be built: see above');
  }
  const { failed } = await runEndToEnd({
    electron,
    name: 'bench',
    config: path.join('bench', 'app', 'playwright.config.ts'),
    // Projects that are measured stay for the next run.
    environment: { PROMETEU_BENCH_PLAN: JSON.stringify(plan), TMPDIR: isRoot ? '/tmp' : os.tmpdir() },
  });
  if (failed > 0) {
    throw new Error('The measurement in the window failed: see above');
  }
  const files = await readdir(reports);
  return joined(
    await Promise.all(files.sort().map(async (file) => JSON.parse(await readFile(path.join(reports, file), 'utf8')))),
  );
}

/**
 * Electron and what the window needs, or why there can be none here.
 *
 * @returns {Promise<import('./setup/electron-runtime.mjs').ElectronRuntime | string>}
 */
async function findWindow() {
  try {
    return await setUp({ display: isRoot || !hasDisplay });
  } catch (error) {
    if (error instanceof SetupProblem) {
      return `${error.step}: ${error.message}`;
    }
    throw error;
  }
}

/**
 * @param {readonly GroupResult[]} found
 * @returns {GroupResult}
 */
function joined(found) {
  return {
    measurements: found.flatMap(({ measurements }) => measurements),
    skips: found.flatMap(({ skips }) => skips),
  };
}

/**
 * @param {Bench} bench
 * @param {{ program: string, appendWorker: string, scanWorker: string, generatedScanWorker: string }} programs
 * @param {{ full: boolean, quick: boolean, profile: boolean, only?: string, sizes?: string }} options
 * @returns {Promise<BenchResult>}
 */
async function measure(bench, { program, ...workers }, { full, quick, profile, only, sizes }) {
  const wanted = only?.split(',') ?? bench.groupNames;
  const unknown = wanted.filter((name) => !bench.groupNames.some((group) => group === name));
  if (unknown.length > 0) {
    throw new Error(`There is no group ${unknown.join(', ')}. There are ${bench.groupNames.join(', ')}.`);
  }
  const groups = bench.groupNames.filter((name) => wanted.includes(name));
  const needsElectron = groups.some((group) => group === 'app' || group === 'memory');
  const electron = needsElectron ? await findWindow() : 'no group that was asked for needs it';
  const plan = bench.planOf({
    ...workers,
    electron: typeof electron === 'string' ? null : electron.executable,
    full,
    quick,
    profile,
    sizes: sizes?.split(',').map(Number) ?? null,
  });
  if (groups.some((group) => group !== 'app')) {
    await timed('projects', () => runPart(program, 'prepare', plan));
  }
  const found = [];
  for (const group of groups) {
    found.push(
      await timed(group, async () => {
        if (group !== 'app') {
          return runPart(program, group, plan);
        }
        return typeof electron === 'string'
          ? { measurements: [], skips: [{ group, name: group, size: null, reason: electron }] }
          : runApp(plan, electron);
      }),
    );
  }
  return {
    date: new Date().toISOString(),
    machine: machineText(typeof electron === 'string' ? null : await versionOf(electron.executable)),
    judged: plan.judged,
    ...joined(found),
  };
}

/**
 * @template Value
 * @param {string} what
 * @param {() => Promise<Value>} work
 */
async function timed(what, work) {
  const begun = Date.now();
  say('bench', `${what} …`);
  const value = await work();
  say('bench', `${what}: ${Math.round((Date.now() - begun) / 1000)} s`);
  return value;
}

/** @param {string} electron */
async function versionOf(electron) {
  const { output } = await runCommand(electron, ['-p', 'process.versions.electron'], {
    quiet: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return output.trim();
}

/** @param {string | null} electron */
function machineText(electron) {
  const cpus = os.cpus();
  const model = (cpus[0]?.model ?? 'an unknown processor').trim();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${model}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.version}${electron === null ? '' : `, Electron ${electron}`}`;
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
  /** @param {import('../bench/figures.ts').Figure['verdict']} verdict */
  const count = (verdict) => figures.filter((figure) => figure.verdict === verdict).length;
  const missed = figures.filter(({ verdict }) => verdict === 'MISSES').map(({ number }) => number);
  // Without a verdict nobody knows what misses: all is shown.
  const asked = result.judged ? missed : figures.map(({ number }) => number);
  const lines = [
    ...tables,
    '',
    bench.figuresTable(result),
    '',
    ...(existsSync(profiles) && groups.includes('app')
      ? [bench.profileText(profiles, path.join(checkout, 'out'), asked)]
      : []),
    ...skipped.filter(({ reason }) => reason !== bench.notRun).map(({ name, reason }) => `SKIPPED: ${name}: ${reason}`),
    ...result.skips.map(({ name, size, reason }) => `SKIPPED: ${name}${size === null ? '' : ` at ${size}`}: ${reason}`),
    `${count('holds')} hold, ${missed.length} missed, ${count('not judged')} not judged, ${skipped.length} skipped`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return missed.length === 0 ? 0 : 1;
}

/** @param {{ full: boolean, quick: boolean, profile: boolean, readme: boolean, only?: string, sizes?: string, json?: string }} options */
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
    const whole = options.full && options.only === undefined && result.judged;
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
 * The process of one part.
 *
 * @param {string} program
 * @param {{ only?: string, json?: string, plan?: string }} options
 */
async function runChild(program, { only = '', json = '', plan = '' }) {
  /** @type {Bench} */
  const { measureGroup, prepareProjects } = await import(pathToFileURL(program).href);
  if (only === 'prepare') {
    prepareProjects(JSON.parse(plan));
    await writeFile(json, '{}');
    return 0;
  }
  const group = /** @type {Exclude<GroupName, 'app'>} */ (only);
  await writeFile(json, JSON.stringify(await measureGroup(group, JSON.parse(plan), { checkout, program })));
  return 0;
}

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
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
