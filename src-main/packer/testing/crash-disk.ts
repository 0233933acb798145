import { hash } from 'node:crypto';
import type { BlockingFolder, BlockingStatus } from '../disk/blocking-disk.ts';
import type { Disk, DiskFile, FileStatus, FolderEntry } from '../disk/disk-port.ts';
import { scanHere } from '../disk/scan-here.ts';

// A file system in memory that can say what a power cut would have left of it.
//
// The model. There are two layers: what a running program sees, and what is on the platter. Every change goes to the
// first one and is recorded. It is *settled* as soon as a sync that covers it has returned: `datasync` and `sync` settle
// the content and the size of one file, `syncFolder` settles the names in one folder (a rename with the folder that
// it leads to). A crash state is what may be found after a power cut at any point of the recorded sequence: every
// settled change, and of the others, independently of one another and of their order,
// - a name is there, or not yet, or not gone yet; a rename has happened as a whole or not at all;
// - a write is there, or not; or as far as any byte; or the file has grown and its end, its beginning, or any of its
//   sectors are zeros or garbage instead of what was written; or it has grown by a part of that;
// - a truncation has happened or not.
// A sync that fails leaves the pages clean: what it should have settled is never settled by a later sync of the same
// file or folder, although it can be read. That is what ext4, XFS and Btrfs do.
//
// What it does not model: disks that lie about a flush; damage to bytes that were settled (bit-rot.ts does that);
// sectors that hold old content of other files; systems on which a rename is not one step; links; permissions; time.

/** What a power cut has left, or what a disk begins with. Never changed: disks made of it copy what they change. */
export interface DiskImage {
  readonly nodes: ReadonlyMap<number, ImageNode>;
}

type ImageNode =
  | { readonly kind: 'folder'; readonly names: ReadonlyMap<string, number> }
  | { readonly kind: 'file'; readonly bytes: Uint8Array };

/** How many of the ways in which a write can be torn are told. */
export interface TearDensity {
  /** Ends at every `step`-th byte. */
  readonly step: number;
  /** Is zeros or garbage from, or up to, every `fill`-th byte. */
  readonly fill: number;
  /** Grown by a part, with the end of that part not written: every `grid`-th pair of bytes; 0 for none. */
  readonly grid: number;
}

export interface CrashDisk extends Disk {
  /** How many changes and syncs were made so far. A power cut at a point finds those before it begun or done. */
  point(): number;
  /** What the next syncs of files and folders whose path ends so are answered with, after they settled nothing. */
  failSyncs(pathEnd: string, errno: string, times: number): void;
  /** The next writes to files whose path ends so take at most so many bytes, and say so. */
  shortenWrites(pathEnd: string, taken: number, times: number): void;
  /** Forgets the failures that were told and did not come yet. */
  heal(): void;
  /** Does something that no failure comes to: another program’s work. */
  undisturbed(action: () => Promise<void>): Promise<void>;
  /** What a running program sees now: what a killed process leaves. */
  image(): DiskImage;
  /** What a power cut at the point leaves at least: every settled change, and no other. */
  settled(point: number): DiskImage;
  /** What a running program saw at the point. */
  seenAt(point: number): DiskImage;
  /** Everything that a power cut at the point can leave, each once. `density` is asked by the path of each file. */
  crashStates(point: number, density: (path: string) => TearDensity): Generator<DiskImage, void>;
}

interface VolatileFile {
  readonly kind: 'file';
  bytes: Uint8Array;
  modified: bigint;
}

interface VolatileFolder {
  readonly kind: 'folder';
  readonly names: Map<string, number>;
}

type ContentChange =
  | { readonly kind: 'write'; readonly node: number; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly node: number; readonly size: number };
type NameChange =
  | {
      readonly kind: 'name';
      readonly folder: number;
      readonly name: string;
      readonly node: number | null;
      readonly isFolder: boolean;
    }
  | {
      readonly kind: 'rename';
      readonly from: number;
      readonly fromName: string;
      readonly folder: number;
      readonly name: string;
      readonly node: number;
    };
type Change = (ContentChange | NameChange) & { settledAt: number; abandoned: boolean };
type Step = Change | { readonly kind: 'sync' };

const rootNode = 1;
const sectorBytes = 512;
const never = Number.POSITIVE_INFINITY;
let devices = 0;

