import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTime, timeNumber, timeText } from './times.ts';

describe('S3 a time in a column', () => {
  it('S3 is the one that the system makes of the same number', () => {
    const first = Date.parse('0000-01-01T00:00:00.000Z');
    const last = Date.parse('9999-12-31T23:59:59.999Z');
    const ends = fc.constantFrom(
      first,
      last,
      ...['1900', '2000', '2024'].map((year) => Date.parse(`${year}-02-29T00:00Z`)),
    );

    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: first, max: last }), ends.filter(Number.isFinite)), (number) => {
        const text = new Date(number).toISOString();

        expect(timeText(number)).toBe(text);
        expect(timeNumber(text)).toBe(number);
      }),
      { numRuns: 2000 },
    );
    expect([first - 1, first, last, last + 1, Number.NaN].map(isTime)).toEqual([false, true, true, false, false]);
  });

  it.each([
    '2026-02-29T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T00:00:60.000Z',
    '2026-01-01T00:00:00.0001',
    '2026-01-01T00:00:00Z',
    '+10000-01-01T00:00:00.000Z',
    'today',
    '',
  ])('S3 is none where the text would not come back: %s', (text) => {
    expect(timeNumber(text)).toBeNull();
  });
});
