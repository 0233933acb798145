// @ts-check
// `npm run dist`: the .deb of Studio, into `dist/`. With `--test-build`, one to which Playwright can attach (not for shipping).
import { makeInstaller } from './packaging/make-installer.mjs';
import { runTool, setUp } from './setup/set-up.mjs';

await runTool(async () => {
  const electron = await setUp({ display: false, commands: ['fakeroot'] });
  await makeInstaller(electron, { forTests: process.argv.includes('--test-build') });
  return 0;
});
