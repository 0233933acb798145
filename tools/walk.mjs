// @ts-check
// The first steps of an author, taken by themselves in the real window: opens a fresh copy of the sample project, registers one
// asset, and reads it back from the window, from the registry file and after a restart. `npm start` runs it where there is no
// display.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect } from '@playwright/test';
import { checkout } from './setup/checkout.mjs';
import { copySample } from './setup/sample-project.mjs';
import { say } from './setup/say.mjs';

const screenshots = path.join(checkout, 'test-results', 'walk');
const work = mkdtempSync(path.join(os.tmpdir(), 'prometeu-walk-'));
const project = path.join(work, 'meadow');
const registryFile = path.join(project, 'assets.jsonl');

async function walk() {
  mkdirSync(screenshots, { recursive: true });
  copySample(project);
  say('walk', `a fresh copy of the sample project: ${project}`);

  const name = await registerOne();
  await readBackAfterRestart(name);
  rmSync(work, { recursive: true, force: true });
  say('walk', 'done: opened, registered, read back');
}

/** @returns {Promise<string>} the name of the asset that is now registered */
async function registerOne() {
  const before = registryRecords();
  const studio = await openStudio();
  const { window } = studio;
  await screenshot(window, '1-opened');
  await window.getByRole('button', { name: /^Unregistered/ }).click();

  const row = assetRows(window).first();
  await row.click();
  const details = window.getByRole('region', { name: 'Details' });
  const register = details.getByRole('button', { name: /^Register/ });
  await expect(register).toBeEnabled();
  const name = (await details.getByRole('heading').first().innerText()).trim();
  await screenshot(window, '2-selected');

  await register.click();
  await expect(details.getByText(/^Registered/).first()).toBeVisible();
  await screenshot(window, '3-registered');
  const after = registryRecords();
  assert.equal(after.length, before.length + 1, `${registryFile} must have exactly one record more`);
  say('walk', `registered "${name}"; the one new record of ${path.basename(registryFile)}: ${after.at(-1)}`);
  await studio.close();
  return name;
}

/** @param {string} name */
async function readBackAfterRestart(name) {
  const studio = await openStudio();
  await studio.window.getByRole('button', { name: /^Registered/ }).click();
  await expect(assetRows(studio.window).filter({ hasText: name }).first()).toBeVisible();
  await screenshot(studio.window, '4-after-restart');
  say('walk', `after a restart, "${name}" is among the registered assets`);
  await studio.close();
}

async function openStudio() {
  const root = process.env.PROMETEU_ROOT === '1';
  const app = await _electron.launch({
    ...(process.env.PROMETEU_ELECTRON === undefined ? {} : { executablePath: process.env.PROMETEU_ELECTRON }),
    args: [checkout, `--user-data=${path.join(work, 'user-data')}`, project],
    chromiumSandbox: !root,
  });
  const window = await app.firstWindow();
  await expect(assetRows(window).first()).toBeVisible({ timeout: 30_000 });
  return { window, close: () => app.close() };
}

/**
 * The rows that hold an asset, without the one of the column heads.
 *
 * @param {import('@playwright/test').Page} window
 */
function assetRows(window) {
  const grid = window.getByRole('grid', { name: 'Assets' });
  return grid.getByRole('row').filter({ has: window.getByRole('gridcell') });
}

function registryRecords() {
  const lines = existsSync(registryFile) ? readFileSync(registryFile, 'utf8').split('\n') : [];
  return lines.filter((line) => line.includes('"op":'));
}

/**
 * @param {import('@playwright/test').Page} window
 * @param {string} name
 */
async function screenshot(window, name) {
  const file = path.join(screenshots, `${name}.png`);
  await window.screenshot({ path: file });
  say('walk', `screenshot ${file}`);
}

await walk().catch((error) => {
  say('walk', `failed; its project is kept in ${work}`);
  console.error(error);
  process.exit(1);
});
