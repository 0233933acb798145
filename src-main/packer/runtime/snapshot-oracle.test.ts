import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssetQuery, assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { AssetSelection } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { EntryCompletion, MoveCompletion } from '../../../src-preload/contract/domain/completion.ts';
import { diagnosticRules } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { assetsInOrder } from '../core/asset-index.ts';
import { listAssets } from '../core/asset-query.ts';
import { plainEntry } from '../core/held-entry.ts';
import { refusalToMoveAway } from '../core/move-asset.ts';
import { findAsset, type ProjectSnapshot } from '../core/project-snapshot.ts';
import { entriesOf, entryById, entryCount } from '../core/registry-view.ts';
import { refusalToRelocate } from '../core/relocate-asset.ts';
import { differencesOf } from '../core/snapshot-difference.ts';
import { refusalToUnregister } from '../core/unregister-asset.ts';
import { encodeEntry, encodeTombstone } from '../disk/registry-record.ts';
import { createFaultyDisk, type FaultyDisk } from '../testing/faulty-disk.ts';
import { freezeDeeply } from '../testing/freeze-deeply.ts';
import { createInlineDisk } from '../testing/inline-disk.ts';
import {
  assetIdOf,
  createCountingClock,
  createCountingIds,
  createTestFolder,
  createTestPacker,
  type TestFolder,
  unfollowed,
  unhurried,
  valueOf,
  type WiredProject,
  wireProject,
} from '../testing/test-packer.ts';
import type { AssetResult } from './bulk-entry-command.ts';
import type { NewAsset } from './create-command.ts';
import type { ProjectCommands, Relocation } from './project-commands.ts';
import type { SnapshotWriter } from './runtime-registry.ts';

// `npm test` tries the first half of the sequences that `npm run test:oracle` does. PROMETEU_ORACLE_SEED repeats another
// run, PROMETEU_ORACLE_RUNS makes a shorter or a longer one, and PROMETEU_ORACLE_SHRINK=1 looks for the shortest sequence that fails, which takes its time.
const shrinks = process.env['PROMETEU_ORACLE_SHRINK'] === '1';
const seed = Number(process.env['PROMETEU_ORACLE_SEED'] ?? 20_260_101);
const sequences = Number(process.env['PROMETEU_ORACLE_RUNS'] ?? 100);

const kinds = [
  'register',
  'register-many',
  'unregister',
  'unregister-many',
  'edit-manifest',
  'trash',
  'move',
  'relocate',
  'create',
  'undo',
  'no-such-asset',
  'already-registered',
  'invalid-manifest',
  'invalid-root',
  'duplicate-root',
  'snapshot-unavailable',
  'registry-read-only',
  'write-fails',
  'sync-fails',
  'patch-throws',
  'edit-and-reload',
  'foreign-append',
  'changed-while-writing',
  'close-and-reopen',
] as const;
type Kind = (typeof kinds)[number];

interface Operation {
  readonly kind: Kind;
  /** Chooses among what the operation can be done to, and in which way. */
  readonly pick: number;
  readonly way: number;
}

function operations(length: number): fc.Arbitrary<Operation[]> {
  const operation = fc.record<Operation>({ kind: fc.constantFrom(...kinds), pick: fc.nat(999), way: fc.nat(999) });
  return fc.array(operation, { minLength: length, maxLength: length + 1, size: 'max' });
}

const brokenRoots = ['broken-json', 'broken-type', 'broken-source'] as const;

/** Files of a memory disk where there is one: what is tested here is order and content, not the disk’s own promises. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const noFilter = { registration: [], health: [], type: [], tag: [], search: '' };
const everyAsset: AssetQuery = { filter: noFilter, sort: 'name', descending: false, offset: 0, limit: 500 };

/** How many assets a project may get beyond those that it begins with. */
const mostMade = 5;

/** Assets of one write of a bulk command (rule L9). */
const batch = 256;

/**
 * Every part of a snapshot as plain lists: what the oracle's own comparison is compared with.
 */
function partsOf(snapshot: ProjectSnapshot): unknown {
  const { assets, registry, ...rest } = { ...snapshot, revision: null };
  const inOrder = [...assetsInOrder(assets, 'root')];
  const tags = new Set(inOrder.flatMap(({ manifest }) => manifest?.tags ?? [])).add('no such tag');
  return {
    ...rest,
    assets: inOrder.map((asset) => [
      asset.root,
      asset.name,
      asset.type,
      asset.health,
      asset.problems,
      asset.packed,
      asset.entry && plainEntry(asset.entry),
    ]),
    entries: Array.from(entriesOf(registry), plainEntry),
    orders: assetSorts.map((sort) => [sort, [...assetsInOrder(assets, sort)].map(({ root }) => root)]),
    tags: [...tags].map((tag) => [
      tag,
      listAssets(snapshot, { ...everyAsset, filter: { ...noFilter, tag: [tag] } }).rows,
    ]),
    found: listAssets(snapshot, { ...everyAsset, filter: { ...noFilter, search: 'v' } }).rows,
    count: entryCount(registry),
  };
}

/** The live records of a registry by id, by a reading of the file that shares nothing with the product's. */
function registeredIn(path: string): Map<string, { root: string; cmd: string }> {
  const latest = new Map<string, { rev: number; root: string | null; cmd: string }>();
  for (const line of readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => text.split(/(?=\{"op":)/))) {
    const match = /^\{"op":"(put|del)","id":"([^"]+)","rev":(\d+),"cmd":"([^"]+)"(?:,"root":"([^"]+)")?.*\}\r?$/.exec(
      line,
    );
    if (match !== null && Number(match[3]) > (latest.get(match[2] ?? '')?.rev ?? 0)) {
      latest.set(match[2] ?? '', { rev: Number(match[3]), root: match[5] ?? null, cmd: match[4] ?? '' });
    }
  }
  return new Map([...latest].flatMap(([id, { root, cmd }]) => (root === null ? [] : [[id, { root, cmd }] as const])));
}

