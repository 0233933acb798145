import { type Diagnostic, diagnosticRule } from '../../../src-preload/contract/domain/diagnostic.ts';
import { isMendable } from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { type Asset, createAsset } from './asset.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { findAsset, isKnownByRegistryAlone, isOfTheFolder, type ProjectSnapshot } from './project-snapshot.ts';
import type { ScannedAsset } from './scanned-asset.ts';

/**
 * Why the manifest at a root can't be edited now, as far as memory knows, or null where it can (rule M1): the one place
 * of the preconditions, which both the command and the action capability ask.
 */
export function refusalToEdit(snapshot: ProjectSnapshot, root: string): Refusal | null {
  const asset = findAsset(snapshot, root);
  if (asset === undefined) {
    return { code: 'no-such-asset', root };
  }
  if (isKnownByRegistryAlone(snapshot, asset)) {
    return { code: 'asset-missing', root };
  }
  if (asset.manifest !== null) {
    return null;
  }
  return canBeMended(asset.diagnostics) ? null : notEditable(root, asset.diagnostics);
}

/** Whether nothing else is wrong with a text from which no manifest could be read than fields that a form can show (rule M6). */
export function canBeMended(diagnostics: readonly Diagnostic[]): boolean {
  const errors = diagnostics.filter(isErrorOfManifest);
  return errors.length > 0 && errors.every(isMendable);
}

/** The refusal of an edit that could not keep what the author wrote, or would leave no manifest (rule M3). */
export function notEditable(root: string, diagnostics: readonly Diagnostic[]): Refusal {
  const codes = diagnostics.filter(isErrorOfManifest).map(({ code }) => code);
  return { code: 'manifest-not-editable', root, diagnostics: [...new Set(codes)] };
}

/** Findings behind the first hundred may be any; on sources there are none where no manifest could be read. */
function isErrorOfManifest({ code }: Diagnostic): boolean {
  return (code.startsWith('manifest-') || code === 'more-problems') && diagnosticRule(code).severity === 'error';
}

/** The asset around whose folder an asset lies by mistake, or null: an edit changes nothing of that. */
export function ownerOf(asset: Asset): string | null {
  const nested = asset.diagnostics.find(({ code }) => code === 'nested-asset');
  return nested?.code === 'nested-asset' ? nested.outer : null;
}

/**
 * An edit's point patch (rule M4): the asset is what its folder says now, and keeps its entry and the findings that other
 * assets and the registry make on it. Every other asset is shared with the snapshot before. Throws when the snapshot is not one
 * in which the asset can be replaced; the lane then falls back to a full reload (rule P5).
 */
export function patchEdited(snapshot: ProjectSnapshot, scanned: ScannedAsset): ProjectSnapshot {
  const before = findAsset(snapshot, scanned.root);
  if (before === undefined || isKnownByRegistryAlone(snapshot, before)) {
    throw new Error(`There is no asset ${scanned.root} to patch`);
  }
  const compared = before.diagnostics.filter((found) => !isOfTheFolder(found));
  const after = createAsset(before.root, scanned, before.entry, compared);
  return {
    ...snapshot,
    revision: snapshot.revision + 1,
    assets: indexWithReplaced(snapshot.assets, before, after),
    counts: countsReplaced(snapshot.counts, before, after),
  };
}
