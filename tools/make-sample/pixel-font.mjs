// @ts-check

/** Each letter as seven rows from the top; a letter with a tail has two rows more below the base line. */
const letters = {
  A: '.###. #...# #...# ##### #...# #...# #...#',
  B: '####. #...# #...# ####. #...# #...# ####.',
  C: '.###. #...# #.... #.... #.... #...# .###.',
  D: '####. #...# #...# #...# #...# #...# ####.',
  E: '##### #.... #.... ####. #.... #.... #####',
  F: '##### #.... #.... ####. #.... #.... #....',
  G: '.###. #...# #.... #.### #...# #...# .###.',
  H: '#...# #...# #...# ##### #...# #...# #...#',
  I: '### .#. .#. .#. .#. .#. ###',
  J: '..### ...#. ...#. ...#. ...#. #..#. .##..',
  K: '#...# #..#. #.#.. ##... #.#.. #..#. #...#',
  L: '#.... #.... #.... #.... #.... #.... #####',
  M: '#...# ##.## #.#.# #.#.# #...# #...# #...#',
  N: '#...# ##..# #.#.# #..## #...# #...# #...#',
  O: '.###. #...# #...# #...# #...# #...# .###.',
  P: '####. #...# #...# ####. #.... #.... #....',
  Q: '.###. #...# #...# #...# #.#.# #..#. .##.#',
  R: '####. #...# #...# ####. #.#.. #..#. #...#',
  S: '.#### #.... #.... .###. ....# ....# ####.',
  T: '##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..',
  U: '#...# #...# #...# #...# #...# #...# .###.',
  V: '#...# #...# #...# #...# #...# .#.#. ..#..',
  W: '#...# #...# #...# #.#.# #.#.# ##.## #...#',
  X: '#...# #...# .#.#. ..#.. .#.#. #...# #...#',
  Y: '#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..',
  Z: '##### ....# ...#. ..#.. .#... #.... #####',
  a: '..... ..... .###. ....# .#### #...# .####',
  b: '#.... #.... ####. #...# #...# #...# ####.',
  c: '.... .... .### #... #... #... .###',
  d: '....# ....# .#### #...# #...# #...# .####',
  e: '..... ..... .###. #...# ##### #.... .###.',
  f: '..## .#.. ###. .#.. .#.. .#.. .#..',
  g: '..... ..... .#### #...# #...# #...# .#### ....# .###.',
  h: '#.... #.... ####. #...# #...# #...# #...#',
  i: '# . # # # # #',
  j: '..# ... ..# ..# ..# ..# ..# ..# ##.',
  k: '#... #... #..# #.#. ##.. #.#. #..#',
  l: '#. #. #. #. #. #. .#',
  m: '..... ..... ##.#. #.#.# #.#.# #.#.# #.#.#',
  n: '..... ..... ####. #...# #...# #...# #...#',
  o: '..... ..... .###. #...# #...# #...# .###.',
  p: '..... ..... ####. #...# #...# #...# ####. #.... #....',
  q: '..... ..... .#### #...# #...# #...# .#### ....# ....#',
  r: '.... .... #.## ##.. #... #... #...',
  s: '..... ..... .#### #.... .###. ....# ####.',
  t: '.#.. .#.. ###. .#.. .#.. .#.. ..##',
  u: '..... ..... #...# #...# #...# #...# .####',
  v: '..... ..... #...# #...# #...# .#.#. ..#..',
  w: '..... ..... #...# #.#.# #.#.# #.#.# .#.#.',
  x: '..... ..... #...# .#.#. ..#.. .#.#. #...#',
  y: '..... ..... #...# #...# #...# #...# .#### ....# .###.',
  z: '..... ..... ##### ...#. ..#.. .#... #####',
  0: '.###. #...# #..## #.#.# ##..# #...# .###.',
  1: '.#. ##. .#. .#. .#. .#. ###',
  2: '.###. #...# ....# ..##. .#... #.... #####',
  3: '.###. #...# ....# ..##. ....# #...# .###.',
  4: '...#. ..##. .#.#. #..#. ##### ...#. ...#.',
  5: '##### #.... ####. ....# ....# #...# .###.',
  6: '.###. #.... ####. #...# #...# #...# .###.',
  7: '##### ....# ...#. ..#.. ..#.. .#... .#...',
  8: '.###. #...# #...# .###. #...# #...# .###.',
  9: '.###. #...# #...# .#### ....# ....# .###.',
  '.': '. . . . . . #',
  ',': '.. .. .. .. .. .. .# #.',
  ':': '. . # . . # .',
  ';': '.. .. .# .. .. .# #.',
  '!': '# # # # # . #',
  '?': '.###. #...# ....# ..##. ..#.. ..... ..#..',
  "'": '# # . . . . .',
  '"': '#.# #.# ... ... ... ... ...',
  '-': '... ... ... ### ... ... ...',
  '+': '..... ..#.. ..#.. ##### ..#.. ..#.. .....',
  '=': '.... .... #### .... #### .... ....',
  '*': '..... #.#.# .###. ##### .###. #.#.# .....',
  '/': '....# ....# ...#. ..#.. .#... #.... #....',
  '(': '.# #. #. #. #. #. .#',
  ')': '#. .# .# .# .# .# #.',
  '<': '...# ..#. .#.. #... .#.. ..#. ...#',
  '>': '#... .#.. ..#. ...# ..#. .#.. #...',
  '&': '.##.. #..#. #.#.. .#... #.#.# #..#. .##.#',
  '%': '##..# ##..# ...#. ..#.. .#... #..## #..##',
  '#': '.#.#. .#.#. ##### .#.#. ##### .#.#. .#.#.',
  _: '..... ..... ..... ..... ..... ..... #####',
  é: '...#. ..#.. .###. #...# ##### #.... .###.',
  ê: '..#.. .#.#. .###. #...# ##### #.... .###.',
  á: '...#. ..#.. .###. ....# .#### #...# .####',
  ã: '.##.# #.##. .###. ....# .#### #...# .####',
  â: '..#.. .#.#. .###. ....# .#### #...# .####',
  à: '.#... ..#.. .###. ....# .#### #...# .####',
  í: '.# #. .# .# .# .# .#',
  ó: '...#. ..#.. .###. #...# #...# #...# .###.',
  õ: '.##.# #.##. .###. #...# #...# #...# .###.',
  ô: '..#.. .#.#. .###. #...# #...# #...# .###.',
  ú: '...#. ..#.. #...# #...# #...# #...# .####',
  ç: '.... .... .### #... #... #... .### ..#. .#..',
  '♥': '..... .#.#. ##### ##### .###. ..#.. .....',
};

