import { create } from 'zustand';
import {
  type AssetManifest,
  assetManifestSchema,
  type ManifestReading,
} from '../../../src-preload/contract/domain/asset-manifest.ts';

/** What an author has typed. Lists are a text with a line for each of their items. */
export interface ManifestFields {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly tags: string;
  readonly sources: string;
  readonly preload: boolean;
}

/** An edit that is not saved yet, and what it was made from. `turn` is another one for each time that a form is begun. */
export interface ManifestDraft {
  readonly reading: ManifestReading;
  readonly fields: ManifestFields;
  readonly turn: number;
}

interface Drafts {
  /** By `draftKey`. A draft outlasts the selection of another asset. */
  readonly drafts: Readonly<Record<string, ManifestDraft>>;
}

export const useManifestDrafts = create<Drafts>(() => ({ drafts: {} }));

export function draftKey(projectId: string, root: string): string {
  return `${projectId}\n${root}`;
}

let turns = 0;
let shown = 0;

/** Whether a form is shown for the first time: then, and not when its asset is selected again, it gets the focus. */
export function isShownFirst({ turn }: ManifestDraft): boolean {
  const isFirst = turn > shown;
  shown = Math.max(shown, turn);
  return isFirst;
}

export function beginDraft(key: string, reading: ManifestReading): void {
  turns += 1;
  putDraft(key, { reading, fields: fieldsOf(reading.manifest), turn: turns });
}

export function changeDraft(key: string, change: Partial<ManifestFields>): void {
  const draft = useManifestDrafts.getState().drafts[key];
  if (draft !== undefined) {
    putDraft(key, { ...draft, fields: { ...draft.fields, ...change } });
  }
}

/** A draft follows its asset to another root. */
export function moveDraft(from: string, to: string): void {
  const draft = useManifestDrafts.getState().drafts[from];
  if (draft !== undefined) {
    dropDraft(from);
    putDraft(to, draft);
  }
}

export function dropDraft(key: string): void {
  useManifestDrafts.setState(({ drafts }) => {
    return { drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key)) };
  });
}

function putDraft(key: string, draft: ManifestDraft): void {
  useManifestDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }));
}

export function isDirty({ reading, fields }: ManifestDraft): boolean {
  const before = fieldsOf(reading.manifest);
  return (Object.keys(before) as (keyof ManifestFields)[]).some((field) => before[field] !== fields[field]);
}

/** Roots of a project whose edits are not saved. */
export function unsavedIn(projectId: string): string[] {
  const prefix = draftKey(projectId, '');
  return Object.entries(useManifestDrafts.getState().drafts).flatMap(([key, draft]) =>
    key.startsWith(prefix) && isDirty(draft) ? [key.slice(prefix.length)] : [],
  );
}

/** A field of the manifest that an author can type, and what is wrong with what he typed. */
export type FieldProblem = 'missing' | 'too-long';
export type FieldProblems = Partial<Record<keyof ManifestFields, FieldProblem>>;

/** The manifest that a draft makes, by the schema of the border, or what is wrong with which field. */
export function manifestOf({ reading, fields }: ManifestDraft): AssetManifest | FieldProblems {
  const before = fieldsOf(reading.manifest);
  const { manifest } = reading;
  // What was not touched is sent as it was read: a line end within a tag does not make two of it.
  const tags = fields.tags === before.tags ? manifest.tags : itemsOf(fields.tags);
  const preload = fields.preload === before.preload ? manifest.preload : fields.preload;
  const description = fields.description === before.description ? manifest.description : fields.description;
  const checked = assetManifestSchema.safeParse({
    schemaVersion: manifest.schemaVersion,
    name: fields.name,
    type: fields.type,
    sources: fields.sources === before.sources ? manifest.sources : itemsOf(fields.sources),
    ...(tags === undefined || (tags.length === 0 && manifest.tags === undefined) ? {} : { tags }),
    ...(preload === undefined || (!preload && manifest.preload === undefined) ? {} : { preload }),
    ...(description === undefined || description === '' ? {} : { description }),
  });
  if (checked.success) {
    return checked.data;
  }
  const problems: FieldProblems = {};
  for (const { path, code } of checked.error.issues) {
    const field = (Object.keys(before) as (keyof ManifestFields)[]).find((each) => each === path[0]);
    if (field !== undefined) {
      problems[field] = code === 'too_big' ? 'too-long' : 'missing';
    }
  }
  return problems;
}

export function isManifest(made: AssetManifest | FieldProblems): made is AssetManifest {
  return 'schemaVersion' in made;
}

function fieldsOf(manifest: AssetManifest): ManifestFields {
  return {
    name: manifest.name,
    type: manifest.type,
    description: manifest.description ?? '',
    tags: (manifest.tags ?? []).join('\n'),
    sources: manifest.sources.join('\n'),
    preload: manifest.preload ?? false,
  };
}

function itemsOf(lines: string): string[] {
  return lines.split('\n').filter((line) => line.trim() !== '');
}
