import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registrations } from '../../../src-preload/contract/domain/asset.ts';
import {
  type AssetFilter,
  type AssetQuery,
  type AssetSort,
  assetSorts,
} from '../../../src-preload/contract/domain/asset-list.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { naiveList } from '../testing/naive-list.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { summaryOf } from './asset.ts';
import { assetsInOrder } from './asset-index.ts';
import { listAssets } from './asset-query.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import type { ScannedAsset } from './scanned-asset.ts';

const everything: AssetFilter = { registration: [], health: [], type: [], tag: [], search: '' };

function aQuery({
  filter,
  ...parts
}: Partial<Omit<AssetQuery, 'filter'>> & { filter?: Partial<AssetFilter> }): AssetQuery {
  return { sort: 'root', descending: false, offset: 0, limit: 500, ...parts, filter: { ...everything, ...filter } };
}

function rootsOf(snapshot: ProjectSnapshot, query: Parameters<typeof aQuery>[0]): string[] {
  return listAssets(snapshot, aQuery(query)).rows.map(({ root }) => root);
}

function tagged(root: string, name: string, tags: string[]): ScannedAsset {
  return aScannedAsset(root, { name, manifest: { schemaVersion: 1, name, type: 'image', sources: ['a.png'], tags } });
}

const warning: Diagnostic = { code: 'source-duplicate', path: 'a', place: { file: 'x' } };
const error: Diagnostic = { code: 'source-missing', path: 'a', place: { file: 'x' } };

describe('a filter', () => {
  const snapshot = aSnapshot({
    assets: [
      aScannedAsset('image-new'),
      aScannedAsset('image-old'),
      aScannedAsset('font-warning', { type: 'font', diagnostics: [warning] }),
      aScannedAsset('music-error', { type: 'music', diagnostics: [error] }),
    ],
    entries: [
      anEntry({ root: 'image-old', assetId: anId(1) }),
      anEntry({ root: 'music-error', assetId: anId(2) }),
      anEntry({ root: 'gone', assetId: anId(3) }),
    ],
  });

  it.each<[string, Partial<AssetFilter>, string[]]>([
    ['nothing', {}, ['font-warning', 'gone', 'image-new', 'image-old', 'music-error']],
    ['one registration', { registration: ['registered'] }, ['gone', 'image-old', 'music-error']],
    ['the other registration', { registration: ['unregistered'] }, ['font-warning', 'image-new']],
    [
      'both registrations',
      { registration: [...registrations] },
      ['font-warning', 'gone', 'image-new', 'image-old', 'music-error'],
    ],
    ['health ok', { health: ['ok'] }, ['image-new', 'image-old']],
    ['health warning', { health: ['warning'] }, ['font-warning']],
    ['health error', { health: ['error'] }, ['music-error']],
    ['health missing', { health: ['missing'] }, ['gone']],
    [
      'values of one kind by "or"',
      { health: ['missing', 'error', 'warning'] },
      ['font-warning', 'gone', 'music-error'],
    ],
    ['a type', { type: ['font'] }, ['font-warning']],
    ['the unknown type', { type: ['unknown'] }, ['gone']],
    ['types by "or"', { type: ['font', 'music'] }, ['font-warning', 'music-error']],
    ['kinds by "and"', { type: ['image', 'music'], registration: ['registered'] }, ['image-old', 'music-error']],
    ['kinds that exclude each other', { type: ['font'], health: ['ok'] }, []],
    ['kinds and search by "and"', { type: ['image'], search: 'old' }, ['image-old']],
  ])('Q3 by %s', (_, filter, roots) => {
    const found = rootsOf(snapshot, { filter });

    expect(found).toEqual(roots);
  });

  it('Q3 has the counts of the whole project beside the total of the rows that match', () => {
    const window = listAssets(snapshot, aQuery({ filter: { type: ['font'] }, limit: 0 }));

    expect(window.total).toBe(1);
    expect(window.rows).toEqual([]);
    expect(window.counts).toBe(snapshot.counts);
    expect(window.counts.all).toBe(5);
  });
});

