import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { AssetFilter } from '../../../src-preload/contract/domain/asset-list.ts';
import type { AssetSelection, BulkCompletion } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import type { Disk } from '../disk/disk-port.ts';
import type { BulkFollower } from '../index.ts';
import { createInlineDisk } from '../testing/inline-disk.ts';
import { aFolder, openNew, registrationOf } from '../testing/open-test-project.ts';
import { aScannedAsset } from '../testing/project-builder.ts';
import {
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

const batch = 256;

/** `a0000` and on: in the order of the list. */
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `a${String(at).padStart(4, '0')}`);

const everything: AssetFilter = { registration: [], health: [], type: [], tag: [], search: '' };
const all: AssetSelection = { by: 'filter', filter: everything, sort: 'root', descending: false };

/** A follower that hears of every batch, and can end the work behind one of them. */
function aFollower(cancelBehind = Number.POSITIVE_INFINITY): BulkFollower & { readonly told: number[] } {
  const controller = new AbortController();
  const told: number[] = [];
  if (cancelBehind === 0) {
    controller.abort();
  }
  return {
    told,
    signal: controller.signal,
    begun: (roots) => told.push(roots.length),
    advanced: (results) => {
      if (told.push(results.length) - 1 === cancelBehind) {
        controller.abort();
      }
    },
  };
}

async function registerAssets(
  { packer, projectId }: OpenTestProject,
  selection: AssetSelection,
  { commandId = 'bulk', follower = aFollower() }: { commandId?: string; follower?: BulkFollower } = {},
): Promise<BulkCompletion> {
  return valueOf(await packer.registerAssets(projectId, selection, commandId, follower));
}

const rootsOnDisk = async ({ folder }: OpenTestProject): Promise<string[]> =>
  (await recordsOf(folder)).map(({ root }) => root as string);

/** What a packer that has just opened the folder says is registered, in order. */
async function rootsAfterReopen(project: OpenTestProject): Promise<string[]> {
  const fresh = await openIn(createTestPacker(), project.folder);
  return rootsRegistered(fresh);
}

function rootsRegistered({ packer, projectId }: OpenTestProject): string[] {
  const filter: AssetFilter = { ...everything, registration: ['registered'] };
  return valueOf(
    packer.listAssets(projectId, { filter, sort: 'root', descending: false, offset: 0, limit: 10_000 }),
  ).rows.map(({ root }) => root);
}

const revisionOf = ({ packer, projectId }: OpenTestProject): number => valueOf(packer.getProject(projectId)).revision;

function anInvalidAsset(root: string): ScannedAsset {
  const place = { file: `assets/${root}/asset.json`, line: 1, column: 1 };
  return {
    root,
    name: null,
    type: null,
    manifest: null,
    sources: [],
    diagnostics: [{ code: 'manifest-not-json', reason: 'end-expected', place }],
  };
}