/** An empty disk, or one with what the image has. No two disks have a file or folder of the same identity. */
export function createCrashDisk(image: DiskImage = emptyImage): CrashDisk {
  devices += 1;
  const device = `${String(process.pid)}${String(devices).padStart(9, '0')}`;
  const nodes = new Map<number, VolatileFile | VolatileFolder>();
  for (const [id, node] of image.nodes) {
    nodes.set(
      id,
      node.kind === 'folder'
        ? { kind: 'folder', names: new Map(node.names) }
        : { kind: 'file', bytes: node.bytes, modified: 1n },
    );
  }
  let nextNode = Math.max(...nodes.keys()) + 1;
  let ticks = 1n;
  const steps: Step[] = [];
  const variantsOfFiles = rememberedVariants();
  let failing: { readonly pathEnd: string; readonly errno: string; left: number }[] = [];
  let shortening: { readonly pathEnd: string; readonly taken: number; left: number }[] = [];

  function record(change: ContentChange | NameChange): void {
    steps.push({ ...change, settledAt: never, abandoned: false });
  }

  function lookUp(path: string): number {
    let at = rootNode;
    for (const name of namesOf(path)) {
      const next = folderAt(at, path).names.get(name);
      if (next === undefined) {
        throw refusal('ENOENT', path);
      }
      at = next;
    }
    return at;
  }

  function folderAt(id: number, path: string): VolatileFolder {
    const node = nodes.get(id);
    if (node?.kind !== 'folder') {
      throw refusal('ENOTDIR', path);
    }
    return node;
  }

  function parentOf(path: string): { id: number; folder: VolatileFolder; name: string } {
    const names = namesOf(path);
    const name = names.pop() ?? '';
    const id = lookUp(names.join('/'));
    return { id, folder: folderAt(id, path), name };
  }

  function statusOf(id: number): FileStatus {
    const node = nodes.get(id);
    const isFile = node?.kind === 'file';
    let links = 0;
    for (const other of nodes.values()) {
      links += other.kind === 'folder' ? [...other.names.values()].filter((named) => named === id).length : 0;
    }
    return {
      kind: isFile ? 'file' : 'folder',
      bytes: isFile ? node.bytes.byteLength : 4096,
      links,
      identity: `${device}:${String(id)}`,
      modifiedNs: isFile ? node.modified * 1_000_000n : 1_000_000n,
    };
  }

  /** A sync that works settles what is not settled yet; one that fails gives that up for ever. */
  function settle(path: string, covers: (change: Change) => boolean): void {
    const rule = failing.find(({ pathEnd }) => path.endsWith(pathEnd));
    for (const step of steps) {
      if (step.kind !== 'sync' && step.settledAt === never && !step.abandoned && covers(step)) {
        if (rule === undefined) {
          step.settledAt = steps.length;
        } else {
          step.abandoned = true;
        }
      }
    }
    steps.push({ kind: 'sync' });
    if (rule !== undefined) {
      rule.left -= 1;
      failing = failing.filter(({ left }) => left > 0);
      throw refusal(rule.errno, path);
    }
  }

  function openFile(id: number, path: string, writable: boolean): DiskFile {
    let open = true;
    function file(): VolatileFile {
      const node = nodes.get(id);
      if (!open || node?.kind !== 'file') {
        throw refusal(open ? 'EISDIR' : 'EBADF', path);
      }
      return node;
    }
    function change(what: ContentChange, bytes: Uint8Array): void {
      if (!writable) {
        throw refusal('EBADF', path);
      }
      record(what);
      ticks += 1n;
      const node = file();
      node.bytes = bytes;
      node.modified = ticks;
    }
    function settleContent(): void {
      file();
      settle(path, (step) => (step.kind === 'write' || step.kind === 'truncate') && step.node === id);
    }
    return {
      status: async () => {
        if (!open) {
          throw refusal('EBADF', path);
        }
        return statusOf(id);
      },
      read: async (length, position) => file().bytes.slice(position, position + length),
      write: async (given) => {
        const rule = shortening.find(({ pathEnd }) => path.endsWith(pathEnd));
        if (rule !== undefined) {
          rule.left -= 1;
          shortening = shortening.filter(({ left }) => left > 0);
        }
        // A copy of its own: a slice of a Buffer is the same memory.
        const bytes = new Uint8Array(given.subarray(0, rule?.taken ?? given.byteLength));
        const { bytes: before } = file();
        change({ kind: 'write', node: id, offset: before.byteLength, bytes }, joined(before, bytes));
        return bytes.byteLength;
      },
      datasync: async () => {
        settleContent();
      },
      sync: async () => {
        settleContent();
      },
      truncate: async (size) => {
        change({ kind: 'truncate', node: id, size }, resized(file().bytes, size));
      },
      close: async () => {
        if (!open) {
          throw refusal('EBADF', path);
        }
        open = false;
      },
    };
  }

  function openFolder(id: number, path: string): BlockingFolder {
    function nodeOf(name: string): number {
      const node = folderAt(id, path).names.get(name);
      if (node === undefined) {
        throw refusal('ENOENT', `${path}/${name}`);
      }
      return node;
    }
    folderAt(id, path);
    return {
      list: () => entriesOf(id, path),
      status: (name) => blockingStatusOf(statusOf(nodeOf(name))),
      openFolder: (name) => openFolder(nodeOf(name), `${path}/${name}`),
      stamp: () => null,
      passInto: () => null,
      isAsListed: () => false,
      openFile: (name) => {
        const file = nodeOf(name);
        return {
          status: () => blockingStatusOf(statusOf(file)),
          read: (length) => {
            const node = nodes.get(file);
            if (node?.kind !== 'file') {
              throw refusal('EISDIR', `${path}/${name}`);
            }
            return node.bytes.slice(0, length);
          },
          close: () => undefined,
        };
      },
      verify: () => undefined,
      close: () => undefined,
    };
  }

  function entriesOf(id: number, path: string): FolderEntry[] {
    return [...folderAt(id, path).names].map(([name, node]) => ({ name, kind: nodes.get(node)?.kind ?? 'other' }));
  }

  function create(path: string, node: VolatileFile | VolatileFolder): number {
    const { id: parent, folder, name } = parentOf(path);
    if (folder.names.has(name)) {
      throw refusal('EEXIST', path);
    }
    const id = nextNode;
    nextNode += 1;
    nodes.set(id, node);
    folder.names.set(name, id);
    record({ kind: 'name', folder: parent, name, node: id, isFolder: node.kind === 'folder' });
    return id;
  }

  function remove(path: string, kind: 'file' | 'folder'): void {
    const { id: parent, folder, name } = parentOf(path);
    const id = lookUp(path);
    const node = nodes.get(id);
    if (node?.kind !== kind) {
      throw refusal(kind === 'file' ? 'EISDIR' : 'ENOTDIR', path);
    }
    if (node.kind === 'folder' && node.names.size > 0) {
      throw refusal('ENOTEMPTY', path);
    }
    folder.names.delete(name);
    record({ kind: 'name', folder: parent, name, node: null, isFolder: false });
  }

  return {
    open: async (path, mode) => {
      const id = mode === 'create' ? create(path, { kind: 'file', bytes: noBytes, modified: ticks }) : lookUp(path);
      const node = nodes.get(id);
      if (node?.kind === 'folder' && mode !== 'read') {
        throw refusal('EISDIR', path);
      }
      return openFile(id, path, mode !== 'read');
    },
    status: async (path) => statusOf(lookUp(path)),
    resolve: async (path) => {
      lookUp(path);
      return `/${namesOf(path).join('/')}`;
    },
    list: async (path) => entriesOf(lookUp(path), path),
    scan: scanHere({
      resolve: (path) => {
        lookUp(path);
        return `/${namesOf(path).join('/')}`;
      },
      status: (path) => blockingStatusOf(statusOf(lookUp(path))),
      openFolder: (path) => openFolder(lookUp(path), path),
    }),
    makeFolder: async (path) => {
      create(path, { kind: 'folder', names: new Map() });
    },
    rename: async (from, to) => {
      const node = lookUp(from);
      const source = parentOf(from);
      const target = parentOf(to);
      const replaced = target.folder.names.get(target.name);
      if (replaced !== undefined && nodes.get(replaced)?.kind !== nodes.get(node)?.kind) {
        throw refusal('EISDIR', to);
      }
      source.folder.names.delete(source.name);
      target.folder.names.set(target.name, node);
      record({
        kind: 'rename',
        from: source.id,
        fromName: source.name,
        folder: target.id,
        name: target.name,
        node,
      });
    },
    remove: async (path) => {
      remove(path, 'file');
    },
    removeFolder: async (path) => {
      remove(path, 'folder');
    },
    syncFolder: async (path) => {
      const id = lookUp(path);
      folderAt(id, path);
      settle(path, (step) => (step.kind === 'name' || step.kind === 'rename') && step.folder === id);
    },
    point: () => steps.length,
    failSyncs: (pathEnd, errno, times) => {
      failing.push({ pathEnd, errno, left: times });
    },
    shortenWrites: (pathEnd, taken, times) => {
      shortening.push({ pathEnd, taken, left: times });
    },
    heal: () => {
      failing = [];
      shortening = [];
    },
    undisturbed: async (action) => {
      const told = { failing, shortening };
      failing = [];
      shortening = [];
      await action();
      ({ failing, shortening } = told);
    },
    image: () => {
      const now = new Map<number, ImageNode>();
      for (const [id, node] of nodes) {
        now.set(
          id,
          node.kind === 'folder' ? { kind: 'folder', names: new Map(node.names) } : { kind: 'file', bytes: node.bytes },
        );
      }
      return { nodes: now };
    },
    settled: (point) => plainImageOf(image, steps.slice(0, point), (change) => change.settledAt < point),
    seenAt: (point) => plainImageOf(image, steps.slice(0, point), () => true),
    crashStates: (point, density) => crashStatesOf(image, steps.slice(0, point), point, density, variantsOfFiles),
  };
}

