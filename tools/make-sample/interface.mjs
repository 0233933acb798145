// @ts-check
import { Canvas, json, mix, tone } from './canvas.mjs';
import { ink, ramps, white } from './palette.mjs';

/** @typedef {import('./canvas.mjs').Ramp} Ramp */

/** @param {(canvas: Canvas) => void} paint */
function icon(paint) {
  const canvas = new Canvas(32, 32);
  paint(canvas);
  return canvas.outline({ strength: 0.66 });
}

const icons = {
  heart: () =>
    icon((canvas) => {
      for (let y = 0; y < 32; y += 1) {
        for (let x = 0; x < 32; x += 1) {
          const u = (x + 0.5 - 16) / 11;
          const v = -(y + 0.5 - 15) / 11;
          if ((u * u + v * v - 1) ** 3 - u * u * v ** 3 <= 0) {
            canvas.set(x, y, tone(ramps.rose, 0.5 + v * 0.3 - u * 0.16));
          }
        }
      }
      canvas.ellipse(10.5, 10, 2.6, 1.8, ramps.rose[4], { angle: -0.6 });
      canvas.set(8, 14, ramps.rose[4]);
    }),
  coin: () =>
    icon((canvas) => {
      canvas.ellipse(16, 17, 11.6, 11.6, ramps.sun[0]);
      canvas.blob(16, 15.4, 11.6, 11.6, ramps.sun, { bright: 0.12 });
      canvas.ellipse(16, 15.4, 8.4, 8.4, ramps.sun[1]);
      canvas.blob(16, 15.8, 8, 8, ramps.sun, { bright: 0.1, contrast: 0.6 });
      for (const [x, y] of [
        [16, 11.5],
        [12.6, 16],
        [19.4, 16],
      ]) {
        canvas.ellipse(x, y, 2.8, 2.8, ramps.sun[1]);
      }
      canvas.rect(15, 16, 2, 6, ramps.sun[1]);
    }),
  carrot: () =>
    icon((canvas) => {
      for (const [x, y, angle] of [
        [21, 7, 0.2],
        [25, 9, 0.9],
        [17, 6, -0.3],
      ]) {
        canvas.blob(x, y, 2.2, 5.4, ramps.grass, { angle, bright: 0.1 });
      }
      canvas.polygon(
        [
          [15, 9],
          [23, 17],
          [5, 28],
          [3.5, 26.5],
        ],
        (x, y) => tone(ramps.fox, 0.84 - (x + y - 24) * 0.02 - (x - 12) * 0.02),
      );
      canvas.blob(19, 13, 5.8, 5.8, ramps.fox, { bright: 0.12 });
      for (const [x, y] of [
        [13, 15],
        [16, 18],
        [10, 20],
        [12, 22],
        [8, 24],
      ]) {
        canvas.line(x, y, x + 2, y + 1, ramps.fox[1]);
      }
    }),
  honey: () =>
    icon((canvas) => {
      canvas.blob(16, 19, 10.4, 9.6, ramps.sun, { bright: 0.02, contrast: 0.8 });
      canvas.rect(8, 8, 16, 4, ramps.parchment[3]);
      canvas.rect(8, 11, 16, 1, ramps.parchment[1]);
      canvas.rect(7, 5, 18, 4, ramps.wood[3]);
      canvas.rect(7, 8, 18, 1, ramps.wood[1]);
      canvas.rect(10, 16, 12, 8, ramps.parchment[3]);
      canvas.rect(10, 23, 12, 1, ramps.parchment[1]);
      canvas.ellipse(16, 20, 3, 2.4, ramps.sun[2]);
      canvas.rect(15, 18, 1, 4, ink);
      canvas.rect(17, 18, 1, 4, ink);
      canvas.rect(8, 15, 2, 5, ramps.sun[4]);
    }),
  acorn: () =>
    icon((canvas) => {
      canvas.blob(16, 19, 7.4, 9, ramps.wood, { bright: 0.08 });
      canvas.rect(15, 27, 2, 2, ramps.wood[1]);
      canvas.blob(16, 11, 9.4, 5.6, ramps.bark, { bright: 0.06 });
      for (let x = 8; x < 25; x += 3) {
        canvas.set(x, 11, ramps.bark[1]);
        canvas.set(x + 1, 13, ramps.bark[1]);
        canvas.set(x + 1, 9, ramps.bark[4]);
      }
      canvas.line(16, 6, 18, 2, ramps.bark[2], 2);
    }),
  star: () =>
    icon((canvas) => {
      const points = Array.from({ length: 10 }, (_, index) => {
        const angle = -Math.PI / 2 + (index / 10) * Math.PI * 2;
        const reach = index % 2 === 0 ? 13.4 : 6.2;
        return /** @type {[number, number]} */ ([16 + Math.cos(angle) * reach, 17 + Math.sin(angle) * reach]);
      });
      canvas.polygon(points, (x, y) => tone(ramps.sun, 0.72 - (y - 16) * 0.032 - (x - 16) * 0.016));
      canvas.line(14, 10, 12, 14, ramps.sun[4], 2);
    }),
  sun: () =>
    icon((canvas) => {
      for (let ray = 0; ray < 8; ray += 1) {
        const angle = (ray / 8) * Math.PI * 2 + 0.39;
        canvas.line(
          16 + Math.cos(angle) * 9.5,
          16 + Math.sin(angle) * 9.5,
          16 + Math.cos(angle) * 13,
          16 + Math.sin(angle) * 13,
          ramps.sun[2],
          2,
        );
      }
      canvas.blob(16, 16, 7.6, 7.6, ramps.sun, { bright: 0.16 });
    }),
  moon: () =>
    icon((canvas) => {
      canvas.blob(15, 16, 12, 12, ramps.lilac, { bright: 0.2, contrast: 0.7 });
      canvas.eachInEllipse(20.5, 12.5, 9.4, 9.4, 0, (x, y) => canvas.clear(x, y));
      canvas.rect(22, 9, 2, 2, white);
      canvas.rect(25, 15, 1, 1, white);
    }),
};

