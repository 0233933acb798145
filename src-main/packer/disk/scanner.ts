import { join } from 'node:path';
import type { Diagnostic, DiagnosticPlace } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { describeAsset, type SourceLook } from './asset-description.ts';
import type { BlockingDisk, BlockingFolder, BlockingStatus, FolderStamp } from './blocking-disk.ts';
import { type BoundedRead, unreadFor } from './bounded-file.ts';
import { errnoOf } from './disk-port.ts';
import {
  type FolderListing,
  isManifestAlone,
  isSameStamp,
  listingOf,
  manifestAlone,
  manifestFileName,
  type StampedListing,
} from './folder-listing.ts';
import { parsedManifestOf } from './manifest-file.ts';
import { manifestByteLimit, type ParsedManifest } from './manifest-text.ts';
import type { FileStamp, KnownAsset } from './scanned-rows.ts';

/** Deepest folder below `assets/` that is entered (SPEC.md, Limits). */
const folderDepthLimit = 64;

/** A folder below `assets/` that is to be looked into, with everything below it. */
export interface FolderToScan {
  readonly root: string;
  /** The nearest asset above, which owns everything in its folder. */
  readonly owner: string | null;
  readonly depth: number;
}

/** The folder `assets/` itself, as `scanFolders` is given it. */
export const allFolders: FolderToScan = { root: '', owner: null, depth: 0 };

/** What is told of the folders as they are read, and what is known of them before. */
export interface ScanFindings {
  /**
   * `stamp` is that of a manifest in which nothing was wrong; `folder` is how the asset's folder was listed, where its
   * times are to be believed.
   */
  asset(asset: ScannedAsset, stamp: FileStamp | null, folder: StampedListing | null): void;
  /** An asset of which everything is as it was known before. */
  sameAsset?(known: KnownAsset): void;
  /** A folder without an asset, whose times are to be believed. */
  folder?(root: string, folder: StampedListing): void;
  /**
   * What was read before. A manifest in which nothing was wrong is not opened where its stamp is the same, and a folder is
   * not listed where its own is.
   */
  known?(root: string): KnownFolder | null;
  problem(diagnostic: Diagnostic): void;
}

/** What was read of one folder before. */
export interface KnownFolder {
  readonly asset: KnownAsset | null;
  readonly listing: StampedListing | null;
}

/** A scan that is under way. It does nothing by itself: who wants to stop it does not ask for the next step. */
export interface FolderScan {
  /** Takes on more folders. */
  add(folders: readonly FolderToScan[]): void;
  /** Looks into one folder and answers true; false where none is left. */
  step(): boolean;
  /** About half of what is left, the largest parts first, for another thread to do; none where little is left. */
  share(): FolderToScan[];
  close(): void;
}

/** A folder that was looked into, some of whose subfolders are left. */
interface Level {
  readonly folder: BlockingFolder;
  /** In reverse order: the next one is the last. */
  readonly left: FolderToScan[];
  /** What was passed through and is not told, because nobody has asked yet whether the folder is as it was listed. */
  passed: FoundInFolder[];
  /** Whether something else came to stand under one of its names: all in it is opened from then on. */
  isShifting: boolean;
}

/** What one folder has, without what is below it. */
interface FoundInFolder {
  readonly place: FolderToScan;
  readonly asset: FoundAsset | null;
  /** In the place of `asset`, where all of it is as it was known. */
  readonly same: KnownAsset | null;
  /** Null where the folder's times are not to be believed, or not all of its names are text. */
  readonly listing: StampedListing | null;
  readonly problems: readonly Diagnostic[];
  readonly left: FolderToScan[];
}

interface FoundAsset {
  readonly asset: ScannedAsset;
  readonly stamp: FileStamp | null;
}

const nothing: readonly never[] = [];

/** How many folders are passed through for one look at whether they count: enough for it to cost next to nothing. */
const passedTogether = 64;

/**
 * Reads assets below `assetsFolder`, a path without links. Each problem becomes a diagnostic on the asset or on the
 * project, and the scan goes on; only an `assets/` folder that can't be listed throws the disk's error. Folders stay
 * open while those below them are read, so that no link that is swapped in above leads it elsewhere.
 */
