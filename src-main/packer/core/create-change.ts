/** A file of an asset that was made: what it is known again by. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: number;
  /** When its content was last written, in nanoseconds since 1970. */
  readonly modifiedNs: string;
}

/** The making of an asset, as the history holds it (rule N7): all that its folder held. */
export interface CreateChange {
  readonly op: 'create';
  readonly root: string;
  /** How many of the folders above it, the nearest ones, the same command made. */
  readonly foldersMade: number;
  readonly files: readonly MadeFile[];
}

/** The moving of an asset that was made here to the system’s trash, which is how its making is undone. */
export interface UncreateChange {
  readonly op: 'uncreate';
  readonly root: string;
}
