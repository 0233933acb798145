import { join } from 'node:path';
import type { CommitStep } from '../../../src-preload/contract/domain/failure.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { describeAsset, type SourceLook } from './asset-description.ts';
import { type BoundedRead, decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { digestOf } from './digest.ts';
import { type Disk, errnoOf } from './disk-port.ts';
import { manifestFileName } from './folder-listing.ts';
import { manifestByteLimit, type ParsedManifest, parseManifestText } from './manifest-text.ts';
import { writeFully } from './write-fully.ts';

/** Where an asset lies. No link leads there; `assetsFolder` has every link in its path resolved. */
export interface AssetPlace {
  readonly root: string;
  readonly assetsFolder: string;
  readonly folder: string;
}

/** The path of `assets/` with every link resolved. Throws the disk's error. */
export function findAssetsFolder(disk: Disk, projectFolder: string): Promise<string> {
  return disk.resolve(join(projectFolder, 'assets'));
}

/** Finds the folder of an asset. Throws the disk's error, `ELOOP` where a link stands in the way. */
export async function findAssetPlace(disk: Disk, projectFolder: string, root: string): Promise<AssetPlace> {
  const assetsFolder = await findAssetsFolder(disk, projectFolder);
  const folder = join(assetsFolder, ...root.split('/'));
  if ((await disk.resolve(folder)) !== folder) {
    throw Object.assign(new Error('A link leads to the folder'), { code: 'ELOOP' });
  }
  return { root, assetsFolder, folder };
}

/** A manifest's file: what it says, and its whole text with its hash where it is a text. */
export interface ManifestFile {
  readonly parsed: ParsedManifest;
  readonly content: { readonly text: string; readonly hash: string } | null;
}

/** Reads the manifest of an asset. Never throws for what a disk can do. */
export async function readManifestFile(disk: Disk, { root, folder }: AssetPlace): Promise<ManifestFile> {
  const read = await readBoundedFile(disk, join(folder, manifestFileName), manifestByteLimit);
  const isText = read.kind === 'bytes' && decodeUtf8(read.bytes) !== null;
  return {
    parsed: parsedManifestOf(read, `assets/${root}/${manifestFileName}`),
    content: isText ? { text: Buffer.from(read.bytes).toString('utf8'), hash: digestOf(read.bytes) } : null,
  };
}

/** What a manifest's file says; what is wrong with the file is one diagnostic. */
export function parsedManifestOf(read: BoundedRead, file: string): ParsedManifest {
  const unread = (diagnostic: ParsedManifest['diagnostics'][number]): ParsedManifest => {
    return { manifest: null, name: null, type: null, diagnostics: [diagnostic] };
  };
  switch (read.kind) {
    case 'bytes': {
      const text = decodeUtf8(read.bytes);
      return text === null ? unread({ code: 'manifest-not-utf8', place: { file } }) : parseManifestText(text, file);
    }
    case 'not-a-file':
      return unread({ code: 'manifest-not-a-file', place: { file } });
    case 'too-large':
      return unread({ code: 'manifest-too-large', bytes: read.bytes, limit: manifestByteLimit, place: { file } });
    case 'absent':
      return unread({ code: 'manifest-unreadable', errno: 'ENOENT', place: { file } });
    case 'unreadable':
      return unread({ code: 'manifest-unreadable', errno: read.errno, place: { file } });
  }
}

/** The asset as a scan would find it, by a look at each of its sources and at nothing else. */
export async function lookAtAsset(
  disk: Disk,
  place: AssetPlace,
  owner: string | null,
  parsed: ParsedManifest,
): Promise<ScannedAsset> {
  const description = describeAsset(place.root, owner, parsed);
  let step = description.next();
  while (step.done !== true) {
    step = description.next(await lookAtSource(disk, place, step.value));
  }
  return step.value;
}

async function lookAtSource(disk: Disk, { assetsFolder, folder }: AssetPlace, path: string): Promise<SourceLook> {
  try {
    let at = folder;
    for (const name of path.split('/')) {
      at = join(at, name);
      const { kind, bytes } = await disk.status(at);
      if (kind === 'link') {
        const target = await disk.resolve(join(folder, path));
        if (!target.startsWith(join(assetsFolder, '/'))) {
          return { kind: 'outside' };
        }
        const status = await disk.status(target);
        return { kind: 'there', isFile: status.kind === 'file', bytes: status.bytes };
      }
      if (at === join(folder, path)) {
        return { kind: 'there', isFile: kind === 'file', bytes };
      }
    }
    return { kind: 'failed', errno: 'ENOENT' };
  } catch (error) {
    return { kind: 'failed', errno: errnoOf(error) };
  }
}

/** How the replacing of a manifest ended. `unknown`: the new text can be read, or may be, and may not outlast a power cut. */
export type ManifestReplaced =
  | { readonly kind: 'replaced' }
  /** The file says something else than what it is to be replaced for. It was left alone. */
  | { readonly kind: 'changed' }
  | {
      readonly kind: 'failed';
      readonly step: CommitStep;
      readonly errno: string;
      readonly disk: 'as-before' | 'unknown';
    };

/**
 * Replaces a manifest, in one step and durably (rule M2): a temporary file is written and synced, the manifest is looked at
 * once more, the temporary file takes its place, and the folder is synced. `temporaries` are paths of files that are not
 * there: the second is for a folder on another file system than the first.
 */
export async function replaceManifest(
  disk: Disk,
  place: AssetPlace,
  bytes: Uint8Array,
  expectedHash: string,
  temporaries: readonly string[],
): Promise<ManifestReplaced> {
  const path = join(place.folder, manifestFileName);
  let step: CommitStep = 'create';
  for (const [at, temporary] of temporaries.entries()) {
    try {
      step = 'create';
      const file = await disk.open(temporary, 'create');
      try {
        step = 'write';
        await writeFully(file, bytes);
        step = 'sync';
        await file.sync();
      } finally {
        await file.close();
      }
      step = 'check';
      if ((await readManifestFile(disk, place)).content?.hash !== expectedHash) {
        await disk.remove(temporary).catch(errnoOf);
        return { kind: 'changed' };
      }
      step = 'replace';
      await disk.rename(temporary, path);
      break;
    } catch (error) {
      const errno = errnoOf(error);
      await disk.remove(temporary).catch(errnoOf);
      if (step === 'replace' && errno === 'EXDEV' && at + 1 < temporaries.length) {
        continue;
      }
      // A rename that failed has happened or has not; what can be read says which.
      const isAsBefore = step !== 'replace' || (await readManifestFile(disk, place)).content?.hash === expectedHash;
      return { kind: 'failed', step, errno, disk: isAsBefore ? 'as-before' : 'unknown' };
    }
  }
  try {
    await disk.syncFolder(place.folder);
    return { kind: 'replaced' };
  } catch (error) {
    return { kind: 'failed', step: 'sync', errno: errnoOf(error), disk: 'unknown' };
  }
}
