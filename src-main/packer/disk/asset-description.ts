import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import type { Diagnostic, DiagnosticPlace } from '../../../src-preload/contract/domain/diagnostic.ts';
import { leavesFolder, portabilityProblem } from '../core/portable-path.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { manifestFileName } from './folder-listing.ts';
import { findingLimit, type ParsedManifest } from './manifest-text.ts';

/** What stands at the path of a source, links followed; `outside` where one leads out of `assets/`. */
export type SourceLook =
  | { readonly kind: 'there'; readonly isFile: boolean; readonly bytes: number }
  | { readonly kind: 'outside' }
  | { readonly kind: 'failed'; readonly errno: string };

/** Asks for a look at one source after the other, by its path below the asset's folder, and answers the asset. */
export type AssetDescription = Generator<string, ScannedAsset, SourceLook>;

/**
 * What is known of an asset by its place, its manifest and its sources: the one place of it, for who reads a whole project
 * by calls that wait and for who reads one asset by calls that do not. `owner` is the nearest asset above, or null.
 */
export function* describeAsset(root: string, owner: string | null, parsed: ParsedManifest): AssetDescription {
  const file = `assets/${root}/${manifestFileName}`;
  const place: DiagnosticPlace = { file: `assets/${root}` };
  const diagnostics: Diagnostic[] = [];
  if (owner !== null) {
    diagnostics.push({ code: 'nested-asset', outer: owner, place });
  }
  const rootProblem = portabilityProblem(root);
  if (rootProblem !== null) {
    diagnostics.push({ code: 'root-not-portable', root, reason: rootProblem, place });
  }
  diagnostics.push(...parsed.diagnostics);
  const told = diagnostics.length;

  const sources: SourceFile[] = [];
  const paths = new Set<string>();
  let untold = 0;
  const tell = (found: Diagnostic): void => {
    if (diagnostics.length - told < findingLimit) {
      diagnostics.push(found);
    } else {
      untold += 1;
    }
  };
  for (const [index, path] of (parsed.manifest?.sources ?? []).entries()) {
    const placeInFile = (): DiagnosticPlace => ({ file, pointer: `/sources/${String(index)}` });
    if (paths.has(path)) {
      tell({ code: 'source-duplicate', path, place: placeInFile() });
      continue;
    }
    paths.add(path);
    const refused = refusedPath(path, placeInFile);
    const source = refused ?? sizeOrProblem(path, yield path, placeInFile);
    sources.push({ path, bytes: typeof source === 'number' ? source : null });
    if (typeof source !== 'number') {
      tell(source);
    }
  }
  if (untold > 0) {
    diagnostics.push({ code: 'more-problems', count: untold, place: { file } });
  }
  return { root, name: parsed.name, type: parsed.type, manifest: parsed.manifest, sources, diagnostics };
}

/** Why nobody looks at a path, or null. */
function refusedPath(path: string, place: () => DiagnosticPlace): Diagnostic | null {
  const reason = portabilityProblem(path);
  if (reason === null) {
    return null;
  }
  return reason === 'absolute' || leavesFolder(path)
    ? { code: 'source-path-outside', path, place: place() }
    : { code: 'source-path-not-portable', path, reason, place: place() };
}

/** The bytes of a source, or what is wrong with it. */
function sizeOrProblem(path: string, look: SourceLook, place: () => DiagnosticPlace): number | Diagnostic {
  switch (look.kind) {
    case 'there':
      return look.isFile ? look.bytes : { code: 'source-not-a-file', path, place: place() };
    case 'outside':
      return { code: 'source-link-outside', path, place: place() };
    case 'failed':
      return look.errno === 'ENOENT' || look.errno === 'ENOTDIR'
        ? { code: 'source-missing', path, place: place() }
        : { code: 'source-unreadable', path, errno: look.errno, place: place() };
  }
}
