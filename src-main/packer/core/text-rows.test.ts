import { describe, expect, it } from 'vitest';
import { OpenTextRows, stretchIn } from './text-rows.ts';

const beyondLatin = ['日本', '🎮', 'Ā'];

/** A row of two texts, one in three without any, and one in seven with signs of two bytes. */
function textsOf(row: number): readonly string[] {
  const name = `${String(row)}${row % 7 === 0 ? (beyondLatin[row % beyondLatin.length] ?? '') : 'é'}`;
  return row % 3 === 0 ? [] : [name, `(${String(2 * row)})`];
}

describe('the texts of rows', () => {
  it.each([0, 1, 1023, 1024, 1025, 65_535, 65_536, 65_537, 200_000])(
    'are those that were added, of %i rows',
    (count) => {
      const open = new OpenTextRows();
      const places = Array.from({ length: count }, (_, row) => open.add(...textsOf(row)));

      const rows = open.close();

      const wrong = places.findIndex((place, row) => {
        const [name = '', other = ''] = textsOf(row);
        const found = [
          stretchIn(rows, row, place, 0, name.length),
          stretchIn(rows, row, place, name.length, name.length + other.length),
        ];
        return found[0] !== name || found[1] !== other;
      });
      expect(wrong).toBe(-1);
    },
  );

  it('take one byte a sign where they are within Latin 1, whatever stands beside them', () => {
    const open = new OpenTextRows();
    for (const text of ['café', '日本', 'ÿ']) {
      open.add(text);
    }

    expect(open.close()).toEqual({ latin: ['caféÿ'], wide: ['日本'] });
  });
});
