import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordIn, searchTextInSlices, slotsWithWords, textWithRecord } from './search-text.ts';
import { atOnce } from './sliced-work.ts';
import { hasSlot } from './slot-set.ts';

const textOf = (records: readonly string[]) =>
  atOnce(searchTextInSlices(records.length, (slot) => records[slot] ?? ''));

const record = fc.stringMatching(/^[abc\né雲]{0,8}$/);
const words = fc.array(fc.stringMatching(/^[abcé雲]{1,3}$/), { minLength: 1, maxLength: 3 });

function expectHits(text: ReturnType<typeof textOf>, records: readonly string[], sought: readonly string[]): void {
  const hits = slotsWithWords(text, sought);
  const found = records.flatMap((_, slot) => (hasSlot(hits, slot) ? [slot] : []));
  const expected = records.flatMap((each, slot) => (sought.every((word) => each.includes(word)) ? [slot] : []));
  expect(found).toEqual(expected);
}

describe('a search of text', () => {
  it('Q3 finds the records that have every word, after any changes', () => {
    const change = fc.tuple(fc.nat(40), record);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), fc.array(change), words, (initial, changes, sought) => {
        const records = [...initial];
        let text = textOf(records);
        for (const [at, next] of changes) {
          const slot = Math.min(at, records.length);
          records[slot] = next;
          text = textWithRecord(text, slot, next);
        }

        expectHits(text, records, sought);
        expect(records.map((_, slot) => recordIn(text, slot))).toEqual(records);
      }),
      { numRuns: 300 },
    );
  });

  it('Q3 finds records in every block', () => {
    const records = Array.from({ length: 3000 }, (_, at) => `folder/asset-${String(at)}\ntag-${String(at % 7)}`);
    let text = textOf(records);
    for (const slot of [0, 1023, 1024, 2047, 2048, 2999, 3000]) {
      records[slot] = `another ${String(slot)}`;
      text = textWithRecord(text, slot, records[slot]);
    }

    for (const sought of [['asset-1'], ['tag-3', '99'], ['another'], ['none'], ['folder', 'asset', '2998']]) {
      expectHits(text, records, sought);
    }
  });

  it('S1 leaves the text as it was', () => {
    const text = textOf(['a', 'b', 'c']);

    textWithRecord(text, 1, 'another');

    expect([0, 1, 2, 3].map((slot) => recordIn(text, slot))).toEqual(['a', 'b', 'c', undefined]);
  });
});
