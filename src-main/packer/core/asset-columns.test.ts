import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Health, healths } from '../../../src-preload/contract/domain/asset.ts';
import { assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { aHeldEntry, anEntry, anId, anyCharacter, aScannedAsset } from '../testing/project-builder.ts';
import { type Asset, createAsset, isSameAsset, summaryOf } from './asset.ts';
import { assetColumnsInSlices, assetInRow, summariesInRows } from './asset-columns.ts';
import type { HeldEntry } from './held-entry.ts';
import { entriesOf, registryViewOf } from './registry-view.ts';
import { atOnce } from './sliced-work.ts';
import { rowLimit } from './text-rows.ts';

const problem: Diagnostic = { code: 'source-missing', path: 'a.png', place: { file: 'assets/a/asset.json' } };

const text = fc.string({ unit: anyCharacter, minLength: 1 });
const looks = fc.record({
  root: text,
  name: fc.oneof(text, fc.constant('n'.repeat(rowLimit))),
  type: fc.constantFrom(null, ...assetTypes),
  problems: fc.constantFrom(0, 1, 254, 255, 256),
  known: fc.constantFrom('not', 'by a load', 'by a write', 'alone'),
});

function entryFor(root: string, at: number): HeldEntry | null {
  const [entry] = entriesOf(registryViewOf([anEntry({ root, assetId: anId(at) })]));
  return entry ?? null;
}

/** All of one load, as the entries of a registry are. */
function assetsOf(each: readonly (typeof looks extends fc.Arbitrary<infer Looks> ? Looks : never)[]): Asset[] {
  const view = registryViewOf(each.map(({ root }, at) => anEntry({ root, assetId: anId(at) })));
  const loaded = [...entriesOf(view)];
  return each.map(({ root, name, type, problems, known }, at) => {
    const entry = known === 'not' ? null : known === 'by a write' ? aHeldEntry({ root }) : (loaded[at] ?? null);
    const scanned = { ...aScannedAsset(root), name, type };
    return createAsset(root, known === 'alone' ? null : scanned, entry, new Array<Diagnostic>(problems).fill(problem));
  });
}

describe('assets in rows', () => {
  it('S3 are the assets that they were made of, but for those that no row can stand for', () => {
    fc.assert(
      fc.property(fc.array(looks), (each) => {
        const assets = assetsOf(each);

        const { columns, others } = atOnce(assetColumnsInSlices(assets));

        for (const [row, asset] of assets.entries()) {
          const isTooLong = asset.root.length + asset.name.length + asset.packed.length > rowLimit;
          expect(others.includes(row)).toBe(isTooLong || each[row]?.known === 'by a write');
          if (!others.includes(row)) {
            const inRow = assetInRow(columns, row);
            expect(isSameAsset(inRow, asset)).toBe(true);
            expect(inRow.problems).toBe(asset.problems);
            expect(summariesInRows(columns, [row])).toEqual([summaryOf(asset)]);
            expect(summaryOf(inRow)).toEqual(summaryOf(asset));
          }
        }
      }),
    );
  });

  it('S3 are not of two loads of a registry', () => {
    const assets = ['a', 'b'].map((root, at) => createAsset(root, aScannedAsset(root), entryFor(root, at), []));

    expect(atOnce(assetColumnsInSlices(assets)).others).toEqual([1]);
  });

  it('keeps every health and every type', () => {
    const all = healths.flatMap((health) => [null, ...assetTypes].map((type) => ({ health, type })));
    const assets = all.map(({ health, type }, at) => looking(String(at), health, type));

    const { columns } = atOnce(assetColumnsInSlices(assets));

    expect(all.map((_, row) => assetInRow(columns, row)).map(({ health, type }) => ({ health, type }))).toEqual(all);
  });
});

function looking(root: string, health: Health, type: Asset['type']): Asset {
  const asset = createAsset(root, { ...aScannedAsset(root), type }, null, []);
  return Object.create(asset, { health: { value: health }, type: { value: type } }) as Asset;
}
