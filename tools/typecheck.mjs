// @ts-check
// `npm run typecheck`: one compile an environment, so that a file can't use what its process does not have.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './setup/checkout.mjs';
import { packageBin } from './setup/package-bin.mjs';
import { runCommand } from './setup/run-command.mjs';

/** @type {{ references: { path: string }[] }} */
const { references } = JSON.parse(readFileSync(path.join(checkout, 'tsconfig.json'), 'utf8'));

const runs = references.map(({ path: project }) =>
  runCommand(process.execPath, [packageBin('typescript', 'tsc'), '--pretty', '-p', project], { cwd: checkout }),
);
const codes = (await Promise.all(runs)).map(({ code }) => code);
process.exit(codes.every((code) => code === 0) ? 0 : 1);
