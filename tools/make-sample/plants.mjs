// @ts-check
import { Canvas, mix, tone } from './canvas.mjs';
import { ink, ramps, white } from './palette.mjs';
import { random } from './random.mjs';

/** @typedef {import('./canvas.mjs').Ramp} Ramp */

/**
 * A crown of leaf clusters, lit as one body.
 *
 * @param {Canvas} canvas
 * @param {import('./random.mjs').Random} source
 * @param {{ cx: number, cy: number, rx: number, ry: number, ramp: Ramp, clusters: number, size: number }} crown
 */
function drawCrown(canvas, source, { cx, cy, rx, ry, ramp, clusters, size }) {
  const places = Array.from({ length: clusters }, () => {
    const angle = source.between(0, Math.PI * 2);
    const reach = Math.sqrt(source.next());
    return { u: Math.cos(angle) * reach, v: Math.sin(angle) * reach };
  });
  places.sort((a, b) => a.v - b.v);
  for (const { u, v } of places) {
    const radius = size * source.between(0.75, 1.2);
    const glow = 0.47 - v * 0.3 - u * 0.17;
    canvas.eachInEllipse(cx + u * (rx - size), cy + v * (ry - size), radius, radius * 0.86, 0, (x, y, du, dv) => {
      if (du * du + dv * dv > 0.72 && source.next() < 0.45) {
        return;
      }
      const depth = Math.sqrt(Math.max(0, 1 - du * du - dv * dv));
      const lit = -du * 0.42 - dv * 0.68 + depth * 0.3;
      canvas.set(x, y, tone(ramp, glow + lit * 0.24 + source.between(-0.05, 0.05)));
    });
  }
}

/**
 * @param {Canvas} canvas
 * @param {number} cx
 * @param {number} top
 * @param {number} bottom
 * @param {number} width at half height
 * @param {Ramp} ramp
 * @param {import('./random.mjs').Random} source
 */
function drawTrunk(canvas, cx, top, bottom, width, ramp, source) {
  for (let y = top; y < bottom; y += 1) {
    const down = (y - top) / (bottom - top);
    const half = (width / 2) * (0.86 + 0.2 * down + 1.1 * Math.max(0, down - 0.8) ** 1.1 * 4);
    for (let x = Math.round(cx - half); x < Math.round(cx + half); x += 1) {
      const across = (x + 0.5 - cx) / half;
      const groove = Math.sin(x * 2.3 + Math.sin(y * 0.35) * 1.5) * 0.1;
      canvas.set(
        x,
        y,
        tone(ramp, 0.52 - across * 0.3 + groove - (y < top + 7 ? 0.28 : 0) + source.between(-0.04, 0.04)),
      );
    }
  }
}

function oak() {
  const canvas = new Canvas(96, 96);
  const source = random('oak');
  drawTrunk(canvas, 48, 52, 91, 13, ramps.bark, source);
  canvas.line(48, 64, 32, 50, ramps.bark[1], 4);
  canvas.line(50, 62, 65, 48, ramps.bark[1], 4);
  drawCrown(canvas, source, { cx: 48, cy: 36, rx: 44, ry: 34, ramp: ramps.leaf, clusters: 130, size: 8 });
  return canvas.outline().shadow(48, 91, 27, 3.6);
}

function appleTree() {
  const canvas = new Canvas(96, 96);
  const source = random('apple tree');
  drawTrunk(canvas, 48, 54, 91, 10, ramps.bark, source);
  drawCrown(canvas, source, { cx: 48, cy: 38, rx: 36, ry: 32, ramp: ramps.lime.slice(0, 5), clusters: 110, size: 7.5 });
  for (const [x, y] of [
    [30, 30],
    [45, 22],
    [62, 28],
    [70, 43],
    [54, 42],
    [36, 48],
    [24, 44],
    [48, 58],
    [63, 57],
  ]) {
    canvas.ellipse(x, y + 1, 4.2, 4.2, ramps.lime[0]);
    canvas.blob(x, y, 3.6, 3.6, ramps.poppy, { bright: 0.1 });
    canvas.line(x, y - 4, x + 1, y - 5, ramps.bark[1]);
    canvas.set(x - 2, y - 2, white);
  }
  return canvas.outline().shadow(48, 91, 24, 3.6);
}