/** The image that these of the changes made. */
function plainImageOf(begin: DiskImage, steps: readonly Step[], isMade: (change: Change) => boolean): DiskImage {
  const made = new Set<Change>();
  const contents = new Map<number, Uint8Array>();
  for (const step of steps) {
    if (step.kind === 'sync' || !isMade(step)) {
      continue;
    }
    made.add(step);
    if (step.kind === 'write' || step.kind === 'truncate') {
      const node = begin.nodes.get(step.node);
      const before = contents.get(step.node) ?? (node?.kind === 'file' ? node.bytes : noBytes);
      contents.set(step.node, applied(before, step));
    }
  }
  return imageOf(begin, foldersAfter(begin, steps, made), contents);
}

function* crashStatesOf(
  begin: DiskImage,
  steps: readonly Step[],
  point: number,
  density: (path: string) => TearDensity,
  variantsOf: VariantsOf,
): Generator<DiskImage, void> {
  const contents = new Map<number, Change[]>();
  const names: Change[] = [];
  for (const step of steps) {
    if (step.kind === 'write' || step.kind === 'truncate') {
      contents.set(step.node, [...(contents.get(step.node) ?? []), step]);
    } else if (step.kind !== 'sync') {
      names.push(step);
    }
  }
  const isSettled = (change: Change): boolean => change.settledAt < point;
  const settled = new Map<number, Uint8Array>();
  const open: {
    readonly id: number;
    readonly ends: readonly Uint8Array[];
    readonly variants: (density: TearDensity) => readonly Uint8Array[];
  }[] = [];
  for (const [id, changes] of contents) {
    const node = begin.nodes.get(id);
    const before = node?.kind === 'file' ? node.bytes : noBytes;
    if (changes.every(isSettled)) {
      settled.set(
        id,
        changes.reduce((bytes, change) => applied(bytes, change), before),
      );
    } else {
      const ends = [
        changes.filter(isSettled).reduce((bytes, change) => applied(bytes, change), before),
        changes.reduce((bytes, change) => applied(bytes, change), before),
      ];
      open.push({ id, ends, variants: (tears) => variantsOf(id, before, changes, isSettled, tears) });
    }
  }
  const told = new Set<bigint>();
  const isNew = (digest: bigint): boolean => !told.has(digest) && told.add(digest).has(digest);
  for (const persisted of subsetsOf(names, isSettled)) {
    const folders = foldersAfter(begin, steps, persisted);
    const paths = pathsIn(imageOf(begin, folders, settled));
    const named = open.filter(({ id }) => paths.has(id));
    for (const ends of combinations(named.map((file) => file.ends))) {
      const others = new Map(named.map(({ id }, at) => [id, ends[at] ?? noBytes]));
      const plain = imageOf(begin, folders, new Map([...settled, ...others]));
      const plainDigest = digestOf(plain);
      if (isNew(plainDigest)) {
        yield plain;
      }
      for (const { id, variants } of named) {
        const path = paths.get(id) ?? '';
        for (const bytes of variants(density(path))) {
          // Of many that were told before, the image need not be made.
          const digest = withOtherContent(plainDigest, path, others.get(id) ?? noBytes, bytes);
          if (isNew(digest)) {
            const torn = imageOf(begin, folders, new Map([...settled, ...others, [id, bytes]]));
            digestsOfImages.set(torn, digest);
            yield torn;
          }
        }
      }
    }
  }
}

