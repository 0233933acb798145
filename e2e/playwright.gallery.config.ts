import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** No part of `npm test`: every component of `ui`, photographed and looked at by axe in every theme and density. */
export default defineConfig(base, { testMatch: 'gallery.ts' });
