import type { ImageHeader } from '../../src-preload/contract/domain/picture.ts';

/** Decodes and encodes pictures. Runs in the process that makes thumbnails and nowhere else. */
export interface ImageCodec {
  /**
   * The picture as WebP, turned as its camera says, at most `size` pixels wide and high and never enlarged. Rejects what
   * it can't decode. An aborted signal ends it where that is possible.
   */
  encodeThumbnail(bytes: Uint8Array, header: ImageHeader, size: number, signal: AbortSignal): Promise<Uint8Array>;
}