function birch() {
  const canvas = new Canvas(80, 96);
  const source = random('birch');
  drawTrunk(canvas, 40, 34, 91, 7, ramps.birch, source);
  for (let y = 46; y < 90; y += source.integer(4, 7)) {
    const left = source.next() < 0.5;
    canvas.rect(left ? 36 : 40, y, source.integer(2, 4), source.integer(1, 2), mix(ink, ramps.birch[0], 0.3));
  }
  canvas.line(40, 52, 29, 40, ramps.birch[1], 2);
  canvas.line(41, 48, 51, 36, ramps.birch[1], 2);
  drawCrown(canvas, source, { cx: 40, cy: 32, rx: 27, ry: 31, ramp: ramps.lime, clusters: 100, size: 6 });
  return canvas.outline().shadow(40, 91, 19, 3);
}

function pine() {
  const canvas = new Canvas(72, 96);
  const source = random('pine');
  drawTrunk(canvas, 36, 74, 91, 9, ramps.bark, source);
  for (let tier = 4; tier >= 0; tier -= 1) {
    const top = 2 + tier * 14;
    const height = 26 + tier * 1.4;
    const half = 11 + tier * 5;
    for (let x = Math.floor(36 - half); x <= 36 + half; x += 1) {
      const across = (x + 0.5 - 36) / half;
      const from = top + Math.abs(across) * height * 0.86;
      const fringe = Math.abs(Math.sin(x * 0.9 + tier)) * 4.5 - Math.abs(across) * 3;
      for (let y = Math.floor(from); y < top + height - 3 + fringe; y += 1) {
        const down = (y - top) / height;
        const needles = Math.sin(x * 1.9 + y * 1.1) * 0.07;
        canvas.set(x, y, tone(ramps.pine, 0.86 - down * 0.62 - across * 0.24 + needles + source.between(-0.06, 0.06)));
      }
    }
  }
  return canvas.outline().shadow(36, 91, 20, 3.4);
}

function hazelBush() {
  const canvas = new Canvas(64, 48);
  const source = random('bush');
  drawCrown(canvas, source, { cx: 20, cy: 29, rx: 18, ry: 15, ramp: ramps.leaf, clusters: 40, size: 6 });
  drawCrown(canvas, source, { cx: 44, cy: 28, rx: 18, ry: 16, ramp: ramps.leaf, clusters: 40, size: 6 });
  drawCrown(canvas, source, { cx: 32, cy: 24, rx: 21, ry: 20, ramp: ramps.leaf, clusters: 60, size: 6 });
  for (const [x, y] of [
    [18, 26],
    [27, 14],
    [39, 19],
    [46, 28],
    [31, 33],
    [22, 36],
  ]) {
    canvas.blob(x, y, 2.6, 2.6, ramps.rose, { bright: 0.1 });
    canvas.set(x - 1, y - 2, ramps.rose[4]);
  }
  return canvas.outline().shadow(32, 43, 25, 3);
}

/**
 * @param {Canvas} canvas
 * @param {number} x of the head
 * @param {number} y of the head
 * @param {number} foot where the stem leaves the ground
 * @param {{ leaves?: boolean }} [options]
 */
function drawStem(canvas, x, y, foot, { leaves = true } = {}) {
  const ground = 29;
  for (let step = 0; step <= 40; step += 1) {
    const t = step / 40;
    const bend = foot + (x - foot) * t * t;
    canvas.rect(Math.round(bend), Math.round(ground - (ground - y) * t), 2, 1, ramps.grass[1]);
    canvas.set(Math.round(bend), Math.round(ground - (ground - y) * t), ramps.grass[2]);
  }
  if (leaves) {
    canvas.blob(foot - 3, ground - 4, 4.4, 1.9, ramps.grass, { angle: 0.6, bright: 0.06 });
    canvas.blob(foot + 5, ground - 5, 4.4, 1.9, ramps.grass, { angle: -0.6, bright: -0.08 });
  }
}

