import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assetActions } from '../../../src-preload/contract/domain/asset-action.ts';
import type { ProvisionalView } from '../../../src-preload/contract/domain/provisional-view.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import { privateFolderOf } from '../disk/private-folder.ts';
import { scanInWorkers } from '../disk/scan-in-workers.ts';
import { encodeScanIndex, scanIndexName } from '../disk/scan-index.ts';
import type { OpeningOptions } from '../index.ts';
import { bundleChild } from '../testing/child-bundle.ts';
import { assetRowsIn } from '../testing/index-rows.ts';
import { aFolder } from '../testing/open-test-project.ts';
import { createTestPacker, type TestFolder, type TestPacker, unhurried, valueOf } from '../testing/test-packer.ts';

const worker = await bundleChild('packer/disk/scan-worker.ts');
afterAll(() => worker.remove());

const openingId = 'opening';
const everything = { offset: 0, limit: 500 };

/** Opens by a packer whose view is looked at whenever it tells how far it is. */
interface Watched {
  readonly reading: OpeningOptions;
  readonly seen: ProvisionalView[];
  readonly expected: (number | undefined)[];
}

function watch({ packer }: Pick<TestPacker, 'packer'>, reading: OpeningOptions = unhurried): Watched {
  const seen: ProvisionalView[] = [];
  const expected: (number | undefined)[] = [];
  const onProgress: OpeningOptions['onProgress'] = (_assets, of) => {
    const view = packer.provisionalView(openingId, everything);
    if (view !== null) {
      seen.push(view);
      expected.push(of);
    }
  };
  return { reading: { ...reading, openingId, onProgress }, seen, expected };
}

/** The roots of a view in its order. */
function rootsOf(view: ProvisionalView | null | undefined): string[] | undefined {
  return view?.rows.map(({ root }) => root);
}

describe('the provisional view of a project that is being opened', () => {
  it('Q5 has name, type and root of what was read, no revision, and every action with why it is not available', async () => {
    const folder = await aFolder();
    await folder.writeAsset('ui/ok', { name: 'Okay', type: 'sound' });
    await folder.writeAsset('ui/bad', '{');
    const test = createTestPacker();
    const gate = test.disk.hold({ call: 'open', path: 'assets.jsonl' });
    const opening = test.packer.openProject(folder.path, { ...unhurried, openingId });
    await gate.reached;

    const view = test.packer.provisionalView(openingId, everything);

    gate.open();
    const { projectId } = valueOf(await opening);
    const reason = { code: 'still-opening' };
    expect(view).toEqual({
      phase: 'opening',
      projectId,
      name: 'Test',
      path: folder.path,
      from: 'scan',
      total: 2,
      rows: expect.arrayContaining([
        { root: 'ui/ok', name: 'Okay', type: 'sound' },
        { root: 'ui/bad', name: 'bad', type: null },
      ]) as unknown,
      actions: assetActions.map((action) => ({
        action,
        available: false,
        reason,
      })),
    });
  });

  it('Q5 grows with the scan, and what it has shown stays at its place', async () => {
    const folder = await aFolder('a', 'b', 'c', 'd');
    const test = createTestPacker();
    const { reading, seen } = watch(test);

    await test.packer.openProject(folder.path, reading);

    expect(seen.map(({ total }) => total)).toEqual([1, 2, 3, 4]);
    const last = rootsOf(seen.at(-1));
    expect(seen.map(rootsOf)).toEqual([1, 2, 3, 4].map((count) => last?.slice(0, count)));
  });

  it('Q5 answers windows by offset', async () => {
    const folder = await aFolder('a', 'b', 'c');
    const test = createTestPacker();
    const gate = test.disk.hold({ call: 'open', path: 'assets.jsonl' });
    const opening = test.packer.openProject(folder.path, { ...unhurried, openingId });
    await gate.reached;
    const all = rootsOf(test.packer.provisionalView(openingId, everything));

    const windows = [0, 1, 2, 3, 9].map((offset) => test.packer.provisionalView(openingId, { offset, limit: 2 }));

    gate.open();
    await opening;
    expect(windows.map(rootsOf)).toEqual([0, 1, 2, 3, 9].map((offset) => all?.slice(offset, offset + 2)));
    expect(windows.map((view) => view?.total)).toEqual([3, 3, 3, 3, 3]);
  });

  it('Q5 makes no call of the disk', async () => {
    const folder = await aFolder('a');
    const { disk, packer } = createTestPacker();
    const gate = disk.hold({ call: 'open', path: 'assets.jsonl' });
    const opening = packer.openProject(folder.path, { ...unhurried, openingId });
    await gate.reached;
    const before = disk.calls.length;

    packer.provisionalView(openingId, everything);

    expect(disk.calls).toHaveLength(before);
    gate.open();
    await opening;
  });

  it('Q5 is all that there is of the project: everything else is answered with still-opening, and nothing written', async () => {
    const folder = await aFolder('a');
    const { disk, packer } = createTestPacker();
    const gate = disk.hold({ call: 'open', path: 'assets.jsonl' });
    const opening = packer.openProject(folder.path, { ...unhurried, openingId });
    await gate.reached;
    const projectId = packer.provisionalView(openingId, everything)?.projectId ?? '';
    const query = { registration: [], health: [], type: [], tag: [], search: '' };
    const stillOpening = { ok: false, failure: { code: 'still-opening' } };
    const before = await readFile(folder.registry);

    const answers = [
      await packer.register(projectId, 'a', 'too early'),
      await packer.registerAssets(projectId, { by: 'roots', roots: ['a'] }, 'too early, too', {
        ...unhurried,
        begun: () => undefined,
        advanced: () => undefined,
      }),
      await packer.reload(projectId, unhurried),
      await packer.verify(projectId, unhurried),
      await packer.listRepairs(projectId),
      await packer.compact(projectId),
      packer.registryCopy(projectId),
      packer.findAssetFolder(projectId, 'a'),
      await packer.findSourceFile(projectId, 'a', 'picture.png'),
      packer.getProject(projectId),
      packer.getAssetDetails(projectId, 'a'),
      packer.getAssetActions(projectId, 'a'),
      packer.listAssets(projectId, { filter: query, sort: 'root', descending: false, offset: 0, limit: 1 }),
    ];

    expect(answers).toEqual(answers.map(() => stillOpening));
    expect(await readFile(folder.registry)).toEqual(before);
    gate.open();
    expect(valueOf(await opening).projectId).toBe(projectId);
    expect(await packer.register(projectId, 'a', 'too early')).toMatchObject({ value: { status: 'committed' } });
  });

  it('Q5 ends with the answer, whatever that is', async () => {
    const folder = await aFolder('a');
    const { disk, packer } = createTestPacker();

    disk.fail({ call: 'scan' }, 'EIO');
    const failed = await packer.openProject(folder.path, { ...unhurried, openingId });
    const afterFailure = packer.provisionalView(openingId, everything);
    const opened = await packer.openProject(folder.path, { ...unhurried, openingId });

    expect(failed).toEqual({ ok: false, failure: { code: 'read-failed', errno: 'EIO' } });
    expect(afterFailure).toBeNull();
    expect(opened.ok).toBe(true);
    expect(packer.provisionalView(openingId, everything)).toBeNull();
    expect(packer.provisionalView('never heard of', everything)).toBeNull();
  });

  it('Q5 is answered to each who waits for the same folder', async () => {
    const folder = await aFolder('a');
    const { disk, packer } = createTestPacker();
    const gate = disk.hold({ call: 'open', path: 'assets.jsonl' });
    const one = packer.openProject(folder.path, { ...unhurried, openingId: 'one' });
    await gate.reached;
    const looked = disk.hold({ call: 'status', path: folder.path });
    const other = packer.openProject(folder.path, { ...unhurried, openingId: 'other' });
    await looked.reached;
    looked.open();

    await expect.poll(() => packer.provisionalView('other', everything)).not.toBeNull();

    expect(packer.provisionalView('other', everything)).toEqual(packer.provisionalView('one', everything));
    gate.open();
    expect(valueOf(await one).projectId).toBe(valueOf(await other).projectId);
  });
});

