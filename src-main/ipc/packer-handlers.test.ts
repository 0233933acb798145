import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ChannelName, channelNames } from '../../src-preload/contract/channels.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import { viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import { settingsAtFirst } from '../../src-preload/contract/domain/settings.ts';
import {
  eventContract,
  packerContract,
  type RequestOf,
  type ResponseOf,
} from '../../src-preload/contract/packer-contract.ts';
import { replySchema } from '../../src-preload/contract/reply.ts';
import { inspectFile } from '../inspection/inspect-file.ts';
import { createInspectSource } from '../inspection/inspections.ts';
import { createKeptViews } from '../kept-views.ts';
import { createLaunches, type Launch, launchOfFolder } from '../launches.ts';
import type { FaultyDisk } from '../packer/testing/faulty-disk.ts';
import { anAsset, buildProject, freshFolder, writeAsset } from '../packer/testing/project-builder.ts';
import { createTestPacker } from '../packer/testing/test-packer.ts';
import { parseProjectLink } from '../project-link.ts';
import { createRecentProjects } from '../recent-projects.ts';
import { createSavedSearches } from '../saved-searches.ts';
import { readSettingsFile } from '../settings-file.ts';
import { createPictures } from '../thumbnails/pictures.ts';
import { createDispatcher } from './dispatcher.ts';
import { createJobs } from './jobs.ts';
import { createPackerHandlers, type Desktop } from './packer-handlers.ts';
import { createPathTokens, type PathTokens } from './path-tokens.ts';

const unknownId = '00000000-0000-4000-8000-00000000dead';
const jobId = '00000000-0000-4000-8000-0000000000a1';
const commandId = '00000000-0000-4000-8000-0000000000c1';

type ReplyOf<C extends ChannelName> =
  | { readonly ok: true; readonly value: ResponseOf<C> }
  | { readonly ok: false; readonly failure: Failure };

interface Border {
  /** Sends a request as the window would: through a structured clone, both ways, and parsed by the contract. */
  send<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  /** The token of a folder, as the dialog would give it. */
  choose(folder: string): string;
  readonly disk: FaultyDisk;
  readonly folders: PathTokens;
  readonly desktop: { readonly calls: unknown[]; folder: string | null; files: readonly string[] | null };
  readonly incidents: unknown[];
  readonly progress: JobProgress[];
}

/** What would be written later is never written. */
const neverLater = () => () => undefined;

interface BorderOptions {
  readonly sample?: string;
  readonly launch?: Launch;
}

/** The real handlers on the real packer and the real disk. Only what Electron does is a double. */
async function aBorder(options: BorderOptions = {}): Promise<Border> {
  const { packer, disk } = createTestPacker();
  const folders = createPathTokens();
  const incidents: unknown[] = [];
  const progress: JobProgress[] = [];
  const desktop: Border['desktop'] = { calls: [], folder: null, files: null };
  const double: Desktop = {
    chooseFolder: (purpose) => {
      desktop.calls.push(['chooseFolder', purpose]);
      return Promise.resolve(desktop.folder);
    },
    chooseFiles: (what) => {
      desktop.calls.push(['chooseFiles', what]);
      return Promise.resolve(desktop.files);
    },
    revealFolder: async (path) => {
      desktop.calls.push(['revealFolder', path]);
    },
    dragFile: (path) => desktop.calls.push(['dragFile', path]),
    copyText: async (text) => {
      desktop.calls.push(['copyText', text]);
    },
    showReport: async (text) => {
      desktop.calls.push(['showReport', text]);
    },
    noteOpened: (path) => desktop.calls.push(['noteOpened', path]),
    listOpened: (paths) => desktop.calls.push(['listOpened', paths]),
    offerCommands: (available) => desktop.calls.push(['offerCommands', available]),
    applySettings: (settings) => desktop.calls.push(['applySettings', settings]),
    languageOf: ({ language }) => (language === 'system' ? 'pt-BR' : language),
    nextSteps: () => undefined,
  };
  const handlers = createPackerHandlers({
    packer,
    desktop: double,
    folders,
    files: createPathTokens(),
    recent: createRecentProjects(join(await freshFolder(), 'recent.json'), (error) => incidents.push(error)),
    keptViews: createKeptViews(join(await freshFolder(), 'project-views.json'), neverLater, (error) =>
      incidents.push(error),
    ),
    savedSearches: createSavedSearches(join(await freshFolder(), 'saved.json'), (error) => incidents.push(error)),
    settings: await readSettingsFile(join(await freshFolder(), 'settings.json'), (error) => incidents.push(error)),
    jobs: createJobs({
      progress: (event) => progress.push(eventContract['packer:job-progress'].parse(structuredClone(event))),
      ended: (event) => void eventContract['packer:job-ended'].parse(structuredClone(event)),
      overall: () => undefined,
    }),
    now: () => '2026-11-24T14:02:03.004Z',
    inspectSource: createInspectSource({
      packer,
      // Without the process of its own.
      queue: { make: (_key, order, _priority, signal) => inspectFile(order, signal) },
    }),
    describePicture: createPictures({
      packer,
      cache: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
      queue: { make: () => Promise.resolve({ kind: 'cancelled' }) },
    }).describe,
    findSample: () => Promise.resolve(options.sample ?? null),
    logFile: '/data/logs/main.log',
    countCrashDumps: () => Promise.resolve(2),
    versions: ['Studio 1'],
    takeLaunch: createLaunches(options.launch ?? null).take,
    updates: {
      known: () => ({ version: '2.0.0', by: 'restart' }),
      take: () => desktop.calls.push(['takeUpdate']),
    },
  });
  const dispatch = createDispatcher(handlers, (incident, channel, error) =>
    incidents.push({ incident, channel, error }),
  );
  return {
    send: async <C extends ChannelName>(channel: C, request: RequestOf<C>) => {
      const reply = structuredClone(await dispatch(channel, structuredClone(request)));
      return replySchema(packerContract[channel].response).parse(reply) as ReplyOf<C>;
    },
    choose: (folder) => folders.tokenOf(folder),
    disk,
    folders,
    desktop,
    incidents,
    progress,
  };
}