/** A project, what was confirmed of it, and the operations on it. */
class World {
  readonly folder: TestFolder;
  readonly #disk: FaultyDisk = createFaultyDisk(createInlineDisk());
  readonly #clock = createCountingClock();
  readonly #ids = createCountingIds();
  readonly #frozen = new WeakSet<object>();
  /** Registrations that were confirmed and that no other program took away. */
  readonly #confirmed = new Map<string, string>();
  readonly #notConfirmed = new Set<string>();
  #project: WiredProject | null = null;
  #breakPatch: 'patch' | 'replace' | null = null;
  #revision = 0;
  #commandCount = 0;
  #foreign = 0;
  #made = 0;
  #trashFails = false;
  readonly #mostAssets: number;

  private constructor(folder: TestFolder, mostAssets: number) {
    this.folder = folder;
    this.#mostAssets = mostAssets;
  }

  static async create(assets: number): Promise<World> {
    const folder = await createTestFolder(['done', 'outer', 'outer/inner', 'twin', 'Twin'], scratch);
    const world = new World(folder, assets + mostMade);
    await folder.writeAsset('broken-json', '{"schemaVersion":1,');
    await folder.writeAsset('broken-type', { type: 'hologram' });
    await folder.writeAsset('broken-source', { sources: ['../other.png'] });
    for (let at = 0; at < assets; at += 1) {
      await world.#makeAsset();
    }
    await world.#open();
    await world.#commit('done');
    return world;
  }

