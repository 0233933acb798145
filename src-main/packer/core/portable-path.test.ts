import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortabilityReason } from '../../../src-preload/contract/domain/diagnostic.ts';
import { leavesFolder, portabilityProblem } from './portable-path.ts';

/** The path in the name of a test: cut where it is long, and without characters that a terminal acts on. */
function nameOf(path: string): string {
  return path.length > 60 ? `${path.slice(0, 10)}… (${String(path.length)})` : JSON.stringify(path);
}

describe('a path of plain letters', () => {
  const pieces = [
    'a',
    'B-1',
    'con',
    'Aux.txt',
    'com1 .x',
    'lpt0',
    'nul',
    'x y',
    'x ',
    ' x',
    'x.',
    'x..y',
    '.x',
    '_',
    'node_modules',
  ];

  it('is judged as one that has to be looked at in full', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces, '..', '', 'é', '~'), { minLength: 1, maxLength: 4 }),
        (segments) => {
          const path = segments.join('/');
          fc.pre(!/^[/~]/.test(path));

          // The first segment has no plain letter, and nothing is against it.
          expect(portabilityProblem(path)).toBe(portabilityProblem(`é/${path}`));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('paths that can be used on every system', () => {
  const paths = [
    'a',
    'ui/buttons',
    'ui/buttons/ok.png',
    'ui/botões/señal.png',
    '音楽/雲.ogg',
    'emoji/😀.png',
    'with space/in it.png',
    'a.b.c/d..e',
    '.hidden/file',
    '-dash/--flag',
    "quote's/(brackets)[1]{2}",
    'percent%2e%2e/hash#',
    'console/auxiliary/nullable/com10/lpt/communication.txt',
    'xcon/con1/aux_',
    'constructor/__proto__/toString',
    'git/prometeu/node_modules2',
    'a~b/c~1',
    'x'.repeat(255),
    'õ'.repeat(127),
    Array.from({ length: 64 }, () => 'x'.repeat(15)).join('/'),
  ];

  it.each(paths.map((path) => [nameOf(path), path]))('%s has no problem', (_, path) => {
    const problem = portabilityProblem(path);

    expect(problem).toBeNull();
  });
});

const refused: Readonly<Record<PortabilityReason, readonly string[]>> = {
  'not-unicode': ['a\ud800', '\udc00/b', 'a/\ud83d.png'],
  absolute: [
    '/etc/passwd',
    '/',
    '//server/share',
    'C:/x',
    'c:x',
    'C:',
    'z:\\x',
    'C:\\Windows',
    '~',
    '~/x',
    '~root/x',
    '/dev/null',
    '//?/C:/x',
    '//./COM1',
  ],
  backslash: [
    '\\\\server\\share',
    '\\x',
    'a\\b',
    'a\\..\\b',
    '..\\x',
    'a/b\\c',
    'a\\',
    '\\\\?\\C:\\x',
    '\\\\.\\pipe\\x',
  ],
  'control-character': [
    'a\0b',
    'a\nb',
    'a\rb',
    'a\tb',
    '\u001b[31m',
    'a\u007f',
    'a\u0080b',
    'a\u009f',
    'a/\u0001/b',
    '\0',
  ],
  'not-nfc': ['boto\u0303es', 'a\u030a', 'e\u0301/x', '\u212b', '\u2126', 'x/\u1100\u1161'],
  'empty-segment': ['', 'a//b', 'a/', '.', '..', './a', '../a', 'a/.', 'a/..', 'a/./b', 'a/../b', '../../../../etc'],
  'private-folder': [
    '.git',
    '.git/config',
    'a/.git/hooks',
    '.GIT/x',
    '.Git',
    'git~1/config',
    'GIT~1',
    '.prometeu/lock',
    '.Prometeu',
    'node_modules/x',
    'a/NODE_MODULES',
  ],
  'reserved-character': [
    'a<b',
    'a>b',
    'a"b',
    'a|b',
    'what?',
    '*.png',
    'a/b:c',
    'file:stream',
    'x/.git::$INDEX',
    'ab:c',
  ],
  'reserved-name': [
    ...['con', 'CON', 'Con', 'prn', 'aux', 'nul', 'NUL', 'CONIN$', 'conout$'],
    ...['com0', 'com1', 'COM9', 'com¹', 'COM²', 'com³', 'lpt0', 'LPT1', 'lpt9', 'lpt¹', 'LPT³'],
    ...['con.txt', 'NUL.tar.gz', 'aux.', 'com1.png', 'lpt9.', 'com¹.txt', 'CONIN$.x'],
    ...['con .txt', 'nul  .png'],
    ...['ui/con', 'con/ui', 'a/aux.json/b', 'a/b/prn.x'],
  ],
  'trailing-dot-or-space': ['a.', 'a ', 'a..', 'a/b ', 'a./b', 'a /b', '...', ' ', 'a/. ', 'a. .', '.git ', '.git.'],
  'too-long': [
    'x'.repeat(256),
    `a/${'x'.repeat(256)}`,
    'õ'.repeat(128),
    '雲'.repeat(86),
    '😀'.repeat(64),
    'x/'.repeat(512) + 'x',
    Array.from({ length: 5 }, () => 'x'.repeat(250)).join('/'),
  ],
};

describe('paths that can not', () => {
  const cases = Object.entries(refused).flatMap(([reason, paths]) =>
    paths.map((path) => [nameOf(path), reason, path] as const),
  );

  it.each(cases)('%s is refused: %s', (_, reason, path) => {
    const problem = portabilityProblem(path);

    expect(problem).toBe(reason);
  });

  it('are found in a megabyte of text without delay', () => {
    const paths = ['a'.repeat(1_000_000), '../'.repeat(300_000), 'con'.repeat(300_000), '.'.repeat(1_000_000)];

    const problems = paths.map(portabilityProblem);

    expect(problems).toEqual(['too-long', 'too-long', 'too-long', 'too-long']);
  });
});

describe('leavesFolder', () => {
  it.each([
    '..',
    '../a',
    '../../a',
    'a/../..',
    'a/b/../../../c',
    '..\\a',
    'a\\..\\..\\b',
    './../a',
    './..',
    '//..',
    'a//../..',
  ])('%j leaves', (path) => {
    const leaves = leavesFolder(path);

    expect(leaves).toBe(true);
  });

  it.each(['', '.', 'a', 'a/..', 'a/../b', './a', 'a/b/../..', '...', '..a', 'a..', '.../x', '%2e%2e/x', 'a\\..\\b'])(
    '%j stays',
    (path) => {
      const leaves = leavesFolder(path);

      expect(leaves).toBe(false);
    },
  );
});
