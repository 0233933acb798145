// @ts-check
import { Canvas, mix, tone } from './canvas.mjs';
import { ink, ramps, white } from './palette.mjs';
import { random } from './random.mjs';

/**
 * @param {number} width
 * @param {number} height
 * @param {string} seed
 * @param {readonly (readonly [number, number, number, number])[]} stones
 */
function rocks(width, height, seed, stones) {
  const canvas = new Canvas(width, height);
  const source = random(seed);
  for (const [cx, cy, rx, ry] of stones) {
    const facets = Array.from({ length: 5 }, () => source.between(-0.35, 0.35));
    canvas.eachInEllipse(cx, cy, rx, ry, 0, (x, y, u, v) => {
      const angle = Math.atan2(v, u);
      const facet = facets[Math.floor(((angle + Math.PI) / (Math.PI * 2)) * 4.999)];
      if (u * u + v * v > 0.94 + facet * 0.12 || y > cy + ry * 0.78) {
        return;
      }
      const flat = Math.hypot(u + 0.15, v + 0.25) < 0.48 ? 0.16 : facet * 0.3;
      canvas.set(x, y, tone(ramps.stone, 0.5 - v * 0.34 - u * 0.2 + flat + source.between(-0.05, 0.05)));
    });
    canvas.line(cx + rx * 0.1, cy - ry * 0.2, cx + rx * 0.35, cy + ry * 0.25, ramps.stone[1]);
    canvas.line(cx + rx * 0.35, cy + ry * 0.25, cx + rx * 0.28, cy + ry * 0.55, ramps.stone[1]);
    for (let moss = 0; moss < rx * 3; moss += 1) {
      const x = Math.round(cx + source.between(-0.8, 0.3) * rx);
      const y = Math.round(cy - ry * source.between(0.45, 0.95));
      if (canvas.get(x, y) !== undefined) {
        canvas.rect(x, y, 2, 1, ramps.grass[source.integer(1, 3)]);
      }
    }
  }
  canvas.outline();
  const last = stones.reduce((low, [, cy, , ry]) => Math.max(low, cy + ry * 0.78), 0);
  return canvas.shadow(width / 2, last, width * 0.44, 2.6);
}

/**
 * @param {Canvas} canvas
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 * @param {{ vertical?: boolean, bright?: number }} [options]
 */
function plank(canvas, left, top, width, height, { vertical = false, bright = 0 } = {}) {
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      const across = vertical ? (x - left) / width : (y - top) / height;
      const along = vertical ? y : x;
      const side = vertical ? x : y;
      const grain = Math.sin(along * 0.45 + Math.sin(side * 1.7) * 2.4) > 0.72 ? -0.16 : 0;
      canvas.set(x, y, tone(ramps.wood, 0.74 - across * 0.42 + grain + bright));
    }
  }
}

function signpost() {
  const canvas = new Canvas(48, 48);
  plank(canvas, 21, 6, 6, 39, { vertical: true, bright: -0.1 });
  plank(canvas, 8, 10, 30, 10);
  canvas.polygon(
    [
      [38, 9.5],
      [44, 15],
      [38, 20.5],
    ],
    ramps.wood[3],
  );
  plank(canvas, 11, 24, 25, 9, { bright: -0.06 });
  canvas.polygon(
    [
      [11, 23.5],
      [5, 28.5],
      [11, 33.5],
    ],
    ramps.wood[2],
  );
  for (const [x, y, length] of [
    [13, 14, 7],
    [22, 14, 4],
    [28, 14, 8],
    [15, 28, 5],
    [22, 28, 9],
  ]) {
    canvas.rect(x, y, length, 2, ramps.wood[0]);
  }
  for (const [x, y] of [
    [10, 12],
    [36, 17],
    [34, 26],
    [13, 31],
  ]) {
    canvas.set(x, y, ramps.stone[3]);
  }
  for (const [x, y] of [
    [17, 44],
    [29, 44],
    [15, 42],
    [31, 43],
  ]) {
    canvas.line(x, y, x + (x < 24 ? -2 : 2), y - 5, ramps.grass[2]);
    canvas.line(x + 1, y, x + 1, y - 3, ramps.grass[3]);
  }
  return canvas.outline().shadow(24, 45, 13, 2);
}

