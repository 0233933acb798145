/** An edit of a manifest, as the history holds it (rule M5). */
export interface ManifestChange {
  readonly op: 'edit';
  readonly root: string;
  /** The text that the file had, byte order mark included. */
  readonly before: string;
  /** The hash of the text that the edit left behind. */
  readonly after: string;
}

/** The same without the text, which memory does not hold. */
export type KnownManifestChange = Omit<ManifestChange, 'before'>;
