import fc from 'fast-check';
import { healths, registrations, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import { assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from './project-builder.ts';

const warning: Diagnostic = { code: 'source-duplicate', path: 'a', place: { file: 'x' } };
const error: Diagnostic = { code: 'source-missing', path: 'a', place: { file: 'x' } };

const assetParts = fc.record({
  root: fc.stringMatching(/^[abAB]([_/]?[abAB]){0,2}([01]{1,3}(\/?[ab1])?)?$/),
  name: fc.stringMatching(/^[xyXYÝŷ _]{1,4}[019]{0,3}$/),
  type: fc.constantFrom(...assetTypes),
  tags: fc.subarray(['red', 'blue', 'Blue', 'dark red']),
  diagnostics: fc.constantFrom<Diagnostic[][]>([], [warning], [error]),
  sources: fc.subarray(['a.png', 'b.PNG', 'data/b.json', 'x.tar.gz', 'png', '.png', 'c.'], { minLength: 1 }),
  registered: fc.boolean(),
});
/** A project of a few assets, whose texts are often alike. */
export const anySnapshot = fc.uniqueArray(assetParts, { selector: ({ root }) => root, maxLength: 40 }).map((parts) =>
  aSnapshot({
    assets: parts.map(({ root, name, type, tags, sources, diagnostics }) => {
      const manifest = { schemaVersion: 1 as const, name, type, sources, tags };
      return aScannedAsset(root, { name, type, manifest, diagnostics });
    }),
    entries: parts.flatMap(({ root, registered }, at) => (registered ? [anEntry({ root, assetId: anId(at) })] : [])),
  }),
);
const plainSearches = fc.stringMatching(/^[axAX _/]{0,4}$/);
const token = fc.constantFrom(
  'a',
  'xx',
  'xý',
  '_',
  '"x y"',
  '"a/"',
  'red',
  'type:image,sound',
  'type:nothing',
  'is:registered',
  'is:unregistered,error',
  'is:ok,warning',
  'tag:blue',
  'tag:"dark red",red',
  'tag:none',
  'ext:png',
  'ext:.JSON,gz',
  'ext:none',
  'path:a',
  'path:A/b',
  'path:a/,b_',
  'path:a1',
  'path:A0,b01',
  `id:${anId(1)}`,
  `id:${anId(1).slice(0, -1)}`,
);
const tokens = fc.array(fc.tuple(fc.constantFrom('', '', '-'), token), { maxLength: 3 });
const searches = fc.oneof(
  plainSearches,
  tokens.map((each) => each.map(([sign, word]) => `${sign}${word}`).join(' ')),
);
/** A query that often finds some of them. */
export const anyQuery = fc.record({
  filter: fc.record({
    registration: fc.subarray([...registrations]),
    health: fc.subarray([...healths]),
    type: fc.subarray([...typeFilters]),
    tag: fc.subarray(['red', 'blue', 'Red']),
    search: searches,
  }),
  sort: fc.constantFrom(...assetSorts),
  descending: fc.boolean(),
  offset: fc.nat(45),
  limit: fc.nat(45),
});
