import { useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import {
  type AssetManifest,
  assetManifestSchema,
  manifestSchemaVersion,
} from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { mendedField } from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import type { ManifestField, ManifestReading } from '../../../src-preload/contract/domain/manifest-reading.ts';

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
  /** The field that it was begun for; null for none in particular. */
  readonly focus: ManifestField | null;
}

interface Drafts {
  /** By `draftKey`. A draft outlasts the selection of another asset. */
  readonly drafts: Readonly<Record<string, ManifestDraft>>;
}

/** Everything that was typed into manifests and is not saved. */
export const useManifestDrafts = create<Drafts>(() => ({ drafts: {} }));

/** Under which the draft of an asset is kept. */
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

/** Begins a form; what an earlier one has is dropped. */
export function beginDraft(key: string, reading: ManifestReading, focus: ManifestField | null): void {
  turns += 1;
  putDraft(key, { reading, fields: fieldsOf(reading), turn: turns, focus });
}

/** Something was typed into a form; nothing happens where it is closed by now. */
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

/** Closes a form without saving it. */
export function dropDraft(key: string): void {
  useManifestDrafts.setState(({ drafts }) => {
    return { drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key)) };
  });
}

/**
 * A draft whose manifest was written, or read again, is dropped where it has nothing in it but `known`. What was typed since
 * stays, on what the file says now: what was not touched follows that, and the next save is made from it.
 */
export async function settleDraft(
  key: string,
  known: ManifestFields,
  readAgain: () => Promise<ManifestReading | null>,
): Promise<void> {
  if (isTypedSince(key, known)) {
    const reading = await readAgain();
    const draft = useManifestDrafts.getState().drafts[key];
    if (reading !== null && draft !== undefined) {
      putDraft(key, onReading(draft, reading, known));
    }
  } else {
    dropDraft(key);
  }
}

/**
 * Puts what was typed on what the file says now: the next save is made from that. Answers the fields that were changed in the
 * file, too, to something else than what was typed: what was typed stands.
 */
export function rebaseDraft(key: string, reading: ManifestReading): readonly (keyof ManifestFields)[] {
  const draft = useManifestDrafts.getState().drafts[key];
  if (draft === undefined) {
    return [];
  }
  const read = fieldsOf(draft.reading);
  putDraft(key, onReading(draft, reading, read));
  const changed = changedFields(read, fieldsOf(reading));
  return (Object.keys(changed) as (keyof ManifestFields)[]).filter(
    (field) => draft.fields[field] !== read[field] && draft.fields[field] !== changed[field],
  );
}

/** A draft on another reading: what was typed since `known` stands, all else is as it was read. */
function onReading(draft: ManifestDraft, reading: ManifestReading, known: ManifestFields): ManifestDraft {
  return { ...draft, reading, fields: { ...fieldsOf(reading), ...changedFields(known, draft.fields) } };
}

function isTypedSince(key: string, known: ManifestFields): boolean {
  const draft = useManifestDrafts.getState().drafts[key];
  return draft !== undefined && Object.keys(changedFields(known, draft.fields)).length > 0;
}

/** The fields that are not as before. */
function changedFields(before: ManifestFields, now: ManifestFields): Partial<ManifestFields> {
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => before[field as keyof ManifestFields] !== value),
  );
}

/** Drops all that was typed into manifests of a project. */
export function dropDraftsOf(projectId: string): void {
  const prefix = draftKey(projectId, '');
  useManifestDrafts.setState(({ drafts }) => {
    return { drafts: Object.fromEntries(Object.entries(drafts).filter(([key]) => !key.startsWith(prefix))) };
  });
}

function putDraft(key: string, draft: ManifestDraft): void {
  useManifestDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }));
}

/** Whether a form says something else than what was read. */
export function isDirty({ reading, fields }: ManifestDraft): boolean {
  return Object.keys(changedFields(fieldsOf(reading), fields)).length > 0;
}