function valueOf<Value>(
  reply: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure },
): Value {
  if (!reply.ok) {
    throw new Error(`The request was answered with ${reply.failure.code}`);
  }
  return reply.value;
}

/** A border with one project open. */
async function anOpenBorder(folder: string): Promise<Border & { readonly projectId: string }> {
  const border = await aBorder();
  const { projectId } = valueOf(
    await border.send('packer:open-project', { folderToken: border.choose(folder), jobId }),
  );
  border.desktop.calls.length = 0;
  return { ...border, projectId };
}

const query = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'root' as const,
  descending: false,
  offset: 0,
  limit: 100,
};

describe('creating assets', () => {
  it('takes files by tokens that main gave for them, and by no others', async () => {
    const folder = await buildProject({ files: { 'secret.png': 'secret', 'chosen.png': 'chosen' } });
    const border = await anOpenBorder(folder);
    const { projectId } = border;
    border.desktop.files = [join(folder, 'chosen.png')];
    const chosen = valueOf(await border.send('packer:choose-files', { what: 'files', besides: [] }))?.files ?? [];
    const assetOf = (fileToken: string) => ({ root: 'new', name: 'New', type: 'image' as const, files: [fileToken] });
    const create = (fileToken: string) =>
      border.send('packer:create-assets', {
        projectId,
        assets: [assetOf(fileToken)],
        register: true,
        commandId: randomUUID(),
        jobId,
      });

    for (const token of [border.choose(join(folder, 'secret.png')), randomUUID()]) {
      expect(await create(token)).toEqual({ ok: false, failure: { code: 'files-not-known' } });
    }

    expect(chosen).toMatchObject([
      { name: 'chosen.png', bytes: 6, assetName: 'chosen', folderName: 'chosen', type: 'image', problem: null },
    ]);
    expect(valueOf(await create(chosen[0]?.fileToken ?? ''))).toMatchObject({ status: 'done', written: 1 });
    expect(await readFile(join(folder, 'assets/new/chosen.png'), 'utf8')).toBe('chosen');
  });
});

describe('files that belong together', () => {
  it('N5 are one asset where a model names them and they lie beside it', async () => {
    const model = {
      buffers: [{ uri: 'tree.bin' }, { uri: 'data:,x' }],
      images: [{ uri: 'bark%20old.png' }, { uri: '../up.png' }],
    };
    const names = ['tree.gltf', 'tree.bin', 'bark old.png', 'other.png'];
    const files = {
      'in/tree.gltf': JSON.stringify(model),
      'in/tree.bin': 'b',
      'in/bark old.png': 'p',
      'in/other.png': 'o',
    };
    const folder = await buildProject({ files });
    const border = await anOpenBorder(folder);
    border.desktop.files = names.map((name) => join(folder, 'in', name));

    const chosen = valueOf(await border.send('packer:choose-files', { what: 'files', besides: [] }))?.files ?? [];

    const token = chosen[0]?.fileToken;
    expect(chosen.map(({ name, partOf }) => [name, partOf])).toEqual([
      ['tree.gltf', null],
      ['tree.bin', token],
      ['bark old.png', token],
      ['other.png', null],
    ]);
    const asset = {
      root: 'tree',
      name: 'Tree',
      type: 'model' as const,
      files: chosen.slice(0, 3).map(({ fileToken }) => fileToken),
    };
    const { projectId } = border;
    await border.send('packer:create-assets', { projectId, assets: [asset], register: true, commandId, jobId });
    expect(valueOf(await border.send('packer:get-asset-details', { projectId, root: 'tree' }))).toMatchObject({
      health: 'ok',
      sources: [{ path: 'tree.gltf' }, { path: 'tree.bin' }, { path: 'bark old.png' }],
    });
  });
});

describe('names of chosen files', () => {
  it('N5 belong to a model that names them, however the disk spells their letters', async () => {
    const model = JSON.stringify({ images: [{ uri: 'a\u0301rvore.png' }] });
    const folder = await buildProject({ files: { 'in/tree.gltf': model, 'in/a\u0301rvore.png': 'p' } });
    const border = await anOpenBorder(folder);
    border.desktop.files = ['tree.gltf', 'a\u0301rvore.png'].map((name) => join(folder, 'in', name));

    const chosen = valueOf(await border.send('packer:choose-files', { what: 'files', besides: [] }))?.files ?? [];

    expect(chosen.map(({ partOf }) => partOf)).toEqual([null, chosen[0]?.fileToken]);
  });

  it('are names of assets of up to 200 units, cut between two characters', async () => {
    const border = await anOpenBorder(await buildProject({}));
    const family = '👩‍👩‍👧';
    const stems = ['x'.repeat(200), `${'x'.repeat(190)}${family}${family}`];
    border.desktop.files = stems.map((stem) => `/gone/${stem}.png`);

    const chosen = valueOf(await border.send('packer:choose-files', { what: 'files', besides: [] }))?.files ?? [];

    expect(chosen.map(({ assetName }) => assetName)).toEqual([stems[0], `${'x'.repeat(190)}${family}`]);
  });
});

