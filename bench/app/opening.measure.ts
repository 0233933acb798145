import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { watchMain } from '../../e2e/fixtures/long-tasks.ts';
import { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import { compileWalker, walkAndRead, walkers } from '../contenders/reading-programs.ts';
import { type Contender, runInterleaved, type Timed } from '../interleaved.ts';
import type { Skip } from '../measurement.ts';
import { benchFolder, forgetPrivateFolder, projectOnDisk, settleDisk } from '../project-on-disk.ts';
import { openProject } from './in-page.ts';
import { checkout, plan, writeResult } from './measured-app.ts';

// Figures 10 to 12, on the path that authors take: from the choice of the folder to the list, each time in an app that has
// just been started.

/** How often each size is opened, first without and then with what the opening before left. */
const openings = 7;

test('opening a project', async () => {
  const tools = mkdtempSync(join(benchFolder(), 'open-'));
  const skips: Skip[] = [];
  try {
    const walker = compileWalker(checkout, tools);
    if (walker === null) {
      skips.push({ group: 'app', name: walkAndRead, size: null, reason: 'there is no C compiler (cc)' });
    }
    const contenders = plan.sizes.slice(-2).flatMap((size) => {
      const folder = projectOnDisk(size);
      return [opening(size, folder), ...(walker === null ? [] : walkers(plan, walker, size, folder))];
    });
    settleDisk();
    writeResult('opening', { measurements: await runInterleaved('app', contenders), skips });
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
});

/** The first opening, which has nothing but the files themselves, and the one after it, which may have more. */
function opening(size: number, folder: string): Contender {
  return {
    size,
    unit: 'ms',
    runs: plan.quick ? 1 : openings,
    run: async () => {
      forgetPrivateFolder(folder);
      return {
        ...(await openInNewApp(folder, 'open, every manifest read')),
        ...(await openInNewApp(folder, 'open again')),
      };
    },
  };
}

async function openInNewApp(folder: string, name: string): Promise<Timed> {
  const studio = await StudioApp.launch({ logsDisk: false });
  await expect(studio.start.openProject).toBeVisible();
  await studio.answerFolderDialog(folder);
  // What an app does at its start is over.
  await studio.window.waitForTimeout(500);
  const delaysOfMain = await watchMain(studio);
  await studio.window.waitForTimeout(50);
  const { rows, whole } = await studio.window.evaluate(openProject);
  await studio.window.waitForTimeout(50);
  const { p50, p99, longest } = await delaysOfMain();
  await studio.quit();
  expect(studio.troubles).toEqual([]);
  expect(existsSync(join(folder, '.prometeu', 'lock'))).toBe(false);
  return {
    [`${name}, first rows`]: rows,
    [name]: whole,
    [`${name}, event-loop delay, p50`]: p50,
    [`${name}, event-loop delay, p99`]: p99,
    [`${name}, longest block`]: longest,
  };
}
