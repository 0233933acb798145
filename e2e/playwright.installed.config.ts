import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** The smoke story on the installed app: `PROMETEU_INSTALLED` names its executable. */
export default defineConfig(base, { testMatch: 'first-story.spec.ts' });
