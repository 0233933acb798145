// @ts-check
import { PNG } from 'pngjs';
import { ink } from './palette.mjs';

/** @typedef {readonly string[]} Ramp colours from dark to light */

const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((value) => (value + 0.5) / 16 - 0.5);

/** Where the light comes from, seen from the surface: above, a little left, towards the viewer. */
const light = { x: -0.42, y: -0.68, z: 0.6 };

/**
 * The step of an ordered 4 by 4 dither at a pixel, in (-0.5, 0.5).
 *
 * @param {number} x
 * @param {number} y
 */
export function ditherAt(x, y) {
  return bayer[(((y % 4) + 4) % 4) * 4 + (((x % 4) + 4) % 4)];
}

/**
 * The colour of a ramp for a brightness.
 *
 * @param {Ramp} ramp
 * @param {number} value 0 is the darkest colour, 1 the lightest
 */
export function tone(ramp, value) {
  const index = Math.round(value * (ramp.length - 1));
  return ramp[Math.min(ramp.length - 1, Math.max(0, index))];
}

/**
 * @param {string} from
 * @param {string} to
 * @param {number} share 0 is all `from`, 1 all `to`
 */
export function mix(from, to, share) {
  const first = Number.parseInt(from.slice(1), 16);
  const second = Number.parseInt(to.slice(1), 16);
  let result = 0;
  for (const shift of [16, 8, 0]) {
    const a = (first >> shift) & 255;
    const b = (second >> shift) & 255;
    result |= Math.round(a + (b - a) * share) << shift;
  }
  return `#${result.toString(16).padStart(6, '0')}`;
}

