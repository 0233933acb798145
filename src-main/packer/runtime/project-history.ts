import { setImmediate } from 'node:timers/promises';
import { type HistoryChange, type HistoryItem, isOfEntry, type KnownChange } from '../core/history-item.ts';
import { type Disk, errnoOf } from '../disk/disk-port.ts';
import {
  appendHistory,
  type HistoryLine,
  type HistoryRecord,
  historyByteLimit,
  readHistory,
  rewriteHistory,
} from '../disk/history-file.ts';
import type { PackerLog } from './ports.ts';

/** Commands that a history keeps at most, the newest of them. */
const mostItems = 1000;

/** Changes of a command that memory holds. The others are read again when it is undone. */
const sampleSize = 8;

/** What the history of one project stands on. */
export interface HistoryParts {
  readonly disk: Disk;
  readonly projectFolder: string;
  readonly projectId: string;
  /** The name of a temporary file in the private folder; null where this process may not write there. */
  readonly temporaryName: () => string | null;
  readonly log: PackerLog;
}

/**
 * The commands that were carried out on a project (rule U4): in memory at once, in `.prometeu/history.jsonl` behind the
 * answer, in an order of its own that no command waits for.
 */
export interface ProjectHistory {
  /** A command, or a part of one, is done. */
  note(record: HistoryRecord): void;
  /** Oldest first. The file is read at the first question. */
  items(): Promise<readonly HistoryItem[]>;
  /** All that a command changed, in its order; null where the file does not have all of it any more. */
  changesOf(item: HistoryItem): Promise<readonly HistoryChange[] | null>;
  /** Resolves when what was noted is in the file. */
  settled(): Promise<void>;
}

export function createProjectHistory(parts: HistoryParts): ProjectHistory {
  const { disk, projectFolder, projectId, log } = parts;
  let loaded: Map<string, HistoryItem> | null = null;
  let waiting: HistoryRecord[] = [];
  let work: Promise<void> = Promise.resolve();
  let flushIsDue = false;
  let appended = 0;

  function inOrder<Value>(job: () => Promise<Value>): Promise<Value> {
    const done = work.then(job);
    work = done.then(
      () => undefined,
      (error: unknown) => {
        log.warn('history-failed', { projectId, error });
      },
    );
    return done;
  }

  function note(record: HistoryRecord): void {
    if (loaded !== null) {
      remember(loaded, record);
    }
    waiting.push(record);
    if (!flushIsDue) {
      flushIsDue = true;
      void inOrder(flush).catch(() => undefined);
    }
  }

  async function flush(): Promise<void> {
    // After the answer to the command, and together with what is noted until then.
    await setImmediate();
    flushIsDue = false;
    const records = waiting;
    waiting = [];
    appended += await appendHistory(disk, projectFolder, records);
    if (appended > historyByteLimit) {
      // The next question reads the file again, and cuts it.
      loaded = null;
      appended = 0;
    }
  }

  async function load(): Promise<Map<string, HistoryItem>> {
    if (loaded !== null) {
      return loaded;
    }
    const lines = await readHistory(disk, projectFolder);
    const items = new Map<string, HistoryItem>();
    const kept = newestOf(lines);
    for (const { record } of kept) {
      remember(items, record);
    }
    for (const record of waiting) {
      remember(items, record);
    }
    loaded = items;
    const temporaryName = kept.length < lines.length ? parts.temporaryName() : null;
    if (temporaryName !== null) {
      await rewriteHistory(disk, projectFolder, kept, temporaryName).catch((error: unknown) => {
        // It is cut at the next opening.
        log.warn('history-failed', { projectId, errno: errnoOf(error) });
      });
    }
    return items;
  }

  return {
    note,
    items: async () => [...(loaded ?? (await inOrder(load))).values()],
    changesOf: async ({ id, entryChanges, otherChanges, sample }) => {
      const count = entryChanges + otherChanges;
      const known = sample.flatMap((change) => (change.op === 'edit' ? [] : [change]));
      if (known.length === count) {
        return known;
      }
      const lines = await inOrder(() => readHistory(disk, projectFolder, id));
      const changes = lines.flatMap(({ record }) => record.changes);
      return changes.length === count ? changes : null;
    },
    settled: () => work,
  };
}

/** A command that took several turns is one item, in the place where it began. */
function remember(items: Map<string, HistoryItem>, { changes, ...record }: HistoryRecord): void {
  const before = items.get(record.id);
  const sample = [...(before?.sample ?? []), ...changes.map(knownOf)].slice(0, sampleSize);
  const ofEntries = changes.filter(isOfEntry).length;
  const entryChanges = (before?.entryChanges ?? 0) + ofEntries;
  const otherChanges = (before?.otherChanges ?? 0) + changes.length - ofEntries;
  items.set(record.id, {
    ...record,
    at: before?.at ?? record.at,
    // What ended it after a kill may be called otherwise.
    what: before?.what ?? record.what,
    count: Math.max(entryChanges, otherChanges),
    entryChanges,
    otherChanges,
    sample,
  });
}

/** A thousand manifests are too much to hold for the one that is undone. */
function knownOf(change: HistoryChange): KnownChange {
  return change.op === 'edit' ? { op: change.op, root: change.root, after: change.after } : change;
}

/** The lines of the newest commands that keep within the limits, in their order. */
function newestOf(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  const kept = new Set<string>();
  const sizes = new Map<string, number>();
  for (const { text, record } of lines) {
    sizes.set(record.id, (sizes.get(record.id) ?? 0) + text.length + 1);
  }
  let bytes = 0;
  for (const [id, size] of [...sizes].toReversed()) {
    bytes += size;
    if (kept.size < mostItems && bytes <= historyByteLimit) {
      kept.add(id);
    }
  }
  return kept.size === sizes.size ? lines : lines.filter(({ record }) => kept.has(record.id));
}
