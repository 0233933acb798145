import { describe, expect, it } from 'vitest';
import { aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { firstAssetBelow, refusalOfNewRoot } from './new-root.ts';
import { findAsset, findTwin } from './project-snapshot.ts';

// By code units 10 comes before 2: whoever looks for one of these in that order passes others by.
const numbers = Array.from({ length: 30 }, (_, at) => at + 1);
const snapshot = aSnapshot({
  assets: numbers.flatMap((number) => [
    aScannedAsset(`Frame ${number}`),
    aScannedAsset(`folder ${number}/asset`),
    ...(number % 3 === 0 ? [aScannedAsset(`frame ${number}`)] : []),
  ]),
});

describe('roots with numbers, in natural order', () => {
  it.each(numbers)('N1 V1 are taken where another spelling has them: %d', (number) => {
    const root = `fRAME ${number}`;

    expect(refusalOfNewRoot(snapshot, root, null)).toMatchObject({ code: 'new-root-twin', root });
    expect(firstAssetBelow(snapshot, `folder ${number}`, null)).toBe(`folder ${number}/asset`);
    expect(firstAssetBelow(snapshot, `folder ${number}`, `folder ${number}/asset`)).toBeNull();
  });

  it.each(numbers)('R10 have their twin found: %d', (number) => {
    const asset = findAsset(snapshot, `Frame ${number}`);
    const twin = asset === undefined ? undefined : findTwin(snapshot, asset);

    expect(twin?.root).toBe(number % 3 === 0 ? `frame ${number}` : undefined);
  });
});
