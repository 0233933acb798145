// @ts-check
import { atlas, Canvas, mix } from './canvas.mjs';
import { ink, ramps, white } from './palette.mjs';

const turn = Math.PI * 2;

/**
 * The hare seen from its right side.
 *
 * @param {{ lift: number, tilt: number, hind: number, fore: number, ears: number, blink?: boolean, squash?: number }} pose
 *   `lift` in pixels; `tilt` and `ears` in radians; `hind` and `fore` from -1 (behind) to 1 (ahead)
 */
function drawHare({ lift, tilt, hind, fore, ears, blink = false, squash = 0 }) {
  const canvas = new Canvas(48, 48);
  const ground = 43;
  const fur = ramps.hare;
  const cos = Math.cos(tilt);
  const sin = Math.sin(tilt);
  const at = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {[number, number]} */ ([21 + x * cos - y * sin, ground - 12 - lift + squash + x * sin + y * cos]);
  const leg = (
    /** @type {number} */ x,
    /** @type {number} */ swing,
    /** @type {number} */ dark,
    /** @type {boolean} */ long,
  ) => {
    const [hipX, hipY] = at(x, 4);
    const footX = hipX + swing * 8;
    const footY = Math.min(ground - 1, hipY + 8 - Math.abs(swing) * 2.5);
    canvas.line(hipX, hipY, footX, footY, fur[dark], 3);
    canvas.ellipse(footX + (long ? 2 : 1), footY + 0.5, long ? 4.2 : 2.6, 1.8, fur[dark + 1]);
  };
  leg(-7, hind - 0.22, 0, true);
  leg(8, fore - 0.25, 0, false);
  canvas.blob(...at(-13, 0), 4, 3.8, ramps.cream, { bright: 0.1 });
  canvas.blob(...at(0, 0), 12.5, 8.2, fur, { angle: tilt, dither: 0.35 });
  canvas.ellipse(...at(2, 6), 8, 2.4, fur[4], { angle: tilt });
  canvas.blob(...at(-6, 1), 7.6, 7.4, fur, { bright: 0.04, dither: 0.35 });
  leg(-6, hind, 1, true);
  leg(9, fore, 1, false);
  const [headX, headY] = at(13, -7);
  const ear = (/** @type {number} */ shift, /** @type {number} */ angle, /** @type {number} */ bright) => {
    const x = headX - 2 + shift + Math.sin(angle) * 8;
    const y = headY - 4 - Math.cos(angle) * 8;
    canvas.blob(x, y, 2.7, 8.2, fur, { angle, bright });
    canvas.ellipse(x + 0.4, y + 1, 1.2, 5.6, bright < 0 ? ramps.rose[2] : ramps.rose[3], { angle });
  };
  ear(2.5, ears + 0.16, -0.18);
  ear(-1.5, ears - 0.12, 0.04);
  canvas.blob(headX, headY, 7.4, 6.6, fur, { bright: 0.06, dither: 0.25 });
  canvas.ellipse(headX + 4, headY + 2.6, 3.4, 2.8, fur[4]);
  canvas.ellipse(headX + 1, headY + 3.2, 1.6, 1.2, ramps.rose[3]);
  canvas.rect(Math.floor(headX + 6), Math.floor(headY + 0.6), 2, 1, ramps.rose[1]);
  const eyeX = Math.floor(headX + 2);
  const eyeY = Math.floor(headY - 2);
  if (blink) {
    canvas.rect(eyeX, eyeY + 1, 2, 1, ink);
  } else {
    canvas.rect(eyeX, eyeY, 2, 3, ink);
    canvas.set(eyeX, eyeY, white);
  }
  canvas.outline();
  const spread = Math.max(8, 15 - lift * 0.7);
  return canvas.shadow(23, ground + 1.5, spread, 2.4);
}

