import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { axeViolations } from './fixtures/axe.ts';
import { type DamagedRegistry, damageRegistry, unreadable } from './fixtures/damaged-registry.ts';
import { fieldsOf, registryHeader as header, sealedLine } from './fixtures/registry-lines.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}

function expectGoodLinesUntouched({ file, good }: DamagedRegistry): void {
  const kept = new Set(good);
  expect(linesOf(file).filter((line) => kept.has(line))).toEqual(good);
}

/** Settles a finding with the mouse. */
async function click(studio: StudioApp, fix: Locator): Promise<void> {
  const left = await studio.repair.findings.count();
  await fix.click();
  await expect(studio.repair.said).toContainText(/^Done:/);
  await expect.poll(() => studio.repair.findings.count()).toBeLessThan(left);
}

test('R3 to R14 an author settles finding after finding, and no good line is touched', async ({ launch, meadow }) => {
  // Two starts and eight writes: more than one story has elsewhere.
  test.setTimeout(180_000);
  const damaged = damageRegistry(meadow);
  const studio = await launch({ project: meadow.folder });
  const { repair } = studio;

  await test.step('R3 the torn tail is cut off at opening, told, and kept', async () => {
    await studio.window.getByRole('button', { name: 'Show findings' }).click();
    const findings = studio.project.dialog('Project findings');
    await expect(findings).toContainText('assets.jsonl ended in an unfinished record of 31 bytes, which was cut off.');
    await findings.getByRole('button', { name: 'Open Repair' }).click();
    const kept = readdirSync(join(meadow.folder, '.prometeu/recovery')).map((name) =>
      readFileSync(join(meadow.folder, '.prometeu/recovery', name), 'utf8'),
    );
    expect(kept.some((text) => text.includes('019cadd6-torn'))).toBe(true);
  });

  await expect(repair.dialog).toBeVisible();
  await expect(repair.finding('was changed by hand, or damaged')).toBeVisible();
  await expect(repair.finding('can’t be read')).toContainText('I wrote this by hand[U+0007]');
  expect(await axeViolations(studio)).toEqual([]);
  expectGoodLinesUntouched(damaged);

  await test.step('R5 by keyboard: from the finding to its fix, and on to the next finding', async () => {
    const fix = repair.finding('was changed by hand').getByRole('button', { name: 'It is right as it stands' });
    await studio.tabTo(fix);
    await studio.window.keyboard.press('Enter');
    await expect(repair.said).toContainText('Done: It is right as it stands.');
    await expect(repair.finding('was changed by hand')).toHaveCount(0);
    await expect(studio.window.locator('li:focus')).toHaveCount(1);
    expectGoodLinesUntouched(damaged);
  });

  await test.step('R6 by keyboard, one Tab away', async () => {
    await expect(studio.window.locator('li:focus')).toContainText('can’t be read');
    await studio.window.keyboard.press('Tab');
    await studio.window.keyboard.press('Enter');
    await expect(repair.said).toContainText('Done: Set the line aside.');
    expect(linesOf(damaged.file)).not.toContain(unreadable);
    const kept = readdirSync(join(meadow.folder, '.prometeu/recovery')).map((name) =>
      readFileSync(join(meadow.folder, '.prometeu/recovery', name), 'utf8'),
    );
    expect(kept.some((text) => text.includes(unreadable))).toBe(true);
    expectGoodLinesUntouched(damaged);
  });

  await test.step('R7 the author says that the merge is finished', async () => {
    await click(studio, repair.finding('merge is not finished').getByRole('button', { name: 'The merge is finished' }));
    expect(linesOf(damaged.file).filter((line) => /^[<=>]{7}/.test(line))).toEqual([]);
    expectGoodLinesUntouched(damaged);
  });

  await test.step('R9 the author chooses a version', async () => {
    const conflict = repair.finding('say different things of the same asset');
    await click(studio, conflict.getByRole('button', { name: /^Keep “characters/ }));
    expectGoodLinesUntouched(damaged);
  });

  await test.step('R10 the author keeps one of two entries, for each folder that has two', async () => {
    for (const root of ['characters/hare/portrait', 'ui/icons/star-registered-twice']) {
      await click(
        studio,
        repair
          .finding(root)
          .getByRole('button', { name: /^Keep the one of/ })
          .first(),
      );
      await expect(repair.finding(root)).toHaveCount(0);
      expectGoodLinesUntouched(damaged);
    }
  });

  await test.step('R13 and R14 one write puts the form of the file right', async () => {
    await repair.findings.getByRole('button', { name: 'Write it in the usual form' }).first().click();
    await expect(repair.dialog).toContainText('Nothing to repair');
    await expect(repair.close).toBeFocused();
    expect(linesOf(damaged.file)[0]).toBe(header);
    expectGoodLinesUntouched(damaged);
    expect(await axeViolations(studio)).toEqual([]);
  });

  await test.step('and the registry is clean when it is opened again', async () => {
    await studio.window.keyboard.press('Escape');
    await expect(repair.dialog).toHaveCount(0);
    await studio.quit();
    const again = await launch({ project: meadow.folder });
    await expect(again.project.filter('All')).toBeVisible();
    await again.project.chooseMenu('repair-registry');
    await expect(again.repair.dialog).toContainText('Nothing to repair');
    await expect(again.window.getByRole('complementary')).toHaveCount(0);
  });
});

