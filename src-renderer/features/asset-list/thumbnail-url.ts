import {
  aheadMark,
  type ThumbnailSize,
  thumbnailPart,
  thumbnailSizes,
} from '../../../src-preload/contract/asset-pictures.ts';

/** The least size that is no smaller than so many pixels of the screen, or the largest that there is. */
export function thumbnailSizeFor(edge: number, pixelRatio: number): ThumbnailSize {
  const largest = thumbnailSizes[thumbnailSizes.length - 1] ?? 512;
  return thumbnailSizes.find((size) => size >= edge * pixelRatio) ?? largest;
}

/**
 * Where the window gets an asset's thumbnail from. The address is another one after each reading of the disk and the
 * same one after a write, which changes no picture, but for the root that a move leads to.
 */
export function thumbnailUrl(projectId: string, root: string, size: ThumbnailSize, readAt: string): string {
  const search = `size=${String(size)}&r=${encodeURIComponent(readAt)}`;
  return `asset://${projectId}/${encodeURIComponent(root)}/${thumbnailPart}?${search}`;
}

/** The same thumbnail, made after those that are on screen. */
export function madeAhead(url: string): string {
  return `${url}&${aheadMark}`;
}
