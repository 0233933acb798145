import { holdFromElsewhere } from './fixtures/foreign-lock.ts';
import { expect, test } from './fixtures/test.ts';

test('a second program opens read-only with the first one’s process named, and writes once that has ended', async ({
  launch,
  meadow,
}) => {
  const first = await launch({ project: meadow.folder });
  await expect(first.project.filter('All')).toHaveAccessibleName('All 95');
  const holder = await first.processId();
  const before = meadow.records().length;
  const second = await launch({ project: meadow.folder });

  await test.step('it says who writes', async () => {
    await expect(second.project.lane).toContainText(`process ${String(holder)} on`);
    await expect(second.project.lane.getByRole('button')).toHaveText(['Try again']);
  });
  await test.step('reads go on, and Register says why it does nothing', async () => {
    await second.project.search.fill('backdrop night');
    await second.project.row('Backdrop, night').click();
    await expect(second.project.assetName).toHaveText('Backdrop, night');
    await expect(second.project.register).toHaveAttribute('aria-disabled', 'true');
    await second.pressShortcut('CmdOrCtrl+Enter');
    await expect(second.project.status).toContainText('Another program has this project open for writing');
    expect(meadow.records()).toHaveLength(before);
  });
  await test.step('the first goes on writing', async () => {
    await first.project.row('Bee flies past').click();
    await first.project.register.click();
    await expect(first.project.details.getByText(/^Registered/).first()).toBeVisible();
    expect(meadow.records()).toHaveLength(before + 1);
  });
  await test.step('Try again while the first is open changes nothing', async () => {
    await second.project.lane.getByRole('button', { name: 'Try again' }).click();
    await expect(second.project.lane.getByRole('button')).toHaveText(['Try again']);
    await expect(second.project.lane).toContainText(`process ${String(holder)} on`);
  });
  await test.step('and once it has ended, it registers, on top of what the first wrote', async () => {
    await first.quit();
    await second.project.lane.getByRole('button', { name: 'Try again' }).click();
    await expect(second.project.lane).toHaveCount(0);
    await second.project.search.fill('');
    await expect(second.project.filter('Registered')).toHaveAccessibleName('Registered 66');
    await second.project.register.click();
    await expect(second.project.filter('Registered')).toHaveAccessibleName('Registered 67');
    expect(meadow.records()).toHaveLength(before + 2);
  });
});

test('a program that was killed leaves nothing behind that stops the next', async ({ launch, meadow }) => {
  const first = await launch({ project: meadow.folder });
  await expect(first.project.filter('All')).toHaveAccessibleName('All 95');

  await first.kill();

  const second = await launch({ project: meadow.folder });
  await expect(second.project.filter('All')).toHaveAccessibleName('All 95');
  await expect(second.project.lane).toHaveCount(0);
  await second.project.row('Bee flies past').click();
  await second.project.register.click();
  await expect(second.project.details.getByText(/^Registered/).first()).toBeVisible();
});

test('a project that another system holds is taken over at the author’s word alone', async ({ launch, meadow }) => {
  holdFromElsewhere(meadow);

  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.lane).toContainText('process 4242 on studio-nas-2');
  await studio.project.lane.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.project.lane.getByRole('button')).toHaveText(['Take over…', 'Try again']);

  await studio.project.lane.getByRole('button', { name: 'Take over…' }).click();
  const dialog = studio.project.dialog('Take this project over?');
  await expect(dialog).toContainText('studio-nas-2');
  await expect(dialog.getByRole('button', { name: 'Cancel' }).last()).toBeFocused();
  await studio.window.keyboard.press('Escape');
  await expect(studio.project.lane).toBeVisible();

  await studio.project.lane.getByRole('button', { name: 'Take over…' }).click();
  await dialog.getByRole('button', { name: 'Take over' }).click();

  await expect(studio.project.status).toContainText('This project is written from here now.');
  await expect(studio.project.lane).toHaveCount(0);
  await studio.project.row('Bee flies past').click();
  await studio.project.register.click();
  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
});