describe('choosing a folder', () => {
  it('answers a token for what the dialog gave', async () => {
    const border = await aBorder();
    border.desktop.folder = '/games/one';

    const chosen = valueOf(await border.send('packer:choose-folder', { purpose: 'open' }));

    expect(chosen).toEqual({ folderToken: border.choose('/games/one'), path: '/games/one' });
    expect(border.desktop.calls).toEqual([['chooseFolder', 'open']]);
  });

  it('answers null where the author cancelled', async () => {
    const border = await aBorder();

    const chosen = valueOf(await border.send('packer:choose-folder', { purpose: 'create' }));

    expect(chosen).toBeNull();
  });
});

describe('creating a project', () => {
  it('makes one that opens', async () => {
    const border = await aBorder();
    const folder = await freshFolder();

    const created = valueOf(
      await border.send('packer:create-project', { folderToken: border.choose(folder), name: ' New game ' }),
    );

    const { folderToken } = created;
    const opened = valueOf(await border.send('packer:open-project', { folderToken, jobId }));
    expect(opened).toMatchObject({
      name: 'New game',
      path: folder,
      revision: 1,
      lane: { state: 'healthy' },
      diagnostics: [],
    });
  });

  it('is refused in a folder that is not empty', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:create-project', {
      folderToken: border.choose(await buildProject()),
      name: 'New',
    });

    expect(reply).toEqual({ ok: false, failure: { code: 'folder-not-empty' } });
  });

  it('is refused in a folder that the window was not given', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:create-project', { folderToken: unknownId, name: 'New' });

    expect(reply).toEqual({ ok: false, failure: { code: 'folder-not-known' } });
  });
});

describe('opening a project', () => {
  it('answers what it is', async () => {
    const border = await aBorder();
    const folder = await buildProject({ name: 'Game', assets: { a: anAsset() } });

    const opened = valueOf(await border.send('packer:open-project', { folderToken: border.choose(folder), jobId }));

    expect(opened).toMatchObject({ name: 'Game', path: folder, revision: 1, lane: { state: 'healthy' } });
  });

  it('answers the same project where it is open already', async () => {
    const folder = await buildProject();
    const border = await anOpenBorder(folder);

    const again = valueOf(await border.send('packer:open-project', { folderToken: border.choose(folder), jobId }));

    expect(again.projectId).toBe(border.projectId);
  });

  it('is refused for a folder that the window was not given', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:open-project', { folderToken: unknownId, jobId });

    expect(reply).toEqual({ ok: false, failure: { code: 'folder-not-known' } });
  });

  it('is refused for a folder that is no project, which is not remembered', async () => {
    const border = await aBorder();
    const folderToken = border.choose(await freshFolder());

    const reply = await border.send('packer:open-project', { folderToken, jobId });

    expect(reply).toEqual({ ok: false, failure: { code: 'not-a-project', reason: 'no-project-file' } });
    expect(valueOf(await border.send('packer:list-recent', {}))).toEqual([]);
    expect(border.desktop.calls).toEqual([]);
  });

  it('is refused where the folder can’t be read', async () => {
    const border = await aBorder();
    const folder = await buildProject();
    const folderToken = border.choose(folder);
    border.disk.fail({ call: 'scan', path: join(folder, 'assets') }, 'EACCES');

    const reply = await border.send('packer:open-project', { folderToken, jobId });

    expect(reply).toEqual({ ok: false, failure: { code: 'read-failed', errno: 'EACCES' } });
  });

  it('tells its progress with the id of its job', async () => {
    const border = await aBorder();
    const folderToken = border.choose(await buildProject({ assets: { a: anAsset(), b: anAsset() } }));

    await border.send('packer:open-project', { folderToken, jobId });

    expect(border.progress[0]).toEqual({ jobId, kind: 'open', done: 1, total: null, current: null });
    expect(new Set(border.progress.map((told) => told.jobId))).toEqual(new Set([jobId]));
  });

  it('is cancelled by the id of its job', async () => {
    const border = await aBorder();
    const folderToken = border.choose(await buildProject({ assets: { a: anAsset() } }));
    const gate = border.disk.hold({ call: 'scan' });

    const opening = border.send('packer:open-project', { folderToken, jobId });
    await gate.reached;
    const cancelled = await border.send('packer:cancel-job', { jobId });
    gate.open();

    expect(cancelled).toEqual({ ok: true, value: null });
    expect(await opening).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  it('is no failure to cancel where there is no such job', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:cancel-job', { jobId: unknownId });

    expect(reply).toEqual({ ok: true, value: null });
  });
});