/** Roots of a project whose edits are not saved. */
export function unsavedIn(projectId: string): string[] {
  const prefix = draftKey(projectId, '');
  return Object.entries(useManifestDrafts.getState().drafts).flatMap(([key, draft]) =>
    key.startsWith(prefix) && isDirty(draft) ? [key.slice(prefix.length)] : [],
  );
}

/** The same, for as long as the caller is on screen: another set with each asset that gets such edits or has none any more. */
export function useUnsavedIn(projectId: string): ReadonlySet<string> {
  const roots = useManifestDrafts(useShallow(() => unsavedIn(projectId)));
  return useMemo(() => new Set(roots), [roots]);
}

/** From now on the window does not close over edits that are not saved: main asks first. Called once. */
export function holdWindowForDrafts(): void {
  window.addEventListener('beforeunload', (event) => {
    if (Object.values(useManifestDrafts.getState().drafts).some(isDirty)) {
      event.preventDefault();
    }
  });
}

/** A field of the manifest that an author can type, and what is wrong with what he typed. */
export type FieldProblem = 'missing' | 'too-long';
export type FieldProblems = Partial<Record<keyof ManifestFields, FieldProblem>>;

/**
 * What was found wrong in the text with each field, as long as the author has not changed it (rule M6). What is wrong with
 * `schemaVersion` has no field to be typed in: saving puts it right.
 */
export function wrongFields({ reading, fields }: ManifestDraft): Partial<Record<ManifestField, Diagnostic>> {
  const before = fieldsOf(reading);
  const wrong: Partial<Record<ManifestField, Diagnostic>> = {};
  for (const diagnostic of reading.diagnostics) {
    const field = mendedField(diagnostic);
    if (field !== null && (field === 'schemaVersion' || before[field] === fields[field])) {
      wrong[field] ??= diagnostic;
    }
  }
  return wrong;
}

/** The manifest that a draft makes, by the schema of the border, or what is wrong with which field. */
export function manifestOf(draft: ManifestDraft): AssetManifest | FieldProblems {
  const { reading, fields } = draft;
  const before = fieldsOf(reading);
  const wrong = wrongFields(draft);
  // What was not touched and is right is sent as it was read: a line end within a tag does not make two of it.
  const asRead = <Field extends keyof ManifestFields & ManifestField>(
    field: Field,
  ): AssetManifest[Field] | undefined => {
    const read = assetManifestSchema.shape[field].safeParse(reading.written[field]);
    return fields[field] === before[field] && wrong[field] === undefined && read.success
      ? (read.data as AssetManifest[Field])
      : undefined;
  };
  const stands = (field: ManifestField): boolean => Object.hasOwn(reading.written, field);
  const tags = asRead('tags') ?? itemsOf(fields.tags);
  const preload = asRead('preload') ?? fields.preload;
  const typed = fields.description === '' ? undefined : fields.description;
  const description = asRead('description') ?? typed;
  const checked = assetManifestSchema.safeParse({
    schemaVersion: manifestSchemaVersion,
    name: fields.name,
    type: fields.type,
    sources: asRead('sources') ?? itemsOf(fields.sources),
    ...(tags.length === 0 && !stands('tags') ? {} : { tags }),
    ...(!preload && !stands('preload') ? {} : { preload }),
    ...(description === undefined ? {} : { description }),
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

/** Whether a draft could be made a manifest of (`manifestOf`). */
export function isManifest(made: AssetManifest | FieldProblems): made is AssetManifest {
  return 'schemaVersion' in made;
}

/** What the text says, as far as it can be typed: what is of a wrong kind as it stands there. */
export function fieldsOf({ written }: ManifestReading): ManifestFields {
  return {
    name: textOf(written.name),
    type: textOf(written.type),
    description: textOf(written.description),
    tags: linesOf(written.tags),
    sources: linesOf(written.sources),
    preload: written.preload === true,
  };
}

type Written = ManifestReading['written'][ManifestField];

function textOf(value: Written): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function linesOf(value: Written): string {
  return Array.isArray(value) ? value.map(textOf).join('\n') : textOf(value);
}

function itemsOf(lines: string): string[] {
  return lines.split('\n').filter((line) => line.trim() !== '');
}