const pixel = 100;
const unitsPerEm = 1000;
const ascent = 800;
const descent = -200;

/** Appends big-endian numbers, as the format wants them. */
class Writer {
  constructor() {
    /** @type {number[]} */
    this.bytes = [];
  }

  /** @param {...number} values */
  u8(...values) {
    this.bytes.push(...values.map((value) => value & 255));
    return this;
  }

  /** @param {...number} values signed or unsigned */
  u16(...values) {
    for (const value of values) {
      this.u8(value >> 8, value);
    }
    return this;
  }

  /** @param {...number} values */
  u32(...values) {
    for (const value of values) {
      this.u8(value >>> 24, value >>> 16, value >>> 8, value);
    }
    return this;
  }

  /** @param {string} text */
  ascii(text) {
    return this.u8(...new TextEncoder().encode(text));
  }
}

/**
 * Every run of pixels in a row is a box of its own; boxes that touch are filled as one.
 *
 * @param {readonly string[]} rows
 */
function glyph(rows) {
  /** @type {[number, number, number, number][]} */
  const boxes = [];
  rows.forEach((row, index) => {
    const top = (7 - index) * pixel;
    for (const run of row.matchAll(/#+/g)) {
      boxes.push([run.index * pixel, top - pixel, (run.index + run[0].length) * pixel, top]);
    }
  });
  const writer = new Writer();
  if (boxes.length === 0) {
    return { bytes: writer.bytes, boxes };
  }
  writer.u16(
    boxes.length,
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  );
  boxes.forEach((_, index) => writer.u16(index * 4 + 3));
  writer.u16(0);
  const corners = boxes.flatMap(([left, bottom, right, top]) => [
    [left, bottom],
    [left, top],
    [right, top],
    [right, bottom],
  ]);
  corners.forEach(() => writer.u8(1));
  for (const axis of [0, 1]) {
    let last = 0;
    for (const corner of corners) {
      writer.u16(corner[axis] - last);
      last = corner[axis];
    }
  }
  while (writer.bytes.length % 4 !== 0) {
    writer.u8(0);
  }
  return { bytes: writer.bytes, boxes };
}

/** @param {readonly number[]} bytes length a multiple of 4 */
function checksum(bytes) {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 4) {
    sum = (sum + ((bytes[index] << 24) | (bytes[index + 1] << 16) | (bytes[index + 2] << 8) | bytes[index + 3])) >>> 0;
  }
  return sum;
}

/**
 * A TrueType font of the letters above.
 *
 * @returns {Uint8Array}
 */
