// @ts-check
// `npm run screens`: takes the pictures of docs/screens anew, in the real window.
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildApp } from './setup/build-app.mjs';
import { checkout } from './setup/checkout.mjs';
import { runTool, setUp } from './setup/set-up.mjs';
import { runEndToEnd } from './testing/end-to-end.mjs';

await runTool(async () => {
  const electron = await setUp({ display: true });
  if (!(await buildApp())) {
    return 1;
  }
  const config = path.join('e2e', 'playwright.screens.config.ts');
  const { failed } = await runEndToEnd({ electron, name: 'screens', config });
  const made = path.join(checkout, 'test-results', 'screens');
  for (const name of readdirSync(made).filter((file) => file.endsWith('.png'))) {
    cpSync(path.join(made, name), path.join(checkout, 'docs', 'screens', name));
  }
  return failed === 0 ? 0 : 1;
});
