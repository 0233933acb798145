import type { SourceInspection } from '../../../src-preload/contract/domain/source-inspection.ts';

/** What each preview of a source file gets. */
export interface PreviewProps {
  readonly url: string;
  /** The asset's name, to be read. */
  readonly name: string;
  /** The size of the file at the last read. */
  readonly bytes: number;
  /** What the file says of itself; undefined until it has been read. */
  readonly inspection: SourceInspection | undefined;
  /** Whether it has a pane of its own, or stands over the details. */
  readonly large: boolean;
}
