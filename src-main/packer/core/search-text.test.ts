import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordIn, searchTextInSlices, slotsWithWord, textWithRecord } from './search-text.ts';
import { atOnce } from './sliced-work.ts';
import { addSlot, bitOf, noSlots } from './slot-set.ts';

const textOf = (records: readonly string[]) =>
  atOnce(searchTextInSlices(records.length, (slot) => records[slot] ?? ''));

const record = fc.stringMatching(/^[abc\né雲]{0,8}$/);
const word = fc.stringMatching(/^[abcé雲]{1,3}$/);

function expectHits(text: ReturnType<typeof textOf>, records: readonly string[], sought: string): void {
  const hits = slotsWithWord(text, sought, null);
  const found = records.flatMap((_, slot) => (bitOf(hits, slot) === 1 ? [slot] : []));
  const expected = records.flatMap((each, slot) => (each.includes(sought) ? [slot] : []));
  expect(found).toEqual(expected);
}

describe('a search of text', () => {
  it('Q3 finds the records that have a word, after any changes', () => {
    const change = fc.tuple(fc.nat(40), record);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), fc.array(change), word, (initial, changes, sought) => {
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

    for (const sought of ['asset-1', 'tag-3', 'another', 'none', 'folder', '2998', '/asset-2998', 'another 1024']) {
      expectHits(text, records, sought);
    }
  });

  it('Q3 looks where another word was found, be that much or little', () => {
    const records = Array.from({ length: 5000 }, (_, at) => `asset-${String(at)}`);
    const text = textOf(records);
    const among = noSlots(records.length);
    for (let slot = 0; slot < records.length; slot += slot < 1500 ? 1 : slot < 3500 ? 16 : 2000) {
      addSlot(among, slot);
    }

    const hits = slotsWithWord(text, '1', among);

    const wrong = records.filter((record, slot) => {
      return bitOf(among, slot) === 1 && (bitOf(hits, slot) === 1) !== record.includes('1');
    });
    expect(wrong).toEqual([]);
    expect(records.filter((record, slot) => bitOf(hits, slot) === 1 && !record.includes('1'))).toEqual([]);
  });

  it('S1 leaves the text as it was', () => {
    const text = textOf(['a', 'b', 'c']);

    textWithRecord(text, 1, 'another');

    expect([0, 1, 2, 3].map((slot) => recordIn(text, slot))).toEqual(['a', 'b', 'c', undefined]);
  });
});
