import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';

/**
 * Records that were read, in the order of the file. They may be made as they are asked for, anew at each walk: who needs
 * the same ones twice keeps them.
 */
export interface ReadRecords<Held> extends Iterable<Held> {
  readonly length: number;
  /** The same entries, where their numbers stand in columns already: whoever holds them takes these as they are. */
  readonly rows?: EntryRows | undefined;
}

/** What is seldom asked of entries, as columns: less than half of what texts take, and nothing for a garbage collector. */
export interface EntryRests {
  readonly revs: Uint32Array;
  /** In milliseconds since 1970. */
  readonly registered: Float64Array;
  readonly written: Float64Array;
  readonly commands: Uint8Array;
}

/** What an entry is looked for by, in texts with memory of their own, and the row that has the rest of it. */
export interface EntryRow extends Pick<RegistryEntry, 'assetId' | 'root'> {
  readonly row: number;
}

/** Entries in the order of the file: a row of the columns, or the entry itself where it does not fit one. */
export interface EntryRows extends Iterable<EntryRow | RegistryEntry> {
  readonly rests: EntryRests;
}