describe('folders that main knows', () => {
  it('are the sample’s', async () => {
    const sample = await buildProject({ name: 'Sample' });
    const border = await aBorder({ sample });

    const found = valueOf(await border.send('packer:find-sample', {}));

    expect(found).toEqual({ folderToken: border.choose(sample), path: sample });
  });

  it('are not the sample’s where this installation has none', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:find-sample', {});

    expect(reply).toEqual({ ok: false, failure: { code: 'sample-not-found' } });
  });

  it('are that of the command line, once', async () => {
    const border = await aBorder({ launch: launchOfFolder('/games/one') });

    const first = valueOf(await border.send('packer:get-launch-folder', {}));
    const second = valueOf(await border.send('packer:get-launch-folder', {}));

    expect(first).toMatchObject({ path: '/games/one', asset: null });
    expect(second).toBeNull();
  });

  it('are those of a link, with its asset, or why it leads nowhere', async () => {
    const followed = await aBorder({ launch: parseProjectLink('prometeu://open?project=/games/one&asset=ui/ok') });
    const broken = await aBorder({ launch: parseProjectLink('prometeu://open') });

    expect(await followed.send('packer:get-launch-folder', {})).toMatchObject({
      ok: true,
      value: { path: '/games/one', asset: 'ui/ok' },
    });
    expect(await broken.send('packer:get-launch-folder', {})).toEqual({
      ok: false,
      failure: { code: 'link-invalid', reason: 'link-without-project' },
    });
  });

  it('are those of projects that were open, and open again by their token', async () => {
    const folder = await buildProject({ name: 'Game' });
    const border = await anOpenBorder(folder);

    const recent = valueOf(await border.send('packer:list-recent', {}));

    expect(recent).toEqual([
      {
        folderToken: border.choose(folder),
        name: 'Game',
        path: folder,
        openedAt: '2026-11-24T14:02:03.004Z',
        assets: 0,
        pinned: false,
        exists: true,
      },
    ]);
  });

  it('are forgotten at the author’s word, by the system’s own list too', async () => {
    const [folder, other] = [await buildProject(), await buildProject()];
    const border = await aBorder();
    for (const path of [folder, other]) {
      valueOf(await border.send('packer:open-project', { folderToken: border.choose(path), jobId }));
    }

    const reply = await border.send('packer:remove-recent', { folderToken: border.choose(folder) });

    expect(reply).toEqual({ ok: true, value: null });
    expect(valueOf(await border.send('packer:list-recent', {})).map(({ path }) => path)).toEqual([other]);
    expect(border.desktop.calls).toEqual([
      ['noteOpened', folder],
      ['noteOpened', other],
      ['listOpened', [other]],
    ]);
  });

  it('are shown as they were shown last, also when they are not open any more', async () => {
    const folder = await buildProject({ name: 'Game' });
    const border = await anOpenBorder(folder);
    const folderToken = border.choose(folder);
    expect(valueOf(await border.send('studio:get-kept-view', { folderToken }))).toEqual(viewAtFirst);
    await border.send('packer:close-project', { projectId: border.projectId });
    const view = { ...viewAtFirst, layout: 'grid', search: 'type:image ', selected: 'a' } as const;

    expect(await border.send('studio:keep-view', { folderToken, view })).toEqual({ ok: true, value: null });

    expect(valueOf(await border.send('studio:get-kept-view', { folderToken }))).toEqual(view);
    expect(await border.send('studio:keep-view', { folderToken: unknownId, view })).toEqual({
      ok: false,
      failure: { code: 'folder-not-known' },
    });
  });

  it('are pinned and let go again', async () => {
    const folder = await buildProject({ name: 'Game' });
    const border = await anOpenBorder(folder);
    const folderToken = border.choose(folder);

    expect(await border.send('packer:pin-recent', { folderToken, pinned: true })).toEqual({ ok: true, value: null });
    expect(valueOf(await border.send('packer:list-recent', {}))).toMatchObject([{ pinned: true }]);
    await border.send('packer:pin-recent', { folderToken, pinned: false });
    expect(valueOf(await border.send('packer:list-recent', {}))).toMatchObject([{ pinned: false }]);
    expect(await border.send('packer:pin-recent', { folderToken: unknownId, pinned: true })).toEqual({
      ok: true,
      value: null,
    });
  });

  it('are forgotten without a failure where they are not known', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:remove-recent', { folderToken: unknownId });

    expect(reply).toEqual({ ok: true, value: null });
  });
});

