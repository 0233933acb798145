// @ts-check
// `npm run screens`: takes the pictures of docs/screens anew, in the real window.
import { cpSync } from 'node:fs';
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
  cpSync(path.join(checkout, 'test-results', 'screens'), path.join(checkout, 'docs', 'screens'), { recursive: true });
  return failed === 0 ? 0 : 1;
});
