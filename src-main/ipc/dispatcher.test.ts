import { describe, expect, it } from 'vitest';
import { type ChannelName, channelNames } from '../../src-preload/contract/channels.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import { settingsAtFirst } from '../../src-preload/contract/domain/settings.ts';
import type { RequestOf, ResponseOf } from '../../src-preload/contract/packer-contract.ts';
import { fail, type Result, succeed } from '../packer/core/result.ts';
import { createDispatcher, type Dispatch, type Handlers } from './dispatcher.ts';

const id = '01a20f56-1608-7605-a17f-361563b90c35';
const time = '2026-11-24T14:02:03.004Z';

const folder = { folderToken: id, path: '/p' };
const summary = {
  projectId: id,
  name: 'n',
  path: '/p',
  revision: 1,
  rowsRevision: 1,
  readAt: time,
  lane: { state: 'healthy' as const },
  diagnostics: [],
};
const counts = {
  all: 0,
  registration: { unregistered: 0, registered: 0 },
  health: { ok: 0, warning: 0, error: 0, missing: 0 },
  type: {
    image: 0,
    tileset: 0,
    'sprite-atlas': 0,
    sound: 0,
    music: 0,
    model: 0,
    font: 0,
    text: 0,
    data: 0,
    unknown: 0,
  },
};
const view = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'name' as const,
  descending: false,
};
const query = { ...view, offset: 0, limit: 10 };

const manifest = { schemaVersion: 1 as const, name: 'A', type: 'image' as const, sources: ['a.png'] };

/** One valid request a channel. */
const requests: { readonly [C in ChannelName]: RequestOf<C> } = {
  'studio:get-settings': {},
  'studio:change-settings': { change: { theme: 'dark' } },
  'packer:choose-folder': { purpose: 'open' },
  'packer:create-project': { folderToken: id, name: 'New' },
  'packer:open-project': { folderToken: id, jobId: id },
  'packer:list-provisional-assets': { jobId: id, offset: 0, limit: 10 },
  'packer:close-project': { projectId: id },
  'packer:find-sample': {},
  'packer:get-launch-folder': {},
  'packer:list-recent': {},
  'packer:pin-recent': { folderToken: id, pinned: true },
  'packer:remove-recent': { folderToken: id },
  'packer:get-project': { projectId: id },
  'studio:get-kept-view': { folderToken: id },
  'studio:keep-view': { folderToken: id, view: viewAtFirst },
  'packer:list-saved-searches': { projectId: id },
  'packer:save-search': { projectId: id, name: 'Drafts', search: 'tag:draft' },
  'packer:remove-saved-search': { projectId: id, name: 'Drafts' },
  'packer:list-assets': { projectId: id, query },
  'packer:get-asset-facets': { projectId: id, query: { search: 'fox', tags: 12, folders: [''] } },
  'packer:get-asset-details': { projectId: id, root: 'a' },
  'packer:get-asset-actions': { projectId: id, root: 'a' },
  'packer:describe-picture': { projectId: id, root: 'a' },
  'packer:inspect-source': { projectId: id, root: 'a', source: 'step.wav' },
  'packer:read-manifest': { projectId: id, root: 'a' },
  'packer:edit-manifest': { projectId: id, root: 'a', manifest, without: ['x'], basedOn: 'h', commandId: id },
  'packer:register-asset': { projectId: id, root: 'a', commandId: id },
  'packer:register-assets': { projectId: id, selection: { by: 'roots', roots: ['a'] }, commandId: id, jobId: id },
  'packer:unregister-asset': { projectId: id, root: 'a', commandId: id },
  'packer:unregister-assets': { projectId: id, selection: { by: 'roots', roots: ['a'] }, commandId: id, jobId: id },
  'packer:trash-assets': { projectId: id, selection: { by: 'roots', roots: ['a'] }, commandId: id, jobId: id },
  'packer:choose-files': { what: 'folders', besides: [{ fileToken: id, folderName: 'props/a' }] },
  'packer:take-dropped-files': { paths: ['/a.png'], besides: [] },
  'packer:check-new-roots': { projectId: id, roots: ['a'] },
  'packer:create-assets': {
    projectId: id,
    assets: [{ root: 'a', name: 'A', type: 'image', files: [id] }],
    register: true,
    commandId: id,
    jobId: id,
  },
  'packer:check-move': { projectId: id, root: 'a', to: 'b' },
  'packer:move-asset': { projectId: id, root: 'a', to: 'b', commandId: id },
  'packer:find-relocations': { projectId: id, root: 'a' },
  'packer:relocate-asset': { projectId: id, root: 'a', to: 'b', commandId: id },
  'packer:get-history': { projectId: id, offset: 0, limit: 10 },
  'packer:undo': { projectId: id, target: { by: 'newest', direction: 'undo' }, commandId: id, jobId: id },
  'packer:list-refused-assets': { projectId: id, commandId: id, code: 'asset-missing', offset: 0, limit: 10 },
  'packer:reload-project': { projectId: id, jobId: id },
  'packer:verify-snapshot': { projectId: id, jobId: id },
  'packer:list-repairs': { projectId: id },
  'packer:apply-repair': { projectId: id, findingId: 'f', fix: { fix: 'set-aside' } },
  'packer:compact-registry': { projectId: id },
  'packer:take-over-lock': { projectId: id, jobId: id },
  'packer:save-registry-copy': { projectId: id },
  'packer:list-jobs': { projectId: id },
  'packer:cancel-job': { jobId: id },
  'packer:drag-source': { projectId: id, root: 'a', source: 'a.png' },
  'packer:reveal-asset': { projectId: id, root: 'a' },
  'packer:copy-asset-path': { projectId: id, root: 'a' },
  'packer:copy-asset-id': { projectId: id, root: 'a' },
  'packer:copy-asset-text': { projectId: id, root: 'a', form: 'json' },
  'packer:find-row': { projectId: id, view, root: 'a' },
  'packer:find-problem': { projectId: id, view, from: null, direction: 'next' },
  'packer:find-named': { projectId: id, view, from: 3, text: 'oak' },
  'packer:count-selected': {
    projectId: id,
    rows: { by: 'rows', ...view, orderRevision: 1, ranges: [{ first: 0, last: 2 }] },
  },
  'packer:find-assets': { projectId: id, text: 'a', limit: 10 },
  'studio:copy-text': { text: 'a' },
  'studio:offer-commands': { available: ['undo'] },
  'studio:show-log': {},
  'studio:show-report': {},
  'studio:get-update': {},
  'studio:take-update': {},
};

