import { describe, expect, it } from 'vitest';
import type { AssetQuery } from '../../../src-preload/contract/domain/asset-list.ts';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { listAssets } from '../core/asset-query.ts';
import { patchCreated } from '../core/create-asset.ts';
import { patchEdited } from '../core/edit-manifest.ts';
import { facetCounts, facetFolders, facetTags } from '../core/facet-counts.ts';
import { patchMoved } from '../core/move-asset.ts';
import { findAsset, type ProjectSnapshot } from '../core/project-snapshot.ts';
import { patchRegistered } from '../core/register-asset.ts';
import { patchRelocated } from '../core/relocate-asset.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { patchTrashed } from '../core/trash-asset.ts';
import { patchUnregistered } from '../core/unregister-asset.ts';
import type { Disk, DiskCall } from '../disk/disk-port.ts';
import { createLoggedDisk } from '../disk/logged-disk.ts';
import { encodeEntry, registryHeader } from '../disk/registry-record.ts';
import { type CrashSession, openSession, projectImage } from '../faults/crash-session.ts';
import { createCrashDisk } from '../testing/crash-disk.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { createReadCounter } from '../testing/read-counter.ts';
import { assetIdOf, editManifest, valueOf } from '../testing/test-packer.ts';

// Counts of work, no times: they are the same on any machine, and one too many is a mistake and not a busy minute.
const sizes = [1000, 4000, 16_000, 64_000] as const;

const everyAsset: AssetQuery = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 0,
};

/** Roots are of one length, so that what is written of them is too. */
const rootAt = (number: number): string =>
  `group-${String(number % 31).padStart(2, '0')}/${String(number).padStart(6, '0')}`;

const tagsAt = (number: number): string[] => ['all', `tag-${String(number % 50)}`, `pair-${String(number >>> 1)}`];

/** A project of which every other asset is registered, by default with tags that a few, some and all of them have. */
function aProjectOf(count: number, tagsOf = tagsAt): ProjectSnapshot {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return aSnapshot({
    assets: numbers.map((number) => {
      const name = `Asset ${String((number * 7919) % count)}`;
      return aScannedAsset(rootAt(number), {
        name,
        manifest: { schemaVersion: 1, name, type: 'image', sources: ['picture.png'], tags: tagsOf(number) },
      });
    }),
    entries: numbers
      .filter((number) => number % 2 === 0)
      .map((number) => anEntry({ assetId: anId(number), root: rootAt(number) })),
  });
}

interface Work {
  /** Objects and arrays that the next snapshot does not share with the one before. */
  readonly objects: number;
  /** What is in them: references and numbers that were copied. */
  readonly elements: number;
}

interface PatchWork extends Work {
  /** Properties of the snapshot before it, and of all that is in it, that it looks at. */
  readonly reads: number;
}

const noObjects: ReadonlySet<unknown> = new Set();

/** What of `after` is neither in `known` nor in `base`; adds it to the first. */
function newIn(after: unknown, known: Set<unknown>, base = noObjects): Work {
  let [objects, elements] = [0, 0];
  const open: unknown[] = [after];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'object' && value !== null && !known.has(value) && !base.has(value)) {
      known.add(value);
      const content: unknown[] = Object.values(value);
      objects += 1;
      elements += content.length;
      open.push(...content.filter((child) => typeof child === 'object' && child !== null));
    } else if (typeof value === 'string') {
      elements += value.length;
    }
  }
  return { objects, elements };
}

/** What a scan would say of an asset of the project after an edit. */
function anEdited(number: number, changes: Partial<AssetManifest>, code?: 'source-missing'): ScannedAsset {
  const root = rootAt(number);
  const tags = tagsAt(number);
  const manifest = { schemaVersion: 1 as const, name: '', type: 'image' as const, sources: ['a'], tags, ...changes };
  const place = { file: `assets/${root}/asset.json` };
  const diagnostics = code === undefined ? [] : [{ code, path: 'a', place }];
  return aScannedAsset(root, { name: manifest.name, type: manifest.type, manifest, diagnostics });
}

type Patch = (snapshot: ProjectSnapshot, turn: number, count: number) => ProjectSnapshot;

/** Levels come whole: where several lists that are patched at once have got one more, the work is a little above the line. */
const wholeLevels = 1.16;