describe('a bulk registration', () => {
  it('L9 makes one write, one sync and one revision a batch, and tells its progress', async () => {
    const roots = numbered(2 * batch + 10);
    const project = await openNew(...roots);
    const follower = aFollower();
    const before = revisionOf(project);

    const completion = await registerAssets(project, all, { follower });

    expect(completion).toEqual({
      status: 'done',
      asked: roots.length,
      written: roots.length,
      already: 0,
      refused: [],
      left: 0,
    });
    const calls = (name: string) =>
      project.disk.calls.filter(({ call, path }) => call === name && path === project.folder.registry);
    expect(calls('file.datasync')).toHaveLength(3);
    expect(calls('file.write')).toHaveLength(3);
    expect(revisionOf(project)).toBe(before + 3);
    expect(follower.told).toEqual([roots.length, batch, batch, 10]);
    expect(await rootsOnDisk(project)).toEqual(roots);
    expect(new Set((await recordsOf(project.folder)).map(({ cmd }) => cmd))).toEqual(new Set(['bulk']));
    expect(await rootsAfterReopen(project)).toEqual(roots);
  });

  it('L9 registers what can be, and groups the rest by reason, with a few of each and all of them on asking', async () => {
    const roots = numbered(300);
    const folder = await aFolder(...roots);
    for (const root of ['a0003', 'a0100', 'a0299']) {
      await folder.writeAsset(root, 'no json');
    }
    await folder.writeAsset('a0001/inner');
    await folder.writeAsset('twin');
    await folder.writeAsset('Twin');
    const project = await openIn(createTestPacker(), folder);
    await project.register('a0002');

    const completion = await registerAssets(project, { by: 'roots', roots: [...roots, 'a0001/inner', 'twin', 'no'] });

    expect(completion).toEqual({
      status: 'done',
      asked: 303,
      written: 296,
      already: 1,
      refused: [
        { code: 'invalid-manifest', count: 3, examples: ['a0003', 'a0100', 'a0299'] },
        { code: 'invalid-root', count: 1, examples: ['a0001/inner'] },
        { code: 'duplicate-root', count: 1, examples: ['twin'] },
        { code: 'no-such-asset', count: 1, examples: ['no'] },
      ],
      left: 0,
    });
    const { packer, projectId } = project;
    const window = { offset: 1, limit: 1 };
    expect(valueOf(await packer.listRefused(projectId, 'bulk', 'invalid-manifest', window))).toMatchObject({
      total: 3,
      refused: [{ root: 'a0100', refusal: { code: 'invalid-manifest', diagnostics: ['manifest-not-json'] } }],
    });
    expect(valueOf(await packer.listRefused(projectId, 'other', 'invalid-manifest', window)).total).toBe(0);
  });

  it('L9 registers 49,500 of 50,000 and lists the 500 that are invalid, each with its reason', {
    timeout: 120_000,
  }, async () => {
    const roots = Array.from({ length: 50_000 }, (_, at) => `a${String(at).padStart(5, '0')}`);
    const isInvalid = (at: number): boolean => at % 100 === 99;
    const disk: Disk = { ...createInlineDisk(), scan: async () => ({ assets: scanned, diagnostics: [] }) };
    const scanned = roots.map((root, at) => (isInvalid(at) ? anInvalidAsset(root) : aScannedAsset(root)));
    const project = await openIn(createTestPacker({ disk }), await aFolder());

    const completion = await registerAssets(project, all);

    const valid = roots.filter((_, at) => !isInvalid(at));
    expect(completion).toMatchObject({
      status: 'done',
      asked: 50_000,
      written: 49_500,
      refused: [{ code: 'invalid-manifest', count: 500 }],
      left: 0,
    });
    expect(await rootsOnDisk(project)).toEqual(valid);
    const { packer, projectId } = project;
    const none = { filter: everything, sort: 'root', descending: false, offset: 0, limit: 0 } as const;
    expect(valueOf(packer.listAssets(projectId, none)).counts.registration).toEqual({
      registered: 49_500,
      unregistered: 500,
    });
    const whole = { offset: 0, limit: 500 };
    const { total, refused } = valueOf(await packer.listRefused(projectId, 'bulk', 'invalid-manifest', whole));
    expect(total).toBe(500);
    const refusal = { code: 'invalid-manifest', diagnostics: ['manifest-not-json'] };
    expect(refused).toMatchObject(roots.filter((_, at) => isInvalid(at)).map((root) => ({ root, refusal })));
  });

  it('L9 takes of a filter the unregistered ones that match, in the order of the list', async () => {
    const project = await openNew('ui/a', 'ui/b', 'ui/c', 'world/a');
    await project.register('ui/b');
    const selection = { ...all, filter: { ...everything, search: 'ui' }, descending: true } as const;

    expect(await registerAssets(project, selection)).toMatchObject({ asked: 2, written: 2, already: 0 });

    expect(await rootsOnDisk(project)).toEqual(['ui/b', 'ui/c', 'ui/a']);
    const ofRegistered = { ...all, filter: { ...everything, registration: ['registered' as const] } };
    expect(await registerAssets(project, ofRegistered, { commandId: 'second' })).toMatchObject({ asked: 0 });
  });

  it('L9 takes rows by their places, each once, and leaves alone what is registered', async () => {
    const project = await openNew('a', 'b', 'c', 'd', 'e');
    await project.register('b');
    const query = { filter: everything, sort: 'root', descending: true } as const;
    const listed = valueOf(project.packer.listAssets(project.projectId, { ...query, offset: 0, limit: 1 }));
    const ranges = [
      { first: 3, last: 3 },
      { first: 0, last: 1 },
      { first: 1, last: 1 },
      { first: 9, last: 12 },
    ];

    const completion = await registerAssets(project, {
      by: 'rows',
      ...query,
      orderRevision: listed.orderRevision,
      ranges,
    });

    expect(completion).toMatchObject({ asked: 3, written: 2, already: 1 });
    expect(await rootsOnDisk(project)).toEqual(['b', 'e', 'd']);
  });

  it('Q6 L9 refuses rows of a list whose order is another one by now, and begins nothing', async () => {
    const project = await openNew('a', 'b', 'c');
    const { packer, projectId } = project;
    const byRows = (filter: AssetFilter): AssetSelection => {
      const query = { filter, sort: 'root', descending: false } as const;
      const { orderRevision } = valueOf(packer.listAssets(projectId, { ...query, offset: 0, limit: 0 }));
      return { by: 'rows', ...query, orderRevision, ranges: [{ first: 0, last: 0 }] };
    };
    const ofAll = byRows(everything);
    const ofUnregistered = byRows({ ...everything, registration: ['unregistered'] });
    await project.register('a');

    const outdated = { ok: false, failure: { code: 'selection-outdated' } };
    expect(await packer.registerAssets(projectId, ofUnregistered, 'first', aFollower())).toEqual(outdated);
    expect(await registerAssets(project, ofAll, { commandId: 'second' })).toMatchObject({ asked: 1, already: 1 });
    valueOf(await packer.reload(projectId, unhurried));
    expect(await packer.registerAssets(projectId, ofAll, 'third', aFollower())).toEqual(outdated);
    expect(await rootsOnDisk(project)).toEqual(['a']);
  });

  it.each([0, 1, 2, 3])('L9 keeps what was confirmed when it is cancelled behind batch %i', async (batches) => {
    const roots = numbered(2 * batch + 3);
    const project = await openNew(...roots);
    const confirmed = roots.slice(0, batches * batch);

    const completion = await registerAssets(project, all, { follower: aFollower(batches) });

    expect(completion).toEqual({
      status: batches === 3 ? 'done' : 'cancelled',
      asked: roots.length,
      written: confirmed.length,
      already: 0,
      refused: [],
      left: roots.length - confirmed.length,
    });
    expect(rootsRegistered(project)).toEqual(confirmed);
    expect(await rootsOnDisk(project)).toEqual(confirmed);
    expect(await rootsAfterReopen(project)).toEqual(confirmed);
  });

  it.each(['open', 'file.write', 'file.datasync', 'status'] as const)(
    'L9 keeps what was confirmed, on disk and in memory alike, when it is cancelled at the %s of a batch',
    async (call) => {
      const roots = numbered(2 * batch + 3);
      const project = await openNew(...roots);
      const enough = new AbortController();
      let confirmed: readonly string[] = [];
      const follower: BulkFollower = {
        ...aFollower(),
        signal: enough.signal,
        advanced: (results) => {
          confirmed = [...confirmed, ...results.map(({ root }) => root)];
          project.disk.after({ call, path: project.folder.registry }, () => {
            enough.abort();
          });
        },
      };

      const completion = await registerAssets(project, all, { follower });

      expect(completion).toMatchObject({ status: 'cancelled', written: 2 * batch, left: 3 });
      expect(confirmed).toEqual(roots.slice(0, 2 * batch));
      expect(rootsRegistered(project)).toEqual(confirmed);
      expect(await rootsOnDisk(project)).toEqual(confirmed);
      expect(await rootsAfterReopen(project)).toEqual(confirmed);
    },
  );

  it('L9 lets other commands have their turn between two batches', async () => {
    const roots = numbered(batch + 1);
    const project = await openNew(...roots, 'other');
    const order: string[] = [];
    const follower = aFollower();
    let other: Promise<unknown> = Promise.resolve();
    project.disk.before({ call: 'file.datasync', path: project.folder.registry }, () => {
      other = project.register('other').then(() => order.push('other'));
    });

    await registerAssets(
      project,
      { by: 'roots', roots },
      { follower: { ...follower, advanced: (results) => order.push(String(results.length)) } },
    );
    await other;

    expect(order).toEqual(['256', 'other', '1']);
    expect((await rootsOnDisk(project)).slice(-2)).toEqual(['other', 'a0256']);
  });

  it.each([
    ['file.write', 'write', 'as-before'],
    ['file.datasync', 'sync', 'unknown'],
  ] as const)('L9 ends at a batch whose %s fails, and confirms none of it', async (call, step, disk) => {
    const roots = numbered(3 * batch);
    const project = await openNew(...roots);
    project.disk.before({ call, path: project.folder.registry }, () => undefined);
    project.disk.fail({ call, path: project.folder.registry }, 'ENOSPC');

    const completion = await registerAssets(project, all);

    expect(completion).toEqual({
      status: 'failed',
      asked: roots.length,
      written: batch,
      already: 0,
      refused: [],
      left: batch,
      unconfirmed: batch,
      failure: { code: 'disk-refused', step, errno: 'ENOSPC' },
      disk,
    });
    expect(rootsRegistered(project)).toEqual(roots.slice(0, batch));
    // In the lane, and so behind the rebuild that a failed sync leaves to be done.
    valueOf(await project.packer.listRepairs(project.projectId));
    expect(await rootsOnDisk(project)).toEqual(roots.slice(0, batch));
    expect(await registerAssets(project, all, { commandId: 'again' })).toMatchObject({ asked: 512, written: 512 });
    expect(await rootsAfterReopen(project)).toEqual(roots);
  });

  it('L9 ends where the lane refuses every command, and says why', async () => {
    const folder = await aFolder('a', 'b');
    const owner = await openIn(createTestPacker(), folder);
    const { packer } = createTestPacker();
    const { projectId } = valueOf(await packer.openProject(folder.path, unhurried));

    expect(valueOf(await packer.registerAssets(projectId, all, 'bulk', aFollower()))).toMatchObject({
      status: 'failed',
      written: 0,
      unconfirmed: 2,
      failure: { code: 'registry-locked' },
      disk: 'as-before',
    });

    expect(registrationOf(owner, 'a')).toBe('unregistered');
    await packer.close();
  });

  it('L5 L9 ends behind the batch under way when the project is closed', async () => {
    const roots = numbered(2 * batch);
    const project = await openNew(...roots);
    let closed: Promise<void> = Promise.resolve();
    project.disk.before({ call: 'file.datasync', path: project.folder.registry }, () => {
      closed = project.packer.closeProject(project.projectId);
    });

    const completion = await registerAssets(project, all);
    await closed;

    expect(completion).toMatchObject({
      status: 'failed',
      written: batch,
      failure: { code: 'project-closing' },
      disk: 'as-before',
    });
    expect(await rootsOnDisk(project)).toEqual(roots.slice(0, batch));
  });

  it('L3 L9 answers a repeat with the first completion, and after a restart makes no second registration', async () => {
    const project = await openNew('a', 'b', 'c');
    const selection: AssetSelection = { by: 'roots', roots: ['a', 'b'] };
    const first = await registerAssets(project, selection);

    expect(await registerAssets(project, { by: 'roots', roots: ['c'] })).toEqual(first);
    const again = await openIn(createTestPacker(), project.folder);
    expect(await registerAssets(again, selection)).toEqual(first);

    expect(await rootsOnDisk(project)).toEqual(['a', 'b']);
  });

  it('L9 takes what an earlier one refused, whatever for, and nothing else', async () => {
    const folder = await aFolder('a', 'b', 'c');
    await folder.writeAsset('bad', { sources: [] });
    const project = await openIn(createTestPacker(), folder);
    await registerAssets(project, { by: 'roots', roots: ['nowhere', 'a', 'bad'] });
    await folder.writeAsset('bad', {});
    await project.packer.reload(project.projectId, unhurried);

    const completion = await registerAssets(project, { by: 'refused', commandId: 'bulk' }, { commandId: 'again' });

    expect(completion).toMatchObject({
      status: 'done',
      asked: 2,
      written: 1,
      refused: [{ code: 'no-such-asset', examples: ['nowhere'] }],
    });
    expect(await rootsOnDisk(project)).toEqual(['a', 'bad']);
    expect(
      await project.packer.registerAssets(
        project.projectId,
        { by: 'refused', commandId: 'forgotten' },
        'never',
        aFollower(),
      ),
    ).toEqual({ ok: false, failure: { code: 'selection-outdated' } });
  });

  it('L9 lets others get a word in although every asset is refused', async () => {
    const folder = await aFolder();
    const project = await openIn(createTestPacker(), folder);
    const controller = new AbortController();
    setImmediate(() => {
      controller.abort();
    });

    const completion = await registerAssets(
      project,
      { by: 'roots', roots: numbered(100 * batch) },
      { follower: { ...aFollower(), signal: controller.signal } },
    );

    expect(completion.status).toBe('cancelled');
    expect(await readFile(folder.registry, 'utf8')).toBe('{"prometeu":"assets","v":1}\n');
  });
});
