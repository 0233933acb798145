import { axeViolations } from './fixtures/axe.ts';
import { damageRegistry } from './fixtures/damaged-registry.ts';
import { holdFromElsewhere } from './fixtures/foreign-lock.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('no axe violation', () => {
  test('on the start screen', async ({ launch }) => {
    const studio = await launch();
    await expect(studio.start.openSample).toBeVisible();

    expect(await axeViolations(studio)).toEqual([]);
  });

  test('before and after Register', async ({ launch, meadow }) => {
    const studio = await launch({ project: meadow.folder });
    await expect(studio.project.assets).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);

    await studio.project.search.fill('backdrop night');
    await studio.project.row('Backdrop, night').click();
    await expect(studio.project.register).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);

    await studio.project.register.click();
    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
  });

  test('with a problem, without a match, and in a dialog', async ({ launch, meadow }) => {
    const studio = await launch({ project: meadow.folder });
    for (const problem of ['willow', 'star-wrong-type']) {
      await studio.project.search.fill(problem);
      await studio.project.row(problem).click();
      await expect(studio.project.details.getByText('Problems').first()).toBeVisible();
      expect(await axeViolations(studio)).toEqual([]);
    }

    await studio.project.search.fill('nothing has this name');
    await expect(studio.window.getByText('No asset matches')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);

    await studio.project.chooseMenu('verify-snapshot');
    await expect(studio.window.getByRole('dialog')).toContainText('equals the disk');
    expect(await axeViolations(studio)).toEqual([]);
  });

  test('with a registry that another system holds, and in the question whether to take it over', async ({
    launch,
    meadow,
  }) => {
    holdFromElsewhere(meadow);
    const studio = await launch({ project: meadow.folder });
    await expect(studio.project.lane).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);

    await studio.project.lane.getByRole('button', { name: 'Take over…' }).click();
    await expect(studio.project.dialog('Take this project over?')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
  });

  test('in Repair, before and after a fix', async ({ launch, meadow }) => {
    damageRegistry(meadow);
    const studio = await launch({ project: meadow.folder });
    await studio.window.getByRole('button', { name: 'Open Repair' }).click();
    await expect(studio.repair.findings.first()).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);

    await studio.repair.findings.getByRole('button', { name: 'Set the line aside' }).click();
    await expect(studio.repair.said).toContainText(/^Done:/);
    expect(await axeViolations(studio)).toEqual([]);
  });
});