export function scanFolders(disk: BlockingDisk, assetsFolder: string, findings: ScanFindings): FolderScan {
  const waiting: FolderToScan[] = [];
  const levels: Level[] = [];

  function step(): boolean {
    const level = levels.at(-1);
    const next = level === undefined ? waiting.pop() : level.left.pop();
    if (next !== undefined && (level === undefined || !passThrough(level, next))) {
      look(next, level?.folder ?? null);
    }
    let last = levels.at(-1);
    while (last?.left.length === 0) {
      finish(last);
      last = levels.at(-1);
    }
    return next !== undefined;
  }

  /** Closes a folder of which nothing is left, unless what was passed through is put back. */
  function finish(level: Level): void {
    settle(level);
    if (level.left.length === 0) {
      levels.pop();
      level.folder.close();
    }
  }

  function look(place: FolderToScan, parent: BlockingFolder | null): void {
    let folder: BlockingFolder | null = null;
    let left: FolderToScan[] = [];
    try {
      folder = parent === null ? openFromTop(place.root) : parent.openFolder(lastName(place.root));
      const found = read(folder, place);
      folder.verify();
      tell(found);
      ({ left } = found);
    } catch (error) {
      if (place.root === '') {
        folder?.close();
        throw error;
      }
      findings.problem({ code: 'folder-unreadable', errno: errnoOf(error), place: placeOf(place.root) });
    }
    if (folder !== null) {
      push(folder, left);
    }
  }

  /** Reads a subfolder without opening it. False where that can't be done, and nothing is told. */
  function passThrough(level: Level, place: FolderToScan): boolean {
    const name = lastName(place.root);
    const folder = level.isShifting ? null : level.folder.passInto(name);
    if (folder === null) {
      return false;
    }
    let found: FoundInFolder;
    let opened: BlockingFolder | null = null;
    try {
      found = read(folder, place);
      // What is below is read through this one, which then has to be held.
      opened = found.left.length > 0 ? level.folder.openFolder(name) : null;
    } catch (error) {
      // Opening it finds out what is wrong.
      errnoOf(error);
      return false;
    }
    level.passed.push(found);
    if (opened !== null || level.passed.length === passedTogether) {
      settle(level);
    }
    if (opened !== null && level.isShifting) {
      opened.close();
    } else if (opened !== null) {
      push(opened, found.left);
    }
    return true;
  }

  /** Tells what was passed through, or puts it back to be opened. */
  function settle(level: Level): void {
    const { passed } = level;
    level.passed = [];
    if (passed.length === 0) {
      return;
    }
    if (level.folder.isAsListed()) {
      passed.forEach(tell);
    } else {
      level.isShifting = true;
      level.left.push(...passed.map(({ place }) => place).reverse());
    }
  }

  function push(folder: BlockingFolder, left: FolderToScan[]): void {
    levels.push({ folder, left: left.reverse(), passed: [], isShifting: false });
  }

  function tell({ place, asset, same, listing, problems }: FoundInFolder): void {
    if (same !== null) {
      findings.sameAsset?.(same);
    } else if (asset !== null) {
      findings.asset(asset.asset, asset.stamp, listing);
    } else if (listing !== null) {
      findings.folder?.(place.root, listing);
    }
    problems.forEach((problem) => {
      findings.problem(problem);
    });
  }

  function openFromTop(root: string): BlockingFolder {
    let folder = disk.openFolder(assetsFolder);
    for (const name of root === '' ? [] : root.split('/')) {
      const above = folder;
      try {
        folder = above.openFolder(name);
      } finally {
        above.close();
      }
    }
    return folder;
  }

  function read(folder: BlockingFolder, place: FolderToScan): FoundInFolder {
    const { root } = place;
    const known = findings.known?.(root) ?? null;
    const stamp = folder.stamp();
    const listing = listingNow(folder, stamp, known);
    const { hasManifest, folders, links, unreadable } = listing;
    const isAsset = hasManifest && root !== '';
    const parsed = isAsset ? parsedManifest(folder, place, known?.asset ?? null) : null;
    const same = parsed?.known ?? null;
    const isSame = same !== null && isAsKnown(folder, stamp, listing, place, same);
    if (isSame && isManifestAlone(listing)) {
      // As most assets of a project that was opened before.
      return { place, asset: null, same, listing: null, problems: nothing, left: [] };
    }
    const asset =
      parsed === null || isSame ? null : { asset: describe(folder, place, parsed.parsed), stamp: parsed.stamp };
    const problems: Diagnostic[] = Array.from({ length: unreadable }, () => ({
      code: 'name-not-utf8',
      place: placeOf(root),
    }));
    if (hasManifest && !isAsset) {
      problems.push({ code: 'manifest-without-folder', place: { file: `assets/${manifestFileName}` } });
    }
    const owner = isAsset ? root : place.owner;
    // A link inside an asset may be one of its sources, which are looked at by name.
    for (const name of owner === null ? links : []) {
      problems.push({ code: 'folder-link-not-followed', place: placeOf(below(root, name)) });
    }
    const left = folders.flatMap((name) => subfolderOf(place, owner, below(root, name), problems));
    const stamped = stamp === null || unreadable > 0 ? null : { stamp, listing };
    return { place, asset, same: isSame ? same : null, listing: stamped, problems, left };
  }

  function describe(folder: BlockingFolder, { root, owner }: FolderToScan, parsed: ParsedManifest): ScannedAsset {
    const description = describeAsset(root, owner, parsed);
    let step = description.next();
    while (step.done !== true) {
      step = description.next(lookAtSource(disk, assetsFolder, folder, root, step.value));
    }
    return step.value;
  }

  function parsedManifest(folder: BlockingFolder, { root }: FolderToScan, known: KnownAsset | null): ReadManifest {
    return unchangedManifest(folder, known) ?? readManifest(folder, `assets/${root}/${manifestFileName}`);
  }

  function subfolderOf(
    place: FolderToScan,
    owner: string | null,
    root: string,
    problems: Diagnostic[],
  ): FolderToScan[] {
    if (place.depth === folderDepthLimit) {
      problems.push({ code: 'folder-too-deep', limit: folderDepthLimit, place: placeOf(root) });
      return [];
    }
    return [{ root, owner, depth: place.depth + 1 }];
  }

  return {
    add: (folders) => {
      waiting.push(...folders);
    },
    step,
    share: () => {
      const lists = [waiting, ...levels.map(({ left }) => left)];
      const list = lists.find(({ length }) => length > 1);
      return list?.splice(0, list.length >>> 1) ?? [];
    },
    close: () => {
      for (const { folder } of levels.splice(0)) {
        folder.close();
      }
    },
  };
}