const patches: readonly (readonly [name: string, patch: Patch, slack: number])[] = [
  [
    'a registration',
    (snapshot, turn, count) => {
      const root = rootAt(1 + 2 * Math.floor((turn * count) / 80));
      return patchRegistered(snapshot, anEntry({ assetId: anId(1_000_000 + turn), root }));
    },
    1,
  ],
  [
    'an unregistration',
    (snapshot, turn, count) => {
      const entry = findAsset(snapshot, rootAt(2 * Math.floor((turn * count) / 80)))?.entry ?? undefined;
      if (entry === undefined) {
        throw new Error('There is nothing to unregister');
      }
      return patchUnregistered(snapshot, entry);
    },
    wholeLevels,
  ],
  [
    'a creation',
    (snapshot, turn, count) => {
      const scanned = aScannedAsset(`${rootAt(Math.floor((turn * count) / 40))}-new`, { name: `New ${String(turn)}` });
      return patchCreated(snapshot, [scanned]);
    },
    wholeLevels,
  ],
  [
    'a move to the trash',
    (snapshot, turn, count) => patchTrashed(snapshot, rootAt(1 + 2 * Math.floor((turn * count) / 80))),
    wholeLevels,
  ],
  [
    'a move of a registered asset to another folder',
    (snapshot, turn, count) => {
      const from = rootAt(2 * Math.floor((turn * count) / 80));
      const held = findAsset(snapshot, from)?.entry ?? undefined;
      const to = `group-${String((turn * 7) % 31).padStart(2, '0')}/m${String(turn).padStart(5, '0')}`;
      const entry = held === undefined ? null : { ...anEntry({ assetId: held.assetId, root: to }), rev: 2 };
      return patchMoved(snapshot, { from, to, scanned: aScannedAsset(to), entry });
    },
    wholeLevels,
  ],
  [
    'an entry that goes to another folder',
    (snapshot, turn, count) => {
      const from = rootAt(2 * Math.floor((turn * count) / 80));
      const held = findAsset(snapshot, from)?.entry ?? undefined;
      const root = rootAt(1 + 2 * Math.floor(((79 - turn) * count) / 160));
      return patchRelocated(snapshot, from, { ...anEntry({ assetId: held?.assetId ?? '', root }), rev: 2 });
    },
    wholeLevels,
  ],
  [
    'an edit that changes name and type',
    (snapshot, turn, count) => {
      const number = 1 + 2 * Math.floor((turn * count) / 80);
      return patchEdited(snapshot, anEdited(number, { name: `Zebra ${String(turn)}`, type: 'sound' }));
    },
    wholeLevels,
  ],
  [
    'an edit that changes tags and health',
    (snapshot, turn, count) => {
      const number = 1 + 2 * Math.floor((turn * count) / 80);
      const { name } = findAsset(snapshot, rootAt(number)) ?? { name: '' };
      return patchEdited(snapshot, anEdited(number, { name, tags: ['all', 'new'] }, 'source-missing'));
    },
    wholeLevels,
  ],
];

interface WholeProject {
  readonly snapshot: ProjectSnapshot;
  /** Everything that it is made of. */
  readonly objects: ReadonlySet<unknown>;
}

/** The projects of before, by size: no patch changes one. */
const projects = new Map<number, WholeProject>();

function projectOf(count: number): WholeProject {
  const known = projects.get(count);
  if (known !== undefined) {
    return known;
  }
  const snapshot = aProjectOf(count);
  const objects = new Set<unknown>();
  newIn(snapshot, objects);
  projects.set(count, { snapshot, objects });
  return { snapshot, objects };
}

/** The most that any of some patches reads and copies, one after the other, all over the project. */
function workOfPatches(count: number, patch: Patch): PatchWork {
  const begin = projectOf(count);
  let { snapshot } = begin;
  const known = new Set<unknown>();
  let most: PatchWork = { objects: 0, elements: 0, reads: 0 };
  for (let turn = 0; turn < 40; turn += 1) {
    const { watched, reads } = createReadCounter();
    patch(watched(snapshot), turn, count);
    snapshot = patch(snapshot, turn, count);
    const work = newIn(snapshot, known, begin.objects);
    most = {
      objects: Math.max(most.objects, work.objects),
      elements: Math.max(most.elements, work.elements),
      reads: Math.max(most.reads, reads()),
    };
  }
  return most;
}