type VariantsOf = (
  id: number,
  before: Uint8Array,
  changes: readonly Change[],
  isSettled: (change: Change) => boolean,
  density: TearDensity,
) => readonly Uint8Array[];

/**
 * What can have become of each file of one disk, kept until something else can: most points of a disk change nothing about
 * a file, and what is the same is hashed once.
 */
function rememberedVariants(): VariantsOf {
  const lasts = new Map<number, { readonly key: string; readonly variants: readonly Uint8Array[] }>();
  return (id, before, changes, isSettled, density) => {
    const { step, fill, grid } = density;
    const key = `${changes.map((change) => (isSettled(change) ? 's' : 'o')).join('')} ${[step, fill, grid].join(' ')}`;
    const last = lasts.get(id);
    if (last?.key === key) {
      return last.variants;
    }
    const variants = [...contentVariants(before, changes, isSettled, density)];
    lasts.set(id, { key, variants });
    return variants;
  };
}

/** What can have become of one file: each subset of its open changes, and each open write torn, among the others. */
function* contentVariants(
  before: Uint8Array,
  changes: readonly Change[],
  isSettled: (change: Change) => boolean,
  density: TearDensity,
): Generator<Uint8Array, void> {
  for (const persisted of subsetsOf(changes, isSettled)) {
    yield changes.reduce((bytes, change) => (persisted.has(change) ? applied(bytes, change) : bytes), before);
  }
  for (const [at, torn] of changes.entries()) {
    if (torn.kind !== 'write' || isSettled(torn)) {
      continue;
    }
    const earlier = changes.slice(0, at);
    const later = changes.slice(at + 1).filter(isSettled);
    const bases = [
      earlier.reduce((bytes, change) => applied(bytes, change), before),
      earlier.filter(isSettled).reduce((bytes, change) => applied(bytes, change), before),
    ];
    for (const base of bases) {
      for (const piece of tornWrites(torn.bytes, torn.offset, density)) {
        const bytes = written(base, torn.offset, piece);
        yield later.reduce((all, change) => applied(all, change), bytes);
        if (at + 1 < changes.length) {
          yield changes.slice(at + 1).reduce((all, change) => applied(all, change), bytes);
        }
      }
    }
  }
}

