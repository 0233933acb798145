import { afterEach, expect, test } from 'vitest';
import { call } from './packer-client.ts';
import { RequestFailed } from './request-failed.ts';

function answerWith(answer: () => Promise<unknown>): void {
  Object.defineProperty(window, 'prometeu', {
    configurable: true,
    value: { requests: { 'packer:list-recent': answer }, events: {} },
  });
}

afterEach(() => {
  Reflect.deleteProperty(window, 'prometeu');
});

test('answers the parsed value', async () => {
  answerWith(() => Promise.resolve({ ok: true, value: [] }));

  expect(await call('packer:list-recent', {})).toEqual([]);
});

test.each([
  ['a typed failure', () => Promise.resolve({ ok: false, failure: { code: 'project-not-open' } }), 'project-not-open'],
  ['a bridge that rejects', () => Promise.reject(new Error('gone')), 'bridge-unavailable'],
  ['an answer without an envelope', () => Promise.resolve([]), 'malformed-reply'],
  ['a value outside the contract', () => Promise.resolve({ ok: true, value: [{ path: '/' }] }), 'malformed-reply'],
  ['a failure that is not known', () => Promise.resolve({ ok: false, failure: { code: 'new' } }), 'malformed-reply'],
])('%s ends as RequestFailed and nothing else', async (_what, answer, code) => {
  answerWith(answer);

  const error = await call('packer:list-recent', {}).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(RequestFailed);
  expect((error as RequestFailed).failure.code).toBe(code);
});

test('a window without a bridge ends as RequestFailed too', async () => {
  const error = await call('packer:list-recent', {}).catch((reason: unknown) => reason);

  expect((error as RequestFailed).failure.code).toBe('bridge-unavailable');
});
