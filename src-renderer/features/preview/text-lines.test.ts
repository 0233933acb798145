import { expect, test } from 'vitest';
import { decodeText, jsonTokens, linesOf } from './text-lines.ts';

function bytesOf(...bytes: readonly number[]): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

test('bytes are decoded by their mark, and told where they are no text', () => {
  expect(decodeText(bytesOf(0x68, 0xc3, 0xa9), true)).toBe('hé');
  expect(decodeText(bytesOf(0xef, 0xbb, 0xbf, 0x68), true)).toBe('h');
  expect(decodeText(bytesOf(0xff, 0xfe, 0x68, 0), true)).toBe('h');
  expect(decodeText(bytesOf(0xfe, 0xff, 0, 0x68), true)).toBe('h');
  expect(decodeText(bytesOf(), true)).toBe('');
  expect(decodeText(bytesOf(0x68, 0), true)).toBeNull();
  expect(decodeText(bytesOf(0xe9, 0x20), true)).toBeNull();
});

test('what is cut off within a character is a text all the same', () => {
  expect(decodeText(bytesOf(0x68, 0xc3), false)).toBe('h');
  expect(decodeText(bytesOf(0x68, 0xc3), true)).toBeNull();
});

test('lines end however they do', () => {
  expect(linesOf('a\r\nb\nc\rd\n')).toEqual(['a', 'b', 'c', 'd']);
  expect(linesOf('a\n\n')).toEqual(['a', '']);
  expect(linesOf('')).toEqual([]);
});

test('a line of JSON falls into its parts, and loses nothing', () => {
  const line = '  "a \\" b" : [-1.5e3, "x", true, nul] // no';

  const tokens = jsonTokens(line);

  expect(tokens.map(({ text }) => text).join('')).toBe(line);
  expect(tokens.filter(({ look }) => look !== 'plain').map(({ text, look }) => `${look} ${text}`)).toEqual([
    'key "a \\" b"',
    'sign  :',
    'sign [',
    'number -1.5e3',
    'sign ,',
    'string "x"',
    'sign ,',
    'word true',
    'sign ,',
    'sign ]',
  ]);
});

test('a text that is not ended is no trouble', () => {
  expect(jsonTokens('"abc')).toEqual([{ text: '"abc', look: 'string' }]);
  expect(jsonTokens(`"${'\\'.repeat(50_000)}`).length).toBeGreaterThan(0);
});
