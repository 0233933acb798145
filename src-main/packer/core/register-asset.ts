import {
  type Diagnostic,
  type DiagnosticCode,
  diagnosticRule,
} from '../../../src-preload/contract/domain/diagnostic.ts';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type Asset, withEntry } from './asset.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { copied, WrittenEntry } from './held-entry.ts';
import { assetOfEntry, findAsset, findTwin, type ProjectSnapshot } from './project-snapshot.ts';
import { viewWithEntry } from './registry-view.ts';

/** Codes that say that the folder is in the wrong place, whatever its manifest says. */
const rootCodes: ReadonlySet<DiagnosticCode> = new Set(['nested-asset', 'root-not-portable']);

/**
 * Why the asset at a root can't be registered now, or null where it can: the one place of REGISTER's preconditions,
 * which both the command and the action capability ask. An asset at `leaving` is in no other one's way (rule V8).
 */
export function refusalToRegister(
  snapshot: ProjectSnapshot,
  root: string,
  leaving: string | null = null,
): Refusal | null {
  const asset = findAsset(snapshot, root);
  if (asset === undefined) {
    return { code: 'no-such-asset', root };
  }
  if (asset.health === 'missing') {
    return { code: 'asset-missing', root };
  }
  if (asset.entry !== null) {
    return { code: 'already-registered', root, assetId: copied(asset.entry.assetId) };
  }
  // That there is one is a finding (rule R10).
  const twin = asset.problems === 0 ? undefined : findTwin(snapshot, asset, leaving);
  if (twin !== undefined) {
    return { code: 'duplicate-root', root, other: twin.root };
  }
  const codes = asset.diagnostics
    .map((diagnostic) => diagnostic.code)
    // Who has no twin but the one that is leaving has none.
    .filter((code) => diagnosticRule(code).blocksRegister && (leaving === null || code !== 'duplicate-root'));
  if (codes.some((code) => rootCodes.has(code))) {
    return { code: 'invalid-root', root, diagnostics: [...new Set(codes)] };
  }
  return codes.length === 0 ? null : { code: 'invalid-manifest', root, diagnostics: [...new Set(codes)] };
}

/**
 * REGISTER's point patch (rule P3): the entry joins the registry view, and the matching asset turns from
 * `unregistered` to `registered`. Every other asset is shared with the snapshot before. Throws when the snapshot is not
 * one that the entry can be added to; the lane then falls back to a full reload (rule P5).
 */
export function patchRegistered(snapshot: ProjectSnapshot, entry: RegistryEntry): ProjectSnapshot {
  const before = findAsset(snapshot, entry.root);
  if (before?.entry !== null) {
    throw new Error(`There is no unregistered asset ${entry.root} to patch`);
  }
  const held = new WrittenEntry(entry);
  return withRegistered(snapshot, before, withEntry(before, held), held);
}

/**
 * The point patch of an unregistration that is undone (rule U2): as `patchRegistered`, and an asset that the registry
 * alone knows joins the list again.
 */
export function patchRestored(snapshot: ProjectSnapshot, entry: RegistryEntry): ProjectSnapshot {
  if (findAsset(snapshot, entry.root) !== undefined) {
    return patchRegistered(snapshot, entry);
  }
  const held = new WrittenEntry(entry);
  return withRegistered(snapshot, null, assetOfEntry(snapshot, held), held);
}

function withRegistered(
  snapshot: ProjectSnapshot,
  before: Asset | null,
  after: Asset,
  held: WrittenEntry,
): ProjectSnapshot {
  return {
    ...snapshot,
    revision: snapshot.revision + 1,
    registry: viewWithEntry(snapshot.registry, held),
    assets: indexWithReplaced(snapshot.assets, before, after),
    counts: countsReplaced(snapshot.counts, before, after),
    diagnostics: diagnosticsAfterCommit(snapshot.diagnostics),
  };
}

/**
 * What a commit makes of the findings on the registry. It ends a torn tail with a line end first, which from then on is
 * a line that can't be read; and it makes a file that is missing.
 */
export function diagnosticsAfterCommit(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.flatMap(afterCommit);
}

function afterCommit(diagnostic: Diagnostic): Diagnostic[] {
  switch (diagnostic.code) {
    case 'registry-torn-tail':
      return [{ code: 'registry-line-unreadable', place: diagnostic.place }];
    case 'registry-missing':
      return [];
    default:
      return [diagnostic];
  }
}