export function pixelFont() {
  const missing = '##### #...# #...# #...# #...# #...# #####';
  const entries = Object.entries(letters)
    .map(([letter, drawing]) => ({ code: /** @type {number} */ (letter.codePointAt(0)), rows: drawing.split(' ') }))
    .sort((a, b) => a.code - b.code);
  const all = [{ code: 0, rows: missing.split(' ') }, { code: 32, rows: ['...'] }, ...entries];
  const glyphs = all.map(({ rows }) => ({ ...glyph(rows), advance: (rows[0].length + 1) * pixel }));
  const boxCount = Math.max(...glyphs.map(({ boxes }) => boxes.length));
  const bottom = Math.min(...glyphs.flatMap(({ boxes }) => boxes.map((box) => box[1])));
  const widest = Math.max(...glyphs.map(({ advance }) => advance));

  const glyf = new Writer();
  const loca = new Writer();
  const hmtx = new Writer();
  for (const { bytes } of glyphs) {
    loca.u32(glyf.bytes.length);
    glyf.bytes.push(...bytes);
  }
  loca.u32(glyf.bytes.length);
  for (const { advance, boxes } of glyphs) {
    hmtx.u16(advance, boxes.length === 0 ? 0 : Math.min(...boxes.map((box) => box[0])));
  }

  const mapped = all.slice(1);
  const segments = mapped.length + 1;
  const reach = 2 ** Math.floor(Math.log2(segments));
  const table = new Writer();
  table.u16(4, 16 + segments * 8, 0, segments * 2, reach * 2, Math.log2(reach), (segments - reach) * 2);
  mapped.forEach(({ code }) => table.u16(code));
  table.u16(0xffff, 0);
  mapped.forEach(({ code }) => table.u16(code));
  table.u16(0xffff);
  mapped.forEach(({ code }, index) => table.u16(index + 1 - code));
  table.u16(1);
  mapped.forEach(() => table.u16(0));
  table.u16(0);
  const cmap = new Writer().u16(0, 1, 3, 1).u32(12);
  cmap.bytes.push(...table.bytes);

  const names = [
    [1, 'Clover Pixel'],
    [2, 'Regular'],
    [3, 'Clover Pixel 1.000'],
    [4, 'Clover Pixel'],
    [5, 'Version 1.000'],
    [6, 'CloverPixel-Regular'],
    [13, 'CC0 1.0 Universal'],
  ];
  const name = new Writer().u16(0, names.length, 6 + names.length * 12);
  const strings = new Writer();
  for (const [id, text] of /** @type {[number, string][]} */ (names)) {
    name.u16(3, 1, 0x0409, id, text.length * 2, strings.bytes.length);
    strings.u16(...Array.from(text, (letter) => letter.charCodeAt(0)));
  }
  name.bytes.push(...strings.bytes);

  const head = new Writer()
    .u32(0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5)
    .u16(0x000b, unitsPerEm)
    .u32(0, 0xe5c2_8e80, 0, 0xe5c2_8e80)
    .u16(0, bottom, widest - pixel, 7 * pixel, 0, 8, 2, 1, 0);
  const hhea = new Writer()
    .u32(0x0001_0000)
    .u16(ascent, descent, 100, widest, 0, 0, widest - pixel, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length);
  const maxp = new Writer()
    .u32(0x0001_0000)
    .u16(glyphs.length, boxCount * 4, boxCount, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  const os2 = new Writer()
    .u16(4, 500, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 300, 0)
    .u8(2, 0, 5, 9, 0, 0, 0, 0, 0, 0)
    .u32(0x0000_0003, 0, 0, 0)
    .ascii('MEAD')
    .u16(0x0040, 32, Math.max(...mapped.map(({ code }) => code)), ascent, descent, 100, ascent, -descent)
    .u32(1, 0)
    .u16(500, 700, 0, 32, 1);
  const post = new Writer().u32(0x0003_0000, 0).u16(-100, 50).u32(0, 0, 0, 0, 0);

  const tables = Object.entries({ 'OS/2': os2, cmap, glyf, head, hhea, hmtx, loca, maxp, name, post });
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const directory = new Writer()
    .u32(0x0001_0000)
    .u16(tables.length, power * 16, Math.log2(power), (tables.length - power) * 16);
  const body = new Writer();
  let headAt = 0;
  for (const [tag, { bytes }] of tables) {
    const at = 12 + tables.length * 16 + body.bytes.length;
    if (tag === 'head') {
      headAt = at;
    }
    const padded = [...bytes, ...new Array((4 - (bytes.length % 4)) % 4).fill(0)];
    directory.ascii(tag).u32(checksum(padded), at, bytes.length);
    body.bytes.push(...padded);
  }
  const file = [...directory.bytes, ...body.bytes];
  const adjustment = (0xb1b0_afba - checksum(file)) >>> 0;
  [24, 16, 8, 0].forEach((shift, index) => {
    file[headAt + 8 + index] = (adjustment >>> shift) & 255;
  });
  return Uint8Array.from(file);
}
