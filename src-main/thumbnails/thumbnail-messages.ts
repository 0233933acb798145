import type { PictureRefusal } from '../../src-preload/contract/domain/picture.ts';
import type { FileStamp } from './file-stamp.ts';

/** A thumbnail to make: of the file as its stamp says it is. */
export interface ThumbnailOrder {
  readonly file: string;
  readonly stamp: FileStamp;
  /** The most pixels in either direction. */
  readonly size: number;
}

/** What is said to the process that makes thumbnails. It has one order at a time. */
export type ThumbnailRequest =
  | { readonly kind: 'make'; readonly order: ThumbnailOrder }
  /** Nobody waits for it any more. It is answered all the same, as far as it has come. */
  | { readonly kind: 'cancel' };

/** How an order ends. `changed`: the file is not the one of the stamp any more; the next who asks has another stamp. */
export type ThumbnailOutcome =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly code: PictureRefusal }
  | { readonly kind: 'changed' }
  | { readonly kind: 'cancelled' };

/** What the process says: that it is up, once, and then an outcome for each order. */
export type ThumbnailAnswer = { readonly kind: 'ready' } | ThumbnailOutcome;