  async run({ kind, pick, way }: Operation): Promise<void> {
    this.#disk.calls.length = 0;
    switch (kind) {
      case 'register':
        await this.#commit(await this.#unregistered(pick));
        return;
      case 'register-many':
        await this.#registerMany(pick, way);
        return;
      case 'unregister':
        await this.#unregister(pick, way);
        return;
      case 'unregister-many':
        await this.#unregisterMany(pick, way);
        return;
      case 'edit-manifest':
        await this.#editManifest(pick, way);
        return;
      case 'trash':
        await this.#trash(pick, way);
        return;
      case 'move':
        await this.#move(pick, way);
        return;
      case 'relocate':
        await this.#relocate(pick, way);
        return;
      case 'create':
        await this.#create(pick, way);
        return;
      case 'undo':
        await this.#undo(pick, way);
        return;
      case 'no-such-asset':
        await this.#refuse(['nowhere', 'v', 'v/0/', 'V/0', ''][way % 5] ?? '', kind);
        return;
      case 'already-registered': {
        const root = choose([...this.#confirmed.values()], pick);
        const isGone = findAsset(this.#published(), root)?.health === 'missing';
        await this.#refuse(root, isGone ? 'asset-missing' : kind);
        return;
      }
      case 'invalid-manifest':
        await this.#refuse(choose(brokenRoots, pick), kind);
        return;
      case 'invalid-root':
        await this.#refuse('outer/inner', kind);
        return;
      case 'duplicate-root':
        await this.#refuse(choose(['twin', 'Twin'], pick), kind);
        return;
      case 'snapshot-unavailable':
        await this.#loseSnapshot(pick, way);
        return;
      case 'registry-read-only':
        await this.#refuseReadOnly(pick);
        return;
      case 'write-fails':
        await this.#failWrite(pick, way);
        return;
      case 'sync-fails':
        await this.#failSync(pick, way);
        return;
      case 'patch-throws':
        this.#breakPatch = 'patch';
        expect(await this.#commit(await this.#unregistered(pick), false)).toHaveProperty('recovered');
        return;
      case 'edit-and-reload':
        await this.#edit(pick, way);
        await this.#reload();
        return;
      case 'foreign-append': {
        const root = await this.#unregistered(pick);
        await this.#appendAsAnother(pick, way);
        if (way % 2 === 0) {
          await this.#reload();
        } else if ([...this.#confirmed.values()].includes(root)) {
          expect(await this.#register(root)).toMatchObject({ refusal: { code: 'already-registered' } });
        } else {
          expect(await this.#commit(root, false)).toHaveProperty('recovered');
        }
        return;
      }
      case 'changed-while-writing': {
        const root = await this.#unregistered(pick);
        const call = choose(['open', 'file.status', 'file.write', 'file.datasync'] as const, way);
        this.#disk.after({ call }, () => this.#appendAsAnother(pick, way, root));
        expect(await this.#commit(root, false)).toHaveProperty('recovered');
        return;
      }
      case 'close-and-reopen':
        await this.#commands.close();
        await this.#open();
        return;
    }
  }

  /** Everything that must hold after every operation (rules S1, S2, S3, L3). */
  async check(): Promise<void> {
    expect(this.#disk.unused(), 'every fault that was planned came').toBe(0);
    // In the lane, and so after what a failed write left to be done.
    const report = valueOf(await this.#commands.verify(unhurried));
    const published = this.#published();
    expect(report.differences).toEqual([]);
    const disk = await this.#wired.readAfresh();
    // The oracle is only as good as its comparison, so that a second one, which knows nothing of it, must agree.
    if (!isDeepStrictEqual(partsOf(published), partsOf(disk))) {
      expect(partsOf(published)).toEqual(partsOf(disk));
      throw new Error('The comparison missed a difference');
    }
    const onDisk = registeredIn(this.folder.registry);
    const inMemory = new Map([...entriesOf(published.registry)].map(({ assetId, root }) => [assetId, root]));
    const lost = [...this.#confirmed].filter(([assetId, root]) => inMemory.get(assetId) !== root);
    const unread = [...onDisk].filter(([assetId, { root }]) => inMemory.get(assetId) !== root);
    const unwritten = [...inMemory.keys()].filter((assetId) => !onDisk.has(assetId));
    const unconfirmed = [...onDisk.values()].filter(({ cmd }) => this.#notConfirmed.has(cmd));
    expect({ lost, unread, unwritten, unconfirmed }).toEqual({ lost: [], unread: [], unwritten: [], unconfirmed: [] });
  }

  /** Every window that can be asked for is the same in a packer that has just opened the folder. */
  async compareWithSecondPacker(): Promise<void> {
    expect(differencesOf(this.#published(), await this.#wired.readAfresh())).toEqual([]);
    const { packer } = createTestPacker({ disk: createInlineDisk() });
    const { projectId } = valueOf(await packer.openProject(this.folder.path, unhurried));
    const filters = [
      { registration: [], health: [], type: [], tag: [], search: '' },
      { registration: ['registered' as const], health: [], type: [], tag: [], search: '' },
      { registration: [], health: ['error' as const, 'missing' as const], type: [], tag: [], search: '' },
      { registration: [], health: [], type: ['sound' as const], tag: [], search: '' },
      { registration: [], health: [], type: ['sound' as const], tag: [], search: 'v' },
      { registration: [], health: [], type: [], tag: ['v'], search: '' },
      { ...noFilter, search: 'path:v is:registered,error' },
      { ...noFilter, search: '-tag:v -"v/" id:0' },
    ];
    for (const sort of assetSorts) {
      for (const filter of filters) {
        const query: AssetQuery = { filter, sort, descending: false, offset: 0, limit: 500 };
        const { orderRevision, ...fresh } = valueOf(packer.listAssets(projectId, query));
        expect(orderRevision).toBe(fresh.revision);
        expect({ ...listAssets(this.#published(), query), revision: fresh.revision }).toEqual(fresh);
      }
    }
    await packer.close();
  }

  async end(): Promise<void> {
    await this.#commands.close();
    await this.folder.remove();
  }

  get #wired(): WiredProject {
    if (this.#project === null) {
      throw new Error('The project is not open');
    }
    return this.#project;
  }

  get #commands(): WiredProject['commands'] {
    return this.#wired.commands;
  }

  async #open(): Promise<void> {
    this.#revision = 0;
    const [disk, clock, ids] = [this.#disk, this.#clock, this.#ids];
    this.#project = await wireProject(this.folder.path, {
      disk,
      clock,
      ids,
      around: (snapshots) => this.#watch(snapshots),
      trash: {
        moveToTrash: async (path) => {
          if (this.#trashFails) {
            throw new Error('The system refused');
          }
          rmSync(path, { recursive: true });
        },
      },
    });
  }

  /** Freezes what is published (S1), sees that revisions grow (S2), and breaks a patch when told to. */
  #watch(snapshots: SnapshotWriter): SnapshotWriter {
    const seen = (snapshot: ProjectSnapshot): ProjectSnapshot => {
      expect(snapshot.revision).toBe(this.#revision + 1);
      this.#revision = snapshot.revision;
      freezeDeeply(snapshot, this.#frozen);
      return snapshot;
    };
    return {
      ...snapshots,
      reload: async (projectId, load) => seen(await snapshots.reload(projectId, load)),
      replace: (projectId, apply) => {
        if (this.#breakPatch === 'replace') {
          this.#breakPatch = null;
          throw new Error('The patch broke');
        }
        return seen(snapshots.replace(projectId, apply));
      },
      patch: (projectId, apply) => {
        if (this.#breakPatch === 'patch') {
          this.#breakPatch = null;
          throw new Error('The patch broke');
        }
        return seen(snapshots.patch(projectId, apply));
      },
    };
  }

  #published(): ProjectSnapshot {
    const snapshot = this.#wired.published();
    if (snapshot === null) {
      throw new Error('There is no snapshot');
    }
    return snapshot;
  }

  async #register(root: string): Promise<EntryCompletion> {
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const completion = await this.#commands.register(root, commandId);
    if (completion.status !== 'committed') {
      this.#notConfirmed.add(commandId);
    }
    return completion;
  }

  async #commit(root: string, isPlain = true): Promise<EntryCompletion> {
    const completion = await this.#register(root);
    this.#confirmed.set(assetIdOf(completion), root);
    if (isPlain) {
      expect(completion).toEqual({ status: 'committed', revision: this.#revision, assetId: assetIdOf(completion) });
    }
    return completion;
  }

  /** All that can be registered and some that can't, in one batch, which now and then the disk refuses. */
  async #registerMany(pick: number, way: number): Promise<void> {
    await this.#unregistered(pick);
    const free = this.#freeRoots();
    const before = this.#published();
    const failing = way % 4 === 0;
    if (failing) {
      this.#disk.failWriteAfter(pick % 120, 'ENOSPC');
    }
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const results: AssetResult[] = [];
    const follower = { ...unfollowed, advanced: (ended: readonly AssetResult[]) => results.push(...ended) };
    const filter = { registration: [], health: [], type: [], tag: [], search: 'v/' };
    const selection: AssetSelection =
      way % 3 === 0
        ? { by: 'roots', roots: ['broken-json', ...free, 'nowhere', 'done', ...free] }
        : { by: 'filter', filter, sort: choose(assetSorts, pick), descending: way % 2 === 0 };
    const completion = valueOf(await this.#commands.writeMany('register', selection, commandId, follower));
    if (failing) {
      this.#notConfirmed.add(commandId);
      expect(completion).toMatchObject({ status: 'failed', written: 0, disk: 'as-before' });
      expect(this.#published()).toBe(before);
      return;
    }
    expect(completion).toMatchObject({ status: 'done', written: free.length, left: 0 });
    // What is refused, or named twice, is in a batch, too.
    const revisions = this.#published().revision - before.revision;
    expect(revisions).toBeGreaterThanOrEqual(Math.ceil(free.length / batch));
    expect(revisions).toBeLessThanOrEqual(Math.ceil((2 * free.length + 3) / batch));
    for (const { root, completion: ended } of results) {
      if (ended.status === 'committed') {
        this.#confirmed.set(ended.assetId, root);
      }
    }
  }

  /** Of those that have one entry, those whose folder is gone as often as the others. */
  #unregisterable(): readonly (readonly [string, string])[] {
    return [...assetsInOrder(this.#published().assets, 'root')].flatMap(({ root, entry, diagnostics }) => {
      const isOne = !diagnostics.some(({ code }) => code === 'duplicate-entry');
      return entry !== null && isOne && root !== 'done' ? [[entry.assetId, root] as const] : [];
    });
  }

  async #unregister(pick: number, way: number): Promise<void> {
    const registered = this.#unregisterable();
    if (registered.length === 0) {
      await this.#commit(await this.#unregistered(pick));
      return;
    }
    const [assetId, root] = choose(registered, pick);
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    if (way % 5 === 0) {
      this.#disk.fail({ call: 'file.datasync' }, 'EIO');
      const failed = await this.#commands.unregister(root, commandId);
      expect(failed).toMatchObject({ status: 'failed', disk: 'unknown' });
      return;
    }
    this.#breakPatch = way % 5 === 1 && !this.#rereads(root) ? 'patch' : null;
    const { revision } = this.#published();
    const completion = await this.#commands.unregister(root, commandId);
    expect(completion).toMatchObject({ status: 'committed', revision: revision + 1, assetId });
    this.#confirmed.delete(assetId);
    const after = findAsset(this.#published(), root);
    expect(after?.entry ?? null).toBeNull();
    expect(await this.#commands.unregister(root, commandId)).toEqual(completion);
  }

  /** Whether the registry is read again instead of a patch: see rule U2. */
  #rereads(root: string): boolean {
    const { diagnostics } = this.#published();
    const asset = findAsset(this.#published(), root);
    return diagnostics.length > 0 || asset?.health === 'missing';
  }

  async #unregisterMany(pick: number, way: number): Promise<void> {
    const registered = this.#unregisterable();
    const some = registered.filter((_, at) => at % (1 + (pick % 3)) === 0);
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const filter = { ...noFilter, search: 'v/' };
    const selection: AssetSelection =
      way % 2 === 0
        ? { by: 'roots', roots: ['nowhere', ...some.map(([, root]) => root), 'broken-json'] }
        : { by: 'filter', filter, sort: choose(assetSorts, pick), descending: way % 4 === 1 };
    const wanted = way % 2 === 0 ? some : registered.filter(([, root]) => root.includes('v/'));
    const completion = valueOf(await this.#commands.writeMany('unregister', selection, commandId, unfollowed));
    expect(completion).toMatchObject({ status: 'done', written: wanted.length, left: 0 });
    for (const [assetId] of wanted) {
      this.#confirmed.delete(assetId);
    }
  }

  /** Some assets that can be moved to the trash and some that can't; now and then the system refuses one. */
  async #trash(pick: number, way: number): Promise<void> {
    const onDisk = [...assetsInOrder(this.#published().assets, 'root')].flatMap(({ root, health }) =>
      root.startsWith('v/') && health !== 'missing' ? [root] : [],
    );
    const chosen = onDisk.filter((_, at) => at % 3 === pick % 3);
    const roots = ['nowhere', 'outer', ...chosen];
    if (way % 7 === 0) {
      roots.push(way % 2 === 0 ? 'twin' : 'outer/inner');
    }
    this.#trashFails = way % 5 === 0;
    const [last = ''] = chosen;
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const completion = valueOf(await this.#commands.writeMany('trash', { by: 'roots', roots }, commandId, unfollowed));
    const now = new Set([...entriesOf(this.#published().registry)].map(({ assetId }) => assetId));
    for (const assetId of this.#confirmed.keys()) {
      if (!now.has(assetId)) {
        this.#confirmed.delete(assetId);
      }
    }
    if (this.#trashFails && last !== '' && completion.status === 'failed') {
      expect(existsSync(join(this.folder.path, 'assets', last))).toBe(true);
    }
    this.#trashFails = false;
    // What the other operations count on.
    for (const root of ['twin', 'outer/inner'].filter((each) => findAsset(this.#published(), each) === undefined)) {
      await this.folder.writeAsset(root);
      await this.#reload();
    }
  }

  /** Some assets that can be made and one that can't; now and then the disk refuses a part of it, or the patch breaks. */
  async #create(pick: number, way: number): Promise<void> {
    // An empty one is copied without a write that could be refused.
    await this.folder.writeFile('dropped.png', 'x'.repeat(1 + pick));
    const files = [{ path: join(this.folder.path, 'dropped.png'), name: 'picture.png' }];
    const made = Array.from({ length: 1 + (pick % 3) }, () => {
      const root = `v/${way % 2 === 0 ? '' : 'made/'}${String(this.#made)}`;
      this.#made += 1;
      return root;
    });
    const asset = (root: string): NewAsset => ({
      root,
      name: `Made ${root}`,
      type: choose(['image', 'sound'], way),
      files,
    });
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const isSettled = !existsSync(join(this.folder.path, '.prometeu', 'intent.json'));
    const before = this.#published();
    const fault = way % 8;
    if (fault === 0) {
      this.#disk.fail({ call: 'file.write', path: 'picture.png' }, 'ENOSPC');
    } else if (fault === 1) {
      this.#disk.fail({ call: 'file.write', path: 'assets.jsonl' }, 'ENOSPC');
      this.#notConfirmed.add(commandId);
    } else if (fault === 2) {
      this.#breakPatch = 'replace';
    }
    const run = (): ReturnType<ProjectCommands['createAssets']> =>
      this.#commands.createAssets(['done', ...made].map(asset), fault !== 3, commandId, unfollowed);
    const completion = valueOf(await run());
    expect(valueOf(await run()), 'a repeat has the first answer').toEqual(completion);
    expect(completion).toMatchObject(
      fault < 2
        ? { status: 'failed', disk: 'as-before', written: 0, unconfirmed: made.length }
        : { status: 'done', written: made.length, refused: [{ code: 'new-root-taken', examples: ['done'] }] },
    );
    // What a move that failed before it left behind is settled first (rule V3).
    if (fault === 0 && isSettled) {
      expect(this.#published()).toBe(before);
    }
    for (const { assetId, root } of entriesOf(this.#published().registry)) {
      if (made.includes(root)) {
        this.#confirmed.set(assetId, root);
      }
    }
  }

  /** A move of any asset that can be moved, which now and then the disk refuses at one of its steps. */
  async #move(pick: number, way: number): Promise<void> {
    const movable = [...assetsInOrder(this.#published().assets, 'root')].flatMap(({ root }) =>
      root.startsWith('v/') && refusalToMoveAway(this.#published(), root) === null ? [root] : [],
    );
    // Other operations count on these to be where they are.
    const goesBack = way % 9 === 0;
    const root = goesBack
      ? choose(['Twin', 'outer/inner'], pick)
      : movable.length > 0
        ? choose(movable, pick)
        : await this.#unregistered(pick);
    const before = this.#published();
    const entry = findAsset(before, root)?.entry ?? null;
    const to = `v/${pick % 2 === 0 ? '' : 'deep/er/'}${String(this.#made)}`;
    this.#made += 1;
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const moveTo = (target: string): Promise<MoveCompletion> =>
      this.#commands.moveAsset({ root, to: target }, commandId);
    const fault = way % 8;
    switch (fault) {
      case 0:
        expect(await moveTo('done')).toMatchObject({ refusal: { code: 'new-root-taken' } });
        expect(this.#published()).toBe(before);
        return;
      case 1:
        this.#disk.fail({ call: 'rename', path: `assets/${root}` }, 'EIO');
        expect(await moveTo(to)).toMatchObject({ status: 'failed', disk: 'as-before' });
        expect(this.#published()).toBe(before);
        return;
      case 2:
      case 3:
        if (entry !== null) {
          this.#disk.fail({ call: fault === 2 ? 'file.write' : 'file.datasync', path: 'assets.jsonl' }, 'EIO');
          this.#notConfirmed.add(commandId);
          expect(await moveTo(to)).toMatchObject({ status: 'failed', disk: fault === 2 ? 'as-before' : 'unknown' });
          return;
        }
        break;
      case 4:
        this.#breakPatch = 'replace';
        expect(await moveTo(to)).toMatchObject({ status: 'committed', recovered: 'full-reload' });
        break;
      case 5:
        this.#disk.after({ call: 'rename', path: `assets/${root}` }, () => {
          this.#disk.fail({ call: 'syncFolder', path: 'assets' }, 'EIO');
        });
        expect(await moveTo(to)).toMatchObject({ status: 'failed', disk: 'as-before' });
        expect(this.#published()).toBe(before);
        return;
      default:
    }
    // A repeat has the first answer.
    expect(await moveTo(to)).toMatchObject({ status: 'committed', root: to });
    if (entry !== null) {
      this.#confirmed.set(entry.assetId, to);
    }
    if (goesBack) {
      expect(valueOf(await this.#commands.verify(unhurried)).differences).toEqual([]);
      const undone = await this.#commands.undo({ by: 'id', id: commandId }, `${commandId} back`, unfollowed);
      expect(undone).toMatchObject({ ok: true, value: { completion: { status: 'done' } } });
    }
    if (goesBack && entry !== null) {
      this.#confirmed.set(entry.assetId, root);
    }
  }

  /** The entry of a missing asset at any folder that can have it, which now and then the disk refuses, or the patch breaks. */
  async #relocate(pick: number, way: number): Promise<void> {
    const free = await this.#unregistered(pick);
    if (!this.#isAnyMissing()) {
      await this.#commit(free);
      await this.folder.removeFolder(free);
      await this.#reload();
      await this.#unregistered(pick);
    }
    const before = this.#published();
    const all = [...assetsInOrder(before.assets, 'root')].map(({ root }) => root);
    // Twins, what is registered and what is broken are among those that are refused.
    const pairs = all.flatMap((root) => all.map((to) => ({ root, to })));
    const isAllowed = ({ root, to }: Relocation): boolean => refusalToRelocate(before, root, to) === null;
    const wanted = choose(way % 4 === 0 ? pairs : pairs.filter(isAllowed), pick);
    const entry = findAsset(before, wanted.root)?.entry ?? null;
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const run = (): Promise<EntryCompletion> => this.#commands.relocate(wanted, commandId);
    if (!isAllowed(wanted)) {
      expect(await run()).toMatchObject({ status: 'refused' });
      expect(this.#published()).toBe(before);
      return;
    }
    if (way % 8 === 1) {
      this.#disk.fail({ call: 'file.datasync' }, 'EIO');
      this.#notConfirmed.add(commandId);
      expect(await run()).toMatchObject({ status: 'failed', disk: 'unknown' });
      return;
    }
    const breaks = way % 8 === 2 && before.diagnostics.length === 0;
    this.#breakPatch = breaks ? 'replace' : null;
    const completion = await run();
    expect(completion).toMatchObject({ status: 'committed', assetId: entry?.assetId });
    // Where a twin was compared, the registry was read instead of a patch (rule V9).
    expect('recovered' in completion).toBe(breaks && this.#breakPatch === null);
    this.#breakPatch = null;
    expect(findAsset(this.#published(), wanted.to)?.entry).toMatchObject({ rev: (entry?.rev ?? 0) + 1 });
    this.#confirmed.set(entry?.assetId ?? '', wanted.to);
    // A repeat has the first answer.
    expect(await run()).toEqual(completion);
  }

  #isAnyMissing(): boolean {
    return [...assetsInOrder(this.#published().assets, 'root')].some(
      ({ root, health }) => health === 'missing' && refusalToUnregister(this.#published(), root) === null,
    );
  }

  /** An edit of any asset that can be edited, which now and then the disk refuses or another program comes before. */
  async #editManifest(pick: number, way: number): Promise<void> {
    const before = this.#published();
    const editable = [...assetsInOrder(before.assets, 'root')].filter(
      ({ root, manifest, health }) =>
        // Those that others count on to be refused stay as they are.
        manifest !== null && health !== 'missing' && !brokenRoots.some((each) => each === root),
    );
    const { root } = choose(editable, pick);
    const isFree = root.startsWith('v/');
    const { manifest, hash } = valueOf(await this.#commands.readManifest(root));
    if (manifest === null) {
      throw new Error(`There is no manifest in ${root}`);
    }
    const edited: AssetManifest = {
      ...manifest,
      ...choose<Partial<AssetManifest>>(
        [
          { name: `Edited ${String(pick % 7)}` },
          { type: choose(['sound', 'image', 'model'] as const, pick) },
          { tags: ['v', `tag ${String(pick % 3)}`] },
          { sources: ['picture.png', 'missing.png', 'picture.png', ...(isFree ? ['../x'] : [])] },
          { sources: ['picture.png'], preload: true, description: 'Of the oracle' },
          { name: 'V', tags: [] },
        ],
        Math.floor(way / 8),
      ),
    };
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const edit = { root, manifest: edited, basedOn: hash };
    switch (way % 8) {
      case 0:
        this.#disk.fail({ call: 'syncFolder', path: 'assets' }, 'EIO');
        await this.#commands.editManifest(edit, commandId);
        // Nothing is synced where nothing was to be changed.
        this.#disk.heal();
        return;
      case 1:
        await this.folder.writeFile(
          `assets/${root}/asset.json`,
          JSON.stringify({ ...manifest, description: `Theirs ${String(way)}` }),
        );
        expect(await this.#commands.editManifest(edit, commandId)).toMatchObject({
          refusal: { code: 'manifest-changed' },
        });
        expect(this.#published()).toBe(before);
        await this.#reload();
        return;
      case 2:
        this.#breakPatch = 'replace';
        expect(await this.#commands.editManifest(edit, commandId)).toMatchObject({ recovered: 'full-reload' });
        return;
      default:
        expect(await this.#commands.editManifest(edit, commandId)).toMatchObject({
          status: 'committed',
          revision: before.revision + 1,
        });
    }
  }

  /** Any step of the history: it is undone as a whole, or refused and nothing is changed. */
  async #undo(pick: number, way: number): Promise<void> {
    const { steps } = valueOf(await this.#commands.listHistory(0, 200));
    // Other operations count on these to be where they are: a move of theirs that was taken back is not done again.
    const settled = ['done', 'Twin', 'outer/inner'];
    const others = steps.filter(({ roots }) => !roots.some((root) => settled.includes(root)));
    const step = way % 2 === 0 ? others[0] : others[pick % others.length];
    if (step === undefined) {
      await this.#commit(await this.#unregistered(pick));
      return;
    }
    this.#commandCount += 1;
    const commandId = `command-${String(this.#commandCount)}`;
    const before = this.#published();
    const undone = await this.#commands.undo({ by: 'id', id: step.id }, commandId, unfollowed);
    if (!undone.ok) {
      // What the file of an edit says by now is looked at in the lane alone (rule M5).
      // And so is what the folder of a new asset holds (rule N7).
      const isOfFiles = step.what === 'edit-manifest' || step.what === 'create';
      const isSaidBefore = !(isOfFiles && undone.failure.code === 'changed-since');
      expect(step.count === step.roots.length && step.undo.available && isSaidBefore).toBe(false);
      expect(this.#published()).toBe(before);
      return;
    }
    expect(undone.value.completion).toMatchObject({ status: 'done', asked: step.count, written: step.count });
    const now = new Map([...entriesOf(this.#published().registry)].map(({ assetId, root }) => [assetId, root]));
    for (const { assetId } of entriesOf(before.registry)) {
      if (!now.has(assetId)) {
        this.#confirmed.delete(assetId);
      }
    }
    for (const [assetId, root] of now) {
      // It came, or it went back to where it was.
      if (entryById(before.registry, assetId)?.root !== root) {
        this.#confirmed.set(assetId, root);
      }
    }
  }

  async #refuse(root: string, code: Refusal['code']): Promise<void> {
    const before = this.#published();
    expect(await this.#register(root)).toMatchObject({ status: 'refused', refusal: { code } });
    expect(this.#published()).toBe(before);
  }

  async #reload(): Promise<void> {
    valueOf(await this.#commands.reload(unhurried));
  }

  /** Assets that can be registered now; one is made where there is none. */
  async #unregistered(pick: number): Promise<string> {
    const free = this.#freeRoots();
    if (free.length > 0) {
      return choose(free, pick);
    }
    const root = await this.#makeAsset();
    await this.#reload();
    return root;
  }

  #freeRoots(): string[] {
    return [...assetsInOrder(this.#published().assets, 'root')].flatMap(({ root, entry, diagnostics }) => {
      // An edit may have listed a source that stands against it.
      const isBlocked = diagnostics.some(({ code }) => diagnosticRules[code].blocksRegister);
      return entry === null && root.startsWith('v/') && !isBlocked ? [root] : [];
    });
  }

  async #makeAsset(): Promise<string> {
    const root = `v/${String(this.#made)}`;
    this.#made += 1;
    await this.folder.writeAsset(root);
    return root;
  }

  async #edit(pick: number, way: number): Promise<void> {
    const known = [...assetsInOrder(this.#published().assets, 'root')].filter(({ root }) => root.startsWith('v/'));
    const onDisk = known.flatMap(({ root, health }) => (health === 'missing' ? [] : [root]));
    const variant = onDisk.length === 0 ? 0 : onDisk.length > this.#mostAssets ? 1 : way % 6;
    const root = onDisk.length === 0 ? '' : choose(onDisk, pick);
    switch (variant) {
      case 0:
        await this.#makeAsset();
        return;
      case 1:
        await this.folder.removeFolder(root);
        return;
      case 2:
        await this.folder.writeAsset(root, { name: `Name ${String(way)}`, tags: ['v', String(pick)] });
        return;
      case 3:
        await this.folder.writeAsset(root, { type: choose(['sound', 'image', 'model', 'data'], pick) });
        return;
      case 4:
        await this.folder.writeFile(`assets/${root}/picture.png`, 'x'.repeat(way));
        return;
      case 5:
        await this.folder.writeAsset(root, { sources: ['picture.png', 'missing.png', 'picture.png'] });
        return;
    }
  }

  /** What another program, or a merge, can do to the end of the file. */
  async #appendAsAnother(pick: number, way: number, sparing = ''): Promise<void> {
    const registered = [...this.#confirmed].filter(([, root]) => root !== 'done');
    const free = this.#freeRoots().filter((root) => root !== sparing);
    const line = await this.#foreignLines(pick, way, registered, free);
    const { registry } = this.folder;
    const end = readFileSync(registry).at(-1) === 0x0a ? '' : '\n';
    appendFileSync(registry, `${end}${line}`);
  }

  async #foreignLines(
    pick: number,
    way: number,
    registered: readonly (readonly [string, string])[],
    free: readonly string[],
  ): Promise<string> {
    this.#foreign += 1;
    const number = String(this.#foreign);
    const assetId = `ffffffff-0000-7000-8000-${number.padStart(12, '0')}`;
    const writtenAt = '2001-01-01T00:00:00.000Z';
    const entry = { assetId, rev: 1, registeredAt: writtenAt, commandId: `foreign-${number}`, writtenAt };
    const root = free.length > 1 ? choose(free, pick) : `gone/${number}`;
    const [victim, victimRoot] = registered.length > 0 ? choose(registered, pick) : ['', ''];
    switch (Math.floor(way / 2) % 12) {
      case 0:
        return this.#confirmForeign(assetId, root, `${encodeEntry({ ...entry, root })}\n`);
      case 1:
        return this.#confirmForeign(
          assetId,
          `gone/${number}`,
          `${encodeEntry({ ...entry, root: `gone/${number}` })}\n`,
        );
      case 2:
        return `${
          readFileSync(this.folder.registry, 'utf8')
            .split('\n')
            .find((text) => text.includes('"done"')) ?? ''
        }\n`;
      case 3:
        if (victim === '') {
          return '\n';
        }
        this.#confirmed.delete(victim);
        return `${encodeTombstone({ assetId: victim, rev: 1000, commandId: `foreign-${number}`, writtenAt })}\n`;
      case 4:
        return victim === ''
          ? '\n'
          : `${encodeEntry({ ...entry, assetId: victim, rev: 1 + this.#foreign, root: victimRoot })}\n`;
      case 5:
        return 'not a record\n';
      case 6:
        return '{"op":"put","id":"ffffff';
      case 7:
        return this.#confirmForeign(
          assetId,
          root,
          `${encodeEntry({ ...entry, root }).replace(/"c":"......../, '"c":"00000000')}\n`,
        );
      case 8:
        return `<<<<<<< HEAD\n=======\n${this.#confirmForeign(assetId, root, encodeEntry({ ...entry, root }))}\n>>>>>>> other\n`;
      case 9:
        return this.#confirmForeign(assetId, root, `${encodeEntry({ ...entry, root })}\r\n`);
      case 10:
        return this.#confirmForeign(assetId, 'done', `${encodeEntry({ ...entry, root: 'done' })}\n`);
      default: {
        const second = { ...entry, assetId: assetId.replace('ffffffff', 'eeeeeeee'), root: `gone/${number}` };
        this.#confirmForeign(second.assetId, second.root, '');
        return this.#confirmForeign(assetId, root, `${encodeEntry({ ...entry, root })}${encodeEntry(second)}\n`);
      }
    }
  }

  #confirmForeign(assetId: string, root: string, line: string): string {
    this.#confirmed.set(assetId, root);
    return line;
  }

  async #loseSnapshot(pick: number, way: number): Promise<void> {
    const root = await this.#unregistered(pick);
    if (way % 2 === 0) {
      appendFileSync(this.folder.registry, '\n');
      this.#disk.fail({ call: 'scan' }, 'EIO');
      expect(await this.#register(root)).toEqual({ status: 'refused', refusal: { code: 'snapshot-unavailable' } });
    } else {
      this.#breakPatch = 'patch';
      this.#disk.fail({ call: 'scan' }, 'EIO');
      expect(await this.#commit(root, false)).toMatchObject({ revision: null, recovered: 'full-reload' });
    }
    expect(this.#wired.published()).toBeNull();
    expect(await this.#register('done')).toEqual({ status: 'refused', refusal: { code: 'snapshot-unavailable' } });
    expect(await this.#commands.verify(unhurried)).toMatchObject({ failure: { code: 'snapshot-unavailable' } });
    await this.#reload();
  }

  async #refuseReadOnly(pick: number): Promise<void> {
    const content = readFileSync(this.folder.registry, 'utf8');
    const root = await this.#unregistered(pick);
    writeFileSync(this.folder.registry, content.replace('"v":1', '"v":2'));
    await this.#reload();
    await this.#refuse(root, 'registry-read-only');
    await this.check();
    writeFileSync(this.folder.registry, content);
    await this.#reload();
  }

  async #failWrite(pick: number, way: number): Promise<void> {
    const root = await this.#unregistered(pick);
    const before = readFileSync(this.folder.registry);
    const cutFails = way % 5 === 0;
    // What wrote nothing has nothing to cut back.
    this.#disk.failWriteAfter(
      cutFails ? 1 + (pick % 119) : pick % 120,
      choose(['ENOSPC', 'EIO', 'EDQUOT', 'EFBIG'], way),
    );
    if (cutFails) {
      this.#disk.fail({ call: choose(['file.truncate', 'file.sync'] as const, pick) }, 'EIO');
    }
    const completion = await this.#register(root);
    expect(completion).toMatchObject({ status: 'failed', disk: cutFails ? 'unknown' : 'as-before' });
    if (!cutFails) {
      expect(before.equals(readFileSync(this.folder.registry))).toBe(true);
    }
  }

  async #failSync(pick: number, way: number): Promise<void> {
    const root = await this.#unregistered(pick);
    const { registry } = this.folder;
    const rebuildFails = way % 4 === 0;
    const from = this.#disk.calls.length;
    this.#disk.fail({ call: 'file.datasync' }, 'EIO');
    if (rebuildFails) {
      this.#disk.fail(
        { call: choose(['open', 'file.write', 'file.sync', 'file.read'] as const, pick), path: '.tmp' },
        'EIO',
      );
    }
    expect(await this.#register(root)).toMatchObject({ status: 'failed', disk: 'unknown', failure: { step: 'sync' } });
    if (rebuildFails) {
      await this.#reload();
    }
    const syncs = this.#disk.calls.slice(from).filter(({ call, path }) => path === registry && call.endsWith('sync'));
    expect(syncs).toHaveLength(1);
  }
}

function choose<Item>(items: readonly Item[], pick: number): Item {
  const item = items[pick % items.length];
  if (item === undefined) {
    throw new Error('There is nothing to choose from');
  }
  return item;
}

describe('oracle', () => {
  it('S3 has the patched snapshot equal a fresh load after any sequence of writes, refusals, faults and edits', {
    timeout: 600_000,
  }, async () => {
    const done = new Map<Kind, number>(kinds.map((kind) => [kind, 0]));
    const assets = fc.integer({ min: 1, max: 4 });
    const property = fc.asyncProperty(assets, operations(50), (count, sequence) => tryAll(count, sequence, done));

    await fc.assert(property, { seed, numRuns: sequences, endOnFailure: !shrinks });

    const total = [...done.values()].reduce((sum, count) => sum + count, 0);
    process.stdout.write(tableOf(done, total));
    expect(total).toBeGreaterThanOrEqual(50 * sequences);
    // A share is a matter of chance in a short run.
    if (sequences >= 200) {
      for (const [kind, count] of done) {
        expect(count / total, kind).toBeGreaterThanOrEqual(0.035);
      }
    }
  });

  it('S3 has it equal one in projects of up to 2,000 assets, of which many are written at once', {
    timeout: 600_000,
  }, async () => {
    const done = new Map<Kind, number>();
    const many = ['register-many', 'unregister-many', 'undo', 'register-many'] as const;
    const assets = fc.integer({ min: 2 * batch, max: 2000 });
    const property = fc.asyncProperty(assets, operations(12), (count, sequence) => {
      // Between all others come those that write many.
      const mixed = sequence.map((operation, at) => {
        return at % 3 === 0 ? { ...operation, kind: choose(many, at / 3) } : operation;
      });
      return tryAll(count, mixed, done);
    });

    await fc.assert(property, { seed, numRuns: Math.ceil(sequences / 10), endOnFailure: !shrinks });

    expect(done.get('register-many')).toBeGreaterThan(0);
  });
});

/** Does operations on a new project and checks all that must hold behind each; counts what was done. */
async function tryAll(assets: number, sequence: readonly Operation[], done: Map<Kind, number>): Promise<void> {
  const world = await World.create(assets);
  try {
    for (const [at, operation] of sequence.entries()) {
      await world
        .run(operation)
        .then(() => world.check())
        .catch((error: unknown) => {
          throw new Error(`Operation ${String(at)}, ${JSON.stringify(operation)}`, { cause: error });
        });
      done.set(operation.kind, (done.get(operation.kind) ?? 0) + 1);
    }
    await world.compareWithSecondPacker();
  } finally {
    await world.end();
  }
}

function tableOf(done: ReadonlyMap<Kind, number>, total: number): string {
  const rows = [...done].map(([kind, count]) => {
    return `  ${kind.padEnd(24)}${String(count).padStart(6)}${((100 * count) / total).toFixed(1).padStart(7)} %\n`;
  });
  return `oracle: seed ${String(seed)}, ${String(sequences)} sequences, ${String(total)} operations\n${rows.join('')}`;
}