/**
 * @param {number} width
 * @param {number} height
 * @param {Ramp} ramp
 * @param {{ pressed?: boolean, bright?: number }} [options]
 */
function button(width, height, ramp, { pressed = false, bright = 0 } = {}) {
  const canvas = new Canvas(width, height);
  const drop = pressed ? 2 : 0;
  const body = height - 3;
  const cut = [4, 2, 1, 1];
  for (let y = 0; y < height; y += 1) {
    const fromEdge = Math.min(y - drop, height - 1 - y);
    if (fromEdge < 0) {
      continue;
    }
    const inset = cut[fromEdge] ?? 0;
    for (let x = inset; x < width - inset; x += 1) {
      const rim = x === inset || x === width - 1 - inset || y === drop || y === height - 1;
      const lip = y >= body + (pressed ? 2 : 0);
      let value = 0.64 + bright - ((y - drop) / body) * 0.16;
      if (y === drop + 1) {
        value = 0.95;
      }
      canvas.set(x, y, rim ? mix(ramp[0], ink, 0.45) : lip ? ramp[0] : tone(ramp, value));
    }
  }
  return canvas;
}

function parchment() {
  const canvas = button(64, 64, ramps.wood);
  for (let y = 5; y < 57; y += 1) {
    for (let x = 5; x < 59; x += 1) {
      const rim = x === 5 || y === 5 || x === 58 || y === 56;
      const stain = Math.sin(x * 0.31 + y * 0.17) + Math.sin(x * 0.11 - y * 0.27) > 1.45;
      canvas.set(x, y, rim ? ramps.parchment[0] : stain ? ramps.parchment[2] : ramps.parchment[3]);
    }
  }
  for (const [x, y] of [
    [3, 3],
    [59, 3],
    [3, 57],
    [59, 57],
  ]) {
    canvas.rect(x - 1, y - 1, 4, 4, ramps.sun[0]);
    canvas.rect(x, y, 2, 2, ramps.sun[3]);
  }
  return canvas;
}

function dialogueFrame() {
  const canvas = new Canvas(160, 56);
  canvas.draw(button(160, 56, ramps.wood), 0, 0);
  canvas.rect(4, 4, 152, 46, ramps.parchment[1]);
  canvas.rect(5, 5, 150, 44, ramps.parchment[3]);
  canvas.rect(5, 5, 150, 1, ramps.parchment[4]);
  canvas.rect(8, 8, 38, 38, ramps.wood[1]);
  canvas.rect(9, 9, 36, 36, ramps.sky[3]);
  canvas.polygon(
    [
      [146, 42],
      [152, 42],
      [149, 46],
    ],
    ramps.poppy[2],
  );
  for (const [y, length] of [
    [14, 84],
    [22, 92],
    [30, 60],
  ]) {
    canvas.rect(54, y, length, 2, ramps.parchment[2]);
  }
  return canvas;
}