/** A manifest as it was read, with its stamp where nothing was wrong in it. */
interface ReadManifest {
  readonly parsed: ParsedManifest;
  readonly stamp: FileStamp | null;
  /** What was known of it, where it is as it was then and was not opened. */
  readonly known: KnownAsset | null;
}

/** What is in a folder: as it was listed before where nothing has come, gone or been renamed in it since. */
function listingNow(folder: BlockingFolder, stamp: FolderStamp | null, known: KnownFolder | null): FolderListing {
  const alone = known?.asset?.folder ?? null;
  if (stamp !== null && alone !== null && isSameStamp(stamp, alone)) {
    return manifestAlone;
  }
  const listed = known?.listing ?? null;
  return stamp !== null && listed !== null && isSameStamp(stamp, listed.stamp)
    ? listed.listing
    : listingOf(folder.list());
}

/** Whether an asset whose manifest is unchanged is in all else as it was, when nothing was wrong with it. */
function isAsKnown(
  folder: BlockingFolder,
  stamp: FolderStamp | null,
  listing: FolderListing,
  { owner }: FolderToScan,
  { manifest, bytes, folder: before }: KnownAsset,
): boolean {
  const isFolderSame =
    stamp === null || before === null ? stamp === before : isSameStamp(stamp, before) && isManifestAlone(listing);
  if (!isFolderSame || bytes === null || owner !== null) {
    return false;
  }
  try {
    return manifest.sources.every((path, at) => {
      // Folders on the way to a source may be links by now.
      if (path.includes('/')) {
        return false;
      }
      const status = folder.status(path);
      return status.kind === 'file' && status.bytes === bytes[at];
    });
  } catch (error) {
    // Looking at them one by one finds out what is wrong.
    errnoOf(error);
    return false;
  }
}

