// @ts-check
// Draws the product's icon: an SVG, and the PNGs that packages want. `node tools/make-icon.mjs` after a change here; its
// results are kept in the repository.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Sub-pixels on a side for each pixel. */
const SAMPLES = 4;
const folder = path.resolve(import.meta.dirname, '..', 'build');

/**
 * All shapes stand in a square of 512 units. A path is a start point and cubic curves (two control points and an end).
 *
 * @typedef {readonly number[]} Curve
 * @typedef {{ start: readonly [number, number], curves: readonly Curve[] }} Path
 */

/** @type {Path} */
const flame = {
  start: [268, 62],
  curves: [
    [282, 126, 372, 160, 372, 250],
    [372, 322, 322, 366, 256, 366],
    [190, 366, 140, 322, 140, 252],
    [140, 206, 164, 176, 186, 152],
    [190, 184, 200, 200, 216, 206],
    [208, 150, 224, 96, 268, 62],
  ],
};

/** @type {Path} The light inside the flame. */
const core = {
  start: [258, 222],
  curves: [
    [268, 252, 306, 266, 306, 304],
    [306, 334, 284, 350, 256, 350],
    [228, 350, 206, 334, 206, 306],
    [206, 270, 250, 262, 258, 222],
  ],
};

/** @type {Path} The bowl and the shaft of the torch. */
const torch = {
  start: [156, 384],
  curves: [
    [156, 384, 356, 384, 356, 384],
    [372, 384, 372, 404, 360, 412],
    [340, 426, 304, 424, 292, 430],
    [288, 446, 284, 456, 278, 464],
    [268, 474, 244, 474, 234, 464],
    [228, 456, 224, 446, 220, 430],
    [208, 424, 172, 426, 152, 412],
    [140, 404, 140, 384, 156, 384],
  ],
};

const GROUND_TOP = '#262b33';
const GROUND_BOTTOM = '#14161a';
const RADIUS = 112;
const MARGIN = 16;
const ACCENT_TOP = '#8abaff';
const ACCENT_BOTTOM = '#2f73e8';
const LIGHT = '#dceaff';
const METAL = '#6aa6ff';

/** @typedef {readonly [number, number]} Point */
/** @typedef {(y: number) => readonly number[]} Paint red, green and blue at a height */

/** @type {readonly { contains: (x: number, y: number) => boolean, paint: Paint }[]} */
const layers = [
  { contains: insideGround, paint: blend(GROUND_TOP, GROUND_BOTTOM, 0, 512) },
  { contains: inside(flatten(flame)), paint: blend(ACCENT_TOP, ACCENT_BOTTOM, 62, 366) },
  { contains: inside(flatten(core)), paint: flat(LIGHT) },
  { contains: inside(flatten(torch)), paint: flat(METAL) },
];

/**
 * @param {number} x
 * @param {number} y
 */
function insideGround(x, y) {
  const half = 256 - MARGIN;
  const dx = Math.max(Math.abs(x - 256) - (half - RADIUS), 0);
  const dy = Math.max(Math.abs(y - 256) - (half - RADIUS), 0);
  return dx * dx + dy * dy <= RADIUS * RADIUS;
}

/**
 * @param {Path} shape
 * @returns {Point[]} a polygon
 */
function flatten({ start, curves }) {
  /** @type {Point[]} */
  const points = [start];
  for (const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] of curves) {
    const [x, y] = points.at(-1) ?? start;
    for (let step = 1; step <= 24; step += 1) {
      const t = step / 24;
      const s = 1 - t;
      points.push([
        s ** 3 * x + 3 * s * s * t * ax + 3 * s * t * t * bx + t ** 3 * cx,
        s ** 3 * y + 3 * s * s * t * ay + 3 * s * t * t * by + t ** 3 * cy,
      ]);
    }
  }
  return points;
}

/**
 * @param {readonly Point[]} polygon
 * @returns {(x: number, y: number) => boolean}
 */
function inside(polygon) {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom && crossings(xs, ys, x, y) % 2 === 1;
}

/**
 * How often the edges of a polygon cross the ray that goes right from a point.
 *
 * @param {readonly number[]} xs
 * @param {readonly number[]} ys
 * @param {number} x
 * @param {number} y
 */
function crossings(xs, ys, x, y) {
  let count = 0;
  let [x1, y1] = [xs.at(-1) ?? 0, ys.at(-1) ?? 0];
  for (let index = 0; index < xs.length; index += 1) {
    const x2 = xs[index] ?? 0;
    const y2 = ys[index] ?? 0;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) {
      count += 1;
    }
    x1 = x2;
    y1 = y2;
  }
  return count;
}

/**
 * A vertical blend between two heights.
 *
 * @param {string} from
 * @param {string} to
 * @param {number} top
 * @param {number} bottom
 * @returns {Paint}
 */
function blend(from, to, top, bottom) {
  const [a, b] = [channels(from), channels(to)];
  return (y) => a.map((value, index) => value + ((b[index] ?? 0) - value) * ((y - top) / (bottom - top)));
}

/**
 * @param {string} color
 * @returns {Paint}
 */
function flat(color) {
  const own = channels(color);
  return () => own;
}

/** @param {string} color */
function channels(color) {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** @param {number} size */
function draw(size) {
  const image = new PNG({ width: size, height: size });
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      image.data.set(pixel(column, row, 512 / size), (row * size + column) * 4);
    }
  }
  return PNG.sync.write(image);
}

/**
 * @param {number} column
 * @param {number} row
 * @param {number} unit
 */
function pixel(column, row, unit) {
  const total = [0, 0, 0];
  let covered = 0;
  for (let index = 0; index < SAMPLES * SAMPLES; index += 1) {
    const x = (column + ((index % SAMPLES) + 0.5) / SAMPLES) * unit;
    const y = (row + (Math.floor(index / SAMPLES) + 0.5) / SAMPLES) * unit;
    const layer = layers.findLast(({ contains }) => contains(x, y));
    if (layer !== undefined) {
      covered += 1;
      layer.paint(y).forEach((value, channel) => {
        total[channel] = (total[channel] ?? 0) + value;
      });
    }
  }
  const color = total.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
  return [...color, Math.round((covered / (SAMPLES * SAMPLES)) * 255)];
}

/** @param {Path} shape */
function svgPath({ start, curves }) {
  return `M${start.join(' ')} ${curves.map((curve) => `C${curve.join(' ')}`).join(' ')}Z`;
}

function svg() {
  const side = 512 - 2 * MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <title>Prometeu Studio</title>
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${GROUND_TOP}"/><stop offset="1" stop-color="${GROUND_BOTTOM}"/>
    </linearGradient>
    <linearGradient id="flame" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${ACCENT_TOP}"/><stop offset="1" stop-color="${ACCENT_BOTTOM}"/>
    </linearGradient>
  </defs>
  <rect x="${MARGIN}" y="${MARGIN}" width="${side}" height="${side}" rx="${RADIUS}" fill="url(#ground)"/>
  <path d="${svgPath(flame)}" fill="url(#flame)"/>
  <path d="${svgPath(core)}" fill="${LIGHT}"/>
  <path d="${svgPath(torch)}" fill="${METAL}"/>
</svg>
`;
}

mkdirSync(path.join(folder, 'icons'), { recursive: true });
writeFileSync(path.join(folder, 'icon.svg'), svg());
for (const size of SIZES) {
  writeFileSync(path.join(folder, 'icons', `${size}x${size}.png`), draw(size));
}
