// @ts-check
// `npm run test:oracle`: random sequences of writes, faults and edits, after each of which the patched snapshot must equal a
// fresh load. Twice as many as `npm test` tries, or as PROMETEU_ORACLE_RUNS says; the test tells what else can be chosen.
import path from 'node:path';
import { checkout } from './setup/checkout.mjs';
import { packageBin } from './setup/package-bin.mjs';
import { runCommand } from './setup/run-command.mjs';

const oracle = path.posix.join('src-main', 'packer', 'runtime', 'snapshot-oracle.test.ts');
const { code } = await runCommand(process.execPath, [packageBin('vitest'), 'run', '--project', 'node', oracle], {
  cwd: checkout,
  env: { PROMETEU_ORACLE_RUNS: '200', ...process.env },
});
process.exitCode = code;