/** The ways in which the bytes of one write can be on the platter, the whole and nothing left out. */
function* tornWrites(
  bytes: Uint8Array,
  offset: number,
  { step, fill: fillStep, grid }: TearDensity,
): Generator<Uint8Array, void> {
  const length = bytes.byteLength;
  for (let end = step; end < length; end += step) {
    yield bytes.subarray(0, end);
  }
  for (const fill of fills) {
    for (let end = 0; end < length; end += fillStep) {
      yield filled(bytes, end, length, fill);
      if (end > 0) {
        yield filled(bytes, 0, end, fill);
      }
    }
    yield* lostSectors(bytes, offset, fill);
  }
  if (grid > 0) {
    for (let end = grid; end < length; end += grid) {
      for (let size = end + grid; size < length; size += grid) {
        for (const fill of fills) {
          yield filled(bytes.subarray(0, size), end, size, fill);
        }
      }
    }
  }
}

/** Every subset of the sectors that the write lies in is missing; of more than five, each alone and all but each. */
function* lostSectors(bytes: Uint8Array, offset: number, fill: Fill): Generator<Uint8Array, void> {
  const first = Math.floor(offset / sectorBytes);
  const last = Math.floor((offset + bytes.byteLength - 1) / sectorBytes);
  const count = last - first + 1;
  const masks =
    count <= 5
      ? Array.from({ length: 2 ** count - 2 }, (_, mask) => mask + 1)
      : Array.from({ length: count }, (_, sector) => [2 ** sector, 2 ** count - 1 - 2 ** sector]).flat();
  if (count < 2 || count > 30) {
    return;
  }
  for (const mask of masks) {
    let piece = bytes;
    for (let sector = 0; sector < count; sector += 1) {
      if (Math.floor(mask / 2 ** sector) % 2 === 1) {
        const from = Math.max(0, (first + sector) * sectorBytes - offset);
        const to = Math.min(bytes.byteLength, (first + sector + 1) * sectorBytes - offset);
        piece = filled(piece, from, to, fill);
      }
    }
    yield piece;
  }
}

