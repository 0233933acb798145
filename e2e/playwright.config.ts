import { defineConfig } from '@playwright/test';
import { displays } from './fixtures/displays.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // One app at a time on each display, whose focus belongs to one window.
  workers: Math.max(1, displays.length),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