function beehive() {
  const canvas = new Canvas(48, 48);
  for (const [y, half] of [
    [12, 6],
    [17, 10],
    [22, 13],
    [27, 14.6],
    [32, 15],
    [37, 14],
  ]) {
    canvas.blob(24, y, half, 4.4, ramps.sun, { bright: 0.02 - (y - 12) * 0.006 });
    for (let x = Math.ceil(24 - half); x < 24 + half; x += 3) {
      canvas.set(x, y + 1 + (x % 2), ramps.sun[1]);
    }
  }
  canvas.ellipse(24, 8.5, 3.4, 2.6, ramps.sun[2]);
  canvas.ellipse(24, 33, 4.2, 4.6, ink);
  canvas.ellipse(24, 34, 3, 3.4, ramps.bark[0]);
  plank(canvas, 7, 40, 34, 4);
  plank(canvas, 11, 44, 4, 3, { vertical: true, bright: -0.2 });
  plank(canvas, 33, 44, 4, 3, { vertical: true, bright: -0.2 });
  canvas.outline();
  for (const [x, y] of [
    [6, 22],
    [41, 14],
    [38, 30],
  ]) {
    canvas.rect(x, y, 3, 2, ramps.sun[3]);
    canvas.set(x + 1, y, ink);
    canvas.set(x + 1, y + 1, ink);
    canvas.rect(x, y - 1, 2, 1, white, 200);
  }
  return canvas.shadow(24, 46, 18, 1.8);
}

function well() {
  const canvas = new Canvas(64, 64);
  plank(canvas, 12, 20, 4, 26, { vertical: true, bright: -0.06 });
  plank(canvas, 48, 20, 4, 26, { vertical: true, bright: -0.12 });
  canvas.rect(16, 24, 32, 3, ramps.wood[1]);
  canvas.rect(16, 24, 32, 1, ramps.wood[3]);
  canvas.rect(31, 27, 1, 8, ramps.parchment[1]);
  plank(canvas, 28, 33, 8, 7, { vertical: true });
  canvas.rect(28, 34, 8, 1, ramps.stone[1]);
  canvas.rect(28, 38, 8, 1, ramps.stone[1]);
  canvas.ellipse(32, 43, 22, 6, ramps.stone[1]);
  canvas.ellipse(32, 43, 18, 4, ramps.water[0]);
  canvas.ellipse(30, 43.6, 12, 2, ramps.water[1]);
  const source = random('well');
  for (let y = 44; y < 60; y += 1) {
    const half = y < 57 ? 22 : 21;
    for (let x = 32 - half; x < 32 + half; x += 1) {
      const rim = 43 + 6 * Math.sqrt(Math.max(0, 1 - ((x + 0.5 - 32) / 22) ** 2)) - 1.5;
      if (y < rim) {
        continue;
      }
      const row = Math.floor((y - rim) / 5);
      const column = Math.floor((x + row * 4) / 8);
      const seam = Math.floor(y - rim) % 5 === 4 || (x + row * 4) % 8 === 0;
      const shade = random(`${row} ${column}`).between(-0.1, 0.1);
      canvas.set(
        x,
        y,
        seam ? ramps.stone[0] : tone(ramps.stone, 0.62 - ((x - 32) / 22) * 0.26 + shade + source.between(-0.03, 0.03)),
      );
    }
  }
  canvas.polygon(
    [
      [32, 3],
      [58, 22],
      [6, 22],
    ],
    (x, y) => {
      const row = Math.floor((y - 3) / 5);
      const tile = (x + row * 3) % 7 === 0 || (y - 3) % 5 === 4;
      return tile ? ramps.poppy[0] : tone(ramps.poppy, 0.56 - (x - 32) / 70 - (row % 2) * 0.04);
    },
  );
  canvas.outline();
  return canvas.shadow(32, 60, 26, 2.6);
}

function fence() {
  const canvas = new Canvas(64, 32);
  plank(canvas, 0, 11, 64, 4);
  plank(canvas, 0, 20, 64, 4, { bright: -0.08 });
  for (const x of [5, 21, 37, 53]) {
    plank(canvas, x, 6, 6, 23, { vertical: true, bright: 0.06 });
    canvas.polygon(
      [
        [x, 7],
        [x + 3, 2.5],
        [x + 6, 7],
      ],
      ramps.wood[4],
    );
    canvas.set(x + 3, 13, ramps.stone[1]);
    canvas.set(x + 3, 22, ramps.stone[1]);
    for (let blade = 0; blade < 3; blade += 1) {
      canvas.line(x + blade * 3, 29, x + blade * 3 + (blade - 1), 25 - (blade % 2) * 2, ramps.grass[1 + blade]);
    }
  }
  return canvas.outline();
}

