import { expect, it } from 'vitest';
import { withoutAccents } from './without-accents.ts';

it.each([
  ['oak', 'oak'],
  ['ação', 'acao'],
  ['ac\u0327a\u0303o', 'acao'],
  ['łódź', 'lodz'],
  ['ισχύς', 'ισχυς'],
  ['ёлка', 'елка'],
  // Signs of their own.
  ['が', 'が'],
  ['한', '한'],
  ['हिन्दी', 'हिन्दी'],
])('%j is looked for as %j', (text, searched) => {
  expect(withoutAccents(text)).toBe(searched);
});
