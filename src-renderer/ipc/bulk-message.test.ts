import { expect, test } from 'vitest';
import type { Refusal } from '../../src-preload/contract/domain/failure.ts';
import { refusedFor } from './bulk-message.ts';

test.each<readonly [Refusal, ReturnType<typeof refusedFor>]>([
  [
    { code: 'invalid-manifest', root: 'a', diagnostics: ['manifest-field-missing', 'more-problems'] },
    { path: null, reason: 'a field is missing, more problems than are listed' },
  ],
  [
    { code: 'invalid-root', root: 'a', diagnostics: ['folder-unreadable'] },
    { path: null, reason: 'a folder above it can’t be read' },
  ],
  [
    { code: 'duplicate-root', root: 'a', other: 'A' },
    { path: 'A', reason: null },
  ],
  [
    { code: 'new-root-taken', root: 'a', other: 'a' },
    { path: null, reason: null },
  ],
  [
    { code: 'new-root-invalid', root: 'con', reason: 'reserved-name' },
    { path: null, reason: 'It has a name that Windows keeps for devices.' },
  ],
  [
    { code: 'file-not-usable', root: 'a', file: '/home/author/a.png', reason: 'a-link' },
    { path: '/home/author/a.png', reason: 'It is a link, and links are not followed.' },
  ],
  [
    { code: 'asset-missing', root: 'a' },
    { path: null, reason: null },
  ],
])('an asset that was refused says what for: %o', (refusal, expected) => {
  expect(refusedFor(refusal)).toEqual(expected);
});
