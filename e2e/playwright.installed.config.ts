import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** The smoke story and those of bad input on the installed app, which lies in an archive: `PROMETEU_INSTALLED` names its executable. */
export default defineConfig(base, { testMatch: ['first-story.spec.ts', 'bad-input.spec.ts'] });