type Fill = (at: number) => number;

/** Zeros, as a file that has grown; and garbage that is not UTF-8, the same at each run, with a line end here and there. */
const fills: readonly Fill[] = [
  () => 0,
  (at) => (at % 29 === 7 ? 0x0a : (Math.imul(at + 11, 2654435761) >>> 13) & 0xff),
];

function filled(bytes: Uint8Array, from: number, to: number, fill: Fill): Uint8Array {
  const piece = bytes.slice();
  for (let at = from; at < to; at += 1) {
    piece[at] = fill(at);
  }
  return piece;
}

/** The sets of changes that may have been made: all of the settled ones, and any of the others. */
function* subsetsOf(
  changes: readonly Change[],
  isSettled: (change: Change) => boolean,
): Generator<ReadonlySet<Change>, void> {
  const settled = changes.filter(isSettled);
  const open = changes.filter((change) => !isSettled(change));
  const most = 7;
  if (open.length <= most) {
    for (let mask = 0; mask < 2 ** open.length; mask += 1) {
      yield new Set([...settled, ...open.filter((_, at) => Math.floor(mask / 2 ** at) % 2 === 1)]);
    }
    return;
  }
  for (let end = 0; end <= open.length; end += 1) {
    yield new Set([...settled, ...open.slice(0, end)]);
    yield new Set([...settled, ...open.slice(end)]);
    yield new Set([...settled, ...open.filter((_, at) => at !== end)]);
    yield new Set([...settled, ...open.filter((_, at) => at === end)]);
  }
}

/** Every way to take one of each. */
function* combinations(choices: readonly (readonly Uint8Array[])[]): Generator<readonly Uint8Array[], void> {
  const [first, ...rest] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const others of combinations(rest)) {
    for (const choice of first) {
      yield [choice, ...others];
    }
  }
}

function foldersAfter(
  begin: DiskImage,
  steps: readonly Step[],
  persisted: ReadonlySet<Change>,
): Map<number, Map<string, number>> {
  const folders = new Map<number, Map<string, number>>();
  const namesIn = (id: number): Map<string, number> => {
    const known = folders.get(id);
    if (known !== undefined) {
      return known;
    }
    const node = begin.nodes.get(id);
    const names = new Map(node?.kind === 'folder' ? node.names : []);
    folders.set(id, names);
    return names;
  };
  for (const step of steps) {
    if (step.kind === 'name' && step.isFolder && step.node !== null) {
      namesIn(step.node);
    }
    if (step.kind === 'sync' || !persisted.has(step)) {
      continue;
    }
    if (step.kind === 'rename') {
      namesIn(step.from).delete(step.fromName);
      namesIn(step.folder).set(step.name, step.node);
    } else if (step.kind === 'name' && step.node !== null) {
      namesIn(step.folder).set(step.name, step.node);
    } else if (step.kind === 'name') {
      namesIn(step.folder).delete(step.name);
    }
  }
  return folders;
}

/** The image that begins as the first one: with these folders, and these contents of files. */
function imageOf(
  begin: DiskImage,
  folders: ReadonlyMap<number, ReadonlyMap<string, number>>,
  contents: ReadonlyMap<number, Uint8Array>,
): DiskImage {
  const nodes = new Map<number, ImageNode>();
  const add = (id: number): void => {
    const node = begin.nodes.get(id);
    const names = folders.get(id) ?? (node?.kind === 'folder' ? node.names : undefined);
    if (names === undefined) {
      nodes.set(id, { kind: 'file', bytes: contents.get(id) ?? (node?.kind === 'file' ? node.bytes : noBytes) });
      return;
    }
    nodes.set(id, { kind: 'folder', names });
    for (const child of names.values()) {
      add(child);
    }
  };
  add(rootNode);
  return { nodes };
}

function applied(bytes: Uint8Array, change: Change): Uint8Array {
  switch (change.kind) {
    case 'write':
      return written(bytes, change.offset, change.bytes);
    case 'truncate':
      return resized(bytes, change.size);
    default:
      return bytes;
  }
}

