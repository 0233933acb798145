import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures/test.ts';

test('an author is told of a newer version: one that is fetched starts in the place of this one, any other is shown where it is', async ({
  launch,
  meadow,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-update-'));
  const started = join(folder, 'started');
  // As large as it likes: what is fetched is a program, and this one says that it was started.
  const program = `#!/bin/sh\necho "$APPIMAGE_SILENT_INSTALL" > '${started}'\n`;
  const feed = await serveFeed(folder, program);
  const installed = join(folder, 'studio.AppImage');
  writeFileSync(installed, 'the version that runs');

  const byPackage = await launch({ project: meadow.folder, updateFeed: feed.file });
  await byPackage.electron.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    shell.openExternal = (page) => {
      shown.push(page);
      return Promise.resolve();
    };
  });
  await byPackage.window.getByRole('button', { name: 'Version 99.1.0 is there: download' }).click();
  await expect
    .poll(() => byPackage.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([feed.page]);
  expect(feed.fetched()).toBe(0);
  await byPackage.quit();

  const byItself = await launch({
    project: meadow.folder,
    updateFeed: feed.file,
    environment: { APPIMAGE: installed, XDG_CACHE_HOME: join(folder, 'cache') },
  });
  const restart = byItself.window.getByRole('button', { name: 'Restart to update to 99.1.0' });
  await expect(restart).toBeVisible();
  expect(readFileSync(installed, 'utf8')).toBe('the version that runs');
  const ended = byItself.electron.waitForEvent('close');
  await restart.click();
  await ended;

  await expect.poll(() => existsSync(started)).toBe(true);
  expect(readFileSync(installed, 'utf8')).toBe(program);
  feed.close();
});

interface Feed {
  /** The file that names it. */
  readonly file: string;
  readonly page: string;
  /** How often the version was fetched. */
  readonly fetched: () => number;
  readonly close: () => void;
}

/** A feed on this computer that has one version, much newer than any. */
async function serveFeed(folder: string, program: string): Promise<Feed> {
  const name = 'Prometeu-Studio-99.1.0.AppImage';
  const sha512 = createHash('sha512').update(program).digest('base64');
  const told = [
    'version: 99.1.0',
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${String(program.length)}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-11-29T00:00:00.000Z'",
    '',
  ].join('\n');
  let fetched = 0;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://feed').pathname;
    if (path === '/latest-linux.yml') {
      response.end(told);
    } else if (path === `/${name}`) {
      fetched += 1;
      response.end(program);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const page = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const file = join(folder, 'app-update.yml');
  writeFileSync(file, `provider: generic\nurl: ${page}\nupdaterCacheDirName: prometeu-studio-updater\n`);
  return { file, page, fetched: () => fetched, close: () => server.close() };
}
