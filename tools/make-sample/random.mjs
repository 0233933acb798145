// @ts-check

/**
 * A stream of numbers in [0, 1), the same for the same seed.
 *
 * Every asset draws from its own stream, so that a change to one leaves the bytes of all others alone.
 *
 * @param {string} seed
 * @returns {Random}
 */
export function random(seed) {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) {
    state = Math.imul(state ^ byte, 0x01000193);
  }
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    pick: (list) => list[Math.floor(list.length * next())],
  };
}

/**
 * A smooth pattern that repeats after `period` in both directions, so that its edges fit each other.
 *
 * @param {string} seed
 * @param {number} period whole number of cells
 * @returns {(x: number, y: number) => number} value in [0, 1]
 */
export function periodicNoise(seed, period) {
  const source = random(seed);
  const grid = Array.from({ length: period * period }, () => source.next());
  const wrap = (/** @type {number} */ value) => ((value % period) + period) % period;
  const smooth = (/** @type {number} */ value) => value * value * (3 - 2 * value);
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const acrossX = smooth(x - left);
    const acrossY = smooth(y - top);
    const at = (/** @type {number} */ column, /** @type {number} */ row) => grid[wrap(row) * period + wrap(column)];
    const upper = at(left, top) * (1 - acrossX) + at(left + 1, top) * acrossX;
    const lower = at(left, top + 1) * (1 - acrossX) + at(left + 1, top + 1) * acrossX;
    return upper * (1 - acrossY) + lower * acrossY;
  };
}

/**
 * @typedef {object} Random
 * @property {() => number} next
 * @property {(low: number, high: number) => number} between
 * @property {(low: number, high: number) => number} integer both ends included
 * @property {<T>(list: readonly T[]) => T} pick
 */