/** What is read for a window in the middle of each list that is counted down its tree. */
function readsOfWindows(count: number): { readonly view: string; readonly reads: number }[] {
  const types = ['image', 'tileset', 'sprite-atlas', 'sound', 'music', 'model', 'font', 'text'] as const;
  const snapshot = aSnapshot({
    assets: Array.from({ length: count }, (_, number) => {
      const root = rootAt(number);
      const diagnostics =
        number % 100 === 0
          ? [{ code: 'source-missing' as const, path: 'a', place: { file: `assets/${root}/asset.json` } }]
          : [];
      const type = types[(number * 7919) % types.length] ?? 'image';
      return aScannedAsset(root, { name: `Asset ${String((number * 7919) % count)}`, type, diagnostics });
    }),
    entries: Array.from({ length: count / 2 }, (_, at) => {
      const number = Math.floor(at / types.length) * 2 * types.length + (at % types.length);
      return anEntry({ assetId: anId(number), root: rootAt(number) });
    }),
  });
  const filters = {
    none: {},
    registration: { registration: ['registered'] },
    problem: { health: ['error'] },
    type: { type: ['sound'] },
    'registration, type': { registration: ['registered'], type: ['sound'] },
  } as const;
  return Object.entries(filters).flatMap(([name, filter]) =>
    (['name', 'root', 'type', 'registration', 'health'] as const).map((sort) => {
      const query = { ...everyAsset, filter: { ...everyAsset.filter, ...filter }, sort, limit: 100 } as AssetQuery;
      const { total } = listAssets(snapshot, query);
      const { watched, reads } = createReadCounter();
      const { rows } = listAssets(watched(snapshot), { ...query, offset: Math.max(0, Math.floor(total / 2) - 50) });
      expect(rows.length).toBe(Math.min(100, total));
      return { view: `${name} by ${sort}`, reads: reads() };
    }),
  );
}

/** What is read of the snapshot behind a registration, so that the counts of a search for kinds alone are shown anew. */
function readsOfFacets(count: number): number {
  const { watched, reads } = createReadCounter();
  const facetsOf = (snapshot: ProjectSnapshot): unknown => [
    facetTags(snapshot, 'is:unregistered'),
    facetCounts(snapshot, 'is:unregistered'),
    facetFolders(snapshot, 'is:unregistered', ''),
  ];
  const snapshot = aProjectOf(count, (number) => ['all', `tag-${String(number % 50)}`, number % 3 === 0 ? 'x' : 'X']);
  facetsOf(watched(snapshot));
  const registered = patchRegistered(snapshot, anEntry({ assetId: anId(1_000_000), root: rootAt(501) }));
  const before = reads();

  const [tags, counts] = facetsOf(watched(registered)) as [ReturnType<typeof facetTags>, unknown];

  expect(tags).toContainEqual({ tag: 'all', count: count / 2 - 1 });
  expect(counts).toMatchObject({ registration: { unregistered: count / 2 - 1 } });
  return reads() - before;
}

/**
 * A disk with a project of so many assets, every other one registered. What a scan finds is made up: what the folders
 * are on a disk does not matter here, and to write them would take longer than all the rest.
 */
function aDiskWith(count: number): Disk {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const lines = numbers
    .filter((number) => number % 2 === 0)
    .map((number) => `${encodeEntry(anEntry({ assetId: anId(number), root: rootAt(number) }))}\n`);
  const disk = createCrashDisk(projectImage([rootAt(501)], `${registryHeader}\n${lines.join('')}`));
  const assets = numbers.map((number) => aScannedAsset(rootAt(number)));
  return { ...disk, scan: async () => ({ assets, diagnostics: [] }) };
}

/** A question for the history is answered behind what was noted before. */
async function historyIsKept({ packer, projectId }: CrashSession): Promise<void> {
  valueOf(await packer.listHistory(projectId, { offset: 0, limit: 0 }));
}

