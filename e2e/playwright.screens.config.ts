import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** Not a test: takes the pictures of docs/screens anew. */
export default defineConfig(base, { testMatch: 'screens.ts' });