function written(bytes: Uint8Array, offset: number, piece: Uint8Array): Uint8Array {
  const grown = new Uint8Array(Math.max(bytes.byteLength, offset + piece.byteLength));
  grown.set(bytes);
  grown.set(piece, offset);
  return grown;
}

function resized(bytes: Uint8Array, size: number): Uint8Array {
  return size <= bytes.byteLength ? bytes.slice(0, size) : written(bytes, size, noBytes);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return written(a, a.byteLength, b);
}

const noBytes = new Uint8Array();

const emptyImage: DiskImage = { nodes: new Map([[rootNode, { kind: 'folder', names: new Map<string, number>() }]]) };

/** An image with these files, by absolute path; null stands for a folder. Folders above them are made. */
export function imageOfFiles(files: Readonly<Record<string, string | Uint8Array | null>>): DiskImage {
  const nodes = new Map<number, ImageNode>();
  const folders = new Map<number, Map<string, number>>([[rootNode, new Map()]]);
  let last = rootNode;
  for (const [path, content] of Object.entries(files)) {
    const names = namesOf(path);
    let at = rootNode;
    for (const [depth, name] of names.entries()) {
      const folder = folders.get(at) ?? new Map<string, number>();
      folders.set(at, folder);
      const known = folder.get(name);
      if (known !== undefined) {
        at = known;
        continue;
      }
      last += 1;
      folder.set(name, last);
      at = last;
      if (depth < names.length - 1 || content === null) {
        folders.set(at, new Map());
      } else {
        nodes.set(at, { kind: 'file', bytes: new Uint8Array(Buffer.from(content)) });
      }
    }
  }
  for (const [id, names] of folders) {
    nodes.set(id, { kind: 'folder', names });
  }
  return { nodes };
}

/** The files of an image by absolute path. */
export function filesOfImage(image: DiskImage): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [id, path] of pathsIn(image)) {
    const node = image.nodes.get(id);
    if (node?.kind === 'file') {
      files.set(path, node.bytes);
    }
  }
  return files;
}

/** Where each file and folder lies that can be reached by a name. */
function pathsIn(image: DiskImage): ReadonlyMap<number, string> {
  const paths = new Map<number, string>();
  const visit = (id: number, path: string): void => {
    paths.set(id, path);
    const node = image.nodes.get(id);
    if (node?.kind === 'folder') {
      for (const [name, child] of node.names) {
        visit(child, `${path}/${name}`);
      }
    }
  };
  visit(rootNode, '');
  return paths;
}

const digestsOfFiles = new WeakMap<Uint8Array, { readonly path: string; readonly digest: bigint }>();
const digestsOfImages = new WeakMap<DiskImage, bigint>();

/** The same for images with the same names and the same contents, whatever became of files without a name. */
export function digestOf(image: DiskImage): bigint {
  const known = digestsOfImages.get(image);
  if (known !== undefined) {
    return known;
  }
  let digest = 0n;
  for (const [id, path] of pathsIn(image)) {
    const node = image.nodes.get(id);
    digest ^= node?.kind === 'file' ? digestOfFile(path, node.bytes) : sha1(path);
  }
  digestsOfImages.set(image, digest);
  return digest;
}

/** The digest of the image that has other content in one file: parts are put together so that one can be exchanged. */
function withOtherContent(digest: bigint, path: string, before: Uint8Array, after: Uint8Array): bigint {
  return digest ^ digestOfFile(path, before) ^ digestOfFile(path, after);
}

function digestOfFile(path: string, bytes: Uint8Array): bigint {
  const known = digestsOfFiles.get(bytes);
  if (known?.path === path) {
    return known.digest;
  }
  const digest = sha1(`${path}\0${hash('sha1', bytes)}`);
  digestsOfFiles.set(bytes, { path, digest });
  return digest;
}

function sha1(text: string): bigint {
  return BigInt(`0x${hash('sha1', text)}`);
}

function namesOf(path: string): string[] {
  return path.split(/[\\/]/).filter((name) => name !== '');
}

function refusal(errno: string, path: string): Error {
  return Object.assign(new Error(`${errno}: ${path}`), { code: errno });
}

function blockingStatusOf({ kind, bytes, identity, modifiedNs }: FileStatus): BlockingStatus {
  const inode = Number(identity.slice(identity.indexOf(':') + 1));
  const modifiedMs = Number(modifiedNs / 1_000_000n);
  return { kind, bytes, modifiedMs, changedMs: modifiedMs, inode };
}
