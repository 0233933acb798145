import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshFolder } from './packer/testing/project-builder.ts';
import { readUpdateFeed } from './update-feed.ts';

async function read(text: string): Promise<{ page: string | null | undefined; troubles: unknown[] }> {
  const file = join(await freshFolder(), 'app-update.yml');
  await writeFile(file, text);
  const troubles: unknown[] = [];
  const feed = await readUpdateFeed(file, (error) => troubles.push(error));
  return { page: feed?.page, troubles };
}

it.each([
  ['a server of one’s own', 'provider: generic\nurl: https://games.example/studio\n', 'https://games.example/studio'],
  ['a page of releases', 'provider: github\nowner: a\nrepo: b c\n', 'https://github.com/a/b%20c/releases/latest'],
  ['a service without a page', 'provider: s3\nbucket: studio\n', null],
  ['what is no web address', 'provider: generic\nurl: file:///etc/passwd\n', null],
])('a feed of %s leads to its page', async (_, text, page) => {
  expect(await read(text)).toEqual({ page, troubles: [] });
});

it.each([
  ['is no YAML', '{{{'],
  ['names no provider', 'url: https://games.example\n'],
  ['is empty', ''],
])('a feed that %s is none, and told', async (_, text) => {
  const { page, troubles } = await read(text);

  expect(page).toBeUndefined();
  expect(troubles).toHaveLength(1);
});

it('a Studio without a feed has nothing to tell of it', async () => {
  const troubles: unknown[] = [];

  expect(await readUpdateFeed(join(await freshFolder(), 'none.yml'), (error) => troubles.push(error))).toBeNull();
  expect(troubles).toEqual([]);
});
