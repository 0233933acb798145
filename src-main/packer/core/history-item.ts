import type { HistoryKind, HistoryWhat } from '../../../src-preload/contract/domain/history.ts';
import type { CreateChange, UncreateChange } from './create-change.ts';
import type { EntryChange } from './entry-change.ts';
import type { KnownManifestChange, ManifestChange } from './manifest-change.ts';
import type { MoveChange } from './move-change.ts';
import type { TrashChange } from './trash-asset.ts';

/** What a command did to one asset: to its entry, to its manifest, to its place, or to its folder. */
export type HistoryChange = EntryChange | ManifestChange | MoveChange | CreateChange | UncreateChange | TrashChange;

/** The same as memory holds it. */
export type KnownChange = EntryChange | KnownManifestChange | MoveChange | CreateChange | UncreateChange | TrashChange;

/** One command of the history (rule U4), as memory holds it. */
export interface HistoryItem {
  /** The command's id. */
  readonly id: string;
  readonly at: string;
  readonly what: HistoryWhat;
  readonly kind: HistoryKind;
  /** The command that this one undid. */
  readonly undoes: string | null;
  /** How many assets it changed. One that was made and registered has a change of each kind. */
  readonly count: number;
  /** How many changes of entries it has, and how many others. */
  readonly entryChanges: number;
  readonly otherChanges: number;
  /** The first few of its changes. */
  readonly sample: readonly KnownChange[];
}

/** Whether a change is of an entry of the registry. */
export function isOfEntry<Change extends KnownChange>(change: Change): change is Extract<Change, EntryChange> {
  return change.op === 'put' || change.op === 'del' || change.op === 'relocate';
}

/** What is to be undone next, and what is to be done again. */
export interface NextSteps {
  readonly undo: HistoryItem | null;
  readonly redo: HistoryItem | null;
}

/**
 * The commands that are undone and not done again; `items` come oldest first. The making of assets is undone once all of
 * them are taken back: the undoing of many can end early, and then the rest of them can still be undone (rule N7).
 */
export function undoneIds(items: readonly HistoryItem[]): ReadonlySet<string> {
  const made = new Map(items.filter(isCreation).map(({ id, otherChanges }) => [id, otherChanges]));
  const takenBack = new Map<string, number>();
  const undone = new Set<string>();
  for (const { id, undoes, otherChanges } of items.toReversed()) {
    // An undoing that was itself undone leaves what it undid as it was.
    if (undoes === null || undone.has(id)) {
      continue;
    }
    const count = (takenBack.get(undoes) ?? 0) + otherChanges;
    takenBack.set(undoes, count);
    if (count >= (made.get(undoes) ?? 0)) {
      undone.add(undoes);
    }
  }
  return undone;
}

/**
 * What a command did, whatever it was to do: where the system’s trash took no folder, what is left of the moving there is
 * the unregistration that it began with (rule T2).
 */
export function whatWasDone({ what, otherChanges }: HistoryItem): HistoryWhat {
  return what === 'trash' && otherChanges === 0 ? 'unregister' : what;
}

/** Whether a command made assets. */
export function isCreation({ what, kind }: HistoryItem): boolean {
  return what === 'create' && kind === 'do';
}

/**
 * The newest command that stands, and the newest undoing that stands with no command of the author's own behind it: what
 * he did after it makes it the past.
 */
export function nextSteps(items: readonly HistoryItem[], undone: ReadonlySet<string>): NextSteps {
  const standing = items.filter(({ id }) => !undone.has(id));
  const undo = standing.findLast(({ kind }) => kind !== 'undo') ?? null;
  const lastOwn = items.findLastIndex(({ kind }) => kind === 'do');
  const redo = items.findLast(({ id, kind }, at) => kind === 'undo' && at > lastOwn && !undone.has(id)) ?? null;
  return { undo, redo };
}