describe('a search', () => {
  const snapshot = aSnapshot({
    assets: [
      tagged('ui/botões', 'Green Button', ['HUD', 'menu bar']),
      tagged('ui/frame', 'Frame', ['border']),
      tagged('music/theme', 'Theme (loop)', []),
    ],
  });

  it.each([
    ['the name', 'button', ['ui/botões']],
    ['the name in another case', 'GREEN', ['ui/botões']],
    ['the root', 'music/', ['music/theme']],
    ['a tag', 'hud', ['ui/botões']],
    ['a part of a tag with a space', 'bar', ['ui/botões']],
    ['a part of a word', 'ram', ['ui/frame']],
    ['words in any order and place', 'hud green ui', ['ui/botões']],
    ['words that are not all there', 'green border', []],
    ['letters in decomposed form', 'boto\u0303es', ['ui/botões']],
    ['letters in decomposed form and another case', 'BOTO\u0303ES', ['ui/botões']],
    ['characters that mean something to a pattern', '(loop)', ['music/theme']],
    ['a pattern, which it is not', '.*', []],
    ['white space alone', ' \t\n ', ['music/theme', 'ui/botões', 'ui/frame']],
    ['white space around words', '  frame  ', ['ui/frame']],
    ['a word across name and root', 'buttonui', []],
    ['an inherited name', '__proto__', []],
    ['a phrase', '"green button"', ['ui/botões']],
    ['a phrase whose words are apart', '"button green"', []],
    ['a phrase in a tag', '"menu bar"', ['ui/botões']],
    ['a phrase across root and name', '"frame\nframe"', []],
    ['what a word is not in', '-frame', ['music/theme', 'ui/botões']],
    ['what a tag is not like', '-hud', ['music/theme', 'ui/frame']],
    ['what a phrase is not in', 'ui -"green button"', ['ui/frame']],
    ['nothing but what is excluded, twice', '-frame -theme', ['ui/botões']],
    ['a tag in another case', 'tag:hud', ['ui/botões']],
    ['a part of a tag, which is none', 'tag:menu', []],
    ['one of some tags', 'tag:border,"menu bar"', ['ui/botões', 'ui/frame']],
    ['what has a tag not', '-tag:border', ['music/theme', 'ui/botões']],
    ['a folder', 'path:ui/', ['ui/botões', 'ui/frame']],
    ['the beginning of a root in another case and form', 'path:UI/boto\u0303', ['ui/botões']],
    ['what lies outside of a folder', '-path:ui/', ['music/theme']],
    ['folders by "or"', 'path:music/,ui/f', ['music/theme', 'ui/frame']],
    ['a token that is none', 'kind:image', []],
    ['a token in quotes, which is text', '"type:image"', []],
  ])('Q3 looks for %s', (_, search, roots) => {
    const found = rootsOf(snapshot, { filter: { search } });

    expect(found).toEqual(roots);
  });

  const listing = (...sources: string[]) => ({ schemaVersion: 1, name: 'x', type: 'image', sources }) as const;

  it.each([
    ['type', 'type:sound', ['hare', 'owl']],
    ['types by "or"', 'type:sound,font', ['bear', 'hare', 'owl']],
    ['types by "and", which exclude each other', 'type:sound type:font', []],
    ['what has a type not', '-type:sound', ['bear', 'gone']],
    ['what is of no type', 'type:unknown', ['gone']],
    ['registration', 'is:registered', ['gone', 'owl']],
    ['health', 'is:warning', ['bear']],
    ['registration or health', 'is:registered,warning', ['bear', 'gone', 'owl']],
    ['registration and health', 'is:unregistered is:ok', ['hare']],
    ['what is not so', '-is:registered,warning', ['hare']],
    ['an extension', 'ext:wav', ['hare', 'owl']],
    ['an extension in another case, with its dot', 'ext:.Json', ['bear']],
    ['extensions by "or"', 'ext:json,wav', ['bear', 'hare', 'owl']],
    ['extensions by "and", of different sources', 'ext:json ext:png', ['bear']],
    ['what has an extension not', '-ext:wav', ['bear', 'gone']],
    ['what has an extension and is of a type and a word', 'ext:wav type:sound owl', ['owl']],
    ['a part of an extension, which is none', 'ext:wa', []],
    ['what a folder is called, which is no extension', 'ext:d', []],
    ['an extension without a value', 'ext:. owl', ['owl']],
    ['an id', `id:${anId(1)}`, ['owl']],
    ['the beginning of an id in another case', `id:${anId(1).slice(0, -1).toUpperCase()}`, ['gone', 'owl']],
    ['any other id', `-id:${anId(1)}`, ['bear', 'gone', 'hare']],
    ['an id that nobody has', 'id:zz', []],
    ['an unknown type, which is left out', 'type:sonud', ['bear', 'gone', 'hare', 'owl']],
    ['an unknown type beside a known one', 'type:sonud,font', ['bear']],
    ['a token without a value', 'type: owl', ['owl']],
  ])('Q3 looks for %s', (_, search, roots) => {
    const assets = aSnapshot({
      assets: [
        aScannedAsset('owl', { type: 'sound', manifest: listing('a.wav', 'b.wav') }),
        aScannedAsset('hare', { type: 'sound', manifest: listing('A.WAV') }),
        aScannedAsset('bear', { type: 'font', manifest: listing('x.d/a.json', 'b.png', 'c'), diagnostics: [warning] }),
      ],
      entries: [anEntry({ root: 'owl', assetId: anId(1) }), anEntry({ root: 'gone', assetId: anId(2) })],
    });

    expect(rootsOf(assets, { filter: { search } })).toEqual(roots);
  });

  it('Q3 tells one spelling of a tag from another only where the filter is no search', () => {
    const spelled = aSnapshot({ assets: [tagged('a', 'A', ['HUD']), tagged('b', 'B', ['hud']), tagged('c', 'C', [])] });

    expect(rootsOf(spelled, { filter: { search: 'tag:Hud' } })).toEqual(['a', 'b']);
    expect(rootsOf(spelled, { filter: { tag: ['HUD'] } })).toEqual(['a']);
  });

  it('Q3 does not look into what the manifest says elsewhere', () => {
    const found = rootsOf(snapshot, { filter: { search: 'a.png' } });

    expect(found).toEqual([]);
  });
});