/**
 * @param {Canvas} canvas
 * @param {number} cx
 * @param {number} cy
 * @param {{ petals: number, reach: number, width: number, ramp: Ramp, heart: Ramp, heartSize: number, turn?: number }} head
 */
function drawBlossom(canvas, cx, cy, { petals, reach, width, ramp, heart, heartSize, turn = 0 }) {
  for (let ring = 0; ring < petals; ring += 1) {
    const angle = turn + (ring / petals) * Math.PI * 2;
    const x = cx + Math.cos(angle) * reach * 0.56;
    const y = cy + Math.sin(angle) * reach * 0.56;
    const bright = -Math.sin(angle) * 0.14 - Math.cos(angle) * 0.06 + 0.12;
    canvas.blob(x, y, reach * 0.55, width, ramp, { angle, bright, contrast: 0.6 });
  }
  canvas.blob(cx, cy, heartSize, heartSize, heart, { bright: 0.08 });
}

/** @param {(canvas: Canvas) => void} paint */
function flower(paint) {
  const canvas = new Canvas(32, 32);
  paint(canvas);
  return canvas.outline({ strength: 0.55 }).shadow(16, 30, 8, 1.6, 60);
}

const flowers = {
  daisy: () =>
    flower((canvas) => {
      drawStem(canvas, 21, 13, 17);
      drawStem(canvas, 11, 9, 15, { leaves: false });
      drawBlossom(canvas, 11, 9, {
        petals: 8,
        reach: 7.2,
        width: 1.9,
        ramp: ramps.cream,
        heart: ramps.sun,
        heartSize: 2.8,
      });
      drawBlossom(canvas, 22, 15, {
        petals: 8,
        reach: 5.6,
        width: 1.6,
        ramp: ramps.cream,
        heart: ramps.sun,
        heartSize: 2.2,
        turn: 0.3,
      });
    }),
  poppy: () =>
    flower((canvas) => {
      drawStem(canvas, 16, 12, 15);
      drawStem(canvas, 25, 17, 18, { leaves: false });
      canvas.blob(10.5, 10, 6, 6.4, ramps.poppy, { bright: 0.02 });
      canvas.blob(21, 10, 6, 6.4, ramps.poppy, { bright: -0.08 });
      canvas.blob(16, 13, 7.4, 5.4, ramps.poppy, { bright: 0.06 });
      canvas.blob(16, 7, 6.4, 4.6, ramps.poppy, { bright: 0.14 });
      canvas.ellipse(16, 10.5, 3, 2.6, ink);
      canvas.set(15, 9, ramps.sun[3]);
      canvas.set(17, 10, ramps.sun[3]);
      canvas.set(16, 12, ramps.sun[2]);
      canvas.blob(26, 17, 2.4, 3.2, ramps.grass, { bright: 0.05 });
      canvas.set(26, 14, ramps.poppy[2]);
    }),
  sunflower: () =>
    flower((canvas) => {
      drawStem(canvas, 16, 12, 15);
      canvas.blob(10, 22, 5, 2.4, ramps.grass, { angle: 0.5, bright: 0.08 });
      canvas.blob(22, 21, 5, 2.4, ramps.grass, { angle: -0.5, bright: -0.04 });
      drawBlossom(canvas, 16, 11, {
        petals: 12,
        reach: 10,
        width: 2,
        ramp: ramps.sun,
        heart: ramps.bark,
        heartSize: 4.6,
      });
      for (const [x, y] of [
        [14, 9],
        [16, 8],
        [18, 10],
        [15, 12],
        [17, 13],
        [13, 11],
      ]) {
        canvas.set(x, y, ramps.sun[1]);
      }
    }),
  marigold: () =>
    flower((canvas) => {
      drawStem(canvas, 16, 12, 15);
      for (const [reach, petals, turn] of [
        [9, 10, 0],
        [6.4, 8, 0.3],
        [3.6, 6, 0.1],
      ]) {
        drawBlossom(canvas, 16, 11, {
          petals,
          reach,
          width: 2.4,
          ramp: ramps.fox,
          heart: ramps.fox,
          heartSize: 2,
          turn,
        });
      }
    }),
  bluebell: () =>
    flower((canvas) => {
      drawStem(canvas, 20, 5, 14);
      for (const [x, y, size] of [
        [20, 7, 0.8],
        [13, 9, 0.9],
        [23, 13, 1],
        [12, 17, 1],
      ]) {
        canvas.line(16, y - 2, x, y - 3, ramps.grass[1]);
        canvas.blob(x, y, 3.4 * size, 4 * size, ramps.lilac, { bright: 0.06 });
        canvas.polygon(
          [
            [x - 4 * size, y + 4.4 * size],
            [x - 2.6, y],
            [x + 2.6, y],
            [x + 4 * size, y + 4.4 * size],
          ],
          ramps.lilac[2],
        );
        canvas.set(x - 2, y + 2, ramps.lilac[3]);
        canvas.set(x, y + 4 * size, ramps.lilac[0]);
      }
    }),
  tulip: () =>
    flower((canvas) => {
      for (const [x, y, foot, ramp] of /** @type {[number, number, number, Ramp][]} */ ([
        [23, 14, 18, ramps.sun],
        [11, 9, 14, ramps.rose],
      ])) {
        drawStem(canvas, x, y + 3, foot);
        canvas.blob(x, y + 1, 5.4, 5.2, ramp, { bright: 0.04 });
        for (const shift of [-4, 0, 4]) {
          canvas.polygon(
            [
              [x + shift - 2.4, y],
              [x + shift, y - 6],
              [x + shift + 2.4, y],
            ],
            ramp[shift < 0 ? 3 : 2],
          );
        }
        canvas.line(x - 2, y - 1, x - 2, y + 3, ramp[3]);
        canvas.line(x + 2, y, x + 1, y + 4, ramp[1]);
      }
    }),
  clover: () =>
    flower((canvas) => {
      drawStem(canvas, 16, 14, 16, { leaves: false });
      for (const [x, y, bright] of [
        [16, 8, 0.12],
        [10, 14, 0.06],
        [22, 14, -0.04],
        [16, 19, -0.08],
      ]) {
        canvas.blob(x - 2, y, 4, 4.2, ramps.grass, { bright });
        canvas.blob(x + 2, y, 4, 4.2, ramps.grass, { bright: bright - 0.05 });
        canvas.set(x, y - 1, ramps.grass[4]);
        canvas.set(x - 1, y, ramps.grass[4]);
        canvas.set(x + 1, y, ramps.grass[4]);
      }
    }),
};