function hareWalk() {
  return Array.from({ length: 8 }, (_, index) => {
    const phase = (index / 8) * turn;
    const air = Math.max(0, Math.sin(phase));
    return drawHare({
      lift: air * 7,
      tilt: -Math.cos(phase) * 0.2 * (air > 0 ? 1 : 0.25),
      hind: -Math.sin(phase + 0.9) * 0.75,
      fore: Math.sin(phase + 0.5) * 0.8,
      ears: -0.35 - air * 0.75,
      squash: air > 0 ? 0 : -Math.sin(phase) * 1.4,
    });
  });
}

function hareIdle() {
  return [0, 0, 1, 1, 0, 0].map((breath, index) =>
    drawHare({
      lift: 0,
      tilt: -0.16,
      hind: 0.1,
      fore: 0.05,
      ears: index === 3 ? -0.05 : -0.2 + breath * 0.06,
      blink: index === 4,
      squash: breath,
    }),
  );
}

/**
 * The fox seen from its right side, trotting.
 *
 * @param {number} phase in radians; one turn is one stride
 */
function drawFox(phase) {
  const canvas = new Canvas(64, 48);
  const fur = ramps.fox;
  const ground = 43;
  const bob = Math.sin(phase * 2) * 1.1;
  const y = ground - 15 + bob;
  const leg = (/** @type {number} */ x, /** @type {number} */ shift, /** @type {boolean} */ far) => {
    const swing = Math.sin(phase + shift);
    const raise = Math.max(0, Math.cos(phase + shift)) * 3;
    const footX = x + swing * 6;
    const footY = ground - 1 - raise;
    const kneeX = (x + footX) / 2 + (swing > 0 ? 1 : -1);
    canvas.line(x, y + 2, kneeX, (y + footY) / 2 + 1, far ? fur[1] : fur[2], 4);
    canvas.line(kneeX, (y + footY) / 2 + 1, footX, footY - 1, far ? mix(ink, fur[0], 0.5) : fur[0], 3);
    canvas.rect(Math.floor(footX) - 1, Math.floor(footY) - 1, 4, 2, far ? ink : mix(ink, fur[0], 0.4));
  };
  const tail = Math.sin(phase + 0.6) * 0.14;
  leg(23, Math.PI, true);
  leg(40, 0, true);
  canvas.blob(13, y - 1 + tail * 12, 9.6, 4.6, fur, { angle: 0.32 + tail, dither: 0.3 });
  canvas.blob(6.5, y - 3.4 + tail * 6, 4.2, 3.2, ramps.cream, { angle: 0.32 + tail });
  canvas.blob(30, y, 14, 6.8, fur, { dither: 0.35 });
  canvas.ellipse(33, y + 5, 9, 2, ramps.cream[2]);
  canvas.blob(21, y + 1, 6.4, 6.4, fur, { bright: 0.02 });
  leg(24, 0, false);
  leg(41, Math.PI, false);
  const headX = 46;
  const headY = y - 7 - Math.sin(phase * 2 + 0.5) * 0.6;
  canvas.blob(43, y - 2, 5.5, 5.5, ramps.cream, { bright: 0.02 });
  const ear = (/** @type {number} */ x, /** @type {string} */ color, /** @type {string} */ inner) => {
    canvas.polygon(
      [
        [x - 3, headY - 3],
        [x - 0.5, headY - 12],
        [x + 4, headY - 3],
      ],
      color,
    );
    canvas.polygon(
      [
        [x - 1, headY - 4],
        [x, headY - 9],
        [x + 2.4, headY - 4],
      ],
      inner,
    );
  };
  ear(headX + 2.5, fur[1], fur[0]);
  ear(headX - 3, fur[2], ramps.rose[3]);
  canvas.blob(headX, headY, 7.6, 6.2, fur, { bright: 0.06, dither: 0.2 });
  canvas.polygon(
    [
      [headX + 2, headY - 1],
      [headX + 12.5, headY + 2],
      [headX + 11, headY + 4.4],
      [headX + 1, headY + 5],
    ],
    fur[3],
  );
  canvas.polygon(
    [
      [headX - 3, headY + 2],
      [headX + 11, headY + 3.2],
      [headX + 8, headY + 5.6],
      [headX - 1, headY + 6.4],
    ],
    ramps.cream[3],
  );
  canvas.rect(Math.floor(headX + 11), Math.floor(headY + 1.4), 2, 2, ink);
  canvas.rect(Math.floor(headX + 2), Math.floor(headY - 2), 2, 3, ink);
  canvas.set(Math.floor(headX + 2), Math.floor(headY - 2), white);
  canvas.outline();
  return canvas.shadow(31, ground + 1.5, 19, 2.4);
}

