import { FastResizeFilter, ResizeFit, Transformer } from '@napi-rs/image';
import type { ImageCodec } from './image-codec.ts';

/** High enough that nobody sees the loss at a thumbnail's size. */
const quality = 88;

/** The codec of the native package. It can bring its process down: only the thumbnail process loads it. */
export const napiImageCodec: ImageCodec = {
  encodeThumbnail: (bytes, { format, width, height }, size, signal) => {
    const picture = new Transformer(bytes);
    if (format === 'jpeg') {
      picture.rotate();
    }
    if (width <= size && height <= size) {
      // Small ones are shown enlarged: every pixel as the author drew it.
      return picture.webpLossless(signal);
    }
    // The fast one takes transparency into account: no dark rims around sprites.
    picture.fastResize({ width: size, height: size, filter: FastResizeFilter.CatmullRom, fit: ResizeFit.Inside });
    return picture.webp(quality, signal);
  },
};
