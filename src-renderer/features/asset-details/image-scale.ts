interface Size {
  readonly width: number;
  readonly height: number;
}

const largest = 16;

/** How far an image is scaled to fit: down by any fraction, up by whole numbers so that its pixels stay even. */
export function imageScale(image: Size, room: Size): number {
  if (image.width === 0 || image.height === 0) {
    return 1;
  }
  const fit = Math.min(room.width / image.width, room.height / image.height);
  return fit < 1 ? fit : Math.min(largest, Math.floor(fit));
}
