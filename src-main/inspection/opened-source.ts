import type { FileHandle } from 'node:fs/promises';
import type { InspectionOrder } from './inspection-messages.ts';

/** What a reader gets of a file. */
export interface OpenedSource {
  /** Its first bytes, all of them unless it is longer than is read of its kind. */
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
  readonly order: InspectionOrder;
  readonly opened: FileHandle;
}