function flyAgaric() {
  const canvas = new Canvas(32, 32);
  canvas.blob(16, 23, 4.2, 7.4, ramps.cream, { bright: 0.02 });
  canvas.ellipse(16, 19, 5.4, 1.8, ramps.cream[2]);
  canvas.blob(16, 12, 12.4, 8.6, ramps.poppy, { dither: 0.3 });
  canvas.rect(3, 15, 26, 8, ramps.cream[1]);
  for (let y = 14; y < 24; y += 1) {
    for (let x = 0; x < 32; x += 1) {
      const below = ((x + 0.5 - 16) / 12.2) ** 2 + ((y + 0.5 - 15) / 2.8) ** 2;
      if (y >= 15 && below > 1 && !(Math.abs(x + 0.5 - 16) < 4 && y > 16)) {
        canvas.clear(x, y);
      } else if (y >= 15 && below <= 1) {
        canvas.set(x, y, (x + 16) % 3 === 0 ? ramps.cream[0] : ramps.cream[1]);
      }
    }
  }
  canvas.blob(16, 24, 3.8, 6, ramps.cream, { bright: 0.06 });
  canvas.ellipse(16, 19.4, 4.6, 1.4, ramps.cream[3]);
  for (const [x, y, size] of [
    [11, 8, 2],
    [18, 6, 1.7],
    [22.5, 11, 2],
    [8, 13, 1.5],
    [15.5, 12, 1.7],
  ]) {
    canvas.ellipse(x, y, size, size * 0.85, white);
  }
  return canvas.outline().shadow(16, 30, 8, 1.6);
}