/** A picture that is drawn pixel by pixel. Drawing outside of it is allowed and does nothing. */
export class Canvas {
  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    /** @type {(string | undefined)[]} */
    this.colors = new Array(width * height).fill(undefined);
    this.alpha = new Uint8Array(width * height);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {string} color
   * @param {number} [alpha] 0..255; a translucent pixel over an opaque one is blended
   */
  set(x, y, color, alpha = 255) {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column < 0 || row < 0 || column >= this.width || row >= this.height || alpha <= 0) {
      return;
    }
    const index = row * this.width + column;
    const below = this.colors[index];
    if (alpha < 255 && below !== undefined && this.alpha[index] > 0) {
      this.colors[index] = mix(below, color, alpha / 255);
      this.alpha[index] = Math.max(this.alpha[index], alpha);
      return;
    }
    this.colors[index] = color;
    this.alpha[index] = alpha;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {string | undefined} undefined outside and where nothing was drawn
   */
  get(x, y) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) {
      return undefined;
    }
    return this.colors[y * this.width + x];
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  clear(x, y) {
    if (x >= 0 && y >= 0 && x < this.width && y < this.height) {
      this.colors[y * this.width + x] = undefined;
      this.alpha[y * this.width + x] = 0;
    }
  }

  /**
   * @param {number} left
   * @param {number} top
   * @param {number} width
   * @param {number} height
   * @param {string} color
   * @param {number} [alpha]
   */
  rect(left, top, width, height, color, alpha = 255) {
    for (let y = top; y < top + height; y += 1) {
      for (let x = left; x < left + width; x += 1) {
        this.set(x, y, color, alpha);
      }
    }
  }

  /**
   * Calls `paint` for every pixel within an ellipse; `u` and `v` are the place on it in -1..1.
   *
   * @param {number} cx
   * @param {number} cy
   * @param {number} rx
   * @param {number} ry
   * @param {number} angle clockwise, in radians
   * @param {(x: number, y: number, u: number, v: number) => void} paint
   */
  eachInEllipse(cx, cy, rx, ry, angle, paint) {
    const reach = Math.ceil(Math.max(rx, ry)) + 1;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    for (let y = Math.floor(cy) - reach; y <= Math.floor(cy) + reach; y += 1) {
      for (let x = Math.floor(cx) - reach; x <= Math.floor(cx) + reach; x += 1) {
        const dx = x + 0.5 - cx;
        const dy = y + 0.5 - cy;
        const u = (dx * cos + dy * sin) / rx;
        const v = (dy * cos - dx * sin) / ry;
        if (u * u + v * v <= 1) {
          paint(x, y, u, v);
        }
      }
    }
  }

  /**
   * @param {number} cx
   * @param {number} cy
   * @param {number} rx
   * @param {number} ry
   * @param {string} color
   * @param {{ angle?: number, alpha?: number }} [options]
   */
  ellipse(cx, cy, rx, ry, color, { angle = 0, alpha = 255 } = {}) {
    this.eachInEllipse(cx, cy, rx, ry, angle, (x, y) => this.set(x, y, color, alpha));
  }

  /**
   * A rounded body, lit from above.
   *
   * @param {number} cx
   * @param {number} cy
   * @param {number} rx
   * @param {number} ry
   * @param {Ramp} ramp
   * @param {{ angle?: number, dither?: number, bright?: number, contrast?: number }} [options]
   */
  blob(cx, cy, rx, ry, ramp, { angle = 0, dither = 0, bright = 0, contrast = 1 } = {}) {
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    this.eachInEllipse(cx, cy, rx, ry, angle, (x, y, u, v) => {
      const depth = Math.sqrt(Math.max(0, 1 - u * u - v * v));
      const nx = u * cos - v * sin;
      const ny = u * sin + v * cos;
      const lit = nx * light.x + ny * light.y + depth * light.z;
      const value = 0.42 + lit * 0.5 * contrast + bright + (ditherAt(x, y) * dither) / ramp.length;
      this.set(x, y, tone(ramp, value));
    });
  }

  /**
   * @param {readonly (readonly [number, number])[]} points
   * @param {string | ((x: number, y: number) => string)} color
   */
  polygon(points, color) {
    const top = Math.floor(Math.min(...points.map((point) => point[1])));
    const bottom = Math.ceil(Math.max(...points.map((point) => point[1])));
    for (let y = top; y <= bottom; y += 1) {
      const line = y + 0.5;
      /** @type {number[]} */
      const crossings = [];
      points.forEach(([x0, y0], index) => {
        const [x1, y1] = points[(index + 1) % points.length];
        if (y0 <= line !== y1 <= line) {
          crossings.push(x0 + ((line - y0) / (y1 - y0)) * (x1 - x0));
        }
      });
      crossings.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        for (let x = Math.round(crossings[pair]); x < Math.round(crossings[pair + 1]); x += 1) {
          this.set(x, y, typeof color === 'string' ? color : color(x, y));
        }
      }
    }
  }

  /**
   * @param {number} x0
   * @param {number} y0
   * @param {number} x1
   * @param {number} y1
   * @param {string} color
   * @param {number} [width]
   */
  line(x0, y0, x1, y1, color, width = 1) {
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) * 2));
    const shift = (width - 1) / 2;
    for (let step = 0; step <= steps; step += 1) {
      const x = x0 + ((x1 - x0) * step) / steps - shift;
      const y = y0 + ((y1 - y0) * step) / steps - shift;
      this.rect(Math.floor(x), Math.floor(y), width, width, color);
    }
  }

  /**
   * Surrounds what is drawn with a line in a dark tint of the colour that it touches.
   *
   * @param {{ strength?: number, color?: string }} [options]
   */
  outline({ strength = 0.62, color = ink } = {}) {
    /** @type {[number, number, string][]} */
    const edge = [];
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        if (this.alpha[y * this.width + x] === 255) {
          continue;
        }
        for (const [dx, dy] of [
          [0, 1],
          [1, 0],
          [-1, 0],
          [0, -1],
        ]) {
          const inside = x + dx >= 0 && y + dy >= 0 && x + dx < this.width && y + dy < this.height;
          if (inside && this.alpha[(y + dy) * this.width + x + dx] === 255) {
            edge.push([x, y, mix(/** @type {string} */ (this.get(x + dx, y + dy)), color, strength)]);
            break;
          }
        }
      }
    }
    for (const [x, y, tint] of edge) {
      this.clear(x, y);
      this.set(x, y, tint);
    }
    return this;
  }

  /**
   * Lays a soft shadow on the ground behind what is drawn.
   *
   * @param {number} cx
   * @param {number} cy
   * @param {number} rx
   * @param {number} ry
   * @param {number} [alpha]
   */
  shadow(cx, cy, rx, ry, alpha = 70) {
    this.eachInEllipse(cx, cy, rx, ry, 0, (x, y) => {
      if (this.get(x, y) === undefined) {
        this.set(x, y, ink, alpha);
      }
    });
    return this;
  }

  /**
   * @param {Canvas} other
   * @param {number} left
   * @param {number} top
   * @param {{ mirrored?: boolean }} [options]
   */
  draw(other, left, top, { mirrored = false } = {}) {
    for (let y = 0; y < other.height; y += 1) {
      for (let x = 0; x < other.width; x += 1) {
        const index = y * other.width + (mirrored ? other.width - 1 - x : x);
        const color = other.colors[index];
        if (color !== undefined) {
          this.set(left + x, top + y, color, other.alpha[index]);
        }
      }
    }
    return this;
  }

  /** @returns {Uint8Array} a PNG file */
  toPng() {
    const png = new PNG({ width: this.width, height: this.height });
    this.colors.forEach((color, index) => {
      const value = color === undefined ? 0 : Number.parseInt(color.slice(1), 16);
      png.data[index * 4] = value >> 16;
      png.data[index * 4 + 1] = (value >> 8) & 255;
      png.data[index * 4 + 2] = value & 255;
      png.data[index * 4 + 3] = color === undefined ? 0 : this.alpha[index];
    });
    return PNG.sync.write(png, { deflateLevel: 9, filterType: 0 });
  }
}

/**
 * Frames side by side in one picture, with the table that says where each one is.
 *
 * @param {string} image file name of the picture, for the table
 * @param {readonly Canvas[]} frames all of one size
 * @param {{ columns: number, name: string, milliseconds: number }} options
 */
export function atlas(image, frames, { columns, name, milliseconds }) {
  const { width, height } = frames[0];
  const rows = Math.ceil(frames.length / columns);
  const sheet = new Canvas(width * columns, height * rows);
  const table = frames.map((frame, index) => {
    const x = (index % columns) * width;
    const y = Math.floor(index / columns) * height;
    sheet.draw(frame, x, y);
    return { name: `${name}-${index}`, x, y, width, height, duration: milliseconds };
  });
  return {
    png: sheet.toPng(),
    json: json({ image, size: { width: sheet.width, height: sheet.height }, frames: table, loop: true }),
  };
}

/** @param {unknown} value */
export function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