/** One valid response a channel. */
const responses: { readonly [C in ChannelName]: ResponseOf<C> } = {
  'studio:get-settings': { settings: settingsAtFirst, language: 'en' },
  'studio:change-settings': { saved: true },
  'packer:choose-folder': folder,
  'packer:create-project': folder,
  'packer:open-project': summary,
  'packer:list-provisional-assets': {
    phase: 'opening',
    projectId: id,
    name: 'Test',
    path: '/project',
    from: 'scan-index',
    total: 1,
    rows: [{ root: 'a', name: 'A', type: 'image' }],
    actions: [{ action: 'register', available: false, reason: { code: 'still-opening' } }],
  },
  'packer:close-project': null,
  'packer:find-sample': folder,
  'packer:get-launch-folder': null,
  'packer:list-recent': [{ ...folder, name: 'n', openedAt: time, assets: 3, pinned: false, exists: true }],
  'packer:pin-recent': null,
  'packer:remove-recent': null,
  'packer:get-project': summary,
  'packer:list-saved-searches': [{ name: 'Drafts', search: 'tag:draft' }],
  'studio:get-kept-view': viewAtFirst,
  'studio:keep-view': null,
  'packer:save-search': { saved: true },
  'packer:remove-saved-search': { saved: true },
  'packer:list-assets': { revision: 1, total: 0, counts, rows: [], orderRevision: 1 },
  'packer:get-asset-facets': {
    rowsRevision: 1,
    counts,
    tagTotal: 1,
    tags: [{ tag: 'hud', count: 2 }],
    contents: [{ path: '', folders: [{ path: 'ui/', name: 'ui', count: 2, hasFolders: false }], more: false }],
  },
  'packer:get-asset-details': {
    root: 'a',
    name: 'a',
    type: null,
    registration: 'unregistered',
    health: 'ok',
    assetId: null,
    problems: 0,
    revision: 1,
    manifest: null,
    sources: [],
    diagnostics: [],
    entry: null,
  },
  'packer:get-asset-actions': { revision: 1, actions: [{ action: 'register', available: true }] },
  'packer:describe-picture': { header: { format: 'png', width: 8, height: 4, alpha: true }, refusal: null },
  'packer:inspect-source': { kind: 'refused', code: 'no-kind' },
  'packer:read-manifest': { manifest, written: { ...manifest }, diagnostics: [], hash: 'h' },
  'packer:edit-manifest': { status: 'committed', revision: 2, hash: 'h' },
  'packer:choose-files': null,
  'packer:take-dropped-files': {
    files: [
      {
        fileToken: id,
        name: 'a.png',
        bytes: null,
        assetName: 'a',
        folderName: 'a',
        type: null,
        partOf: null,
        problem: { reason: 'no-file' },
      },
    ],
    left: 0,
    foldersLeft: 0,
  },
  'packer:check-new-roots': { revision: 2, refusals: [null] },
  'packer:create-assets': { status: 'done', asked: 1, written: 1, already: 0, refused: [], left: 0 },
  'packer:check-move': { revision: 2, refusal: { code: 'new-root-taken', root: 'b', other: null } },
  'packer:move-asset': { status: 'committed', revision: 2, root: 'b' },
  'packer:find-relocations': { revision: 2, refusal: null, roots: ['ui/a'], more: false },
  'packer:relocate-asset': { status: 'committed', revision: 3, assetId: id },
  'packer:register-asset': { status: 'committed', revision: 2, assetId: id },
  'packer:register-assets': {
    status: 'failed',
    asked: 3,
    written: 1,
    already: 0,
    refused: [],
    left: 0,
    unconfirmed: 2,
    failure: { code: 'disk-refused', step: 'sync', errno: 'EIO' },
    disk: 'unknown',
  },
  'packer:unregister-asset': { status: 'committed', revision: 2, assetId: id },
  'packer:unregister-assets': { status: 'done', asked: 1, written: 1, already: 0, refused: [], left: 0 },
  'packer:trash-assets': { status: 'done', asked: 1, written: 1, already: 0, refused: [], left: 0 },
  'packer:get-history': {
    total: 1,
    steps: [
      {
        id,
        at: '2026-01-01T00:00:00.000Z',
        what: 'register',
        kind: 'do',
        undoes: null,
        count: 1,
        roots: ['a'],
        undo: { available: false, reason: { code: 'changed-since', root: 'a' } },
      },
    ],
    undo: null,
    redo: null,
  },
  'packer:undo': {
    what: 'register',
    kind: 'undo',
    completion: { status: 'cancelled', asked: 2, written: 1, already: 0, refused: [], left: 1 },
  },
  'packer:list-refused-assets': {
    total: 1,
    refused: [{ root: 'a', refusal: { code: 'asset-missing', root: 'a' } }],
  },
  'packer:reload-project': { revision: 2, added: 0, changed: 0, removed: 0, gone: 0 },
  'packer:verify-snapshot': { revision: 2, assets: 0, differences: [], differenceCount: 0 },
  'packer:list-repairs': {
    total: 1,
    findings: [
      {
        id: 'f',
        rule: 'R6',
        diagnostic: { code: 'registry-line-unreadable', place: { file: 'assets.jsonl', line: 2 } },
        excerpt: 'x',
        fixes: [{ fix: 'set-aside' }],
      },
    ],
    deadBytes: 0,
    bytes: 28,
  },
  'packer:apply-repair': { status: 'committed', revision: 2 },
  'packer:compact-registry': { status: 'committed', revision: null, bytesBefore: 2, bytesAfter: 1, linesDropped: 1 },
  'packer:take-over-lock': { revision: 2, added: 0, changed: 0, removed: 0, gone: 0 },
  'packer:save-registry-copy': { path: '/elsewhere/assets-copy.jsonl' },
  'packer:list-jobs': [{ jobId: id, kind: 'register', done: 1, total: 2, current: 'a' }],
  'packer:cancel-job': null,
  'packer:drag-source': null,
  'packer:reveal-asset': null,
  'packer:copy-asset-path': { path: '/p/assets/a' },
  'packer:copy-asset-id': { assetId: id },
  'packer:copy-asset-text': { text: '{}' },
  'packer:find-row': { revision: 1, orderRevision: 1, index: 0, before: 0 },
  'packer:find-named': { revision: 1, orderRevision: 1, row: { index: 0, root: 'a' } },
  'packer:find-problem': { revision: 1, orderRevision: 1, total: 1, row: { index: 0, root: 'a', nth: 1 } },
  'packer:count-selected': { revision: 1, registered: 1, unregistered: 2, unregisteredWithErrors: 1 },
  'packer:find-assets': { revision: 1, total: 0, rows: [] },
  'studio:copy-text': null,
  'studio:offer-commands': null,
  'studio:show-log': null,
  'studio:show-report': null,
  'studio:get-update': { version: '2.0.0', by: 'restart' },
  'studio:take-update': null,
};

