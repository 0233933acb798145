import type { ReadRecords } from '../core/read-records.ts';
import type { RegistryRecord, Tombstone } from './registry-record.ts';

/** The tombstones of a registry: those that were read, and what was written since. */
export class Tombstones {
  readonly #found: ReadRecords<Tombstone>;
  #made: readonly Tombstone[] | null = null;
  /** By id, what became of it since the read; null where it is registered again. */
  readonly #since = new Map<string, Tombstone | null>();
  #byId: ReadonlyMap<string, Tombstone> | null = null;
  #byCommand: Map<string, Tombstone | null> | null = null;

  constructor(found: ReadRecords<Tombstone>) {
    this.#found = found;
  }

  /** Made when they are first asked for, and once, so that each is one object: most sessions never ask. */
  get #read(): readonly Tombstone[] {
    this.#made ??= [...this.#found];
    return this.#made;
  }

  /** A record is durable. */
  note(record: RegistryRecord): void {
    if (record.op === 'del') {
      const { tombstone } = record;
      this.#since.set(tombstone.assetId, tombstone);
      if (this.#byCommand !== null) {
        addByCommand(this.#byCommand, tombstone);
      }
    } else if (record.entry.rev > 1) {
      this.#since.set(record.entry.assetId, null);
    }
  }

  /** Whether a later revision of the id was written than was read. */
  hasChanged(assetId: string): boolean {
    return this.#since.has(assetId);
  }

  /** The tombstone of an id that is not registered any more. */
  of(assetId: string): Tombstone | undefined {
    const since = this.#since.get(assetId);
    if (since !== undefined) {
      return since ?? undefined;
    }
    this.#byId ??= new Map(this.#read.map((tombstone) => [tombstone.assetId, tombstone]));
    return this.#byId.get(assetId);
  }

  /** The one tombstone that a command wrote; undefined where it wrote none or several. */
  ofCommand(commandId: string): Tombstone | undefined {
    if (this.#byCommand === null) {
      this.#byCommand = new Map();
      for (const tombstone of this.all()) {
        addByCommand(this.#byCommand, tombstone);
      }
    }
    const only = this.#byCommand.get(commandId);
    return only !== undefined && only !== null && this.of(only.assetId) === only ? only : undefined;
  }

  *all(): Generator<Tombstone, void> {
    for (const tombstone of this.#read) {
      if (!this.#since.has(tombstone.assetId)) {
        yield tombstone;
      }
    }
    for (const tombstone of this.#since.values()) {
      if (tombstone !== null) {
        yield tombstone;
      }
    }
  }
}

function addByCommand(byCommand: Map<string, Tombstone | null>, tombstone: Tombstone): void {
  byCommand.set(tombstone.commandId, byCommand.has(tombstone.commandId) ? null : tombstone);
}
