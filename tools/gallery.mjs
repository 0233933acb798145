// @ts-check
// `npm run gallery`: every component of `src-renderer/ui` in the real window, in every theme and density. The pictures are
// in `test-results/gallery`.
import path from 'node:path';
import { buildApp } from './setup/build-app.mjs';
import { say } from './setup/say.mjs';
import { runTool, setUp } from './setup/set-up.mjs';
import { runEndToEnd } from './testing/end-to-end.mjs';

await runTool(async () => {
  const electron = await setUp({ display: true });
  if (!(await buildApp())) {
    return 1;
  }
  const config = path.join('e2e', 'playwright.gallery.config.ts');
  const { failed } = await runEndToEnd({ electron, name: 'gallery-run', config });
  say('gallery', `pictures are in ${path.join('test-results', 'gallery')}`);
  return failed === 0 ? 0 : 1;
});
