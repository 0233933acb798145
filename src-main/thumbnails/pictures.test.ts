import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anAsset, buildProject } from '../packer/testing/project-builder.ts';
import { createTestPacker, unhurried, valueOf } from '../packer/testing/test-packer.ts';
import { createPictures, type FoundThumbnail, type Pictures } from './pictures.ts';
import { pngBomb, pngFile } from './testing/png-file.ts';
import type { ThumbnailOutcome } from './thumbnail-messages.ts';

const signal = new AbortController().signal;
const made: ThumbnailOutcome = { kind: 'made', bytes: Uint8Array.of(1, 2, 3) };

interface OpenPictures {
  readonly pictures: Pictures;
  readonly projectId: string;
  /** The files of which a thumbnail was made, in order. */
  readonly asked: string[];
  readonly find: (root: string) => Promise<FoundThumbnail>;
}

/** Pictures of an open project, with a cache in memory and a queue that answers at once. */
async function open(folder: string, outcome: ThumbnailOutcome = made): Promise<OpenPictures> {
  const { packer } = createTestPacker();
  const { projectId } = valueOf(await packer.openProject(folder, unhurried));
  const kept = new Map<string, Uint8Array>();
  const asked: string[] = [];
  const pictures = createPictures({
    packer,
    cache: {
      read: (key) => Promise.resolve(kept.get(key) ?? null),
      write: async (key, bytes) => {
        kept.set(key, bytes);
      },
    },
    queue: {
      make: (_key, { file }) => {
        asked.push(file);
        return Promise.resolve(outcome);
      },
    },
  });
  return { pictures, projectId, asked, find: (root) => pictures.findThumbnail(projectId, root, 64) };
}

async function makeFound(found: FoundThumbnail): Promise<Uint8Array | null> {
  return found.kind === 'to-make' ? found.make('visible', signal) : null;
}

const aPicture = { assets: { a: anAsset() }, files: { 'assets/a/picture.png': pngFile({ width: 8, height: 4 }) } };

test('a thumbnail is made once, and found from then on', async () => {
  const { find, asked } = await open(await buildProject(aPicture));

  expect(await makeFound(await find('a'))).toEqual(Uint8Array.of(1, 2, 3));

  expect(await find('a')).toEqual({ kind: 'made', bytes: Uint8Array.of(1, 2, 3) });
  expect(asked).toHaveLength(1);
});

test('a file that has changed has another thumbnail', async () => {
  const folder = await buildProject(aPicture);
  const { find } = await open(folder);
  await makeFound(await find('a'));

  await writeFile(join(folder, 'assets/a/picture.png'), pngFile({ width: 9, height: 4 }));

  expect(await find('a')).toMatchObject({ kind: 'to-make' });
});

test.each(['crashed', 'timed-out', 'not-decodable'] as const)(
  'what ended as %s is not tried again before the file changes',
  async (code) => {
    const folder = await buildProject(aPicture);
    const { find, pictures, projectId, asked } = await open(folder, { kind: 'refused', code });
    expect(await makeFound(await find('a'))).toBeNull();

    expect(await find('a')).toEqual({ kind: 'refused', code });
    expect(await pictures.findThumbnail(projectId, 'a', 256)).toEqual({ kind: 'refused', code });
    expect(valueOf(await pictures.describe(projectId, 'a'))).toMatchObject({ refusal: code });
    expect(asked).toHaveLength(1);

    await writeFile(join(folder, 'assets/a/picture.png'), pngFile({ width: 9, height: 4 }));
    expect(await find('a')).toMatchObject({ kind: 'to-make' });
  },
);

test('what was given up is tried again', async () => {
  const { find } = await open(await buildProject(aPicture), { kind: 'cancelled' });

  expect(await makeFound(await find('a'))).toBeNull();

  expect(await find('a')).toMatchObject({ kind: 'to-make' });
});

test('the first source that can be drawn is the picture, and a drawing is drawn by the window', async () => {
  const folder = await buildProject({
    assets: {
      atlas: anAsset({ type: 'sprite-atlas', sources: ['frames.json', 'step.ogg', 'sheet.png'] }),
      drawing: anAsset({ sources: ['icon.svg'] }),
    },
    files: { 'assets/atlas/sheet.png': pngFile({ width: 8, height: 4 }) },
  });
  const { find, asked } = await open(folder);

  await makeFound(await find('atlas'));
  expect(asked).toEqual([join(folder, 'assets/atlas/sheet.png')]);
  expect(await find('drawing')).toEqual({
    kind: 'original',
    file: join(folder, 'assets/drawing/icon.svg'),
    extension: '.svg',
  });
});

describe('there is no picture', () => {
  test.each([
    ['of a file that is of no such kind', anAsset({ sources: ['a.tga'] }), 'not-drawn'],
    ['of a manifest that can’t be read', '{', 'no-file'],
  ])('%s', async (_what, manifest, code) => {
    const { find, pictures, projectId } = await open(await buildProject({ assets: { a: manifest } }));

    expect(await find('a')).toEqual({ kind: 'refused', code });
    expect(valueOf(await pictures.describe(projectId, 'a'))).toEqual({ header: null, refusal: code });
  });

  test('of a link that leads out of the assets', async () => {
    const folder = await buildProject({ assets: { a: anAsset({ sources: ['a.json'] }) } });
    await writeFile(join(folder, 'secret.png'), pngFile({ width: 2, height: 2 }));
    await symlink(join(folder, 'secret.png'), join(folder, 'assets/a/a.png'));
    await writeFile(join(folder, 'assets/a/asset.json'), JSON.stringify(anAsset({ sources: ['a.png'] })));
    const { find, asked } = await open(folder);

    expect(await find('a')).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });

  test('of an asset that is not there, or of a project that is not open', async () => {
    const { find, pictures } = await open(await buildProject());

    expect(await find('../../etc')).toMatchObject({ kind: 'refused' });
    expect(await pictures.findThumbnail('other', 'a', 64)).toMatchObject({ kind: 'refused' });
  });
});

test('a description has the header, and says where it is beyond the limits', async () => {
  const folder = await buildProject({
    assets: { small: anAsset(), bomb: anAsset() },
    files: {
      'assets/small/picture.png': pngFile({ width: 8, height: 4 }),
      'assets/bomb/picture.png': pngBomb(20_000, 20_000),
    },
  });
  const { pictures, projectId } = await open(folder);

  expect(valueOf(await pictures.describe(projectId, 'small'))).toEqual({
    header: { format: 'png', width: 8, height: 4, alpha: true },
    refusal: null,
  });
  expect(valueOf(await pictures.describe(projectId, 'bomb'))).toMatchObject({ refusal: 'too-many-pixels' });
  expect(await pictures.refusalOf(join(folder, 'assets/bomb/picture.png'))).toBe('too-many-pixels');
  expect(await pictures.refusalOf(join(folder, 'assets/small/picture.png'))).toBeNull();
});
