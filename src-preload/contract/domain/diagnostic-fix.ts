import type { AssetManifest } from './asset-manifest.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type ManifestField, manifestFields } from './manifest-reading.ts';

/**
 * What Studio can do about a finding on an asset (rule M6). All but `mend-field` are edits that follow from the finding
 * alone; that one is the form, with what is wrong marked in it.
 */
export type DiagnosticFix =
  | { readonly kind: 'remove-source'; readonly path: string }
  | { readonly kind: 'list-source-once'; readonly path: string }
  | { readonly kind: 'remove-key'; readonly key: string }
  | { readonly kind: 'mend-field'; readonly field: ManifestField };

/** The fixes that are an edit by themselves. */
export type EditFix = Exclude<DiagnosticFix, { readonly kind: 'mend-field' }>;

/** That a missing asset's entry is given to a folder that is there: what the project says beside the finding (rule V11). */
export interface RelocateFix {
  readonly kind: 'relocate';
  readonly to: string;
}

/** An edit of a manifest: what it says afterwards, and keys that the schema does not have, to be taken out. */
export interface FixEdit {
  readonly manifest: AssetManifest;
  readonly without: readonly string[];
}

/** Whether a finding on a manifest is one field that is missing or wrong, which a form can show and replace. */
export function isMendable(diagnostic: Diagnostic): boolean {
  return mendedField(diagnostic) !== null;
}

/** The field of a manifest that a finding is about, where a form can show and replace it, or null. */
export function mendedField(diagnostic: Diagnostic): ManifestField | null {
  switch (diagnostic.code) {
    case 'manifest-field-missing':
    case 'manifest-field-type':
    case 'manifest-field-value':
    case 'manifest-field-too-short':
    case 'manifest-field-too-long': {
      // As `sources.0`, or `asset.json` where the text is no object at all.
      const [first] = diagnostic.field.split('.');
      const field = diagnostic.field === 'asset.json' ? undefined : manifestFields.find((each) => each === first);
      // Lists of more entries than are looked at have not been read.
      const isList = field === 'sources' || field === 'tags';
      return field === undefined || (isList && diagnostic.code === 'manifest-field-too-long') ? null : field;
    }
    default:
      return null;
  }
}

/** What can be done about a finding, null where nothing is safe. `manifest` is null where it has wrong fields. */
export function fixOf(diagnostic: Diagnostic, manifest: AssetManifest | null): DiagnosticFix | null {
  const field = mendedField(diagnostic);
  if (field !== null) {
    return { kind: 'mend-field', field };
  }
  const fix = editFixOf(diagnostic);
  return fix !== null && manifest !== null && editOf(fix, manifest) !== null ? fix : null;
}

function editFixOf(diagnostic: Diagnostic): EditFix | null {
  switch (diagnostic.code) {
    case 'source-missing':
      return { kind: 'remove-source', path: diagnostic.path };
    case 'source-duplicate':
      return { kind: 'list-source-once', path: diagnostic.path };
    case 'manifest-unknown-key':
      return { kind: 'remove-key', key: diagnostic.key };
    default:
      return null;
  }
}

/** The edit that a fix is, of this manifest; null where there is nothing to do, or where it would take the last source. */
export function editOf(fix: EditFix, manifest: AssetManifest): FixEdit | null {
  const { sources } = manifest;
  switch (fix.kind) {
    case 'remove-source': {
      const left = sources.filter((path) => path !== fix.path);
      return left.length === 0 || left.length === sources.length
        ? null
        : { manifest: { ...manifest, sources: left }, without: [] };
    }
    case 'list-source-once': {
      const left = sources.filter((path, at) => path !== fix.path || sources.indexOf(path) === at);
      return left.length === sources.length ? null : { manifest: { ...manifest, sources: left }, without: [] };
    }
    case 'remove-key':
      return { manifest, without: [fix.key] };
  }
}

/** All that can be done about the findings on an asset, each fix once, in the order of the findings. */
export function fixesOf(diagnostics: readonly Diagnostic[], manifest: AssetManifest | null): readonly DiagnosticFix[] {
  const fixes = new Map<string, DiagnosticFix>();
  for (const diagnostic of diagnostics) {
    const fix = fixOf(diagnostic, manifest);
    if (fix !== null) {
      fixes.set(JSON.stringify(fix), fix);
    }
  }
  return [...fixes.values()];
}
