import { readFile, truncate, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fontRangeLimit } from '../../src-preload/contract/domain/source-inspection.ts';
import { sourceKindOf } from '../../src-preload/contract/source-kind.ts';
import { freshFolder } from '../packer/testing/project-builder.ts';
import { readFileStamp } from '../thumbnails/file-stamp.ts';
import { pngFile } from '../thumbnails/testing/png-file.ts';
import { inspectFile, mostBytes } from './inspect-file.ts';
import type { InspectionOutcome, Sibling } from './inspection-messages.ts';
import { rangesOf } from './read-font.ts';

const sample = resolve(import.meta.dirname, '../../samples/meadow/assets');
const signal = new AbortController().signal;

/** Inspects a file by its name, as a source of an asset of text: what has no other kind is one. */
async function inspect(file: string, siblings: readonly Sibling[] = []): Promise<InspectionOutcome> {
  const path = basename(file);
  const stamp = await readFileStamp(file);
  const kind = sourceKindOf(path, 'text');
  if (stamp === null || kind === null) {
    throw new Error('No such file');
  }
  return inspectFile({ kind, file, stamp, path, siblings }, signal);
}

async function inspectBytes(name: string, bytes: string | Uint8Array): Promise<InspectionOutcome> {
  const file = join(await freshFolder(), name);
  await writeFile(file, bytes);
  return inspect(file);
}

function sampleFile(path: string): Promise<Uint8Array> {
  return readFile(join(sample, path));
}

const notDecodable = { kind: 'refused', code: 'not-decodable' };
const ogg = 'audio/music/morning-meadow/morning-meadow.ogg';

describe('an image', () => {
  test('tells format, size and transparency', async () => {
    expect(await inspectBytes('a.png', pngFile({ width: 8, height: 4 }))).toEqual({
      kind: 'made',
      inspection: { kind: 'image', header: { format: 'png', width: 8, height: 4, alpha: true } },
    });
  });

  test('has no header where it is a drawing, and is damaged where it is none', async () => {
    expect(await inspectBytes('a.svg', '<svg/>')).toEqual({
      kind: 'made',
      inspection: { kind: 'image', header: null },
    });
    expect(await inspectBytes('a.png', 'no image')).toEqual(notDecodable);
  });
});

describe('a sound', () => {
  test('tells length, channels, rate and codec', async () => {
    expect(await inspect(join(sample, 'audio/sfx/jump/jump.wav'))).toMatchObject({
      inspection: {
        kind: 'sound',
        container: 'WAVE',
        codec: 'PCM',
        seconds: 0.32,
        channels: 1,
        sampleRate: 44_100,
        bitsPerSample: 16,
        truncated: false,
      },
    });
    expect(await inspect(join(sample, ogg))).toMatchObject({
      inspection: { container: 'Ogg', codec: 'Vorbis I', channels: 2, truncated: false },
    });
  });

  test('is told to be cut off where it ends too early', async () => {
    const bytes = await sampleFile(ogg);
    const wav = await sampleFile('audio/sfx/jump/jump.wav');

    expect(await inspectBytes('a.ogg', bytes.subarray(0, bytes.length >> 1))).toMatchObject({
      inspection: { codec: 'Vorbis I', seconds: null, truncated: true },
    });
    // Within its last page.
    expect(await inspectBytes('a.ogg', bytes.subarray(0, bytes.length - 1))).toMatchObject({
      inspection: { truncated: true },
    });
    expect(await inspectBytes('a.wav', wav.subarray(0, wav.length - 2))).toMatchObject({
      inspection: { truncated: true },
    });
  });

  test.each([0, 3, 20, 100])('of which %i bytes are left is damaged', async (length) => {
    expect(await inspectBytes('a.ogg', (await sampleFile(ogg)).subarray(0, length))).toEqual(notDecodable);
  });
});

describe('a font', () => {
  test('tells its names, its glyphs, its axes and the scripts that it covers', async () => {
    expect(await inspect(join(sample, 'fonts/inter/inter-latin.woff2'))).toEqual({
      kind: 'made',
      inspection: {
        kind: 'font',
        format: 'WOFF2',
        family: 'Inter',
        style: 'Regular',
        glyphs: 518,
        characters: 231,
        ranges: expect.arrayContaining([[0x20, 0x7e]]) as unknown,
        axes: [{ tag: 'wght', name: 'Weight', min: 100, max: 900, default: 400 }],
        scripts: ['Latn'],
      },
    });
    expect(await inspect(join(sample, 'fonts/clover-pixel/clover-pixel.ttf'))).toMatchObject({
      inspection: { format: 'TTF', family: 'Clover Pixel', axes: [], glyphs: 98 },
    });
  });

  test('tells its characters as runs, whatever their order, and no more runs than are told', () => {
    expect(rangesOf([0x42, 0x20, 0x41, 0x41, 0x110000, 0, 0x9f, 0x22])).toEqual([
      [0x20, 0x20],
      [0x22, 0x22],
      [0x41, 0x42],
    ]);
    expect(rangesOf(Array.from({ length: 2 * fontRangeLimit }, (_, at) => 0x100 + 2 * at))).toHaveLength(
      fontRangeLimit,
    );
  });

  test.each([0, 4, 100, 1_000])('of which %i bytes are left is damaged', async (length) => {
    const bytes = (await sampleFile('fonts/clover-pixel/clover-pixel.ttf')).subarray(0, length);

    expect(await inspectBytes('a.ttf', bytes)).toEqual(notDecodable);
  });

  test('F2 is not read where it is larger than any font', async () => {
    const file = join(await freshFolder(), 'a.ttf');
    await writeFile(file, '');
    await truncate(file, mostBytes.font + 1);

    expect(await inspect(file)).toEqual({ kind: 'refused', code: 'file-too-large' });
  });
});