function chanterelles() {
  const canvas = new Canvas(32, 32);
  for (const [x, y, size, foot] of [
    [23, 15, 0.78, 20],
    [7.5, 19, 0.6, 11],
    [14, 11, 1, 15],
  ]) {
    for (let row = Math.floor(y); row < 30; row += 1) {
      const down = (row - y) / (30 - y);
      const middle = x + (foot - x) * down;
      const half = size * (2.2 + 6.4 * Math.max(0, 1 - down * 1.7) ** 1.6);
      for (let column = Math.round(middle - half); column < Math.round(middle + half); column += 1) {
        const across = (column + 0.5 - middle) / half;
        const gill = down < 0.62 && Math.round(across * 5) % 2 === 0 ? -0.18 : 0;
        canvas.set(column, row, tone(ramps.sun, 0.56 - across * 0.22 + gill));
      }
    }
    canvas.blob(x, y - 0.5, 8.8 * size, 3.4 * size, ramps.sun, { bright: 0.14 });
    canvas.ellipse(x + 0.5, y - 0.2, 4.6 * size, 1.4 * size, ramps.sun[1]);
    canvas.ellipse(x + 0.5, y + 0.4, 3 * size, 0.8 * size, ramps.sun[0]);
  }
  return canvas.outline().shadow(16, 30, 9, 1.6);
}

/** @returns {import('./asset.mjs').Asset[]} */
export function plants() {
  /** @type {(root: string, name: string, canvas: Canvas, tags: string[], registered: boolean, description?: string) => import('./asset.mjs').Asset} */
  const image = (root, name, canvas, tags, registered, description) => ({
    root,
    name,
    type: 'image',
    ...(description === undefined ? {} : { description }),
    tags,
    files: { [`${root.slice(root.lastIndexOf('/') + 1)}.png`]: canvas.toPng() },
    registered,
  });
  return [
    image(
      'world/trees/oak',
      'Old oak',
      oak(),
      ['tree', 'summer'],
      true,
      'The tree in the middle of the clearing. Collides with the trunk only.',
    ),
    image('world/trees/apple', 'Apple tree, ripe', appleTree(), ['tree', 'summer', 'harvest'], true),
    image('world/trees/birch', 'Birch', birch(), ['tree', 'summer'], true),
    image('world/trees/pine', 'Pine', pine(), ['tree', 'evergreen'], true),
    image('world/trees/hazel-bush', 'Hazel bush', hazelBush(), ['tree', 'harvest'], false),
    image('world/flowers/daisy', 'Daisies', flowers.daisy(), ['flower'], true),
    image('world/flowers/poppy', 'Poppy', flowers.poppy(), ['flower'], true),
    image(
      'world/flowers/sunflower',
      'Sunflower',
      flowers.sunflower(),
      ['flower', 'summer'],
      true,
      'Turns to the sun in the morning; the game mirrors it at noon.',
    ),
    image('world/flowers/bluebell', 'Bluebells', flowers.bluebell(), ['flower'], true),
    image('world/flowers/tulip', 'Tulips', flowers.tulip(), ['flower', 'spring'], false),
    image(
      'world/flowers/clover',
      'Four-leaf clover',
      flowers.clover(),
      ['flower', 'lucky'],
      true,
      'One in a thousand. Do not place by hand.',
    ),
    image('world/mushrooms/fly-agaric', 'Fly agaric', flyAgaric(), ['mushroom', 'autumn'], true),
    image('world/mushrooms/chanterelle', 'Chanterelles', chanterelles(), ['mushroom', 'autumn', 'harvest'], false),
  ];
}

export const drawings = { oak, appleTree, birch, pine, hazelBush, flyAgaric, chanterelles, ...flowers };
