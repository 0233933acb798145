import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type EntryColumns, idLength, restIn, WrittenEntry, writeRest } from './held-entry.ts';
import type { EntryRests, EntryRow, ReadRecords } from './read-records.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { OpenTextRows, rowLimit } from './text-rows.ts';
import { Times } from './times.ts';
import { bytesOfUuid } from './uuid-bytes.ts';

/** What a list of entries holds: the row of one of a load, or one that does not fit its columns, or came since. */
export type EntryItem = number | WrittenEntry;

/**
 * The columns of a load, and its entries as they come. One that does not fit a column, for its command may call itself
 * whatever it likes, is none of their rows.
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
    if (items.length % sliceSteps === 0) {
      yield;
    }
  }
  return { columns: { texts: texts.close(), places, rootLengths, rests }, items };
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
      if (entry.assetId.length === idLength && writeRest(rests, row, entry, times)) {
        yield { assetId: entry.assetId, root: entry.root, row };
        row += 1;
      } else {
        yield entry;
      }
    }
  }
  return { rests, each: each() };
}
