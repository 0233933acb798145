import { expect, test } from 'vitest';
import { formatBytes, formatReadAt } from './format.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [812, '812 bytes'],
  [4_120, '4.1 kB'],
  [7_000_000, '7 MB'],
  [3_200_000_000_000, '3,200 GB'],
])('%s bytes are shown as %s', (bytes, shown) => {
  expect(formatBytes(bytes, 'en')).toBe(shown);
});

test('a read of today is told by its time, another by its day too', () => {
  const now = new Date(2026, 10, 24, 18, 0);

  expect(formatReadAt(new Date(2026, 10, 24, 14, 2).toISOString(), now, 'en')).toBe('14:02');
  expect(formatReadAt(new Date(2026, 10, 23, 14, 2).toISOString(), now, 'en')).toBe('Nov 23, 2026, 14:02');
});
