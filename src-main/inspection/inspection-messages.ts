import type { FileInspection, InspectionRefusal } from '../../src-preload/contract/domain/source-inspection.ts';
import type { SourceKind } from '../../src-preload/contract/source-kind.ts';
import type { WorkOutcome } from '../child-work/work-messages.ts';
import type { FileStamp } from '../thumbnails/file-stamp.ts';

/** A source file to inspect: as its stamp says it is. */
export interface InspectionOrder {
  readonly kind: SourceKind;
  readonly file: string;
  readonly stamp: FileStamp;
  /** Its path in the asset's folder. */
  readonly path: string;
  /** The other sources of the asset that it may name, by their paths in the asset's folder, links resolved. */
  readonly siblings: readonly Sibling[];
}

/** A source file of the same asset. */
export interface Sibling {
  readonly path: string;
  readonly file: string;
}

/** What the process that inspects files answers. */
export interface MadeInspection {
  readonly inspection: FileInspection;
}

/** How an order ends. */
export type InspectionOutcome = WorkOutcome<MadeInspection, InspectionRefusal>;
