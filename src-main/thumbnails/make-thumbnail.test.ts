import { rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { freshFolder } from '../packer/testing/project-builder.ts';
import { type FileStamp, readFileStamp } from './file-stamp.ts';
import type { ImageCodec } from './image-codec.ts';
import { readImageHeader } from './image-header.ts';
import { makeThumbnail } from './make-thumbnail.ts';
import { napiImageCodec } from './napi-image-codec.ts';
import { pngBomb, pngFile } from './testing/png-file.ts';
import type { ThumbnailOutcome } from './thumbnail-messages.ts';

const unaborted = new AbortController().signal;

/** What must not be decoded fails the test where it is. */
const noCodec: ImageCodec = {
  encodeThumbnail: () => {
    throw new Error('It was decoded');
  },
};

let file = '';

beforeEach(async () => {
  file = join(await freshFolder(), 'picture.png');
});

async function stampOfFile(): Promise<FileStamp> {
  const stamp = await readFileStamp(file);
  if (stamp === null) {
    throw new Error('It is no plain file');
  }
  return stamp;
}

async function make(bytes: Uint8Array, codec = napiImageCodec): Promise<ThumbnailOutcome> {
  await writeFile(file, bytes);
  return makeThumbnail({ file, stamp: await stampOfFile(), size: 64 }, codec, unaborted);
}

test('a large picture becomes as large as asked for, by its longer side', async () => {
  const made = await make(pngFile({ width: 200, height: 100 }));

  expect(made.kind).toBe('made');
  const bytes = made.kind === 'made' ? made.bytes : new Uint8Array();
  expect(readImageHeader(bytes)).toEqual({ format: 'webp', width: 64, height: 32, alpha: true });
});

test('a small one keeps its pixels', async () => {
  const made = await make(pngFile({ width: 16, height: 9 }));

  const bytes = made.kind === 'made' ? made.bytes : new Uint8Array();
  expect(readImageHeader(bytes)).toMatchObject({ width: 16, height: 9 });
});

test('400 million pixels are refused by the header alone', async () => {
  expect(await make(pngBomb(20_000, 20_000), noCodec)).toEqual({ kind: 'refused', code: 'too-many-pixels' });
});

test('a file beyond the limit is refused before it is read', async () => {
  await writeFile(file, pngFile({ width: 2, height: 2 }));
  await truncate(file, 200 * 1024 * 1024);

  const refused = await makeThumbnail({ file, stamp: await stampOfFile(), size: 64 }, noCodec, unaborted);

  expect(refused).toEqual({ kind: 'refused', code: 'file-too-large' });
});

test.each([
  ['a truncated one', pngFile({ width: 300, height: 300 }).subarray(0, 100)],
  ['one that has less than it says', pngBomb(4_000, 4_000)],
  ['an empty file', new Uint8Array()],
  ['a text', Buffer.from('no picture at all, whatever its name says')],
])('%s can’t be decoded', async (_what, bytes) => {
  expect(await make(bytes)).toEqual({ kind: 'refused', code: 'not-decodable' });
});

test('a file that is another one by now is left alone', async () => {
  await writeFile(file, pngFile({ width: 2, height: 2 }));
  const stamp = await stampOfFile();
  await writeFile(file, pngFile({ width: 20, height: 20 }));

  expect(await makeThumbnail({ file, stamp, size: 64 }, noCodec, unaborted)).toEqual({ kind: 'changed' });
});

test('a link in the place of the file is not followed', async () => {
  const other = `${file}.other`;
  await writeFile(file, pngFile({ width: 2, height: 2 }));
  const stamp = await stampOfFile();
  await writeFile(other, pngFile({ width: 2, height: 2 }));
  await rm(file);
  await symlink(other, file);

  expect(await makeThumbnail({ file, stamp, size: 64 }, noCodec, unaborted)).toMatchObject({ code: 'unreadable' });
});

test('what nobody wants any more is not decoded', async () => {
  await writeFile(file, pngFile({ width: 2, height: 2 }));

  const order = { file, stamp: await stampOfFile(), size: 64 };
  expect(await makeThumbnail(order, noCodec, AbortSignal.abort())).toEqual({ kind: 'cancelled' });
});