describe('asking about a project', () => {
  it('answers what it is', async () => {
    const border = await anOpenBorder(await buildProject({ name: 'Game' }));

    const summary = valueOf(await border.send('packer:get-project', { projectId: border.projectId }));

    expect(summary).toMatchObject({ projectId: border.projectId, name: 'Game', revision: 1 });
  });

  it('carries every finding on folders and registry', async () => {
    const border = await anOpenBorder(await buildProject({ registry: ['no record', '{"op":"move"}', '======='] }));

    const { diagnostics } = valueOf(await border.send('packer:get-project', { projectId: border.projectId }));

    expect(diagnostics.map(({ code }) => code)).toEqual([
      'registry-line-unreadable',
      'registry-line-unknown',
      'registry-conflict-marker',
    ]);
  });

  it('Q3 answers a window of its assets', async () => {
    const assets = { a: anAsset({ name: 'A' }), b: anAsset({ name: 'B' }), c: '{' };
    const border = await anOpenBorder(await buildProject({ assets }));

    const window = valueOf(
      await border.send('packer:list-assets', { projectId: border.projectId, query: { ...query, offset: 1 } }),
    );

    expect(window).toMatchObject({ revision: 1, total: 3, counts: { all: 3 } });
    expect(window.rows).toMatchObject([
      { root: 'b', name: 'B', health: 'ok' },
      { root: 'c', name: 'c', type: null, health: 'error', problems: 1 },
    ]);
  });

  it('answers everything that is known of an asset', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset({ extra: 1 }) } }));

    const details = valueOf(await border.send('packer:get-asset-details', { projectId: border.projectId, root: 'a' }));

    expect(details).toMatchObject({
      root: 'a',
      revision: 1,
      manifest: anAsset(),
      sources: [{ path: 'picture.png', bytes: 6 }],
      diagnostics: [{ code: 'manifest-unknown-key', key: 'extra' }],
      entry: null,
    });
  });

  it('Q7 answers tags and folders, as many and as deep as asked', async () => {
    const assets = {
      'ui/a': anAsset({ tags: ['hud', 'new'] }),
      'ui/icons/b': anAsset({ tags: ['hud'] }),
    };
    const border = await anOpenBorder(await buildProject({ assets }));

    const facets = valueOf(
      await border.send('packer:get-asset-facets', {
        projectId: border.projectId,
        query: { search: '', tags: 1, folders: ['', 'ui/', 'gone/'] },
      }),
    );

    expect(facets).toEqual({
      rowsRevision: 1,
      counts: null,
      tagTotal: 2,
      tags: [{ tag: 'hud', count: 2 }],
      contents: [
        { path: '', folders: [{ path: 'ui/', name: 'ui', count: 2, hasFolders: true }], more: false },
        { path: 'ui/', folders: [{ path: 'ui/icons/', name: 'icons', count: 1, hasFolders: false }], more: false },
        { path: 'gone/', folders: [], more: false },
      ],
    });
  });

  it('Q4 answers every action on an asset', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: '{' } }));

    const answer = valueOf(await border.send('packer:get-asset-actions', { projectId: border.projectId, root: 'a' }));

    expect(answer).toMatchObject({
      revision: 1,
      actions: [
        {
          action: 'register',
          available: false,
          reason: { code: 'invalid-manifest', diagnostics: ['manifest-not-json'] },
        },
        { action: 'unregister', available: false, reason: { code: 'not-registered', root: 'a' } },
        {
          action: 'edit-manifest',
          available: false,
          reason: { code: 'manifest-not-editable', root: 'a', diagnostics: ['manifest-not-json'] },
        },
        { action: 'move', available: true },
        { action: 'reveal', available: true },
        { action: 'copy-path', available: true },
        { action: 'copy-id', available: false, reason: { code: 'not-registered', root: 'a' } },
        { action: 'trash', available: true },
      ],
    });
  });

  it.each([
    'packer:get-asset-details',
    'packer:get-asset-actions',
    'packer:describe-picture',
    'packer:reveal-asset',
    'packer:copy-asset-path',
  ] as const)('fails where there is no such asset: %s', async (channel) => {
    const border = await anOpenBorder(await buildProject());

    const reply = await border.send(channel, { projectId: border.projectId, root: '../../etc' });

    expect(reply).toEqual({ ok: false, failure: { code: 'no-such-asset', root: '../../etc' } });
    expect(border.desktop.calls).toEqual([]);
  });
});

describe('a project that is not open', () => {
  const requests = {
    'packer:get-project': { projectId: unknownId },
    'packer:list-saved-searches': { projectId: unknownId },
    'packer:save-search': { projectId: unknownId, name: 'n', search: 's' },
    'packer:remove-saved-search': { projectId: unknownId, name: 'n' },
    'packer:list-assets': { projectId: unknownId, query },
    'packer:get-asset-facets': { projectId: unknownId, query: { search: '', tags: 12, folders: [''] } },
    'packer:get-asset-details': { projectId: unknownId, root: 'a' },
    'packer:get-asset-actions': { projectId: unknownId, root: 'a' },
    'packer:describe-picture': { projectId: unknownId, root: 'a' },
    'packer:inspect-source': { projectId: unknownId, root: 'a', source: 'picture.png' },
    'packer:register-asset': { projectId: unknownId, root: 'a', commandId },
    'packer:reload-project': { projectId: unknownId, jobId },
    'packer:verify-snapshot': { projectId: unknownId, jobId },
    'packer:list-repairs': { projectId: unknownId },
    'packer:apply-repair': { projectId: unknownId, findingId: 'f', fix: { fix: 'set-aside' } },
    'packer:compact-registry': { projectId: unknownId },
    'packer:take-over-lock': { projectId: unknownId, jobId },
    'packer:reveal-asset': { projectId: unknownId, root: 'a' },
    'packer:copy-asset-path': { projectId: unknownId, root: 'a' },
    'packer:drag-source': { projectId: unknownId, root: 'a', source: 'picture.png' },
    'packer:copy-asset-text': { projectId: unknownId, root: 'a', form: 'json' },
  } as const;
  const channels = channelNames.filter((channel): channel is keyof typeof requests => channel in requests);

  it.each(channels)('answers that it is not: %s', async (channel) => {
    const border = await aBorder();

    const reply = await border.send<ChannelName>(channel, requests[channel]);

    expect(reply).toEqual({ ok: false, failure: { code: 'project-not-open' } });
    expect(border.incidents).toEqual([]);
  });

  it('is closed without a failure', async () => {
    const border = await aBorder();

    const reply = await border.send('packer:close-project', { projectId: unknownId });

    expect(reply).toEqual({ ok: true, value: null });
  });
});

