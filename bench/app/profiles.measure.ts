import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import type { CpuProfile } from '../profile-summary.ts';
import { forgetPrivateFolder, projectOnDisk } from '../project-on-disk.ts';
import { clickRegister, openProject, scrollList } from './in-page.ts';
import { checkout, plan } from './measured-app.ts';
import { selectFirst } from './select-first.ts';

// What figures 7, 8, 12, 14 and 15 are made of: the same once more, after everything was measured, with profiles taken.

test.skip(!plan.profile, 'profiles were not asked for');

const size = plan.sizes.at(-1) ?? 0;

test('profiles of opening', async () => {
  const folder = projectOnDisk(size);
  forgetPrivateFolder(folder);
  const studio = await StudioApp.launch({ logsDisk: false });
  await expect(studio.start.openProject).toBeVisible();
  await studio.answerFolderDialog(folder);
  await profiled(studio, 'open', 1, () => studio.window.evaluate(openProject));
  await studio.quit();
});

test('profiles of an open project', async ({ launch }) => {
  const studio = await launch({ project: projectOnDisk(size), logsDisk: false });
  await expect(studio.project.assets).toBeVisible();
  await studio.project.filter('Unregistered').click();
  for (let turn = 0; turn < 10; turn += 1) {
    await selectFirst(studio);
    await studio.window.evaluate(clickRegister);
  }
  await profiled(
    studio,
    'click',
    plan.quick ? 2 : 20,
    () => studio.window.evaluate(clickRegister),
    () => selectFirst(studio),
  );
  await studio.project.filter('All').click();
  await profiled(studio, 'scroll', 1, () => studio.window.evaluate(scrollList, { frames: 300, pixels: 1000 }));
});

/** Does the same thing so many times, and writes down what main and the page did meanwhile. */
async function profiled(
  studio: StudioApp,
  name: string,
  times: number,
  work: () => Promise<unknown>,
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  const folder = join(checkout, 'test-results', 'bench-profiles');
  mkdirSync(folder, { recursive: true });
  const page = await studio.window.context().newCDPSession(studio.window);
  await page.send('Profiler.enable');
  await page.send('Profiler.setSamplingInterval', { interval: 100 });
  for (let time = 0; time < times; time += 1) {
    await before();
    const main = await studio.electron.evaluateHandle(async () => {
      const { Session } = process.getBuiltinModule('node:inspector/promises');
      const session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: 100 });
      await session.post('Profiler.start');
      return session;
    });
    await page.send('Profiler.start');
    await work();
    const ofPage = (await page.send('Profiler.stop')).profile as CpuProfile;
    const ofMain = await main.evaluate(async (session) => {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return profile;
    });
    await main.dispose();
    for (const [process, profile] of [
      ['page', ofPage],
      ['main', ofMain],
    ] as const) {
      writeFileSync(join(folder, `${name}.${process}.${String(time)}.cpuprofile`), JSON.stringify(profile));
    }
  }
  await page.detach();
}