describe('a sort', () => {
  const snapshot = aSnapshot({
    assets: [
      aScannedAsset('c', { name: 'Twin', type: 'sound', diagnostics: [warning] }),
      aScannedAsset('B', { name: 'twin', type: 'image' }),
      aScannedAsset('a', { name: 'TWIN', type: 'sound' }),
      aScannedAsset('d', { name: 'first', type: 'image', diagnostics: [error] }),
    ],
    entries: [anEntry({ root: 'c' })],
  });

  it.each<[AssetSort, string[]]>([
    ['root', ['a', 'B', 'c', 'd']],
    ['name', ['d', 'a', 'B', 'c']],
    ['type', ['B', 'd', 'a', 'c']],
    ['registration', ['c', 'a', 'B', 'd']],
    ['health', ['d', 'c', 'a', 'B']],
  ])('Q3 by %s breaks ties by the root', (sort, roots) => {
    const found = rootsOf(snapshot, { sort });

    expect(found).toEqual(roots);
  });

  it.each(assetSorts)('Q3 by %s, descending, is the other way round', (sort) => {
    const ascending = rootsOf(snapshot, { sort });

    const descending = rootsOf(snapshot, { sort, descending: true });

    expect(descending).toEqual(ascending.toReversed());
  });
});

describe('a window', () => {
  const roots = Array.from({ length: 1000 }, (_, at) => `a/${String(at).padStart(4, '0')}`);
  const snapshot = aSnapshot({ assets: roots.map((root) => aScannedAsset(root)) });

  it.each([
    ['at the start', 0, 3],
    ['across blocks', 200, 500],
    ['at the end', 998, 10],
    ['beyond the end', 1000, 10],
    ['far beyond the end', 1_000_000, 10],
    ['of nothing', 5, 0],
  ])('Q3 %s', (_, offset, limit) => {
    const found = rootsOf(snapshot, { offset, limit });

    expect(found).toEqual(roots.slice(offset, offset + limit));
  });

  it.each([
    ['at the start', 0, 3],
    ['across blocks', 200, 500],
    ['at the end', 998, 10],
    ['beyond the end', 1000, 10],
    ['of nothing', 5, 0],
  ])('Q3 %s, descending', (_, offset, limit) => {
    const found = rootsOf(snapshot, { offset, limit, descending: true });

    expect(found).toEqual(roots.toReversed().slice(offset, offset + limit));
  });

  it('Q3 has the revision that it was read at', () => {
    const window = listAssets({ ...snapshot, revision: 17 }, aQuery({}));

    expect(window.revision).toBe(17);
  });

  it('S1 does not change the snapshot when it turns rows round', () => {
    rootsOf(snapshot, { descending: true, filter: { search: 'a/' } });

    expect([...assetsInOrder(snapshot.assets, 'root')].map(({ root }) => root)).toEqual(roots);
  });
});

describe('any query', () => {
  it('Q3 gives what filtering, sorting and slicing gives', () => {
    fc.assert(
      fc.property(anySnapshot, anyQuery, (snapshot, query) => {
        const window = listAssets(snapshot, query);

        const expected = naiveList(assetsInOrder(snapshot.assets, 'root'), query);
        expect(window.total).toBe(expected.length);
        expect(window.rows).toEqual(expected.slice(query.offset, query.offset + query.limit).map(summaryOf));
      }),
      { numRuns: 500 },
    );
  });
});

describe('accents', () => {
  const snapshot = aSnapshot({
    assets: [
      tagged('a', 'Ação', []),
      tagged('b', 'plain', ['AC\u0327A\u0303O']),
      tagged('cação/d', 'plain', []),
      tagged('e', 'acao', ['ação']),
      tagged('f', 'ac', []),
    ],
  });

  it.each([
    ['acao', ['a', 'b', 'cação/d', 'e']],
    ['AÇÃO', ['a', 'b', 'cação/d', 'e']],
    ['-çã', ['f']],
    // What names one thing tells them apart.
    ['tag:ação', ['b', 'e']],
    ['tag:acao', []],
    ['path:cacao/', []],
    ['path:cação/', ['cação/d']],
  ])('Q3 do not matter in words, and do in names of one thing: %s', (search, roots) => {
    expect(rootsOf(snapshot, { filter: { search } })).toEqual(roots);
  });
});