describe('registering an asset', () => {
  it('L3 is committed, on disk and in what is asked next', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const border = await anOpenBorder(folder);

    const completion = valueOf(
      await border.send('packer:register-asset', { projectId: border.projectId, root: 'a', commandId }),
    );

    expect(completion).toMatchObject({ status: 'committed', revision: 2 });
    const details = valueOf(await border.send('packer:get-asset-details', { projectId: border.projectId, root: 'a' }));
    expect(details).toMatchObject({ revision: 2, registration: 'registered', entry: { root: 'a', commandId, rev: 1 } });
    expect(await readFile(join(folder, 'assets.jsonl'), 'utf8')).toContain(commandId);
  });

  it('L3 answers a repeat with the first completion', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
    const request = { projectId: border.projectId, root: 'a', commandId };

    const first = valueOf(await border.send('packer:register-asset', request));
    const second = valueOf(await border.send('packer:register-asset', request));

    expect(second).toEqual(first);
  });

  it('L3 is refused as data, not as a failure of the request', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: '{' } }));

    const completion = valueOf(
      await border.send('packer:register-asset', { projectId: border.projectId, root: 'a', commandId }),
    );

    expect(completion).toEqual({
      status: 'refused',
      refusal: { code: 'invalid-manifest', root: 'a', diagnostics: ['manifest-not-json'] },
    });
  });

  it('L3 fails as data where the disk is full', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
    border.disk.fail({ call: 'file.write' }, 'ENOSPC');

    const completion = valueOf(
      await border.send('packer:register-asset', { projectId: border.projectId, root: 'a', commandId }),
    );

    expect(completion).toEqual({
      status: 'failed',
      failure: { code: 'disk-refused', step: 'write', errno: 'ENOSPC' },
      disk: 'as-before',
    });
  });

  it('R11 is refused where the registry is of a newer version', async () => {
    const files = { 'assets.jsonl': '{"prometeu":"assets","v":2}\n' };
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() }, files }));

    const completion = valueOf(
      await border.send('packer:register-asset', { projectId: border.projectId, root: 'a', commandId }),
    );

    expect(completion).toMatchObject({
      status: 'refused',
      refusal: { code: 'registry-read-only', reason: 'version-unsupported' },
    });
  });
});

describe('reading the disk again', () => {
  it('reloads at the author’s word, and says what changed', async () => {
    const folder = await buildProject({ assets: { a: anAsset(), b: anAsset() } });
    const border = await anOpenBorder(folder);
    await writeAsset(folder, 'c', anAsset());
    await rm(join(folder, 'assets/a'), { recursive: true });

    const report = valueOf(await border.send('packer:reload-project', { projectId: border.projectId, jobId }));

    expect(report).toEqual({ revision: 2, added: 1, changed: 0, removed: 1, gone: 0 });
  });

  it('fails where the project is gone, and keeps what was known', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const border = await anOpenBorder(folder);
    await rm(folder, { recursive: true });

    const reply = await border.send('packer:reload-project', { projectId: border.projectId, jobId });

    expect(reply).toEqual({ ok: false, failure: { code: 'read-failed', errno: 'ENOENT' } });
    const window = valueOf(await border.send('packer:list-assets', { projectId: border.projectId, query }));
    expect(window).toMatchObject({ revision: 1, total: 1 });
  });

  it('S3 verifies the snapshot and changes nothing', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const border = await anOpenBorder(folder);
    await writeAsset(folder, 'b', anAsset());

    const report = valueOf(await border.send('packer:verify-snapshot', { projectId: border.projectId, jobId }));

    expect(report).toMatchObject({ revision: 1, assets: 1 });
    expect(report.differences).toContainEqual({ part: 'asset', key: 'b', change: 'only-on-disk' });
    expect(report.differenceCount).toBe(report.differences.length);
  });

  it.each(['packer:reload-project', 'packer:verify-snapshot'] as const)(
    'is cancelled by the id of its job: %s',
    async (channel) => {
      const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
      const gate = border.disk.hold({ call: 'scan' });

      const running = border.send(channel, { projectId: border.projectId, jobId });
      await gate.reached;
      await border.send('packer:cancel-job', { jobId });
      gate.open();

      expect(await running).toEqual({ ok: false, failure: { code: 'cancelled' } });
    },
  );
});

describe('repairing the registry', () => {
  it('R6 lists what was found with its fixes, applies one, and lists what is left', async () => {
    const folder = await buildProject({ assets: { a: anAsset() }, registry: ['not a record'] });
    const border = await anOpenBorder(folder);
    const { projectId } = border;

    const { total, findings } = valueOf(await border.send('packer:list-repairs', { projectId }));

    expect(total).toBe(1);
    expect(findings).toMatchObject([{ rule: 'R6', excerpt: 'not a record', fixes: [{ fix: 'set-aside' }] }]);
    const findingId = findings[0]?.id ?? '';
    const request = { projectId, findingId, fix: { fix: 'set-aside' as const } };
    expect(valueOf(await border.send('packer:apply-repair', request))).toMatchObject({ status: 'committed' });
    expect(await readFile(join(folder, 'assets.jsonl'), 'utf8')).toBe('{"prometeu":"assets","v":1}\n');
    expect(valueOf(await border.send('packer:list-repairs', { projectId }))).toMatchObject({ total: 0, findings: [] });
    expect(valueOf(await border.send('packer:apply-repair', request))).toEqual({
      status: 'refused',
      refusal: { code: 'finding-gone' },
    });
  });

  it('compacts at the author’s word', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
    const { projectId } = border;
    await border.send('packer:register-asset', { projectId, root: 'a', commandId });

    const completion = valueOf(await border.send('packer:compact-registry', { projectId }));

    expect(completion).toMatchObject({ status: 'committed', linesDropped: 0 });
  });

  it('asks for the lock at the author’s word, and answers as a reload does', async () => {
    const border = await anOpenBorder(await buildProject());

    const report = valueOf(await border.send('packer:take-over-lock', { projectId: border.projectId, jobId }));

    expect(report).toMatchObject({ added: 0, changed: 0, removed: 0, gone: 0 });
  });
});

