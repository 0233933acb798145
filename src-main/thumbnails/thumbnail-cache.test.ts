import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { freshFolder } from '../packer/testing/project-builder.ts';
import { createThumbnailCache, type ThumbnailCache } from './thumbnail-cache.ts';

let folder = '';
let moment = 0;

beforeEach(async () => {
  folder = join(await freshFolder(), 'thumbnails');
  // Later than what the disk itself says of a file that was just written.
  moment = Date.now() + 86_400_000;
});

/** As a new start of the app finds the folder. */
function open(mostBytes = 1_000_000): ThumbnailCache {
  return createThumbnailCache({
    folder,
    mostBytes,
    now: () => {
      moment += 60_000;
      return moment;
    },
    onTrouble: (error) => {
      throw error;
    },
  });
}

const bytes = Buffer.alloc(900, 7);

test('answers what was written, also after a restart', async () => {
  await open().write('a-64', bytes);

  expect(await open().read('a-64')).toEqual(bytes);
  expect(await open().read('a-256')).toBeNull();
});

test.each([
  ['torn', (file: string) => truncate(file, 500)],
  ['empty', (file: string) => truncate(file, 0)],
  [
    'changed in one bit',
    async (file: string) => {
      const content = await readFile(file);
      content[300] = (content[300] ?? 0) ^ 1;
      await writeFile(file, content);
    },
  ],
])('a file that is %s is never answered, and goes', async (_what, harm) => {
  await open().write('a-64', bytes);
  await harm(join(folder, 'a-64.thumb'));

  expect(await open().read('a-64')).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('the rest of a write that was cut off goes at the first write', async () => {
  await open().write('a-64', bytes);
  await writeFile(join(folder, 'b-64.thumb.1234'), 'half');

  await open().write('c-64', bytes);

  expect((await readdir(folder)).toSorted()).toEqual(['a-64.thumb', 'c-64.thumb']);
});

test('beyond its limit those go that were not used the longest, also where that was before a restart', async () => {
  const first = open(5_500);
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    await first.write(key, bytes);
  }
  await open(5_500).read('a');

  await open(5_500).write('f', bytes);

  expect((await readdir(folder)).toSorted()).toEqual(['a', 'c', 'd', 'e', 'f'].map((key) => `${key}.thumb`));
});