/** @param {number} phase */
function drawBee(phase) {
  const canvas = new Canvas(32, 32);
  const y = 17 + Math.sin(phase) * 1.6;
  canvas.blob(15, y, 8.6, 6.4, ramps.sun, { bright: 0.06 });
  for (const stripe of [9, 14, 18]) {
    for (let row = 0; row < 32; row += 1) {
      for (let x = stripe; x < stripe + 2; x += 1) {
        if (canvas.get(x, row) !== undefined) {
          canvas.set(x, row, row < y - 3 ? '#5b3d3c' : ink);
        }
      }
    }
  }
  canvas.blob(22, y - 0.5, 4.6, 4.6, ramps.sun, { bright: 0.12 });
  canvas.rect(23, Math.floor(y) - 2, 2, 3, ink);
  canvas.set(23, Math.floor(y) - 2, white);
  canvas.set(21, Math.floor(y) + 1, ramps.rose[3]);
  canvas.set(22, Math.floor(y) + 1, ramps.rose[3]);
  canvas.line(22, y - 5, 24, y - 9, ink);
  canvas.line(24, y - 4, 28, y - 7, ink);
  canvas.rect(5, Math.floor(y), 2, 1, ink);
  canvas.outline();
  const flap = Math.sin(phase * 2);
  const wing = (/** @type {number} */ x, /** @type {number} */ angle, /** @type {number} */ alpha) => {
    const wx = x + Math.sin(angle) * 6;
    const wy = y - 5 - Math.cos(angle) * 5.5;
    canvas.ellipse(wx, wy, 3.8, 6.6, ramps.sky[3], { angle, alpha });
    canvas.ellipse(wx - 0.6, wy - 1, 2.2, 4.6, white, { angle, alpha });
  };
  wing(15, 0.5 + flap * 0.3, 150);
  wing(13, -0.5 - flap * 0.5, 190);
  return canvas.shadow(15, 30, 6, 1.2, 46);
}

/**
 * @param {number} phase
 * @param {readonly string[]} ramp
 */
function drawButterfly(phase, ramp) {
  const canvas = new Canvas(32, 32);
  const open = 0.35 + 0.65 * Math.abs(Math.cos(phase));
  const y = 16 + Math.sin(phase * 2) * 1.5;
  for (const side of [-1, 1]) {
    canvas.blob(16 + side * 6.6 * open, y - 4, 6.4 * open, 6.6, ramp, {
      bright: 0.12,
      contrast: 0.8,
      angle: side * 0.35,
    });
    canvas.blob(16 + side * 5 * open, y + 5, 4.8 * open, 4.8, ramp, { bright: -0.04, contrast: 0.8 });
    canvas.ellipse(16 + side * 7 * open, y - 5, 2.3 * open, 2.3, ramps.sun[4]);
    canvas.ellipse(16 + side * 5 * open, y + 5, 1.6 * open, 1.6, ramp[0]);
  }
  canvas.outline();
  canvas.rect(15, Math.floor(y) - 5, 2, 12, ink);
  canvas.line(15, y - 6, 12, y - 11, ink);
  canvas.line(16, y - 6, 19, y - 11, ink);
  return canvas;
}

/** @param {readonly string[]} ground */
function medallion(ground) {
  const canvas = new Canvas(64, 64);
  canvas.ellipse(32, 32, 31, 31, ramps.wood[1]);
  canvas.blob(32, 32, 30, 30, ramps.wood, { bright: 0.18, contrast: 0.7 });
  canvas.ellipse(32, 32, 27, 27, ramps.wood[0]);
  canvas.eachInEllipse(32, 32, 26, 26, 0, (x, y) => {
    canvas.set(x, y, y < 40 - ((x * 7) % 5) / 3 ? ground[y < 22 ? 2 : 3] : ramps.grass[y > 50 ? 2 : 3]);
  });
  return canvas;
}

