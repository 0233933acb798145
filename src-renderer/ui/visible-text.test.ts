import { expect, test } from 'vitest';
import { visibleText, visibleTextInSentence } from './visible-text.ts';

test.each([
  ['line break', 'a\nb', 'a[LF]b'],
  ['tab and null', 'a\t\0', 'a[TAB][NUL]'],
  ['carriage return', '\r\n', '[CR][LF]'],
  ['right-to-left override', 'gnp\u202Etxt.exe', 'gnp[RLO]txt.exe'],
  ['isolates', '\u2066a\u2069', '[LRI]a[PDI]'],
  ['marks', '\u200Ea\u200F', '[LRM]a[RLM]'],
  ['a control character without a common name', 'a\u0001', 'a[U+0001]'],
  ['second control set', 'a\u0085', 'a[U+0085]'],
  ['half of a pair', 'a\uD800b', 'a[U+D800]b'],
  ['zero width space and byte order mark', '\u200B\uFEFF', '[ZWSP][BOM]'],
])('shows %s as an escape', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test.each(['"quotes" & <b>brackets</b>', '👩‍🚀 family', 'שלום', 'näme', '{{name}} $t(studio.productName)'])(
  'leaves %s as it is',
  (text) => {
    expect(visibleText(text)).toBe(text);
  },
);

test('isolates right-to-left text in a sentence and nothing else', () => {
  expect(visibleTextInSentence('שלום')).toBe('\u2068שלום\u2069');
  expect(visibleTextInSentence('plain')).toBe('plain');
});
