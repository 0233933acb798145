import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** Stories that are timed, on a machine that does nothing else. A trace would look at the page in tasks of its own. */
export default defineConfig(base, {
  testMatch: ['large-project.spec.ts', 'looking-times.ts'],
  workers: 1,
  repeatEach: 3,
  use: { ...base.use, trace: 'off' },
});