interface DispatcherTest {
  readonly dispatch: Dispatch;
  readonly incidents: { readonly incident: string; readonly channel: string; readonly error: unknown }[];
  readonly received: unknown[];
}

/** A dispatcher whose every handler answers what the test says of its channel. */
function aDispatcher(
  answer: (channel: ChannelName) => Result<unknown, unknown> = (channel) => succeed(responses[channel]),
): DispatcherTest {
  const incidents: DispatcherTest['incidents'] = [];
  const received: unknown[] = [];
  const handlers = Object.fromEntries(
    channelNames.map((channel) => [
      channel,
      async (request: unknown) => {
        received.push(request);
        return answer(channel);
      },
    ]),
  ) as unknown as Handlers;
  const dispatch = createDispatcher(handlers, (incident, channel, error) => {
    incidents.push({ incident, channel, error });
  });
  return { dispatch, incidents, received };
}

describe('a request that the contract knows', () => {
  it.each(channelNames)('is answered with the handler’s value: %s', async (channel) => {
    const { dispatch, received } = aDispatcher();

    const reply = await dispatch(channel, structuredClone(requests[channel]));

    expect(structuredClone(reply)).toEqual({ ok: true, value: responses[channel] });
    expect(received).toEqual([requests[channel]]);
  });

  it.each(channelNames)('is answered with the handler’s failure: %s', async (channel) => {
    const failure: Failure = { code: 'no-such-asset', root: 'a' };
    const { dispatch } = aDispatcher(() => fail(failure));

    const reply = await dispatch(channel, requests[channel]);

    expect(structuredClone(reply)).toEqual({ ok: false, failure });
  });

  it('reaches its handler as the contract parses it', async () => {
    const { dispatch, received } = aDispatcher();

    await dispatch('packer:create-project', { folderToken: id, name: '  New  ' });

    expect(received).toEqual([{ folderToken: id, name: 'New' }]);
  });
});

