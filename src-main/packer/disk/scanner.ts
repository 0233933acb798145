import { join } from 'node:path';
import pLimit from 'p-limit';
import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import type { Diagnostic, DiagnosticPlace } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/asset.ts';
import { leavesFolder, portabilityProblem } from '../core/portable-path.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { type Disk, errnoOf, type FolderEntry } from './disk-port.ts';
import { findingLimit, type ParsedManifest, parseManifestText } from './manifest-text.ts';

/** Largest `asset.json` that is read (SPEC.md, Limits). */
export const manifestByteLimit = 1024 * 1024;

/** Deepest folder below `assets/` that is entered (SPEC.md, Limits). */
export const folderDepthLimit = 64;

/** Folders that are looked at at the same time; more gains nothing and takes file handles from the rest. */
const parallelFolders = 32;

const manifestFileName = 'asset.json';

/** Assets and findings of a project's `assets/` folder, in the order in which the disk gave them. */
export interface ScannedAssets {
  readonly assets: readonly ScannedAsset[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every asset below `assets/`. Each problem becomes a diagnostic on the asset or on the project, and the scan
 * goes on; only an `assets/` folder that can't be listed throws the disk's error. `onAsset` is called after each
 * asset. An aborted signal makes it throw the signal's reason.
 */
export async function scanAssets(
  disk: Disk,
  projectFolder: string,
  signal: AbortSignal,
  onAsset: () => void,
): Promise<ScannedAssets> {
  const assetsFolder = await disk.resolve(join(projectFolder, 'assets'));
  const assets: ScannedAsset[] = [];
  const diagnostics: Diagnostic[] = [];
  const limit = pLimit(parallelFolders);

  async function visit(folder: Folder): Promise<void> {
    const subfolders = await limit(async () => {
      signal.throwIfAborted();
      return visitOne(folder);
    });
    await Promise.all(subfolders.map(visit));
  }

  async function visitOne(folder: Folder): Promise<Folder[]> {
    const entries = await listFolder(folder);
    const hasManifest = entries.some((entry) => entry.name === manifestFileName);
    let owner = folder.owner;
    if (hasManifest && folder.root === '') {
      diagnostics.push({ code: 'manifest-without-folder', place: { file: `assets/${manifestFileName}` } });
    } else if (hasManifest) {
      assets.push(await scanAsset(disk, assetsFolder, folder));
      onAsset();
      owner = folder.root;
    }
    return entries.flatMap((entry) => subfolderOf(folder, owner, entry));
  }

  async function listFolder(folder: Folder): Promise<FolderEntry[]> {
    try {
      return await disk.list(join(assetsFolder, folder.root));
    } catch (error) {
      if (folder.root === '') {
        throw error;
      }
      diagnostics.push({ code: 'folder-unreadable', errno: errnoOf(error), place: placeOf(folder.root) });
      return [];
    }
  }

  function subfolderOf(folder: Folder, owner: string | null, entry: FolderEntry): Folder[] {
    if (entry.name === null) {
      diagnostics.push({ code: 'name-not-utf8', place: placeOf(folder.root) });
      return [];
    }
    if (entry.name.startsWith('.') || entry.name === 'node_modules') {
      return [];
    }
    const root = folder.root === '' ? entry.name : `${folder.root}/${entry.name}`;
    // A link inside an asset may be one of its sources, which are looked at by name.
    if (entry.kind === 'link' && owner === null) {
      diagnostics.push({ code: 'folder-link-not-followed', place: placeOf(root) });
    }
    if (entry.kind !== 'folder') {
      return [];
    }
    if (folder.depth === folderDepthLimit) {
      diagnostics.push({ code: 'folder-too-deep', limit: folderDepthLimit, place: placeOf(root) });
      return [];
    }
    return [{ root, owner, depth: folder.depth + 1 }];
  }

  await visit({ root: '', owner: null, depth: 0 });
  return { assets, diagnostics };
}

interface Folder {
  readonly root: string;
  /** The nearest asset above, which owns everything in its folder. */
  readonly owner: string | null;
  readonly depth: number;
}

async function scanAsset(disk: Disk, assetsFolder: string, folder: Folder): Promise<ScannedAsset> {
  const { root } = folder;
  const file = `assets/${root}/${manifestFileName}`;
  const parsed = await readManifest(disk, join(assetsFolder, root, manifestFileName), file);
  const diagnostics: Diagnostic[] = [];
  if (folder.owner !== null) {
    diagnostics.push({ code: 'nested-asset', outer: folder.owner, place: placeOf(root) });
  }
  const rootProblem = portabilityProblem(root);
  if (rootProblem !== null) {
    diagnostics.push({ code: 'root-not-portable', root, reason: rootProblem, place: placeOf(root) });
  }
  diagnostics.push(...parsed.diagnostics);
  const told = diagnostics.length;

  const sources: SourceFile[] = [];
  const paths = new Set<string>();
  let untold = 0;
  const tell = (found: readonly Diagnostic[]): void => {
    if (diagnostics.length - told < findingLimit) {
      diagnostics.push(...found);
    } else {
      untold += found.length;
    }
  };
  for (const [index, path] of (parsed.manifest?.sources ?? []).entries()) {
    const place = { file, pointer: `/sources/${String(index)}` };
    if (paths.has(path)) {
      tell([{ code: 'source-duplicate', path, place }]);
      continue;
    }
    paths.add(path);
    const source = await scanSource(disk, assetsFolder, root, path, place);
    sources.push({ path, bytes: source.bytes });
    tell(source.diagnostics);
  }
  if (untold > 0) {
    diagnostics.push({ code: 'more-problems', count: untold, place: { file } });
  }
  return { root, name: parsed.name, type: parsed.type, manifest: parsed.manifest, sources, diagnostics };
}

async function readManifest(disk: Disk, path: string, file: string): Promise<ParsedManifest> {
  const unread = (diagnostic: Diagnostic): ParsedManifest => {
    return { manifest: null, name: null, type: null, diagnostics: [diagnostic] };
  };
  const read = await readBoundedFile(disk, path, manifestByteLimit);
  switch (read.kind) {
    case 'bytes': {
      const text = decodeUtf8(read.bytes);
      return text === null ? unread({ code: 'manifest-not-utf8', place: { file } }) : parseManifestText(text, file);
    }
    case 'absent':
      // It was in the listing a moment ago.
      return unread({ code: 'manifest-unreadable', errno: 'ENOENT', place: { file } });
    case 'not-a-file':
      return unread({ code: 'manifest-not-a-file', place: { file } });
    case 'too-large':
      return unread({ code: 'manifest-too-large', bytes: read.bytes, limit: manifestByteLimit, place: { file } });
    case 'unreadable':
      return unread({ code: 'manifest-unreadable', errno: read.errno, place: { file } });
  }
}

interface ScannedSource {
  readonly bytes: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function scanSource(
  disk: Disk,
  assetsFolder: string,
  root: string,
  path: string,
  place: DiagnosticPlace,
): Promise<ScannedSource> {
  const broken = (diagnostic: Diagnostic): ScannedSource => ({ bytes: null, diagnostics: [diagnostic] });
  if (leavesFolder(path)) {
    return broken({ code: 'source-path-outside', path, place });
  }
  const problem = portabilityProblem(path);
  if (problem !== null) {
    const code = problem === 'absolute' ? 'source-path-outside' : 'source-path-not-portable';
    return broken(code === 'source-path-outside' ? { code, path, place } : { code, path, reason: problem, place });
  }
  const assetFolder = join(assetsFolder, root);
  try {
    const target = await resolveInside(disk, assetsFolder, assetFolder, path);
    if (target === null) {
      return broken({ code: 'source-link-outside', path, place });
    }
    const status = await disk.status(target);
    return status.kind === 'file'
      ? { bytes: status.bytes, diagnostics: [] }
      : broken({ code: 'source-not-a-file', path, place });
  } catch (error) {
    const errno = errnoOf(error);
    const missing = errno === 'ENOENT' || errno === 'ENOTDIR';
    return broken(
      missing ? { code: 'source-missing', path, place } : { code: 'source-unreadable', path, errno, place },
    );
  }
}

/**
 * The absolute path of a source, links resolved, or null where a link leads out of `assets/`. Only a path that has a
 * link in it costs the resolving.
 */
async function resolveInside(
  disk: Disk,
  assetsFolder: string,
  assetFolder: string,
  path: string,
): Promise<string | null> {
  const steps = path.split('/');
  for (let length = 1; length <= steps.length; length += 1) {
    const step = join(assetFolder, ...steps.slice(0, length));
    if ((await disk.status(step)).kind === 'link') {
      const target = await disk.resolve(join(assetFolder, path));
      return target.startsWith(join(assetsFolder, '/')) ? target : null;
    }
  }
  return join(assetFolder, path);
}

function placeOf(root: string): DiagnosticPlace {
  return { file: root === '' ? 'assets' : `assets/${root}` };
}