/** A manifest that is as it was known, not opened; null where it has to be read. */
function unchangedManifest(folder: BlockingFolder, known: KnownAsset | null): ReadManifest | null {
  if (known === null) {
    return null;
  }
  try {
    const status = folder.status(manifestFileName);
    const stamp = stampOf(status);
    const { manifest } = known;
    return status.kind === 'file' && isSameStamp(stamp, known.stamp)
      ? { parsed: { manifest, name: manifest.name, type: manifest.type, diagnostics: [] }, stamp, known }
      : null;
  } catch (error) {
    // Reading it finds out what is wrong.
    errnoOf(error);
    return null;
  }
}

function readManifest(folder: BlockingFolder, file: string): ReadManifest {
  const { read, status } = readFile(folder);
  const parsed = parsedManifestOf(read, file);
  return { parsed, stamp: status !== null && parsed.diagnostics.length === 0 ? stampOf(status) : null, known: null };
}

function readFile(folder: BlockingFolder): { readonly read: BoundedRead; readonly status: BlockingStatus | null } {
  try {
    const open = folder.openFile(manifestFileName);
    try {
      const status = open.status();
      const { kind, bytes } = status;
      if (kind !== 'file') {
        return { read: { kind: 'not-a-file' }, status };
      }
      const isTooLarge = bytes > manifestByteLimit;
      return { read: isTooLarge ? { kind: 'too-large', bytes } : { kind: 'bytes', bytes: open.read(bytes) }, status };
    } finally {
      open.close();
    }
  } catch (error) {
    return { read: unreadFor(errnoOf(error)), status: null };
  }
}

function stampOf({ bytes, modifiedMs, changedMs, inode }: BlockingStatus): FileStamp {
  return [bytes, modifiedMs, changedMs, inode];
}

/** What stands at a source's path, links followed. */
function lookAtSource(
  disk: BlockingDisk,
  assetsFolder: string,
  folder: BlockingFolder,
  root: string,
  path: string,
): SourceLook {
  try {
    const status = statusInside(disk, assetsFolder, folder, root, path);
    return status === null
      ? { kind: 'outside' }
      : { kind: 'there', isFile: status.kind === 'file', bytes: status.bytes };
  } catch (error) {
    return { kind: 'failed', errno: errnoOf(error) };
  }
}

/** The status of a source, links followed, or null where one leads out of `assets/`. */
function statusInside(
  disk: BlockingDisk,
  assetsFolder: string,
  assetFolder: BlockingFolder,
  root: string,
  path: string,
): BlockingStatus | null {
  if (!path.includes('/')) {
    const status = assetFolder.status(path);
    return status.kind === 'link' ? statusOfTarget(disk, assetsFolder, root, path) : status;
  }
  const steps = path.split('/');
  const opened: BlockingFolder[] = [];
  try {
    let folder = assetFolder;
    for (const [at, name] of steps.entries()) {
      const status = folder.status(name);
      if (status.kind === 'link') {
        return statusOfTarget(disk, assetsFolder, root, path);
      }
      if (at === steps.length - 1) {
        for (const each of opened) {
          each.verify();
        }
        return status;
      }
      folder = folder.openFolder(name);
      opened.push(folder);
    }
    return null;
  } finally {
    for (const folder of opened) {
      folder.close();
    }
  }
}

/** What stands where the links in a source's path lead, or null where that is outside of `assets/`. */
function statusOfTarget(disk: BlockingDisk, assetsFolder: string, root: string, path: string): BlockingStatus | null {
  const target = disk.resolve(join(assetsFolder, root, path));
  return target.startsWith(join(assetsFolder, '/')) ? disk.status(target) : null;
}

function placeOf(root: string): DiagnosticPlace {
  return { file: root === '' ? 'assets' : `assets/${root}` };
}

function below(root: string, name: string): string {
  return root === '' ? name : `${root}/${name}`;
}

function lastName(root: string): string {
  return root.slice(root.lastIndexOf('/') + 1);
}