function waterLilies() {
  const canvas = new Canvas(48, 32);
  for (const [x, y, size] of [
    [14, 20, 11],
    [33, 22, 10],
    [27, 12, 8],
  ]) {
    canvas.blob(x, y, size, size * 0.5, ramps.grass, { bright: -0.02, contrast: 0.7 });
    canvas.polygon(
      [
        [x, y],
        [x + size, y - 3],
        [x + size, y + 1],
      ],
      ramps.water[2],
    );
    for (const angle of [1.2, 2.2, 3.4, 4.6]) {
      canvas.line(x, y, x + Math.cos(angle) * size * 0.8, y + Math.sin(angle) * size * 0.36, ramps.grass[1]);
    }
  }
  for (let pass = 0; pass < 2; pass += 1) {
    for (let petal = 0; petal < 6; petal += 1) {
      const angle = (-Math.PI * (petal + 0.5)) / 6 + pass * 0.1;
      const reach = 6.4 - pass * 2;
      canvas.blob(15 + Math.cos(angle) * reach * 0.7, 15 + Math.sin(angle) * reach * 0.6, 3.8 - pass, 1.9, ramps.rose, {
        angle,
        bright: 0.22,
      });
    }
  }
  canvas.blob(15, 14.5, 2.2, 1.8, ramps.sun, { bright: 0.15 });
  return canvas.outline({ strength: 0.5, color: ramps.water[0] });
}

function log() {
  const canvas = new Canvas(64, 32);
  for (let y = 9; y < 27; y += 1) {
    const half = Math.sqrt(1 - ((y + 0.5 - 18) / 9) ** 2);
    for (let x = 6; x < 52 + half * 4; x += 1) {
      const groove = Math.sin(y * 2.1 + Math.sin(x * 0.22) * 1.6) * 0.12;
      canvas.set(x, y, tone(ramps.bark, 0.82 - ((y - 9) / 18) * 0.7 + groove));
    }
  }
  canvas.blob(52, 18, 6, 9, ramps.parchment, { contrast: 0.4, bright: -0.05 });
  for (const [rx, ry] of [
    [4.4, 6.8],
    [2.8, 4.4],
    [1.2, 2],
  ]) {
    canvas.eachInEllipse(52, 18, rx, ry, 0, (x, y, u, v) => {
      if (u * u + v * v > 0.55) {
        canvas.set(x, y, ramps.parchment[1]);
      }
    });
  }
  const source = random('log');
  for (let tuft = 0; tuft < 46; tuft += 1) {
    const x = source.integer(9, 44);
    canvas.rect(x, source.integer(8, 11 + (x % 5)), 2, 2, ramps.grass[source.integer(1, 3)]);
  }
  for (const [x, y, size] of [
    [18, 7, 1],
    [26, 8, 0.8],
  ]) {
    canvas.rect(Math.round(x - 1), y, 3, 4, ramps.cream[2]);
    canvas.blob(x + 0.5, y - 0.5, 4.4 * size, 3 * size, ramps.poppy, { bright: 0.1 });
    canvas.set(x - 1, y - 2, white);
  }
  return canvas.outline().shadow(31, 27, 27, 2.2);
}

