import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aScannedAsset } from '../testing/project-builder.ts';
import { buildSnapshot, createSnapshot } from './project-snapshot.ts';
import { atOnce, sliceSteps, sortedInSlices } from './sliced-work.ts';
import { differencesOf } from './snapshot-difference.ts';

describe('sorting in slices', () => {
  const pair = fc.record({ count: fc.nat(9000), step: fc.integer({ min: 1, max: 9000 }) });

  it('gives what sorting gives, equal items in the order in which they came', () => {
    fc.assert(
      fc.property(pair, ({ count, step }) => {
        const items = Array.from({ length: count }, (_, at) => ({ key: ((at * step) % 9001) % 700, at }));

        const sorted = atOnce(sortedInSlices(items, (a, b) => a.key - b.key));

        expect(sorted).toEqual(items.toSorted((a, b) => a.key - b.key));
      }),
      { numRuns: 20 },
    );
  });

  it('gives the same of items that come in long runs, one behind the other or in turns', () => {
    const shape = fc.record({ runs: fc.integer({ min: 1, max: 4 }), length: fc.nat(3000), apart: fc.nat(3000) });
    fc.assert(
      fc.property(shape, ({ runs, length, apart }) => {
        const items = Array.from({ length: runs * length }, (_, at) => {
          return { key: ((at % length) >> 2) + Math.floor(at / length) * (apart - 1500), at };
        });

        const sorted = atOnce(sortedInSlices(items, (a, b) => a.key - b.key));

        expect(sorted).toEqual(items.toSorted((a, b) => a.key - b.key));
      }),
      { numRuns: 30 },
    );
  });

  it('compares what is in order but once', () => {
    const items = Array.from({ length: 5000 }, (_, at) => at);
    let compared = 0;

    const work = sortedInSlices(items, (a, b) => {
      compared += 1;
      return a - b;
    });

    expect(atOnce(work)).toEqual(items);
    expect(compared).toBe(items.length - 1);
  });

  it('compares at most a few thousand times in a slice', () => {
    const items = Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 50_021);
    let [compared, most] = [0, 0];
    const work = sortedInSlices(items, (a, b) => {
      compared += 1;
      return a - b;
    });

    while (work.next().done !== true) {
      most = Math.max(most, compared);
      compared = 0;
    }

    expect(most).toBeLessThan(sliceSteps * 4);
  });
});

describe('a snapshot built in slices', () => {
  const assets = Array.from({ length: 20_000 }, (_, at) =>
    aScannedAsset(`group-${String(at % 100)}/asset-${String((at * 7919) % 20_000)}`),
  );
  const scanned = { name: 'Test', assets, diagnostics: [] };
  const registry = { entries: [], diagnostics: [], readOnly: null };

  it('S3 is the one that is built at once', async () => {
    const snapshot = await buildSnapshot(scanned, registry, 1, () => Promise.resolve());

    expect(differencesOf(snapshot, createSnapshot(scanned, registry, 1))).toEqual([]);
  });

  it('lets others go on often', async () => {
    let pauses = 0;

    await buildSnapshot(scanned, registry, 1, () => {
      pauses += 1;
      return Promise.resolve();
    });

    expect(pauses).toBeGreaterThan(assets.length / sliceSteps);
  });
});
