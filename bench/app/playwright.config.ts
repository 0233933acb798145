import { defineConfig } from '@playwright/test';

/** Not a test: what an author waits for, measured in the real window (`npm run bench`, the group `app`). */
export default defineConfig({
  testDir: '.',
  testMatch: '*.measure.ts',
  workers: 1,
  // Projects of a hundred thousand assets are made at the first run.
  timeout: 60 * 60_000,
  expect: { timeout: 5 * 60_000 },
});
