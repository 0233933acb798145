import { expect, test } from 'vitest';
import { markedParts } from './marked-parts.ts';

test.each([
  ['Oak tree', [], 'Oak tree'],
  ['Oak tree', ['TREE'], 'Oak [tree]'],
  ['Oak tree', ['oak', 'k t'], '[Oak t]ree'],
  ['banana', ['an'], 'b[anan]a'],
  ['botões', ['bot\u00f5es'], '[botões]'],
  ['İstanbul', ['stan'], 'İ[stan]bul'],
  ['Ação', ['cao'], 'A[ção]'],
  ['Ac\u0327a\u0303o!', ['AÇÃO'], '[Ac\u0327a\u0303o]!'],
  ['cao', ['ção'], '[cao]'],
  ['', ['x'], ''],
])('marks in %j each place of %j', (text, sought, expected) => {
  const parts = markedParts(text, sought);

  expect(parts.map(({ text: part, marked }) => (marked ? `[${part}]` : part)).join('')).toBe(expected);
});
