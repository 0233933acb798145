import { expect, test } from 'vitest';
import { diagnosticMessage, placeText } from './diagnostic-message.ts';

const file = 'assets/ui/ok/asset.json';

test('says what is wrong with its reason, why it matters and what to do', () => {
  const message = diagnosticMessage({
    code: 'manifest-not-json',
    reason: 'comma-expected',
    place: { file, line: 3, column: 5 },
  });

  expect(message).toEqual({
    wrong: 'asset.json is not valid JSON. A comma is expected.',
    why: 'Nothing of it could be read.',
    next: 'Mend it at the place shown, then reload.',
  });
});

test('can name the place in the sentence', () => {
  expect(diagnosticMessage({ code: 'folder-unreadable', errno: 'EACCES', place: { file: 'assets/x' } }).wrong).toBe(
    'The folder “assets/x” can’t be read (EACCES). You have no permission for it.',
  );
});

test.each([
  [{ file }, 'assets/ui/ok/asset.json'],
  [{ file, line: 3 }, 'assets/ui/ok/asset.json:3'],
  [{ file, line: 3, column: 5 }, 'assets/ui/ok/asset.json:3:5'],
  [{ file, pointer: '/sources/0' }, 'assets/ui/ok/asset.json/sources/0'],
  [{ file: 'a\nb' }, 'a[LF]b'],
])('shows the place %j as %s', (place, shown) => {
  expect(placeText(place)).toBe(shown);
});
