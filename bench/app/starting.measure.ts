import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySampleProject } from '../../e2e/fixtures/sample-copy.ts';
import { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import { type Contender, runInterleaved } from '../interleaved.ts';
import { firstRows } from './in-page.ts';
import { plan, writeResult } from './measured-app.ts';

// Figure 17: from the start of the program, as a click on a project's folder makes it, to rows that can be used: at the
// first start with a folder of user data, and at the next one. What the test's own connection to the program takes is in
// it. When a process began is not asked of the system: Linux gives it in whole seconds of the clock.

/** Assets of the sample. */
const size = 95;

test('starting with the sample', async () => {
  const sample: Contender = { size, unit: 'ms', runs: plan.quick ? 1 : 7, run: startTwice };
  writeResult('starting', { measurements: await runInterleaved('app', [sample]), skips: [] });
});

async function startTwice(): Promise<Record<string, number>> {
  const userData = mkdtempSync(join(tmpdir(), 'prometeu-user-'));
  return { 'first start to rows': await startWith(userData), 'start to rows': await startWith(userData) };
}

async function startWith(userData: string): Promise<number> {
  const project = copySampleProject().folder;
  const begun = Date.now();
  const studio = await StudioApp.launch({ project, userData, logsDisk: false });
  await studio.window.waitForLoadState('domcontentloaded');
  const onScreen = await studio.window.evaluate(firstRows);
  await studio.quit();
  expect(studio.troubles).toEqual([]);
  return onScreen - begun;
}
