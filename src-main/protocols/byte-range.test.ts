import { describe, expect, it } from 'vitest';
import { parseByteRange } from './byte-range.ts';

describe('a Range header', () => {
  it.each([
    ['bytes=0-', 10, 0, 9],
    ['bytes=0-0', 10, 0, 0],
    ['bytes=3-5', 10, 3, 5],
    ['bytes=3-', 10, 3, 9],
    ['bytes=9-9', 10, 9, 9],
    ['bytes=3-99', 10, 3, 9],
    ['bytes=0-99999999999999999999', 10, 0, 9],
    ['bytes=-3', 10, 7, 9],
    ['bytes=-10', 10, 0, 9],
    ['bytes=-99', 10, 0, 9],
    ['bytes=00-05', 10, 0, 5],
  ])('%j of %i bytes asks for %i to %i', (header, size, start, end) => {
    const range = parseByteRange(header, size);

    expect(range).toEqual({ start, end });
  });

  it.each([
    ['bytes=10-', 10],
    ['bytes=10-12', 10],
    ['bytes=99999999999999999999-', 10],
    [`bytes=${'9'.repeat(400)}-`, 10],
    ['bytes=0-', 0],
    ['bytes=0-0', 0],
    ['bytes=-0', 10],
    ['bytes=-5', 0],
  ])('%j of %i bytes can’t be satisfied', (header, size) => {
    const range = parseByteRange(header, size);

    expect(range).toBe('unsatisfiable');
  });

  it.each([
    null,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-3',
    'bytes=0-1,4-5',
    'bytes=a-b',
    'bytes=1.5-',
    'bytes=0x1-',
    'bytes=--1',
    'bytes= 0-1',
    'bytes=0-1\n',
    'items=0-1',
    '0-1',
  ])('%j asks for the whole file', (header) => {
    const range = parseByteRange(header, 10);

    expect(range).toBeNull();
  });
});