describe('a request that it does not know', () => {
  it.each(channelNames)('with a key too many does not reach the handler: %s', async (channel) => {
    const { dispatch, received, incidents } = aDispatcher();

    const reply = await dispatch(channel, { ...requests[channel], path: '/etc' });

    expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-request', issues: [{ path: '' }] } });
    expect(received).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it.each(channelNames.filter((channel) => Object.keys(requests[channel]).length > 0))(
    'without its keys does not reach the handler: %s',
    async (channel) => {
      const { dispatch, received } = aDispatcher();

      const reply = await dispatch(channel, {});

      expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-request' } });
      expect(received).toEqual([]);
    },
  );

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['a number', Number.NaN],
    ['a function', () => undefined],
    ['a map', new Map()],
    ['bytes', new Uint8Array(8)],
    ['a deep value', Array.from({ length: 1000 }).reduce<unknown>((inner) => [inner], [])],
  ])('of another kind is refused: %s', async (_, request) => {
    const { dispatch } = aDispatcher();

    const reply = await dispatch('packer:get-project', request);

    expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-request' } });
  });

  it('is answered with the path of each field that is wrong', async () => {
    const { dispatch } = aDispatcher();
    const request = { projectId: 'x', query: { ...query, limit: 501, filter: { ...query.filter, health: ['bad'] } } };

    const reply = await dispatch('packer:list-assets', request);

    const issues = !reply.ok && reply.failure.code === 'invalid-request' ? reply.failure.issues : [];
    expect(issues.map(({ path }) => path).toSorted()).toEqual(['projectId', 'query.filter.health.0', 'query.limit']);
  });

  it.each([
    ['an absolute folder for a token', 'packer:open-project', { folderToken: '/etc', jobId: id }],
    ['an empty root', 'packer:get-asset-details', { projectId: id, root: '' }],
    ['a huge root', 'packer:get-asset-details', { projectId: id, root: 'x'.repeat(65_537) }],
    ['a name of white space', 'packer:create-project', { folderToken: id, name: ' \n ' }],
    ['a long name', 'packer:create-project', { folderToken: id, name: 'x'.repeat(201) }],
    ['a command without an id', 'packer:register-asset', { projectId: id, root: 'a', commandId: '1' }],
    ['a negative offset', 'packer:list-assets', { projectId: id, query: { ...query, offset: -1 } }],
    ['a fraction of an offset', 'packer:list-assets', { projectId: id, query: { ...query, offset: 0.5 } }],
    ['a fix that is not known', 'packer:apply-repair', { projectId: id, findingId: 'f', fix: { fix: 'delete' } }],
    ['a folder for the copy', 'packer:save-registry-copy', { projectId: id, folder: '/etc' }],
    ['an inherited name for a sort', 'packer:list-assets', { projectId: id, query: { ...query, sort: '__proto__' } }],
  ] as const)('is refused: %s', async (_, channel, request) => {
    const { dispatch, received } = aDispatcher();

    const reply = await dispatch(channel, request);

    expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-request' } });
    expect(received).toEqual([]);
  });
});

