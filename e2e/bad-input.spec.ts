import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeProject, textManifest, writeAsset } from './fixtures/made-project.ts';
import { expect, test } from './fixtures/test.ts';

test('a folder that is no project is told on the start screen', async ({ launch }) => {
  const studio = await launch({ project: mkdtempSync(join(tmpdir(), 'prometeu-none-')) });

  await expect(studio.start.failure).toContainText('This folder is not a Prometeu project.');
  await expect(studio.start.failure).toContainText('It has no prometeu.json.');
  await expect(studio.start.failure).toContainText('create a project');
});

test('a missing asset says what happened and what to do', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('willow');
  await studio.project.row('willow').click();

  await expect(studio.project.details).toContainText('there is no asset.json in its folder');
  await expect(studio.project.details).toContainText('Put the folder back where it was and reload');
});

test('each asset of the sample that is wrong says what is wrong', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  for (const [root, sentence] of [
    ['marigold-unknown-type', '“type” has a value that is not known. Known are: image,'],
    ['star-empty-name', '“name” is too short; it needs at least 1.'],
    ['star-long-name', '“name” is too long; it may have at most 200.'],
    ['flint-reserved-name', 'The source path “aux.png” can’t be used on every system.'],
    ['lantern-source-is-a-folder', 'The source “frames” is not a file.'],
    ['lamp-manifest-is-a-folder', 'asset.json is not a plain file.'],
  ] as const) {
    await studio.project.search.fill(root);
    await studio.project.row(root).first().click();
    await expect(studio.project.details).toContainText(sentence);
  }
});

test('hostile names and manifests are shown and can do nothing', async ({ launch, meadow }) => {
  const name = '<img src=x onerror="window.owned=1"> "q" \u202Egnp.exe\nsecond line 🌻';
  writeAsset(meadow.folder, { root: 'hostile', manifest: textManifest(name) });
  mkdirSync(join(meadow.folder, 'assets', 'huge'));
  writeFileSync(join(meadow.folder, 'assets', 'huge', 'asset.json'), '');
  truncateSync(join(meadow.folder, 'assets', 'huge', 'asset.json'), 50 * 1024 * 1024);
  mkdirSync(join(meadow.folder, 'assets', 'deep'));
  writeFileSync(join(meadow.folder, 'assets', 'deep', 'asset.json'), '['.repeat(10_000));
  mkdirSync(join(meadow.folder, 'assets', 'proto'));
  writeFileSync(
    join(meadow.folder, 'assets', 'proto', 'asset.json'),
    '{"schemaVersion":1,"name":"Proto","type":"text","sources":["a.txt"],"__proto__":{"polluted":true}}',
  );

  const studio = await launch({ project: meadow.folder });

  await expect(studio.project.filter('All')).toHaveAccessibleName('All 99');
  await studio.project.search.fill('onerror');
  await expect.poll(() => studio.project.total()).toBe(1);
  await studio.project.assets
    .getByRole('row')
    .filter({ has: studio.window.getByRole('gridcell') })
    .first()
    .click();
  await expect(studio.project.assetName).toContainText('<img src=x');
  expect(await studio.window.evaluate(() => 'owned' in window)).toBe(false);
  for (const [root, sentence] of [
    ['huge', 'asset.json has 52,428,800 bytes'],
    ['deep', 'nested deeper than 32 levels'],
    ['proto', '“__proto__” is not a key'],
  ] as const) {
    await studio.project.search.fill(root);
    await studio.project.row(root).first().click();
    await expect(studio.project.details).toContainText(sentence);
  }
});

test('a source that is called as an archive of Electron’s is a file like any other', async ({ launch }) => {
  const archive = anArchive();
  const folder = makeProject('Archives', [
    { root: 'none', manifest: textManifest('No archive', ['story.asar']), files: { 'story.asar': 'Once.' } },
    { root: 'one', manifest: textManifest('One archive', ['app.asar']), files: { 'app.asar': archive } },
  ]);

  const studio = await launch({ project: folder });

  await expect(studio.project.filter('All')).toHaveAccessibleName('All 2');
  await expect(studio.project.filter('Problems')).toHaveAccessibleName('Problems 0');
  await studio.project.row('No archive').click();
  await expect(studio.project.details).toContainText('Once.');
  await studio.project.row('One archive').click();
  await expect(studio.project.details).toContainText(`${String(archive.byteLength)} bytes`);
  await studio.project.register.click();
  await expect.poll(() => readFileSync(join(folder, 'assets.jsonl'), 'utf8')).toContain('"root":"one"');
});

/** An archive of Electron's with one file: its sizes, the header in whole words of four bytes, and the file. */
function anArchive(): Uint8Array {
  const header = Buffer.from('{"files":{"in":{"size":2,"offset":"0"}}}'.padEnd(44));
  const sizes = Buffer.alloc(16);
  [4, header.length + 8, header.length + 4, header.length].forEach((size, at) => sizes.writeUInt32LE(size, at * 4));
  return Buffer.concat([sizes, header, Buffer.from('hi')]);
}

test('a registry of an unknown version is shown read-only, and said so', async ({ launch, meadow }) => {
  const file = join(meadow.folder, 'assets.jsonl');
  const text = readFileSync(file, 'utf8').replace('"v":1', '"v":2');
  writeFileSync(file, text);

  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();

  await expect(studio.project.register).toHaveAttribute('aria-disabled', 'true');
  await expect(studio.project.details).toContainText('can’t be written. It was written by a newer version');
  expect(await studio.project.menuOffers('register-asset')).toBe(false);
  await studio.pressShortcut('CmdOrCtrl+Enter');
  await expect(studio.project.status).toContainText('can’t be written. It was written by a newer version');
  await studio.project.search.fill('');
  await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 30');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('lines of an unfinished merge are told, and nothing of either side is lost', async ({ launch, meadow }) => {
  const file = join(meadow.folder, 'assets.jsonl');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const merged = [...lines.slice(0, -2), '<<<<<<< HEAD', lines.at(-2), '=======', lines.at(-1), '>>>>>>> branch'];
  writeFileSync(file, `${merged.join('\n')}\n`);

  const studio = await launch({ project: meadow.folder });

  await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 65');
  await studio.window.getByRole('button', { name: 'Show findings' }).click();
  await expect(studio.window.getByRole('dialog')).toContainText('a merge is not finished');
});

test('a torn last line is told, and the next registration is not glued to it', async ({ launch, meadow }) => {
  const file = join(meadow.folder, 'assets.jsonl');
  appendFileSync(file, '{"op":"put","id":"01');
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();

  await studio.project.register.click();
  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();

  await studio.project.chooseMenu('reload-project');
  await expect(studio.project.status).toContainText('0 added, 0 changed, 0 removed');
  await studio.project.search.fill('');
  await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 66');
});
