// @ts-check
import path from 'node:path';

/** The folder that holds the product's package.json. */
export const checkout = path.resolve(import.meta.dirname, '..', '..');

/** Whether this process may do everything on the machine (never so on Windows). */
export const isRoot = process.getuid?.() === 0;