describe('what must not leave main', () => {
  it('stays there where a value has a field too many', async () => {
    const { dispatch, incidents } = aDispatcher(() => succeed({ ...summary, secret: 'top-secret' }));

    const reply = await dispatch('packer:get-project', { projectId: id });

    expect(reply).toEqual({ ok: false, failure: { code: 'internal', incident: incidents[0]?.incident } });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('stays there where a failure has a field too many', async () => {
    const { dispatch, incidents } = aDispatcher(() => fail({ code: 'cancelled', secret: 'top-secret' }));

    const reply = await dispatch('packer:get-project', { projectId: id });

    expect(reply).toEqual({ ok: false, failure: { code: 'internal', incident: incidents[0]?.incident } });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('stays there where a failure has a code that the contract does not know', async () => {
    const { dispatch } = aDispatcher(() => fail({ code: 'top-secret' }));

    const reply = await dispatch('packer:get-project', { projectId: id });

    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } });
  });

  it('stays there where a handler throws, and is logged with its incident', async () => {
    const error = new Error('top-secret');
    const { dispatch, incidents } = aDispatcher(() => {
      throw error;
    });

    const reply = await dispatch('packer:find-sample', {});

    expect(incidents).toMatchObject([{ channel: 'packer:find-sample' }]);
    expect(incidents[0]?.error).toBe(error);
    expect(reply).toEqual({ ok: false, failure: { code: 'internal', incident: incidents[0]?.incident } });
  });

  it('gets an incident of its own each time', async () => {
    const { dispatch, incidents } = aDispatcher(() => succeed('wrong'));

    await Promise.all([dispatch('packer:find-sample', {}), dispatch('packer:find-sample', {})]);

    expect(new Set(incidents.map(({ incident }) => incident)).size).toBe(2);
  });
});

describe('a channel that the contract does not know', () => {
  it.each(['', 'packer:', 'toString', '__proto__', 'packer:job-progress'])(
    'is answered as a defect: %j',
    async (name) => {
      const { dispatch, received } = aDispatcher();

      const reply = await dispatch(name as ChannelName, {});

      expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } });
      expect(received).toEqual([]);
    },
  );
});
