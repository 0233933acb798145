// @ts-check
// `npm run stories:large`: the stories whose times are judged, on 20,000 assets and on all that is to be looked at.
import path from 'node:path';
import { buildApp } from './setup/build-app.mjs';
import { runTool, setUp } from './setup/set-up.mjs';
import { inWords } from './testing/count.mjs';
import { runEndToEnd } from './testing/end-to-end.mjs';

await runTool(async () => {
  const electron = await setUp({ display: true });
  if (!(await buildApp())) {
    return 1;
  }
  const counted = await runEndToEnd({
    electron,
    name: 'stories-large',
    config: path.join('e2e', 'playwright.large.config.ts'),
    environment: { PROMETEU_JUDGES_TIME: '1' },
  });
  process.stdout.write(`${inWords(counted)}\n`);
  return counted.failed === 0 ? 0 : 1;
});
