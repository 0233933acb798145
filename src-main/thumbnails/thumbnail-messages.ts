import type { PictureRefusal } from '../../src-preload/contract/domain/picture.ts';
import type { WorkOutcome } from '../child-work/work-messages.ts';
import type { FileStamp } from './file-stamp.ts';

/** A thumbnail to make: of the file as its stamp says it is. */
export interface ThumbnailOrder {
  readonly file: string;
  readonly stamp: FileStamp;
  /** The most pixels in either direction. */
  readonly size: number;
}

/** What the process that makes thumbnails answers. */
export interface MadeThumbnail {
  readonly bytes: Uint8Array;
}

/** How an order ends. */
export type ThumbnailOutcome = WorkOutcome<MadeThumbnail, PictureRefusal>;