test('R2 a registry that lost everything is never taken for a new one', async ({ launch, meadow }) => {
  const file = join(meadow.folder, 'assets.jsonl');
  const before = await launch({ project: meadow.folder });
  await before.project.search.fill('backdrop night');
  await before.project.row('Backdrop, night').click();
  await before.project.register.click();
  await expect(before.project.details.getByText(/^Registered/).first()).toBeVisible();
  await before.quit();
  writeFileSync(file, `${header}\n`);

  const studio = await launch({ project: meadow.folder });

  await expect(studio.project.lane).toContainText('It held registrations before and holds none now.');
  await studio.project.row('Bee flies past').click();
  await expect(studio.project.register).toHaveAttribute('aria-disabled', 'true');
  await studio.project.lane.getByRole('button', { name: 'Open Repair' }).click();
  await expect(studio.repair.finding('and it held 67 when it was last open here')).toBeVisible();
  await studio.repair.dialog.getByRole('button', { name: 'It is empty' }).click();
  await expect(studio.repair.dialog).toContainText('Nothing to repair');
  await studio.window.keyboard.press('Escape');
  await expect(studio.project.lane).toHaveCount(0);
  await studio.project.register.click();
  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
  expect(meadow.records()).toHaveLength(1);
});

test('R15 registrations that went from the file outside are kept, told, and brought back', async ({
  launch,
  meadow,
}) => {
  const file = join(meadow.folder, 'assets.jsonl');
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 65');
  const [first, second, ...rest] = meadow.records();
  writeFileSync(file, `${[header, ...rest].join('\n')}\n`);

  await studio.project.chooseMenu('reload-project');
  await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 63');
  await studio.project.chooseMenu('repair-registry');
  const gone = studio.repair.finding('2 registrations are not in it any more');
  await gone.getByRole('button', { name: 'Register them again' }).click();

  await expect(studio.repair.said).toContainText('Done: Register them again.');
  await expect(gone).toHaveCount(0);
  await studio.window.keyboard.press('Escape');
  await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 65');
  const idsIn = (lines: readonly (string | undefined)[]): unknown[] => lines.map((line) => fieldsOf(line ?? '')['id']);
  expect(idsIn(meadow.records())).toEqual(expect.arrayContaining(idsIn([first, second])));
});

test('compacting takes superseded records out, and says what it came to', async ({ launch, meadow }) => {
  const file = join(meadow.folder, 'assets.jsonl');
  const [first = '', ...rest] = meadow.records();
  const newer = sealedLine({ ...fieldsOf(first), rev: 2, reg: fieldsOf(first)['at'] });
  writeFileSync(file, `${[header, first, ...rest, newer].join('\n')}\n`);
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');
  await studio.project.chooseMenu('repair-registry');
  await expect(studio.repair.dialog).toContainText(/\d+ % of [\d.]+ kB is superseded records/);

  await studio.repair.compact.click();

  await expect(studio.repair.said).toContainText(/^Compacted: .* → .*, 1 line dropped$/);
  expect(linesOf(file)).toEqual([header, ...rest, newer, '']);
});
