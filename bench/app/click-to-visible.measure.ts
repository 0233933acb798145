import type { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import { type Contender, runInterleaved, type Timed } from '../interleaved.ts';
import { notOnDisk, projectOnDisk, registryOnDisk, settleDisk } from '../project-on-disk.ts';
import { makeGeneratedApp } from './generated-app.ts';
import { clickRegister, scrollList, watchReload } from './in-page.ts';
import { plan, writeResult } from './measured-app.ts';
import { selectFirst } from './select-first.ts';

// Figures 7 to 9, 14 and 18. Projects of every size are open at the same time, each in an app of its own, and take turns.

test('what an author waits for', async ({ launch }) => {
  const onDisk = plan.quick ? plan.sizes : [...new Set([1_000, plan.sizes.at(-1) ?? 1_000])];
  const folders = onDisk.map((size) => ({ size, folder: projectOnDisk(size) }));
  const generated = plan.generatedSize === null ? null : await makeGeneratedApp();
  const apps: { readonly size: number; readonly studio: StudioApp }[] = [];
  for (const { size, folder } of folders) {
    apps.push({ size, studio: await launch({ project: folder, logsDisk: false }) });
  }
  if (generated !== null && plan.generatedSize !== null) {
    const size = plan.generatedSize;
    const studio = await launch({ project: registryOnDisk(size), logsDisk: false, appFolder: generated.folder });
    apps.push({ size, studio });
  }
  for (const { studio } of apps) {
    await expect(studio.project.assets).toBeVisible();
    await studio.project.filter('Unregistered').click();
  }
  settleDisk();

  const clicks = apps.flatMap(({ size, studio }): Contender[] => [
    { size, unit: 'ms', runs: plan.quick ? 3 : 60, run: () => registerOne(studio) },
    ...(size === plan.generatedSize
      ? []
      : [{ size, unit: 'ms' as const, runs: plan.quick ? 1 : 4, run: () => registerAndReload(studio) }]),
  ]);
  const clicked = await runInterleaved('app', clicks);
  for (const { studio } of apps) {
    await studio.project.filter('All').click();
  }
  const scrolls = apps.map(
    ({ size, studio }): Contender => ({
      size,
      unit: (name) => (name.endsWith(', frame') ? 'ms' : 'rows'),
      runs: plan.quick ? 1 : 3,
      run: () => scroll(studio),
    }),
  );
  writeResult('click-to-visible', {
    measurements: [...clicked, ...(await runInterleaved('app', scrolls))],
    skips:
      plan.generatedSize === null ? [] : [{ group: 'app', name: oldWay, size: plan.generatedSize, reason: notOnDisk }],
  });
  generated?.remove();
});

async function registerOne(studio: StudioApp): Promise<Timed> {
  await selectFirst(studio);
  const { dom, visible } = await studio.window.evaluate(clickRegister);
  return { 'click to DOM': dom, 'click to visible': visible };
}

const oldWay = 'click to visible, the old way';

/** The old way: what was registered is seen only when the whole project has been read again. */
async function registerAndReload(studio: StudioApp): Promise<Timed> {
  await selectFirst(studio);
  const { visible } = await studio.window.evaluate(clickRegister);
  const watch = await studio.window.evaluateHandle(watchReload);
  await studio.project.chooseMenu('reload-project');
  const reload = await watch.evaluate(({ reloaded }) => reloaded);
  await watch.dispose();
  // The next click is not to wait for what the reading left behind.
  await registerOne(studio);
  return { [oldWay]: visible + reload };
}

async function scroll({ window, project }: StudioApp): Promise<Timed> {
  await window.bringToFront();
  await expect(project.assets.getByRole('row').first()).toBeVisible();
  const frames = plan.quick ? 20 : 300;
  const fast = await window.evaluate(scrollList, { frames, pixels: 1000 });
  const byWheel = await window.evaluate(scrollList, { frames, pixels: 120 });
  return {
    'scroll, frame': fast.frames,
    'scroll, blank rows of a frame': fast.blankRows,
    'scroll by the wheel, frame': byWheel.frames,
    'scroll by the wheel, blank rows of a frame': byWheel.blankRows,
  };
}
