// @ts-check
// `npm run typecheck`: one compile an environment, so that a file can't use what its process does not have.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './setup/checkout.mjs';
import { packageBin } from './setup/package-bin.mjs';
import { runCommand } from './setup/run-command.mjs';
import { atOnce, sideBySide } from './testing/side-by-side.mjs';

/** @type {{ references: { path: string }[] }} */
const { references } = JSON.parse(readFileSync(path.join(checkout, 'tsconfig.json'), 'utf8'));

let failed = false;
await sideBySide(
  atOnce,
  references.map(({ path: project }) => async () => {
    const args = [packageBin('typescript', 'tsc'), '--pretty', '-p', project];
    const { code } = await runCommand(process.execPath, args, { cwd: checkout });
    failed ||= code !== 0;
  }),
);
process.exit(failed ? 1 : 0);