describe('a model', () => {
  const tree = join(sample, 'models/low-poly-tree');
  const bin = { path: 'tree.bin', file: join(tree, 'tree.bin') };

  test('tells what it is made of, and no issue where the validator has none', async () => {
    expect(await inspect(join(tree, 'tree.gltf'), [bin])).toMatchObject({
      inspection: { kind: 'model', meshes: 1, triangles: 136, materials: 1, errors: 0, issues: [], refused: [] },
    });
    expect(await inspect(join(sample, 'models/low-poly-rock/rock.glb'))).toMatchObject({
      inspection: { kind: 'model', meshes: 1, errors: 0, refused: [] },
    });
  });

  test('F3 that names what is no source of the asset has it refused', async () => {
    expect(await inspect(join(tree, 'tree.gltf'))).toMatchObject({
      inspection: { refused: [{ uri: 'tree.bin', why: 'not-listed' }], issues: [] },
    });
    const uris = ['https://example.invalid/a.bin', '../../secret.bin', '/etc/passwd', 'file:///etc/passwd'];
    const model = { asset: { version: '2.0' }, buffers: uris.map((uri) => ({ byteLength: 4, uri })) };
    const outcome = await inspectBytes('a.gltf', JSON.stringify(model));

    expect(outcome.kind === 'made' && outcome.inspection.kind === 'model' ? outcome.inspection.refused : null).toEqual([
      { uri: uris[0], why: 'address' },
      { uri: uris[1], why: 'outside' },
      { uri: uris[2], why: 'outside' },
      { uri: uris[3], why: 'outside' },
    ]);
  });

  test('has its issues told with code and pointer', async () => {
    const model = { asset: { version: '2.0' }, nodes: [{ mesh: 3 }], animations: [{ name: 'Walk' }] };

    expect(await inspectBytes('a.gltf', JSON.stringify(model))).toMatchObject({
      inspection: {
        animations: ['Walk'],
        issues: expect.arrayContaining([
          expect.objectContaining({ code: 'UNRESOLVED_REFERENCE', severity: 'error', pointer: '/nodes/0/mesh' }),
        ]) as unknown,
      },
    });
  });

  test.each(['', '{', 'glTF', '[1, 2', '{"asset":'])('that is none is damaged or has an error: %j', async (text) => {
    const outcome = await inspectBytes('a.gltf', text);

    expect(
      outcome.kind === 'made' && outcome.inspection.kind === 'model' ? outcome.inspection.errors > 0 : outcome,
    ).toEqual(outcome.kind === 'made' ? true : notDecodable);
  });
});

describe('a text', () => {
  test.each([
    ['', 0],
    ['one', 1],
    ['one\n', 1],
    ['one\r\ntwo\r\n\r\nfour', 4],
  ])('%j has %i lines', async (text, lines) => {
    expect(await inspectBytes('a.txt', text)).toEqual({
      kind: 'made',
      inspection: { kind: 'text', encoding: 'utf-8', lines, json: null },
    });
  });

  test.each([
    [Buffer.from('\ufeffone'), 'utf-8-bom'],
    [Buffer.from('\ufeffone', 'utf16le'), 'utf-16le'],
    [Buffer.from('\ufeffone', 'utf16le').swap16(), 'utf-16be'],
  ])('of other encodings is told by its first bytes', async (bytes, encoding) => {
    expect(await inspectBytes('a.txt', bytes)).toMatchObject({ inspection: { encoding, lines: 1 } });
  });

  test.each([[Uint8Array.of(0x66, 0)], [Uint8Array.of(0xe9, 0x20)]])('is none with such bytes: %j', async (bytes) => {
    expect(await inspectBytes('a.txt', bytes)).toMatchObject({ inspection: { encoding: 'not-text', lines: null } });
  });

  test('is JSON, or is told where it is not', async () => {
    expect(await inspectBytes('a.json', '{"a": 1}')).toMatchObject({ inspection: { json: { valid: true } } });
    expect(await inspectBytes('a.json', '{\n  "a": 1,\n}')).toMatchObject({
      inspection: { json: { valid: false, reason: 'property-name-expected', line: 3, column: 1 } },
    });
    expect(await inspectBytes('a.json', '['.repeat(100_000))).toMatchObject({ inspection: { json: null } });
  });

  test('F2 of 2 GB is read for its beginning alone', async () => {
    const file = join(await freshFolder(), 'a.txt');
    await writeFile(file, 'é\n'.repeat(mostBytes.text / 3 + 3));
    await truncate(file, 2 * 1024 ** 3);

    expect(await inspect(file)).toMatchObject({ inspection: { encoding: 'utf-8', lines: null, json: null } });
  });
});

test('F2 a file that was changed since it was asked for, is gone or is a link is not read', async () => {
  const file = join(await freshFolder(), 'a.txt');
  await writeFile(file, 'one');
  const stamp = await readFileStamp(file);
  await writeFile(file, 'three');
  if (stamp === null) {
    throw new Error('No stamp');
  }
  const order = { kind: 'text', file, stamp, path: 'a.txt', siblings: [] } as const;

  expect(await inspectFile(order, signal)).toEqual({ kind: 'changed' });
  expect(await inspectFile({ ...order, file: `${file}.gone` }, signal)).toEqual({
    kind: 'refused',
    code: 'unreadable',
  });
});
