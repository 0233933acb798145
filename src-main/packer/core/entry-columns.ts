import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type EntryColumns, idLength, restIn, WrittenEntry, writeRest } from './held-entry.ts';
import type { EntryRests, EntryRow, ReadRecords } from './read-records.ts';
import { type SlicedWork, sliceSteps, sortedInSlices } from './sliced-work.ts';
import { compareText } from './text-order.ts';
import { OpenTextRows, rowLimit } from './text-rows.ts';
import { Times } from './times.ts';
import { bytesOfUuid } from './uuid-bytes.ts';

/** What a list of entries holds: the row of one of a load, or one that does not fit its columns, or came since. */
export type EntryItem = number | WrittenEntry;

/**
 * The columns of a load, and its entries in the order of ids. One that does not fit a column, for its command may call
 * itself whatever it likes, is none of their rows.
 */
export function* entryColumnsInSlices(
  entries: ReadRecords<RegistryEntry>,
): SlicedWork<{ readonly columns: EntryColumns; readonly items: readonly EntryItem[] }> {
  const { rests, each } =
    entries.rows === undefined ? withRows(entries) : { rests: entries.rows.rests, each: entries.rows };
  const texts = new OpenTextRows();
  const places = new Uint32Array(rests.revs.length);
  const rootLengths = new Uint16Array(rests.revs.length);
  const items: EntryItem[] = [];
  const ids: string[] = [];
  const order: number[] = [];
  let rows = 0;
  for (const entry of each) {
    if ('row' in entry && entry.root.length <= longestRoot) {
      for (; rows < entry.row; rows += 1) {
        // It is no entry any more, or in no row.
        texts.add();
      }
      places[rows] = texts.add(entry.assetId, entry.root);
      rootLengths[rows] = entry.root.length;
      rows += 1;
      items.push(entry.row);
    } else {
      items.push(new WrittenEntry('row' in entry ? { ...entry, ...restIn(rests, entry.row) } : entry));
    }
    ids.push(entry.assetId);
    order.push(order.length);
    if (order.length % sliceSteps === 0) {
      yield;
    }
  }
  const byId = yield* sortedInSlices(order, (a, b) => compareText(ids[a] ?? '', ids[b] ?? ''));
  const sorted = new Array<EntryItem>(byId.length);
  for (let at = 0; at < byId.length; at += 1) {
    sorted[at] = items[byId[at] ?? 0] ?? 0;
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  return { columns: { texts: texts.close(), places, rootLengths, rests }, items: sorted };
}

/** The longest root that a row has. */
const longestRoot = rowLimit - idLength;

/** Entries that have no rows yet, with rows. */
function withRows(entries: ReadRecords<RegistryEntry>): {
  readonly rests: EntryRests;
  readonly each: Iterable<EntryRow | RegistryEntry>;
} {
  const rests: EntryRests = {
    revs: new Uint32Array(entries.length),
    registered: new Float64Array(entries.length),
    written: new Float64Array(entries.length),
    commands: new Uint8Array(entries.length * bytesOfUuid),
  };
  function* each(): Generator<EntryRow | RegistryEntry, void> {
    const times = new Times();
    let row = 0;
    for (const entry of entries) {
      const fits = entry.assetId.length === idLength && entry.root.length <= longestRoot;
      if (fits && writeRest(rests, row, entry, times)) {
        yield { assetId: entry.assetId, root: entry.root, row };
        row += 1;
      } else {
        yield entry;
      }
    }
  }
  return { rests, each: each() };
}
