import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** The stories on 20,000 assets alone, on a machine that does nothing else. */
export default defineConfig(base, { testMatch: 'large-project.spec.ts', workers: 1, use: { ...base.use, trace: 'off' } });
