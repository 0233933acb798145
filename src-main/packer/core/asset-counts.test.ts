import { describe, expect, it } from 'vitest';
import { healths, registrations, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import { aHeldEntry, aScannedAsset } from '../testing/project-builder.ts';
import { createAsset } from './asset.ts';
import { countsReplaced, noAssets } from './asset-counts.ts';

const unregistered = createAsset('a', aScannedAsset('a', { type: 'font' }), null, []);
const missing = createAsset('b', null, aHeldEntry({ root: 'b' }), [
  { code: 'manifest-missing', place: { file: 'assets/b/asset.json' } },
]);

describe('counts', () => {
  it('Q3 of nothing have every value at zero', () => {
    const { all, registration, health, type } = noAssets;

    expect(all).toBe(0);
    expect(registration).toEqual(Object.fromEntries(registrations.map((value) => [value, 0])));
    expect(health).toEqual(Object.fromEntries(healths.map((value) => [value, 0])));
    expect(type).toEqual(Object.fromEntries(typeFilters.map((value) => [value, 0])));
  });

  it('Q3 go up by one in each kind for an asset more', () => {
    const counts = countsReplaced(noAssets, null, unregistered);

    expect(counts.all).toBe(1);
    expect(counts.registration).toEqual({ unregistered: 1, registered: 0 });
    expect(counts.health).toEqual({ ok: 1, warning: 0, error: 0, missing: 0 });
    expect(counts.type).toEqual({ ...noAssets.type, font: 1 });
  });

  it('Q3 count an asset without a readable type as unknown', () => {
    const counts = countsReplaced(noAssets, null, missing);

    expect(counts.registration.registered).toBe(1);
    expect(counts.health.missing).toBe(1);
    expect(counts.type.unknown).toBe(1);
  });

  it('are as before after an asset came and went', () => {
    const before = countsReplaced(noAssets, null, unregistered);

    const after = countsReplaced(countsReplaced(before, null, missing), missing, null);

    expect(after).toEqual(before);
  });

  it('S1 leave the counts that they were made of as they are', () => {
    const before = structuredClone(noAssets);

    countsReplaced(noAssets, null, unregistered);

    expect(noAssets).toEqual(before);
  });
});
