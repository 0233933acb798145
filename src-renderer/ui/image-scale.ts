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

/** The scales that zooming goes through. Whole numbers above one, so that pixels stay even there too. */
const scales = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

/** The next larger or smaller scale; at either end, the present one. */
export function nextScale(scale: number, direction: 'in' | 'out'): number {
  // What was computed from a size is rarely equal to what it stands for.
  const found =
    direction === 'in' ? scales.find((each) => each > scale * 1.001) : scales.findLast((each) => each < scale * 0.999);
  return found ?? scale;
}
