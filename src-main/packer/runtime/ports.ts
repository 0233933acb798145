/** What the runtime asks of the world besides the disk. */
export interface Clock {
  /** ISO 8601, UTC, milliseconds. */
  now(): string;
}

/** Ids that nobody else has. */
export interface IdSource {
  /** UUID v7: time-ordered, so that ids sort in the order of registration. */
  newAssetId(): string;
  newProjectId(): string;
  /** As `temporaryNameOf` makes it. */
  newTemporaryName(): string;
}

/** The system’s trash. */
export interface Trash {
  /** Rejects where the system did not move it. */
  moveToTrash(path: string): Promise<void>;
}

/** Where the packer says what a person does not need to see and a developer does. */
export interface PackerLog {
  warn(event: string, detail: unknown): void;
}
