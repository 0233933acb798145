import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './fixtures/test.ts';

test('the page has no Node, no other page and no way out', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.assets).toBeVisible();

  const seen = await studio.window.evaluate(async () => {
    return {
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      opened: window.open('https://example.invalid') === null,
      origin: window.origin,
      exposed: Object.keys((window as unknown as { prometeu: object }).prometeu).toSorted(),
      // Paths of files come from the preload alone.
      namesPaths:
        'packer:take-dropped-files' in (window as unknown as { prometeu: { requests: object } }).prometeu.requests,
    };
  });

  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    opened: true,
    origin: 'app://studio',
    exposed: ['events', 'requests', 'takeDroppedFiles'],
    namesPaths: false,
  });
  const outside = await studio.electron.evaluate(async ({ net }) => {
    const paths = [
      '../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      'index.html/../../x',
      'a\\b',
    ];
    return Promise.all(paths.map(async (path) => (await net.fetch(`app://studio/${path}`)).status));
  });
  expect(outside).toEqual([404, 404, 404, 404, 404]);
  const preferences = await studio.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in Electron's types, and the one way to see what a window was really opened with.
      const known = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = known.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    }),
  );
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }]);
});

test('the preload is one file that requires Electron alone', () => {
  const folder = resolve(import.meta.dirname, '../out/preload');
  test.skip(!existsSync(folder), 'the installed app has its preload inside');

  expect(readdirSync(folder)).toEqual(['index.cjs']);
  const required = [...readFileSync(join(folder, 'index.cjs'), 'utf8').matchAll(/require\(["']([^"']+)["']\)/g)];
  expect(new Set(required.map((match) => match[1]))).toEqual(new Set(['electron']));
});

test('F1 F4 asset:// serves what a manifest lists, with ranges, and nothing else', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();
  const picture = studio.project.details.getByRole('img').first();
  await expect(picture).toBeVisible();
  const src = (await picture.getAttribute('src')) ?? '';
  expect(src).toMatch(/^asset:\/\//);

  const statuses = await studio.electron.evaluate(async ({ net }, url) => {
    const base = new URL(url);
    const ask = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await net.fetch(`asset://${base.host}/${path}`, { headers })).status;
    return {
      listed: await ask(base.pathname.slice(1)),
      range: await ask(base.pathname.slice(1), { Range: 'bytes=0-9' }),
      past: await ask(base.pathname.slice(1), { Range: 'bytes=99999999-' }),
      manifest: await ask('world%2Fbackdrops%2Fnight/asset.json'),
      dots: await ask('world%2Fbackdrops%2Fnight/..%2F..%2F..%2F..%2Fassets.jsonl'),
      // A listed file that is no picture and no sound has no type of its own.
      dataType: (await net.fetch(`asset://${base.host}/data%2Fcontrols/controls.json`)).headers.get('Content-Type'),
      otherProject: (await net.fetch('asset://00000000-0000-4000-8000-000000000000/a/b.png')).status,
    };
  }, src);

  expect(statuses).toEqual({
    listed: 200,
    range: 206,
    past: 416,
    manifest: 404,
    dots: 404,
    dataType: 'application/octet-stream',
    otherProject: 404,
  });
});
