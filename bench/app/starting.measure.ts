import { copySampleProject } from '../../e2e/fixtures/sample-copy.ts';
import { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import { type Contender, runInterleaved } from '../interleaved.ts';
import { firstRows } from './in-page.ts';
import { plan, writeResult } from './measured-app.ts';

// Figure 17: from the start of the program, as a click on a project's folder makes it, to rows that can be used. What the
// test's own connection to the program takes is in it.

/** Assets of the sample. */
const size = 95;

test('starting with the sample', async () => {
  const sample: Contender = { size, unit: 'ms', runs: plan.quick ? 1 : 7, run: startOnce };
  writeResult('starting', { measurements: await runInterleaved('app', [sample]), skips: [] });
});

async function startOnce(): Promise<Record<string, number>> {
  const studio = await StudioApp.launch({ project: copySampleProject().folder, logsDisk: false });
  await studio.window.waitForLoadState('domcontentloaded');
  const onScreen = await studio.window.evaluate(firstRows);
  const begun = await studio.electron.evaluate(() => process.getCreationTime());
  await studio.quit();
  expect(studio.troubles).toEqual([]);
  return { 'start to first rows': onScreen - (begun ?? Number.NaN) };
}
