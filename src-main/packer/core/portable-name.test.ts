import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portableName } from './portable-name.ts';
import { portabilityProblem } from './portable-path.ts';

test.each([
  ['leaf.png', 'leaf.png'],
  ['My Leaf (2).PNG', 'My Leaf (2).PNG'],
  ['bota\u0303o.png', 'bot\u00e3o.png'],
  ['a:b?c*d.png', 'a-b-c-d.png'],
  ['a\\b/c.png', 'a-b-c.png'],
  ['con.png', 'con-.png'],
  ['COM1.tar.gz', 'COM1-.tar.gz'],
  ['.hidden', 'hidden'],
  ['...', 'other'],
  ['.png', 'png'],
  ['end. .', 'end'],
  ['node_modules', 'node_modules-'],
  ['~draft.png', '-draft.png'],
  ['a\tb\nc.txt', 'a-b-c.txt'],
  ['\ud800.png', '-.png'],
])('N5 %j becomes %j', (name, portable) => {
  expect(portableName(name, 'other')).toBe(portable);
});

test('N5 cuts a name to what file systems take, and keeps what it ends in', () => {
  const cut = portableName(`${'\u{1f33f}'.repeat(100)}.png`, 'other');

  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(255);
  expect(cut).toMatch(/^(?:\u{1f33f})+\.png$/u);
});

test('N5 is a name on every system whatever the file was called', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('aux', 'nul .x', 'git~1')),
      (name) => {
        const portable = portableName(name, 'other');
        expect([portabilityProblem(portable), portable.includes('/'), portable.startsWith('.')]).toEqual([
          null,
          false,
          false,
        ]);
      },
    ),
  );
});