describe('opening that is cancelled', () => {
  it.each([
    ['while folders are read', { call: 'scan' }],
    ['while the registry is read', { call: 'open', path: 'assets.jsonl' }],
    ['behind the last read, when the snapshot is published already', { call: 'rename', path: '.prometeu' }],
  ] as const)('Q5 leaves nothing open: %s', async (_, pattern) => {
    const folder = await aFolder('a');
    const { disk, packer } = createTestPacker();
    const controller = new AbortController();
    const gate = disk.hold(pattern);
    const { reading } = watch({ packer }, { ...unhurried, signal: controller.signal });
    const opening = packer.openProject(folder.path, reading);
    await gate.reached;
    const projectId = packer.provisionalView(openingId, everything)?.projectId ?? '';

    controller.abort();
    gate.open();

    expect(await opening).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(packer.provisionalView(openingId, everything)).toBeNull();
    expect(packer.getProject(projectId)).toEqual({ ok: false, failure: { code: 'project-not-open' } });
    // The lock is free: another program may write.
    const other = createTestPacker();
    expect(valueOf(await other.packer.openProject(folder.path, unhurried)).lane).toEqual({ state: 'healthy' });
  });
});

describe('the provisional view from the scan index', () => {
  const indexOf = (folder: TestFolder): string => join(privateFolderOf(folder.path), scanIndexName);

  function aPacker(): TestPacker {
    return createTestPacker({ disk: createNodeDisk(scanInWorkers(worker.path)) });
  }

  /** A project that was opened before, and has an index of these roots. */
  async function anOpenedFolder(...roots: string[]): Promise<TestFolder> {
    const folder = await aFolder(...roots);
    await mkdir(privateFolderOf(folder.path), { recursive: true });
    const { packer } = aPacker();
    await packer.openProject(folder.path, unhurried);
    await packer.close();
    return folder;
  }

  /** Opens, and answers what was seen meanwhile and what is listed at last. */
  async function open(
    folder: TestFolder,
    reading: OpeningOptions = unhurried,
  ): Promise<Pick<Watched, 'seen' | 'expected'> & { readonly listed: string[] }> {
    const { packer } = aPacker();
    const watched = watch({ packer }, reading);
    const { projectId } = valueOf(await packer.openProject(folder.path, watched.reading));
    const filter = { registration: [], health: [], type: [], tag: [], search: '' };
    const query = { filter, sort: 'root', descending: false, offset: 0, limit: 500 } as const;
    const listed = valueOf(packer.listAssets(projectId, query)).rows.map(({ root }) => root);
    await packer.close();
    return { ...watched, listed };
  }

  async function rewrite(folder: TestFolder, change: (rows: readonly string[]) => readonly string[]): Promise<void> {
    const assets = join(folder.path, 'assets');
    const rows = assetRowsIn(await readFile(indexOf(folder)), assets);
    await writeFile(indexOf(folder), encodeScanIndex(assets, change([...rows.values()])));
  }

  it('Q5 is there before anything is read, in the order by root, and is checked before the list is', async () => {
    const folder = await anOpenedFolder('b', 'a', 'c');
    await folder.writeAsset('d');
    await folder.removeFolder('b');

    const { seen, expected, listed } = await open(folder);

    expect(seen[0]).toMatchObject({ from: 'scan-index', total: 3 });
    expect(seen[0]?.rows).toEqual(['a', 'b', 'c'].map((root) => ({ root, name: root, type: 'image' })));
    expect(seen.map(rootsOf)).toEqual(seen.map(() => ['a', 'b', 'c']));
    expect(new Set(expected)).toEqual(new Set([3]));
    expect(listed).toEqual(['a', 'c', 'd']);
  });

  it('Q5 says how many were checked of how many, and never more', async () => {
    const folder = await anOpenedFolder('a', 'b');
    await folder.writeAsset('c');
    const { packer } = aPacker();
    const told: unknown[] = [];

    await packer.openProject(folder.path, {
      ...unhurried,
      onProgress: (assets, expected) => {
        told.push([assets, expected]);
      },
    });

    expect(told[0]).toEqual([0, 2]);
    expect(told.at(-1)).toEqual([2, 2]);
    await packer.close();
  });

  it.each<[string, (folder: TestFolder) => Promise<void>]>([
    [
      'a letter that is another one',
      async (folder) => {
        const text = await readFile(indexOf(folder), 'utf8');
        await writeFile(indexOf(folder), text.replace('picture', 'pictura'));
      },
    ],
    [
      'rows without an end',
      async (folder) => {
        const text = await readFile(indexOf(folder), 'utf8');
        await writeFile(indexOf(folder), text.trimEnd());
      },
    ],
    [
      'another version',
      async (folder) => {
        const text = await readFile(indexOf(folder), 'utf8');
        await writeFile(indexOf(folder), text.replace(/"v":\d+/, '"v":0'));
      },
    ],
  ])('Q5 X1 is not from an index in doubt: %s', async (_, spoil) => {
    const folder = await anOpenedFolder('a', 'b');
    await spoil(folder);

    const { seen, expected, listed } = await open(folder);

    expect(new Set(seen.map(({ from }) => from))).toEqual(new Set(['scan']));
    expect(new Set(expected)).toEqual(new Set([undefined]));
    expect(listed).toEqual(['a', 'b']);
  });

  it.each<[string, (rows: readonly string[]) => readonly string[]]>([
    ['a root twice', (rows) => [...rows, ...rows.slice(0, 1)]],
    ['a row that is none', (rows) => [...rows, '7']],
  ])('Q5 X1 is taken back where a row of the index is in doubt: %s', async (_, change) => {
    const folder = await anOpenedFolder('a', 'b');
    await rewrite(folder, change);

    const { seen, listed } = await open(folder);

    expect(seen.at(-1)).toMatchObject({ from: 'scan', total: 2 });
    expect(listed).toEqual(['a', 'b']);
  });

  it('Q5 X2 is not from the index where no cache is to be used', async () => {
    const folder = await anOpenedFolder('a', 'b');

    const { seen } = await open(folder, { ...unhurried, withoutCaches: true });

    expect(new Set(seen.map(({ from }) => from))).toEqual(new Set(['scan']));
  });

  it('Q5 shows what can be read of a row that nobody wrote so, and asks nothing of it', async () => {
    const folder = await anOpenedFolder('a', 'b');
    await rewrite(folder, () => ['["a",null,7,"image"]', '["b",null,"Bee",99,', '["c"]']);

    const { seen, listed } = await open(folder);

    expect(seen[0]?.rows).toEqual([
      { root: 'a', name: 'a', type: null },
      { root: 'b', name: 'b', type: null },
      { root: 'c', name: 'c', type: null },
    ]);
    expect(listed).toEqual(['a', 'b']);
  });
});