describe('the work of a write', () => {
  it.each(patches)(
    'S4 in memory of %s grows at most with the logarithm of the number of assets',
    { timeout: 60_000 },
    (_name, patch, slack) => {
      const works = sizes.map((count) => ({ count, ...workOfPatches(count, patch) }));

      const [smallest] = works;
      for (const { count, objects, elements, reads } of works) {
        const growth = (slack * Math.log2(count)) / Math.log2(sizes[0]);
        const told = JSON.stringify(works);
        expect(objects, told).toBeLessThanOrEqual((smallest?.objects ?? 0) * growth);
        expect(elements, told).toBeLessThanOrEqual((smallest?.elements ?? 0) * growth);
        expect(reads, told).toBeLessThanOrEqual((smallest?.reads ?? 0) * growth);
      }
    },
  );

  it('S4 on the disk does not grow at all', { timeout: 120_000 }, async () => {
    const works = [];
    for (const count of [sizes[0], sizes[3]]) {
      const calls: DiskCall[] = [];
      const disk = createLoggedDisk(aDiskWith(count), (call) => calls.push(call));
      const session = valueOf(await openSession(disk));
      assetIdOf(await session.register(rootAt(1)));
      await historyIsKept(session);
      calls.length = 0;

      assetIdOf(await session.register(rootAt(501)));

      const window = valueOf(session.packer.listAssets(session.projectId, everyAsset));
      expect(window.counts).toMatchObject({ all: count, registration: { registered: count / 2 + 2 } });
      const ofRegister = calls.map(({ call, path, detail }) => [call, path, detail]);
      await historyIsKept(session);
      calls.length = 0;
      assetIdOf(valueOf(await session.packer.unregister(session.projectId, rootAt(500), 'unregister')));
      const ofUnregister = calls.map(({ call, path, detail }) => [call, path, detail]);
      await historyIsKept(session);
      calls.length = 0;
      expect(await editManifest(session, rootAt(501), { name: 'Edited' })).toMatchObject({ status: 'committed' });
      const ofEdit = calls.map(({ call, path }) => [call, path.replace(/[^/]*\.tmp$/, '.tmp')]);
      await historyIsKept(session);
      calls.length = 0;
      const moving = { root: rootAt(501), to: rootAt(501).replace('/', '/n') };
      expect(valueOf(await session.packer.moveAsset(session.projectId, moving, 'move'))).toMatchObject({
        status: 'committed',
      });
      const ofMove = calls.map(({ call, path }) => [call, path.replace(/[^/]*\.tmp$/, '.tmp')]);
      works.push([ofRegister, ofUnregister, ofEdit, ofMove]);
      await session.packer.close();
    }

    expect(works[1]).toEqual(works[0]);
    expect(works[0]?.map((ofOne) => ofOne.length)).toEqual([7, 7, 24, 31]);
  });

  it('Q3 a window costs what the window costs, and what is looked for by name in a list of its own', () => {
    // In smaller projects there are not as many problems as a window has rows.
    const [small, large] = [sizes[2], sizes[3]];
    const [ofSmall, ofLarge] = [small, large].map((count) => readsOfWindows(count));

    const growth = (wholeLevels * Math.log2(large)) / Math.log2(small);
    for (const [at, { view, reads }] of (ofLarge ?? []).entries()) {
      const before = ofSmall?.[at]?.reads ?? 0;
      expect(reads, `${view}: ${String(before)}`).toBeLessThanOrEqual(before * growth);
    }
    const readsOf = (view: string): number => ofLarge?.find((each) => each.view === view)?.reads ?? 0;
    // One in sixteen is of the type and registered, every other one of those that are of the type: looked for in the list of
    // all, they would take more than twice as many reads.
    expect(readsOf('registration, type by name')).toBeLessThan(1.3 * readsOf('none by name'));
    expect(readsOf('problem by name')).toBeLessThan(1.3 * readsOf('none by name'));
  });

  it('Q7 leaves counts of a search for kinds alone to be shown anew in a time of the logarithm', {
    timeout: 60_000,
  }, () => {
    // In smaller projects the folders share what is read for each of them.
    const [small, large] = [sizes[2], sizes[3]];
    const [ofSmall, ofLarge] = [readsOfFacets(small), readsOfFacets(large)];

    const growth = Math.log2(large) / Math.log2(small);
    expect(ofLarge, `${String(ofSmall)} of ${String(small)} assets`).toBeLessThanOrEqual(ofSmall * growth);
  });

  it('Q1 is not put off to the next query, which changes nothing of the snapshot', () => {
    const { snapshot, objects } = projectOf(sizes[1]);

    for (const filter of [
      { tag: ['all', 'tag-1'] },
      { search: 'asset 7' },
      { registration: ['registered' as const] },
    ]) {
      listAssets(snapshot, {
        ...everyAsset,
        filter: { ...everyAsset.filter, ...filter },
        sort: 'type',
        descending: true,
        offset: 5,
        limit: 50,
      });
    }

    expect(newIn(snapshot, new Set(), objects)).toEqual({ objects: 0, elements: 0 });
  });
});
