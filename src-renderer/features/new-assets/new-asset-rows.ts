import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { type ChosenFile, mostFilesOfNew } from '../../../src-preload/contract/domain/new-asset.ts';

type AssetType = AssetManifest['type'];

/** What the author said of one file, where it is not what was proposed. */
export interface RowEdit {
  readonly taken?: boolean;
  readonly type?: AssetType;
  readonly root?: string;
}

/** A file of the review, with what is to be made of it. */
export interface NewAssetRow {
  readonly file: ChosenFile;
  /** Files that it names as parts of it, and that can be copied. */
  readonly parts: readonly ChosenFile[];
  readonly taken: boolean;
  readonly type: AssetType | null;
  readonly root: string;
}

/** The files, each with those that are parts of it, with what was proposed and what the author made of it. */
export function rowsOf(
  files: readonly ChosenFile[],
  folder: string,
  edits: ReadonlyMap<string, RowEdit>,
): readonly NewAssetRow[] {
  const above = folder.replaceAll(/^[/\s]+|[/\s]+$/g, '');
  const parts = new Map<string, ChosenFile[]>();
  for (const file of files) {
    if (file.partOf !== null && file.problem === null) {
      parts.set(file.partOf, [...(parts.get(file.partOf) ?? []), file]);
    }
  }
  // A part that can't be copied has a row of its own, which says so.
  const alone = files.filter(({ partOf, problem }) => partOf === null || problem !== null);
  return alone.map((file) => {
    const edit = edits.get(file.fileToken);
    return {
      file,
      parts: parts.get(file.fileToken) ?? [],
      taken: edit?.taken ?? file.problem === null,
      type: edit?.type ?? file.type,
      root: edit?.root ?? (above === '' ? file.folderName : `${above}/${file.folderName}`),
    };
  });
}

/** Whether an asset can be made of a row at all, whatever the author says of it. */
export function isUsable({ file, parts }: Pick<NewAssetRow, 'file' | 'parts'>): boolean {
  return file.problem === null && !hasTooMany(parts);
}

/** One asset has so many files at most, with the one that names the others. */
function hasTooMany(parts: readonly ChosenFile[]): boolean {
  return parts.length >= mostFilesOfNew;
}

/** Whether the author can have an asset made of a row as far as the row itself says: main is asked about its root. */
export function isAsked(row: NewAssetRow): boolean {
  const { taken, type, root } = row;
  return taken && isUsable(row) && type !== null && root !== '';
}

/** What main says of roots, and of which ones. */
export interface CheckedRoots {
  readonly roots: readonly string[];
  readonly refusals: readonly (Refusal | null)[];
}

/** What became known of a row. `checking`: main has not said yet. */
export type RowState =
  | { readonly kind: 'ready' | 'left-out' | 'checking' | 'unknown-type' | 'too-many-parts' }
  | { readonly kind: 'unusable'; readonly problem: NonNullable<ChosenFile['problem']> }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The state of each row. What main said of other roots counts for the rows whose root it named. */
export function statesOf(rows: readonly NewAssetRow[], checked: CheckedRoots | undefined): readonly RowState[] {
  const asked = rows.filter(isAsked);
  const isCurrent = checked?.roots.length === asked.length && asked.every(({ root }, at) => root === checked.roots[at]);
  const byRoot = new Map(checked?.roots.map((root, at) => [root, checked.refusals[at] ?? null]));
  let at = -1;
  return rows.map((row): RowState => {
    const { file, taken, type, root } = row;
    if (file.problem !== null) {
      return { kind: 'unusable', problem: file.problem };
    }
    if (hasTooMany(row.parts)) {
      return { kind: 'too-many-parts' };
    }
    if (!taken) {
      return { kind: 'left-out' };
    }
    if (type === null) {
      return { kind: 'unknown-type' };
    }
    if (root === '') {
      return { kind: 'refused', refusal: { code: 'new-root-invalid', root, reason: 'empty-segment' } };
    }
    at += 1;
    const refusal = isCurrent ? checked.refusals[at] : byRoot.get(root);
    if (refusal === undefined) {
      return { kind: 'checking' };
    }
    return refusal === null ? { kind: 'ready' } : { kind: 'refused', refusal };
  });
}
