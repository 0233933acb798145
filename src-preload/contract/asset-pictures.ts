// Zod-free: what both sides of the border must agree on about pictures of assets.

/** The longer sides that thumbnails come in, in pixels: for the list, for tiles, and for tiles on dense displays. */
export const thumbnailSizes = [64, 256, 512] as const;
export type ThumbnailSize = (typeof thumbnailSizes)[number];

/** The last part of a thumbnail's address, `asset://<projectId>/<root>/thumbnail`: no source of this name is ever shown. */
export const thumbnailPart = 'thumbnail';

/** What says in a thumbnail's address that it is made after those that are on screen. */
export const aheadMark = 'ahead';

/** The most pixels that a picture may have to be drawn: 8,192 times 8,192, a quarter of a gigabyte once decoded. */
export const mostPixels = 8192 * 8192;

const drawable = /\.(?:png|jpe?g|webp|gif|svg|avif|bmp)$/i;

/** Whether a source file is one of the kinds that the window can draw, by its name. */
export function isDrawable(path: string): boolean {
  return drawable.test(path);
}