function basket() {
  const canvas = new Canvas(32, 32);
  canvas.eachInEllipse(16, 15, 11, 12, 0, (x, y, u, v) => {
    if (u * u + v * v > 0.74 && y < 17) {
      canvas.set(x, y, ramps.wood[x % 2 === 0 ? 1 : 2]);
    }
  });
  for (const [x, y, ramp] of /** @type {[number, number, readonly string[]][]} */ ([
    [10, 15, ramps.poppy],
    [22, 15, ramps.poppy],
    [16, 13, ramps.sun],
  ])) {
    canvas.blob(x, y, 4.6, 4.4, ramp, { bright: 0.08 });
  }
  canvas.polygon(
    [
      [3, 17],
      [29, 17],
      [26, 29],
      [6, 29],
    ],
    (x, y) => {
      const weave = (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0 ? 0.14 : -0.1;
      return tone(ramps.wood, 0.6 + weave - (x - 16) / 44);
    },
  );
  canvas.rect(2, 16, 28, 3, ramps.wood[3]);
  canvas.rect(2, 18, 28, 1, ramps.wood[1]);
  return canvas.outline().shadow(16, 29, 13, 1.8);
}

/** The well's bucket lies inside the well's folder: one of the sample's problems needs it too. */
export function bucket() {
  const canvas = new Canvas(16, 16);
  plank(canvas, 3, 5, 10, 9, { vertical: true });
  canvas.rect(3, 6, 10, 1, ramps.stone[1]);
  canvas.rect(3, 11, 10, 1, ramps.stone[1]);
  canvas.ellipse(8, 5, 5, 1.6, ramps.water[2]);
  return canvas.outline();
}

/** A lantern, for the problem assets. */
export function lantern() {
  const canvas = new Canvas(32, 32);
  canvas.eachInEllipse(16, 8, 5, 6, 0, (x, y, u, v) => {
    if (u * u + v * v > 0.55 && y < 8) {
      canvas.set(x, y, ramps.stone[1]);
    }
  });
  canvas.polygon(
    [
      [16, 4],
      [24, 11],
      [8, 11],
    ],
    ramps.stone[1],
  );
  canvas.rect(10, 11, 12, 14, ramps.sun[2]);
  canvas.blob(16, 18, 5.6, 6.6, ramps.sun, { bright: 0.26 });
  canvas.ellipse(16, 19, 1.8, 3, white);
  for (const x of [9, 15, 22]) {
    canvas.rect(x, 11, x === 15 ? 1 : 2, 14, ramps.stone[0]);
  }
  canvas.rect(8, 25, 17, 3, ramps.stone[2]);
  canvas.rect(8, 27, 17, 1, ramps.stone[0]);
  canvas.rect(8, 11, 17, 1, ramps.stone[2]);
  return canvas.outline().shadow(16, 28, 11, 1.6);
}

/** A lump of flint, for the problem assets. */
export function flint() {
  return rocks(32, 32, 'flint', [[16, 19, 11, 10]]);
}

/** @returns {import('./asset.mjs').Asset[]} */
export function props() {
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
    image('world/rocks/boulder', 'Boulder with moss', drawings.boulder(), ['rock'], true),
    image('world/rocks/pebbles', 'Pebbles', drawings.pebbles(), ['rock'], true),
    image(
      'world/props/signpost',
      'Signpost',
      signpost(),
      ['prop', 'path'],
      true,
      'The texts on it come from text/signs.',
    ),
    image('world/props/beehive', 'Straw beehive', beehive(), ['prop', 'harvest'], true),
    image('world/props/well', 'Wishing well', well(), ['prop', 'quest'], true),
    image('world/props/fence', 'Picket fence', fence(), ['prop', 'repeat-x'], true, 'Repeats every 64 pixels.'),
    image('world/props/water-lilies', 'Water lilies', waterLilies(), ['prop', 'pond'], false),
    image('world/props/log', 'Mossy log', log(), ['prop'], true),
    image('world/props/basket', 'Fruit basket', basket(), ['prop', 'harvest'], false),
  ];
}

export const drawings = {
  signpost,
  beehive,
  well,
  fence,
  waterLilies,
  log,
  basket,
  boulder: () =>
    rocks(64, 48, 'boulder', [
      [44, 31, 16, 13],
      [24, 27, 21, 20],
      [52, 38, 8, 6],
    ]),
  pebbles: () =>
    rocks(32, 32, 'pebbles', [
      [10, 20, 7, 6],
      [22, 18, 6, 5],
      [18, 26, 8, 5],
      [27, 26, 4, 3],
    ]),
  grassTuft: () => {
    const canvas = new Canvas(16, 16);
    for (const [x, tip, height, step] of [
      [3, 1, 7, 1],
      [6, 5, 11, 2],
      [9, 9, 9, 3],
      [11, 14, 8, 2],
    ]) {
      canvas.line(x, 14, tip, 14 - height, ramps.grass[step]);
      canvas.line(x + 1, 14, tip, 14 - height, mix(ramps.grass[step], ramps.grass[3], 0.4));
    }
    return canvas;
  },
};
