import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordIn, searchTextInSlices, slotsWithWord, textWithRecord } from './search-text.ts';
import { atOnce } from './sliced-work.ts';
import { addSlot, bitOf, noSlots } from './slot-set.ts';

const textOf = (records: readonly string[]) =>
  atOnce(searchTextInSlices(records.length, (slot) => records[slot] ?? ''));

// Few characters, so that words are found, and among them those behind which a text is cut into pieces.
const record = fc.stringMatching(/^[ab1_/ \né雲]{0,10}$/);
const word = fc.stringMatching(/^[ab1_/é雲]{1,5}$/);

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

  it('Q3 finds words that begin, end and go on in another piece of a path or a name', () => {
    const records = [
      'ui/tree_oak-01',
      'ui/tree_oak-02\nold tree',
      'ui/free_oak-01',
      'ui/tree/oak-01',
      'ui_/tree__oak',
      '',
    ];
    const text = textOf(records);
    const words = records.flatMap((record) =>
      record
        .split(/\s/)
        .flatMap((part) => Array.from(part, (_, from) => [2, 5, 9].map((end) => part.slice(from, end)))),
    );

    for (const sought of new Set(words.flat().filter((each) => each !== ''))) {
      expectHits(text, records, sought);
      expectHits(text, records, `${sought}_`);
      expectHits(text, records, `-${sought}`);
    }
  });

  it.each(['_', 'b', '/'])(
    'Q3 finds words across pieces, those that stand twice too, where %j is frequent',
    (frequent) => {
      const parts = fc.array(fc.constantFrom('a_', 'b_', 'c/', 'b', 'a'), { maxLength: 6 }).map((all) => all.join(''));
      const sought = fc.array(fc.constantFrom('a_', 'b_', 'c/', 'b', 'a'), { minLength: 2, maxLength: 3 });
      fc.assert(
        fc.property(fc.array(parts, { maxLength: 12 }), sought, (others, pieces) => {
          // What is rarest is looked for first, and the rest of the word beside it.
          const records = [...others, `${frequent}x`.repeat(200)];

          expectHits(textOf(records), records, pieces.join(''));
        }),
        // In the first, the place where one record has the piece is another record's in the next.
        {
          numRuns: 500,
          examples: [
            [
              ['c/c/a_', 'a_b', 'a_c'],
              ['a_', 'b'],
            ],
          ],
        },
      );
    },
  );

  it.each([0, 1, 2])('Q3 finds what %i records have beside one that all the others have', (count) => {
    const records = Array.from({ length: 100 }, (_, at) => (at < count ? `b${String(at)}a` : 'a_'));

    expectHits(textOf(records.toReversed()), records.toReversed(), 'a');
    expectHits(textOf(records), records, 'a');
  });

  it('Q3 finds words in records with more pieces than a small number counts', () => {
    const records = Array.from({ length: 40 }, (_, at) => {
      return Array.from({ length: 2000 }, (_, piece) => `${String(at)}x${String(piece)}`).join('/');
    });
    const text = textOf(records);

    for (const sought of ['39x1999', '39x1999/', 'x7/0x8', '7/12x8/', '5x0/5x1/5x2', 'x19/39', '40x']) {
      expectHits(text, records, sought);
    }
    expect(recordIn(text, 39)).toBe(records[39]);
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
