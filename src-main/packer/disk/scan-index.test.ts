import { describe, expect, it } from 'vitest';
import { rowsOf } from '../testing/index-rows.ts';
import { aScannedAsset, plainAsset } from '../testing/project-builder.ts';
import { decodeScanIndex, encodeScanIndex } from './scan-index.ts';
import {
  decodeRows,
  encodeFolderRow,
  encodeRow,
  type FileStamp,
  knownAsset,
  knownFolder,
  rootOfRow,
  rowSeparator,
} from './scanned-rows.ts';

const folder = '/somewhere/assets';
const stamp: FileStamp = [244, 1_764_000_000_000.123, 1_764_000_000_001.5, 42];
const rows = ['b', 'a', 'A"\\', 'ünï/雲'].map((root) => encodeRow(aScannedAsset(root), stamp));
const listing = { hasManifest: false, folders: ['a', 'b'], links: [], unreadable: 0 };
const folders = ['', 'ünï'].map((root) => encodeFolderRow(root, { stamp: [1.5, 2.5, 3], listing }));
const bytes = encodeScanIndex(folder, rows, folders);
const text = Buffer.from(bytes).toString();

describe('a row', () => {
  it.each([
    aScannedAsset('a'),
    aScannedAsset('ends in \\'),
    aScannedAsset('a "b" \n\t,\u2028'),
    { root: 'x', name: null, type: null, manifest: null, sources: [], diagnostics: [] },
    {
      ...aScannedAsset('twice'),
      manifest: {
        schemaVersion: 1 as const,
        name: 'twice',
        type: 'image' as const,
        sources: ['x', 'x', 'y'],
        tags: [],
        preload: false,
        description: '',
      },
      sources: [
        { path: 'x', bytes: null },
        { path: 'y', bytes: 0 },
      ],
      diagnostics: [{ code: 'nested-asset' as const, outer: 'o', place: { file: 'f' } }],
    },
  ])('is what it was made of: $root', (asset) => {
    const row = encodeRow(asset, stamp);

    const decoded = decodeRows([row, row].join(rowSeparator));
    expect(decoded.map(plainAsset)).toStrictEqual([asset, asset]);
    expect(rootOfRow(row)).toBe(asset.root);
    expect(row).not.toContain('\n');
    expect(knownAsset(row)?.manifest ?? null).toEqual(asset.manifest);
  });

  it.each([
    'null',
    '["a"]',
    '["a",[1,2,3]]',
    '["a",[1,2,3,4],"",0,["x"],[1]]',
    '["a",[1,2,3,4],"n",99,["x"],[1]]',
    '["a",[1,2,3,4],"n",0,[],[]]',
    '["a",[1,2,3,4],"n",0,[1],[1]]',
    '["a",[1,2,3,4],"n",0,["x"],[1],"tags"]',
    '["a",[1,2,3,4],"n",0,"[0,[\\"x\\"],[1]]",[1,2]]',
    '["a"',
  ])('that is none is not believed: %s', (row) => {
    expect(knownAsset(row)).toBeNull();
  });
});

describe('the row of a folder', () => {
  it('is what it was made of', () => {
    const stamped = { stamp: [1.5, 2.5, 3], listing: { ...listing, hasManifest: true, links: ['l'] } } as const;

    expect(knownFolder(encodeFolderRow('a', stamped))).toEqual(stamped);
  });

  it.each([
    'null',
    '["a",[1,2,3],true,[]]',
    '["a",[1,2],true,[],[]]',
    '["a",[1,2,3],1,[],[]]',
    '["a",[1,2,3],true,[".."],[]]',
    '["a",[1,2,3],true,["b/c"],[]]',
    '["a",[1,2,3],true,[],[""]]',
    '["a",[1,2,3],true,[],[7]]',
  ])('that is none is not believed: %s', (row) => {
    expect(knownFolder(row)).toBeNull();
  });
});

describe('what is known of an asset', () => {
  const known = (changed: string): unknown => knownAsset(changed)?.bytes;
  const row = encodeRow({ ...aScannedAsset('a'), sources: [{ path: 'picture.png', bytes: 6 }] }, stamp, [1, 2, 3]);

  it('is the bytes of its sources, where nothing was wrong with it', () => {
    expect(knownAsset(row)).toMatchObject({ row, stamp, bytes: [6], folder: [1, 2, 3] });
  });

  it.each([
    ['a source that is not there', row.replace('[6]', '[null]')],
    ['a source too many', row.replace('[6]', '[6,7]')],
    ['marks that do not fit', row.replace('"[0,', '"[2,')],
    ['something more', row.replace('[6]', '[6],null')],
  ])('is not those with %s', (_, other) => {
    expect(other).not.toBe(row);
    expect(known(other)).toBeNull();
  });
});

describe('a scan index', () => {
  it('X1 answers the rows that it was made of, and holds them in the order by root', () => {
    const index = decodeScanIndex(bytes, folder);

    const found = index === null ? [] : rowsOf(index.assets);
    expect(found.map(rootOfRow)).toEqual(['a', 'A"\\', 'b', 'ünï/雲']);
    expect(new Set(found)).toEqual(new Set(rows));
    expect(index === null ? [] : rowsOf(index.folders)).toEqual(folders);
    expect(decodeScanIndex(encodeScanIndex(folder, []), folder)?.assets.ends).toHaveLength(0);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a header alone', text.slice(0, text.indexOf('\n'))],
    ['another version', text.replace('"v":4', '"v":3')],
    ['a number of folders that does not fit', text.replace('"folders":2', '"folders":1')],
    ['a row between the others that is not in its place', text.replace('"rows":4,"folders":2', '"rows":5,"folders":1')],
    ['another kind of file', text.replace('"scan-index"', '"assets"')],
    ['a number of rows that does not fit', text.replace('"rows":4', '"rows":3')],
    ['a letter that is another one', text.replace('picture', 'pictura')],
    ['its end cut off', text.slice(0, -3)],
    ['a row too many', `${text}${rows[0] ?? ''}\n`],
    ['a header that is no object', `7\n${text}`],
    [
      'a row that has the root of another one',
      Buffer.from(encodeScanIndex(folder, ['["a",null]', '["a",null]'])).toString(),
    ],
    ['a row that is none', Buffer.from(encodeScanIndex(folder, ['7'])).toString()],
  ])('X1 is dropped where anything is in doubt: %s', (_, doubtful) => {
    expect(decodeScanIndex(Buffer.from(doubtful), folder)).toBeNull();
  });

  it('X1 is dropped in another folder, and where it is no text', () => {
    expect(decodeScanIndex(bytes, '/elsewhere/assets')).toBeNull();
    expect(decodeScanIndex(Uint8Array.of(0xff, 0x0a, 0xff), folder)).toBeNull();
  });

  it('X1 is dropped at every single bit that is another one', () => {
    const taken: number[] = [];
    for (let at = 0; at < bytes.byteLength; at += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      if (decodeScanIndex(flipped, folder) !== null) {
        taken.push(at);
      }
    }

    expect(taken).toEqual([]);
  });
});