function cursors() {
  const paw = new Canvas(32, 32);
  paw.blob(16, 20, 7, 6, ramps.hare, { bright: 0.12 });
  for (const [x, y] of [
    [8, 13],
    [13, 8],
    [19, 8],
    [24, 13],
  ]) {
    paw.blob(x, y, 2.9, 3.4, ramps.hare, { bright: 0.14 });
    paw.ellipse(x, y + 0.6, 1.5, 1.8, ramps.rose[3]);
  }
  paw.ellipse(16, 21, 4, 3.2, ramps.rose[3]);
  paw.outline();
  const arrow = new Canvas(32, 32);
  arrow.polygon(
    [
      [5, 3],
      [5, 24],
      [10.5, 19],
      [14, 27],
      [18, 25.4],
      [14.6, 17.6],
      [22, 17],
    ],
    (x, y) => (x - y > -6 ? ramps.cream[2] : white),
  );
  arrow.outline({ strength: 0.8 });
  return { arrow, paw };
}

/** @returns {import('./asset.mjs').Asset[]} */
export function interfaceParts() {
  const slices = (/** @type {number} */ inset) =>
    json({ slice: { left: inset, top: inset, right: inset, bottom: inset } });
  /** @type {(kind: keyof typeof icons, name: string, registered: boolean, tags?: string[]) => import('./asset.mjs').Asset} */
  const iconAsset = (kind, name, registered, tags = []) => ({
    root: `ui/icons/${kind}`,
    name,
    type: 'image',
    tags: ['ui', 'icon', ...tags],
    files: { [`${kind}.png`]: icons[kind]().toPng() },
    registered,
  });
  const { arrow, paw } = cursors();
  return [
    iconAsset('heart', 'Icon, heart', true),
    iconAsset('coin', 'Icon, clover coin', true, ['shop']),
    iconAsset('carrot', 'Icon, carrot', true, ['shop', 'harvest']),
    iconAsset('honey', 'Icon, honey jar', true, ['shop', 'harvest']),
    iconAsset('acorn', 'Icon, acorn', true, ['shop', 'autumn']),
    iconAsset('sun', 'Icon, sun', true, ['day']),
    iconAsset('moon', 'Icon, moon', false, ['night']),
    {
      root: 'ui/buttons/leaf',
      name: 'Button, leaf green',
      type: 'image',
      description: 'Nine slices, 8 pixels at each side. At rest, under the pointer, pressed.',
      tags: ['ui', '9-slice'],
      preload: true,
      files: {
        'rest.png': button(48, 24, ramps.grass).toPng(),
        'hover.png': button(48, 24, ramps.grass, { bright: 0.18 }).toPng(),
        'pressed.png': button(48, 24, ramps.grass, { pressed: true, bright: -0.14 }).toPng(),
        'slices.json': slices(8),
      },
      registered: true,
    },
    {
      root: 'ui/buttons/poppy',
      name: 'Button, poppy red',
      type: 'image',
      description: 'For what cannot be taken back.',
      tags: ['ui', '9-slice'],
      preload: true,
      files: {
        'rest.png': button(48, 24, ramps.poppy).toPng(),
        'hover.png': button(48, 24, ramps.poppy, { bright: 0.18 }).toPng(),
        'pressed.png': button(48, 24, ramps.poppy, { pressed: true, bright: -0.14 }).toPng(),
        'slices.json': slices(8),
      },
      registered: true,
    },
    {
      root: 'ui/panels/parchment',
      name: 'Panel, parchment',
      type: 'image',
      tags: ['ui', '9-slice'],
      files: { 'parchment.png': parchment().toPng(), 'slices.json': slices(10) },
      registered: true,
    },
    {
      root: 'ui/panels/dialogue',
      name: 'Panel, dialogue with portrait',
      type: 'image',
      tags: ['ui', 'dialogue'],
      files: { 'dialogue.png': dialogueFrame().toPng() },
      registered: false,
    },
    {
      root: 'ui/cursors',
      name: 'Cursors',
      type: 'image',
      description: 'Arrow with its tip at 5, 3; paw with its middle at 16, 20.',
      tags: ['ui'],
      files: { 'arrow.png': arrow.toPng(), 'paw.png': paw.toPng() },
      registered: true,
    },
  ];
}

/** The star is drawn here and used by the assets with problems. */
export const star = icons.star;
