import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from '../../e2e/fixtures/test.ts';
import { measured } from '../measurement.ts';
import { checkout, plan, writeResult } from './measured-app.ts';
import type { growByOneRow } from './one-row-more.ts';

// Figure 15. The list is mounted over the first screen of the app, in its window and with its styles.

test('one row more', async ({ launch }) => {
  const studio = await launch({ logsDisk: false });
  await expect(studio.start.openProject).toBeVisible();
  await studio.window.evaluate(await bundledList());

  const sizes = plan.quick ? [20, 200] : [1_000, 100_000, 1_000_000];
  const found = await studio.window.evaluate(
    ({ lengths, runs }) =>
      (window as unknown as { oneRowMore: { growByOneRow: typeof growByOneRow } }).oneRowMore.growByOneRow(
        lengths,
        runs,
      ),
    { lengths: sizes, runs: plan.quick ? 5 : 200 },
  );

  writeResult('one-row-more', {
    measurements: found.map(([size, took]) =>
      measured({ group: 'app', name: 'one row more', size, unit: 'ms' }, took.slice(took.length > 10 ? 10 : 0)),
    ),
    skips: [],
  });
});

/** The list as one script, which leaves what it exports in `oneRowMore`. */
async function bundledList(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome130',
      lib: { entry: join(checkout, 'bench', 'app', 'one-row-more.ts'), formats: ['iife'], name: 'oneRowMore' },
    },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}