describe('saving a copy of the registry', () => {
  it('writes what memory holds to the folder that the author chooses', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const border = await anOpenBorder(folder);
    const { projectId } = border;
    await border.send('packer:register-asset', { projectId, root: 'a', commandId });
    border.desktop.folder = await freshFolder();

    const saved = valueOf(await border.send('packer:save-registry-copy', { projectId }));

    expect(saved).toEqual({ path: join(border.desktop.folder, 'assets-copy.jsonl') });
    expect(border.desktop.calls).toEqual([['chooseFolder', 'save-copy']]);
    expect(await readFile(saved?.path ?? '', 'utf8')).toBe(await readFile(join(folder, 'assets.jsonl'), 'utf8'));
  });

  it('never touches the project’s own registry, also where that folder is chosen', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const border = await anOpenBorder(folder);
    await rm(join(folder, 'assets.jsonl'));
    border.desktop.folder = folder;

    const saved = valueOf(await border.send('packer:save-registry-copy', { projectId: border.projectId }));

    expect(saved).toEqual({ path: join(folder, 'assets-copy.jsonl') });
    await expect(readFile(join(folder, 'assets.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('answers null where the author cancelled', async () => {
    const border = await anOpenBorder(await buildProject());

    const saved = valueOf(await border.send('packer:save-registry-copy', { projectId: border.projectId }));

    expect(saved).toBeNull();
  });

  it('is refused for a project that is not open, once a folder was chosen', async () => {
    const border = await aBorder();
    border.desktop.folder = await freshFolder();

    const reply = await border.send('packer:save-registry-copy', { projectId: unknownId });

    expect(reply).toEqual({ ok: false, failure: { code: 'project-not-open' } });
  });
});

describe('what the desktop does', () => {
  it('shows the asset’s folder', async () => {
    const folder = await buildProject({ assets: { 'ui/ok': anAsset() } });
    const border = await anOpenBorder(folder);

    const reply = await border.send('packer:reveal-asset', { projectId: border.projectId, root: 'ui/ok' });

    expect(reply).toEqual({ ok: true, value: null });
    expect(border.desktop.calls).toEqual([['revealFolder', join(folder, 'assets/ui/ok')]]);
  });

  it('copies the asset’s path', async () => {
    const folder = await buildProject({ assets: { 'ui/ok': anAsset() } });
    const border = await anOpenBorder(folder);

    const copied = valueOf(await border.send('packer:copy-asset-path', { projectId: border.projectId, root: 'ui/ok' }));

    expect(copied).toEqual({ path: join(folder, 'assets/ui/ok') });
    expect(border.desktop.calls).toEqual([['copyText', join(folder, 'assets/ui/ok')]]);
  });

  it('copies the id of a registered asset', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
    const of = { projectId: border.projectId, root: 'a' };
    await border.send('packer:register-asset', { ...of, commandId: unknownId });
    const { entry } = valueOf(await border.send('packer:get-asset-details', of));
    border.desktop.calls.length = 0;

    const copied = valueOf(await border.send('packer:copy-asset-id', of));

    expect(copied).toEqual({ assetId: entry?.assetId });
    expect(border.desktop.calls).toEqual([['copyText', entry?.assetId]]);
  });

  it('copies the path in the project, a link to it, and all that is known as JSON', async () => {
    const folder = await buildProject({ assets: { 'ui/ok': anAsset({ name: 'Ok' }) } });
    const border = await anOpenBorder(folder);
    const of = { projectId: border.projectId, root: 'ui/ok' };
    border.desktop.calls.length = 0;

    const path = valueOf(await border.send('packer:copy-asset-text', { ...of, form: 'relative-path' }));
    const link = valueOf(await border.send('packer:copy-asset-text', { ...of, form: 'link' }));
    const json = valueOf(await border.send('packer:copy-asset-text', { ...of, form: 'json' }));

    expect(path).toEqual({ text: 'assets/ui/ok' });
    expect(parseProjectLink(link.text)).toEqual({ ok: true, value: { folder, asset: 'ui/ok' } });
    expect(JSON.parse(json.text)).toMatchObject({
      root: 'ui/ok',
      manifest: { name: 'Ok' },
      registration: 'unregistered',
    });
    expect(json.text).not.toContain('revision');
    expect(border.desktop.calls).toEqual([
      ['copyText', path.text],
      ['copyText', link.text],
      ['copyText', json.text],
    ]);
  });

  it('F5 drags a source file out that the manifest lists, and nothing else', async () => {
    const folder = await buildProject({
      assets: { a: anAsset({ sources: ['in/picture.png', 'gone.png'] }), b: anAsset() },
      files: { 'secret.png': '', 'assets/a/other.png': '' },
    });
    await rm(join(folder, 'assets', 'a', 'gone.png'));
    const border = await anOpenBorder(folder);
    const drag = (root: string, source: string) =>
      border.send('packer:drag-source', { projectId: border.projectId, root, source });

    for (const source of [
      'other.png',
      'gone.png',
      'asset.json',
      '../b/picture.png',
      '../../secret.png',
      '',
      '/etc/hosts',
    ]) {
      expect(await drag('a', source), source).toMatchObject({ ok: false });
    }
    expect(await drag('nowhere', 'picture.png')).toMatchObject({ ok: false });
    expect(border.desktop.calls).toEqual([]);
    expect(await drag('a', 'in/picture.png')).toEqual({ ok: true, value: null });

    expect(border.desktop.calls).toEqual([['dragFile', join(folder, 'assets', 'a', 'in', 'picture.png')]]);
  });

  it('copies no id of an asset that has none', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
    border.desktop.calls.length = 0;

    const copied = await border.send('packer:copy-asset-id', { projectId: border.projectId, root: 'a' });

    expect(copied).toEqual({ ok: false, failure: { code: 'not-registered', root: 'a' } });
    expect(border.desktop.calls).toEqual([]);
  });

  it('is told what the window can do', async () => {
    const border = await aBorder();

    valueOf(await border.send('studio:offer-commands', { available: ['open-project', 'undo'] }));

    expect(border.desktop.calls).toEqual([['offerCommands', ['open-project', 'undo']]]);
  });
});