/**
 * @param {Canvas} frame
 * @param {Canvas} figure
 */
function portrait(frame, figure) {
  figure.outline();
  const inner = new Canvas(64, 64);
  inner.draw(figure, 0, 0);
  for (let y = 30; y < 64; y += 1) {
    for (let x = 0; x < 64; x += 1) {
      if (Math.hypot(x + 0.5 - 32, y + 0.5 - 32) > 26) {
        inner.clear(x, y);
      }
    }
  }
  return frame.draw(inner, 0, 0);
}

/**
 * @param {Canvas} canvas
 * @param {number} left
 * @param {number} right
 * @param {number} y
 */
function drawEyes(canvas, left, right, y) {
  for (const x of [left, right]) {
    canvas.rect(x, y, 4, 6, ink);
    canvas.set(x, y, ramps.hare[1]);
    canvas.set(x + 3, y, ramps.hare[1]);
    canvas.rect(x + 1, y + 1, 2, 2, white);
    canvas.rect(x + 1, y + 5, 2, 1, ramps.hare[1]);
  }
}

function harePortrait() {
  const canvas = new Canvas(64, 64);
  const fur = ramps.hare;
  canvas.blob(32, 62, 17, 15, fur, { bright: -0.05, dither: 0.3 });
  canvas.blob(32, 60, 9, 10, ramps.cream, { bright: 0.05 });
  for (const [x, angle] of [
    [25, -0.2],
    [40, 0.34],
  ]) {
    canvas.blob(x, 16, 5.4, 15, fur, { angle, bright: x > 32 ? -0.05 : 0.03 });
    canvas.ellipse(x, 18, 2.8, 11, ramps.rose[3], { angle });
    canvas.ellipse(x + 1, 19, 1.6, 9, ramps.rose[2], { angle });
  }
  canvas.blob(32, 38, 16, 13.4, fur, { bright: 0.05, dither: 0.3 });
  canvas.ellipse(27, 44, 6, 4.8, fur[4]);
  canvas.ellipse(37, 44, 6, 4.8, fur[4]);
  canvas.ellipse(32, 47, 4, 3, fur[4]);
  canvas.ellipse(21, 43.5, 2.8, 1.9, ramps.rose[3]);
  canvas.ellipse(43, 43.5, 2.8, 1.9, ramps.rose[3]);
  drawEyes(canvas, 23, 37, 33);
  canvas.polygon(
    [
      [29, 40],
      [35, 40],
      [32, 43.5],
    ],
    ramps.rose[1],
  );
  canvas.line(32, 43, 32, 45, fur[1]);
  canvas.line(29, 46, 31.5, 45.5, fur[1]);
  canvas.line(32.5, 45.5, 35, 46, fur[1]);
  return portrait(medallion(ramps.sky), canvas);
}

function foxPortrait() {
  const canvas = new Canvas(64, 64);
  const fur = ramps.fox;
  canvas.blob(32, 62, 17, 15, fur, { bright: -0.08, dither: 0.3 });
  canvas.blob(32, 60, 10, 11, ramps.cream, { bright: 0.05 });
  for (const side of [-1, 1]) {
    canvas.polygon(
      [
        [32 + side * 3, 26],
        [32 + side * 17, 8],
        [32 + side * 17.5, 33],
      ],
      fur[side < 0 ? 3 : 2],
    );
    canvas.polygon(
      [
        [32 + side * 8, 25],
        [32 + side * 15.4, 14],
        [32 + side * 15, 30],
      ],
      ramps.rose[0],
    );
  }
  canvas.blob(32, 36, 18, 13.5, fur, { bright: 0.08, dither: 0.3 });
  for (const side of [-1, 1]) {
    canvas.polygon(
      [
        [32 + side * 2, 41],
        [32 + side * 12, 37],
        [32 + side * 19, 40],
        [32 + side * 12, 47],
        [32, 52],
      ],
      ramps.cream[3],
    );
    canvas.ellipse(32 + side * 12, 42.5, 2.4, 1.6, ramps.rose[3]);
  }
  canvas.polygon(
    [
      [26, 40],
      [38, 40],
      [35, 50],
      [29, 50],
    ],
    fur[4],
  );
  canvas.polygon(
    [
      [28, 45],
      [36, 45],
      [34, 51],
      [30, 51],
    ],
    ramps.cream[3],
  );
  drawEyes(canvas, 22, 38, 32);
  canvas.ellipse(32, 46, 3, 2.1, ink);
  canvas.set(31, 45, ramps.stone[3]);
  canvas.line(32, 48, 32, 50, ramps.hare[0]);
  return portrait(medallion(['#c0566a', '#dd7d74', '#f0a27a', '#f8c48c']), canvas);
}

