import { expect, test } from 'vitest';
import { type Failure, failureSchema, readOnlyReasons } from '../../src-preload/contract/domain/failure.ts';
import { failureMessage } from './failure-message.ts';

const examples: { readonly [Code in Failure['code']]: Extract<Failure, { readonly code: Code }> } = {
  'no-such-asset': { code: 'no-such-asset', root: 'ui/ok' },
  'already-registered': { code: 'already-registered', root: 'ui/ok', assetId: 'id' },
  'asset-missing': { code: 'asset-missing', root: 'ui/ok' },
  'invalid-manifest': { code: 'invalid-manifest', root: 'ui/ok', diagnostics: ['manifest-not-json'] },
  'invalid-root': { code: 'invalid-root', root: 'ui/ok', diagnostics: ['root-not-portable'] },
  'duplicate-root': { code: 'duplicate-root', root: 'ui/ok', other: 'ui/OK' },
  'asset-not-missing': { code: 'asset-not-missing', root: 'ui/ok' },
  'not-registered': { code: 'not-registered', root: 'ui/ok' },
  'duplicate-entry': { code: 'duplicate-entry', root: 'ui/ok', assetIds: ['a', 'b'] },
  'holds-other-assets': { code: 'holds-other-assets', root: 'ui', other: 'ui/ok' },
  'new-root-invalid': { code: 'new-root-invalid', root: 'ui/con', reason: 'reserved-name' },
  'new-root-unchanged': { code: 'new-root-unchanged', root: 'ui/ok' },
  'file-not-usable': { code: 'file-not-usable', root: 'a', file: 'a.png', reason: 'a-folder' },
  'in-trash': { code: 'in-trash', root: 'a' },
  'files-not-known': { code: 'files-not-known' },
  'new-root-taken': { code: 'new-root-taken', root: 'ui/ok', other: null },
  'new-root-twin': { code: 'new-root-twin', root: 'ui/ok', other: 'ui/OK' },
  'new-root-in-asset': { code: 'new-root-in-asset', root: 'ui/ok/b', other: 'ui/ok' },
  'no-trash': { code: 'no-trash' },
  'changed-since': { code: 'changed-since', root: 'ui/ok' },
  'already-undone': { code: 'already-undone' },
  'nothing-to-undo': { code: 'nothing-to-undo' },
  'nothing-to-redo': { code: 'nothing-to-redo' },
  'history-incomplete': { code: 'history-incomplete' },
  'manifest-changed': { code: 'manifest-changed', root: 'ui/ok' },
  'manifest-not-editable': { code: 'manifest-not-editable', root: 'ui/ok', diagnostics: ['manifest-not-json'] },
  'registry-read-only': { code: 'registry-read-only', reason: 'version-unsupported' },
  'registry-locked': { code: 'registry-locked', host: 'nas', pid: 4242, since: null, sameHost: false },
  'registry-locked-by-unknown': { code: 'registry-locked-by-unknown' },
  'finding-gone': { code: 'finding-gone' },
  'compaction-blocked': { code: 'compaction-blocked', diagnostics: ['registry-conflict'] },
  'snapshot-unavailable': { code: 'snapshot-unavailable' },
  'project-closing': { code: 'project-closing' },
  'still-opening': { code: 'still-opening' },
  'disk-refused': { code: 'disk-refused', step: 'write', errno: 'ENOSPC' },
  'file-refused': { code: 'file-refused', path: 'assets/ui/ok/asset.json', step: 'write', errno: 'ENOSPC' },
  'move-refused': { code: 'move-refused', root: 'ui/ok', to: 'ui/b', step: 'move', errno: 'EIO' },
  'trash-refused': { code: 'trash-refused', root: 'ui/ok' },
  'registry-keeps-changing': { code: 'registry-keeps-changing' },
  'registrations-gone': { code: 'registrations-gone', count: 3 },
  'project-not-open': { code: 'project-not-open' },
  'not-a-project': { code: 'not-a-project', reason: 'no-project-file' },
  'link-invalid': { code: 'link-invalid', reason: 'link-without-project' },
  'folder-unreadable': { code: 'folder-unreadable', errno: 'EACCES' },
  'folder-not-empty': { code: 'folder-not-empty' },
  'folder-not-known': { code: 'folder-not-known' },
  'create-failed': { code: 'create-failed', errno: 'EROFS' },
  'read-failed': { code: 'read-failed', errno: 'EIO' },
  'sample-not-found': { code: 'sample-not-found' },
  'selection-outdated': { code: 'selection-outdated' },
  cancelled: { code: 'cancelled' },
  'invalid-request': { code: 'invalid-request', issues: [{ path: 'root', message: 'too short' }] },
  'untrusted-sender': { code: 'untrusted-sender' },
  internal: { code: 'internal', incident: '0b8e' },
  'bridge-unavailable': { code: 'bridge-unavailable' },
  'malformed-reply': { code: 'malformed-reply' },
};

test.each(Object.values(examples))('says what is wrong, what is safe and what to do for $code', (failure) => {
  expect(failureSchema.safeParse(failure).success).toBe(true);

  const message = failureMessage(failure);

  for (const sentence of Object.values(message)) {
    expect(sentence).toMatch(/^\S.*[.!)]$/s);
    expect(sentence).not.toMatch(/\{\{|failures\./);
  }
});

test('fills in the data, after what it means in words', () => {
  const message = failureMessage(examples['disk-refused']);

  expect(message.wrong).toBe('The disk is full. The disk refused the write (ENOSPC at step “write”).');
  expect(message.next).toBe('Free some space on it, then try again.');
});

test('an errno without words of its own is shown as it is', () => {
  const message = failureMessage({ code: 'disk-refused', step: 'sync', errno: 'EPROTO' });

  expect(message.wrong).toBe('The disk refused the write (EPROTO at step “sync”).');
  expect(message.next).toBe('Check free space and that assets.jsonl may be written, then try again.');
});

test.each(readOnlyReasons)('says what to do about a registry that is read-only: %s', (reason) => {
  const { wrong, next } = failureMessage({ code: 'registry-read-only', reason });

  expect(wrong).not.toMatch(/\{\{|\(\)/);
  expect(next).toMatch(/^[A-Z].*\.$/);
  expect(next).not.toMatch(/studio\./);
});

test('puts the reason after what is wrong', () => {
  expect(failureMessage(examples['not-a-project']).wrong).toBe(
    'This folder is not a Prometeu project. It has no prometeu.json.',
  );
});

test('shows what an author wrote as it is, and what can’t be seen as an escape', () => {
  const root = 'a"<b>&{{root}}$t(studio.productName)\n\u202Egnp';

  expect(failureMessage({ code: 'no-such-asset', root }).wrong).toBe(
    'There is no asset “a"<b>&{{root}}$t(studio.productName)[LF][RLO]gnp” in this project.',
  );
});