describe('settings', () => {
  it('are changed one by one, applied at once, and come to a language', async () => {
    const border = await aBorder();
    expect(valueOf(await border.send('studio:get-settings', {}))).toEqual({
      settings: settingsAtFirst,
      language: 'pt-BR',
    });

    expect(valueOf(await border.send('studio:change-settings', { change: { theme: 'contrast' } }))).toEqual({
      saved: true,
    });
    expect(valueOf(await border.send('studio:change-settings', { change: { language: 'en' } }))).toEqual({
      saved: true,
    });

    const settings = { ...settingsAtFirst, theme: 'contrast', language: 'en' };
    expect(valueOf(await border.send('studio:get-settings', {}))).toEqual({ settings, language: 'en' });
    expect(border.desktop.calls.at(-1)).toEqual(['applySettings', settings]);
  });
});

describe('finding rows', () => {
  const view = {
    filter: { registration: [], health: [], type: [], tag: [], search: '' },
    sort: 'root' as const,
    descending: false,
  };

  it('Q8 Q9 Q10 Q12 answers from the snapshot, with its revisions', async () => {
    const assets = { a: anAsset(), 'b/broken': 'no manifest', c: anAsset({ name: 'See' }) };
    const border = await anOpenBorder(await buildProject({ assets }));
    const { projectId } = border;

    const row = valueOf(await border.send('packer:find-row', { projectId, view, root: 'c' }));
    const problem = valueOf(
      await border.send('packer:find-problem', { projectId, view, from: null, direction: 'next' }),
    );
    const meant = valueOf(await border.send('packer:find-assets', { projectId, text: 'see', limit: 10 }));

    expect(row).toEqual({ revision: 1, orderRevision: 1, index: 2, before: 2 });
    expect(problem).toEqual({ revision: 1, orderRevision: 1, total: 1, row: { index: 1, root: 'b/broken', nth: 1 } });
    expect(meant).toMatchObject({ revision: 1, total: 1, rows: [{ root: 'c', name: 'See' }] });
    const rows = { by: 'rows' as const, ...view, ranges: [{ first: 1, last: 9 }] };
    expect(
      valueOf(await border.send('packer:count-selected', { projectId, rows: { ...rows, orderRevision: 1 } })),
    ).toEqual({ revision: 1, registered: 0, unregistered: 2, unregisteredWithErrors: 1 });
    expect(
      await border.send('packer:count-selected', { projectId, rows: { ...rows, orderRevision: 7 } }),
    ).toMatchObject({
      failure: { code: 'selection-outdated' },
    });
  });
});

describe('closing a project', () => {
  it('makes its id one that is not open', async () => {
    const border = await anOpenBorder(await buildProject());

    const closed = await border.send('packer:close-project', { projectId: border.projectId });

    expect(closed).toEqual({ ok: true, value: null });
    const asked = await border.send('packer:get-project', { projectId: border.projectId });
    expect(asked).toEqual({ ok: false, failure: { code: 'project-not-open' } });
  });

  it('L5 waits for the write that is under way', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { a: anAsset() } }));
    const gate = border.disk.hold({ call: 'file.datasync' });
    const registering = border.send('packer:register-asset', { projectId: border.projectId, root: 'a', commandId });
    await gate.reached;

    const closing = border.send('packer:close-project', { projectId: border.projectId });
    gate.open();

    expect(valueOf(await registering)).toMatchObject({ status: 'committed' });
    expect(await closing).toEqual({ ok: true, value: null });
  });
});

describe('a handler whose desktop fails', () => {
  it('is answered as a defect, without its text', async () => {
    const border = await aBorder();
    Object.defineProperty(border.desktop, 'folder', {
      get: () => {
        throw new Error('top-secret');
      },
    });

    const reply = await border.send('packer:choose-folder', { purpose: 'open' });

    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('top-secret');
    expect(border.incidents).toHaveLength(1);
  });
});

describe('what whoever helps needs to know', () => {
  it('is told without the name of any file', async () => {
    const border = await anOpenBorder(await buildProject({ assets: { 'secret/plan': anAsset() } }));

    await border.send('studio:show-report', {});

    expect(border.desktop.calls).toEqual([
      [
        'showReport',
        'Studio 1\nSettings: theme=system, density=compact, motion=system, language=system\nCrash dumps: 2\nProject 1: 1 assets, revision 1, lane healthy, no finding on the registry',
      ],
    ]);
  });

  it('is in a file that can be shown', async () => {
    const border = await aBorder();

    await border.send('studio:show-log', {});

    expect(border.desktop.calls).toEqual([['revealFolder', '/data/logs/main.log']]);
  });
});
