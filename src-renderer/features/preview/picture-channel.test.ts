import { expect, test } from 'vitest';
import { channelMatrix } from './picture-channel.ts';

test('one channel goes to red, green and blue alike, and nothing is transparent', () => {
  expect(channelMatrix('green')).toBe('0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 1');
  expect(channelMatrix('alpha')).toBe('0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 1');
  expect(channelMatrix('all')).toBeNull();
});