/** @returns {import('./asset.mjs').Asset[]} */
export function characters() {
  const count = (/** @type {number} */ frames) => Array.from({ length: frames }, (_, index) => (index / frames) * turn);
  /** @type {(root: string, image: string, frames: Canvas[], columns: number, milliseconds: number) => Record<string, Uint8Array | string>} */
  const sheet = (root, image, frames, columns, milliseconds) => {
    const built = atlas(`${image}.png`, frames, { columns, name: root, milliseconds });
    return { [`${image}.png`]: built.png, [`${image}.atlas.json`]: built.json };
  };
  return [
    {
      root: 'characters/hare/walk',
      name: 'Hare, walk cycle',
      type: 'sprite-atlas',
      description: 'Eight frames of 48 by 48. The fourth is the highest point of the hop.',
      tags: ['character', 'hare', 'animation'],
      preload: true,
      files: sheet('walk', 'hare-walk', hareWalk(), 4, 90),
      registered: true,
    },
    {
      root: 'characters/hare/idle',
      name: 'Hare, sitting',
      type: 'sprite-atlas',
      description: 'Breathes, twitches an ear, blinks.',
      tags: ['character', 'hare', 'animation'],
      preload: true,
      files: sheet('idle', 'hare-idle', hareIdle(), 3, 180),
      registered: true,
    },
    {
      root: 'characters/hare/portrait',
      name: 'Hare, portrait',
      type: 'image',
      tags: ['character', 'hare', 'dialogue'],
      files: { 'hare.png': harePortrait().toPng() },
      registered: true,
    },
    {
      root: 'characters/fox/trot',
      name: 'Fox, trot',
      type: 'sprite-atlas',
      description: 'Eight frames of 64 by 48, faces right; mirror it for the way back.',
      tags: ['character', 'fox', 'animation'],
      files: sheet('trot', 'fox-trot', count(8).map(drawFox), 4, 80),
      registered: true,
    },
    {
      root: 'characters/fox/portrait',
      name: 'Fox, portrait',
      type: 'image',
      tags: ['character', 'fox', 'dialogue'],
      files: { 'fox.png': foxPortrait().toPng() },
      registered: false,
    },
    {
      root: 'characters/bee/hover',
      name: 'Bee, hovering',
      type: 'sprite-atlas',
      tags: ['critter', 'animation'],
      files: sheet('hover', 'bee', count(6).map(drawBee), 3, 50),
      registered: true,
    },
    {
      root: 'characters/butterfly/flutter',
      name: 'Butterflies, flutter',
      type: 'sprite-atlas',
      description: 'Two colours, six frames each: first row lilac, second row rose.',
      tags: ['critter', 'animation'],
      files: sheet(
        'flutter',
        'butterfly',
        [
          ...Array.from({ length: 6 }, (_, index) => drawButterfly((index / 6) * Math.PI, ramps.lilac)),
          ...Array.from({ length: 6 }, (_, index) => drawButterfly((index / 6) * Math.PI, ramps.rose)),
        ],
        6,
        70,
      ),
      registered: false,
    },
  ];
}

/** One frame of each, for pictures that show several things. */
export const drawings = {
  hare: () => hareIdle()[0],
  fox: () => drawFox(0.9),
  bee: () => drawBee(0),
  butterfly: () => drawButterfly(0.4, ramps.lilac),
};
