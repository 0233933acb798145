// @ts-check
import { Canvas, ditherAt, mix } from './canvas.mjs';
import { ramps, white } from './palette.mjs';
import { random } from './random.mjs';

const width = 480;
const height = 270;

/**
 * @typedef {object} Mood
 * @property {string[]} sky from the top down
 * @property {string[]} hills from far to near
 * @property {string[]} meadow dark to light
 * @property {{ x: number, y: number, radius: number, color: string, glow: string }} sun
 * @property {string[]} clouds dark to light
 * @property {string} mist
 * @property {number} stars
 * @property {number} fireflies
 * @property {string[]} blossoms
 */

/** @type {Record<'day' | 'dusk' | 'night', Mood>} */
const moods = {
  day: {
    sky: ['#4f8ed0', '#64a3dc', '#7fb9e4', '#9fcdea', '#bfdff0', '#dcecef', '#f1f1e2'],
    hills: ['#a9cbd9', '#8bbcc0', '#74ac9f', '#5f9d7c', '#4b8b5c'],
    meadow: ['#2f6a4a', '#41834c', '#5fa352', '#88c35c', '#b9dd74'],
    sun: { x: 372, y: 58, radius: 20, color: '#fff6d0', glow: '#fdeebb' },
    clouds: ['#a9c6e2', '#cfe0ee', '#edf3f4', '#fffdf5'],
    mist: '#e9f1e6',
    stars: 0,
    fireflies: 0,
    blossoms: ['#fffdf5', '#ffd866', '#f5929a', '#c2b2ee', '#dd4a3f'],
  },
  dusk: {
    sky: ['#3a3570', '#57428a', '#84519a', '#b7609a', '#e27a8b', '#f79e7d', '#fcc98a'],
    hills: ['#b56a94', '#94588f', '#744a83', '#573f74', '#3f3763'],
    meadow: ['#2a2a52', '#343b5e', '#45526a', '#627172', '#97957a'],
    sun: { x: 330, y: 148, radius: 26, color: '#ffe9a8', glow: '#ffbf86' },
    clouds: ['#6f4a92', '#a95d9a', '#e58a94', '#ffc59a'],
    mist: '#f2a08c',
    stars: 40,
    fireflies: 26,
    blossoms: ['#e7b7b0', '#f0b469', '#d5718b', '#a186c9'],
  },
  night: {
    sky: ['#141a3f', '#1b2450', '#243161', '#2f4073', '#3d5285', '#506796', '#6a80a4'],
    hills: ['#435a86', '#374d77', '#2c4068', '#223459', '#1a294a'],
    meadow: ['#10203a', '#172d45', '#1f3c50', '#2c5360', '#477a78'],
    sun: { x: 112, y: 62, radius: 17, color: '#f6f2dc', glow: '#8fa2c9' },
    clouds: ['#2a3a69', '#3a4d7c', '#536893', '#7f92b2'],
    mist: '#7d94b4',
    stars: 150,
    fireflies: 42,
    blossoms: ['#8ea0c4', '#a9a0cf', '#6f86b3'],
  },
};

/**
 * @param {Canvas} canvas
 * @param {number} cx
 * @param {number} base
 * @param {number} reach
 * @param {readonly string[]} colors dark to light
 * @param {import('./random.mjs').Random} source
 * @param {boolean} [wrapped] continue at the other side
 */
function drawCloud(canvas, cx, base, reach, colors, source, wrapped = false) {
  const puffs = Array.from({ length: Math.round(reach / 4) + 4 }, () => {
    const along = source.between(-1, 1);
    const radius = reach * (0.16 + 0.24 * (1 - along * along)) * source.between(0.8, 1.15);
    return { x: cx + along * reach * 0.8, y: base - radius * 0.55 - (1 - along * along) * reach * 0.12, radius };
  });
  const left = Math.floor(cx - reach * 1.4);
  for (let x = left; x < left + reach * 2.8; x += 1) {
    for (let y = Math.floor(base - reach); y <= base; y += 1) {
      let brightest = -1;
      for (const puff of puffs) {
        const u = (x + 0.5 - puff.x) / puff.radius;
        const v = (y + 0.5 - puff.y) / (puff.radius * 0.82);
        if (u * u + v * v <= 1) {
          brightest = Math.max(brightest, 0.5 - v * 0.42 - u * 0.14);
        }
      }
      if (brightest >= 0) {
        const low = Math.min(1, (base - y) / (reach * 0.3));
        const value = brightest * (0.55 + 0.45 * low) * (colors.length - 1) + ditherAt(x, y) * 0.7;
        const color = colors[Math.min(colors.length - 1, Math.max(0, Math.round(value)))];
        canvas.set(wrapped ? ((x % canvas.width) + canvas.width) % canvas.width : x, y, color);
      }
    }
  }
}

/**
 * @param {Canvas} canvas
 * @param {Mood} mood
 */
function drawSky(canvas, { sky, sun, stars, clouds }) {
  const source = random(`sky ${sky[0]}`);
  const horizon = 190;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = Math.min(1, y / horizon) * (sky.length - 1) + ditherAt(x, y) * 0.9;
      let color = sky[Math.min(sky.length - 1, Math.max(0, Math.round(value)))];
      const far = Math.hypot(x - sun.x, y - sun.y) / sun.radius;
      if (far < 4.2) {
        const share = Math.max(0, 0.62 - far * 0.14) + ditherAt(x, y) * 0.1;
        color = mix(color, sun.glow, Math.max(0, Math.round(share * 6) / 6));
      }
      canvas.set(x, y, color);
    }
  }
  for (let star = 0; star < stars; star += 1) {
    const x = source.integer(0, width - 1);
    const y = Math.floor(source.next() ** 1.5 * 150);
    const large = source.next() < 0.12;
    canvas.set(x, y, white, large ? 255 : 150);
    if (large) {
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ]) {
        canvas.set(x + dx, y + dy, white, 90);
      }
    }
  }
  canvas.ellipse(sun.x, sun.y, sun.radius, sun.radius, sun.color);
  if (stars > 100) {
    for (const [dx, dy, radius] of [
      [-5, -4, 4],
      [5, 3, 3],
      [-2, 7, 2.4],
      [6, -7, 2],
    ]) {
      canvas.ellipse(sun.x + dx, sun.y + dy, radius, radius * 0.9, '#dcdccf');
    }
  }
  for (const [x, y, reach] of [
    [80, 92, 52],
    [236, 60, 40],
    [420, 112, 46],
    [318, 128, 26],
    [160, 140, 24],
  ]) {
    drawCloud(canvas, x, y, reach, clouds, source);
  }
}

/**
 * @param {Canvas} canvas
 * @param {Mood} mood
 * @param {number} layer 0 is the farthest
 */
function drawHill(canvas, { hills, mist, sun, sky }, layer) {
  const color = hills[layer];
  const source = random(`hill ${layer}`);
  const shift = source.between(0, 9);
  const base = 150 + layer * 15;
  const swing = 20 - layer * 2;
  const crest = (/** @type {number} */ x) =>
    base +
    Math.sin(x * (0.011 + layer * 0.003) + shift) * swing +
    Math.sin(x * (0.031 + layer * 0.005) + shift * 2.3) * swing * 0.35;
  for (let x = 0; x < width; x += 1) {
    const top = Math.round(crest(x));
    const facing = crest(x + 2) - crest(x - 2);
    for (let y = top; y < height; y += 1) {
      const down = y - top;
      const haze = Math.min(0.42, (down / 70) * 0.5) + ditherAt(x, y) * 0.06;
      let tint = mix(color, mist, Math.max(0, Math.round(haze * 10) / 10) * (1 - layer * 0.13));
      if (down < 2 && facing * (sun.x < x ? -1 : 1) < 0.6) {
        tint = mix(tint, sun.glow, 0.28);
      }
      canvas.set(x, y, tint);
    }
  }
  const dark = mix(color, sky[0], 0.28);
  const trees = layer === 0 ? 0 : 18 + layer * 10;
  for (let tree = 0; tree < trees; tree += 1) {
    const x = Math.round((Math.floor(source.between(0, 8)) / 8) * width + source.between(-26, 26));
    const top = Math.round(crest(x)) + source.integer(0, 3);
    const tall = (4 + layer * 2.6) * source.between(0.7, 1.3);
    if (source.next() < 0.6) {
      for (let y = 0; y < tall * 1.7; y += 1) {
        const half = ((y / (tall * 1.7)) * tall) / 2.4 + (y % 3 === 2 ? 0.8 : 0);
        canvas.rect(Math.round(x - half), Math.round(top - tall * 1.5 + y), Math.max(1, Math.round(half * 2)), 1, dark);
        canvas.set(Math.round(x - half), Math.round(top - tall * 1.5 + y), mix(dark, sun.glow, 0.16));
      }
    } else {
      canvas.ellipse(x, top - tall * 0.5, tall * 0.62, tall * 0.6, dark);
      canvas.ellipse(x - tall * 0.14, top - tall * 0.66, tall * 0.38, tall * 0.34, mix(dark, sun.glow, 0.12));
    }
  }
}

/**
 * @param {Canvas} canvas
 * @param {Mood} mood
 */
function drawMeadow(canvas, { meadow, blossoms, sun, fireflies, mist }) {
  const source = random(`meadow ${meadow[0]}`);
  const crest = (/** @type {number} */ x) => 214 + Math.sin(x * 0.012 + 1) * 8 + Math.sin(x * 0.04) * 2;
  for (let x = 0; x < width; x += 1) {
    const top = Math.round(crest(x));
    for (let y = top; y < height; y += 1) {
      const down = (y - top) / (height - top);
      const band = Math.sin(x * 0.02 + y * 0.16) * 0.35 + Math.sin(x * 0.051 - y * 0.07) * 0.25;
      const value = 3.2 - down * 2.7 + band + ditherAt(x, y) * 0.9;
      canvas.set(x, y, meadow[Math.min(4, Math.max(0, Math.round(value)))]);
    }
    if (source.next() < 0.55) {
      canvas.line(x, top, x + source.integer(-1, 1), top - source.integer(1, 4), mix(meadow[3], mist, 0.2));
    }
  }
  for (let blade = 0; blade < 900; blade += 1) {
    const x = source.integer(0, width - 1);
    const y = Math.round(222 + source.next() ** 0.8 * 50);
    const near = (y - 214) / 56;
    const step = source.integer(0, 3);
    canvas.line(
      x,
      y,
      x + source.integer(-2, 2),
      y - 2 - near * 6,
      meadow[Math.max(0, Math.min(4, step + (near < 0.4 ? 1 : 0)))],
    );
  }
  for (let blossom = 0; blossom < 230; blossom += 1) {
    const group = source.integer(0, 11);
    const x = Math.round((group / 11) * width + (source.next() - source.next()) * 46);
    const y = Math.round(221 + source.next() ** 0.9 * 46);
    const color = mix(blossoms[(group + (source.next() < 0.25 ? 1 : 0)) % blossoms.length], meadow[2], 0.06);
    const near = y > 240;
    canvas.line(x, y, x, y + (near ? 5 : 2), meadow[0]);
    if (near) {
      canvas.rect(x - 1, y - 1, 3, 3, color);
      for (const [dx, dy] of [
        [-1, -1],
        [1, -1],
        [-1, 1],
        [1, 1],
      ]) {
        canvas.set(x + dx, y + dy, mix(color, meadow[1], 0.45));
      }
      canvas.set(x, y, sun.glow);
    } else {
      canvas.rect(x, y, 2, 1, color);
    }
  }
  for (let fly = 0; fly < fireflies; fly += 1) {
    const x = source.integer(4, width - 5);
    const y = source.integer(186, 262);
    canvas.ellipse(x + 0.5, y + 0.5, 3.5, 3.5, '#ffe58a', { alpha: 50 });
    canvas.ellipse(x + 0.5, y + 0.5, 1.8, 1.8, '#fff0a8', { alpha: 110 });
    canvas.set(x, y, '#fffbe0');
  }
}

/** @param {keyof typeof moods} name */
function scene(name) {
  const mood = moods[name];
  const canvas = new Canvas(width, height);
  drawSky(canvas, mood);
  for (let layer = 0; layer < mood.hills.length; layer += 1) {
    drawHill(canvas, mood, layer);
  }
  drawMeadow(canvas, mood);
  return canvas;
}

/**
 * @param {string} seed
 * @param {readonly (readonly [number, number, number])[]} places
 */
function cloudLayer(seed, places) {
  const canvas = new Canvas(width, 128);
  const source = random(seed);
  for (const [x, base, reach] of places) {
    drawCloud(canvas, x, base, reach, ['#9dbfe0', ...ramps.sky.slice(3), white, white], source, true);
  }
  return canvas;
}

/** @returns {import('./asset.mjs').Asset[]} */
export function backdrops() {
  return [
    {
      root: 'world/backdrops/day',
      name: 'Backdrop, day',
      type: 'image',
      description: 'Hills in five layers. 480 by 270, shown four times as large.',
      tags: ['backdrop', 'day'],
      preload: true,
      files: { 'day.png': scene('day').toPng() },
      registered: true,
    },
    {
      root: 'world/backdrops/dusk',
      name: 'Backdrop, dusk',
      type: 'image',
      description: 'The same hills as by day, with the first fireflies.',
      tags: ['backdrop', 'dusk'],
      files: { 'dusk.png': scene('dusk').toPng() },
      registered: true,
    },
    {
      root: 'world/backdrops/night',
      name: 'Backdrop, night',
      type: 'image',
      tags: ['backdrop', 'night'],
      files: { 'night.png': scene('night').toPng() },
      registered: false,
    },
    {
      root: 'world/backdrops/clouds',
      name: 'Parallax clouds',
      type: 'image',
      description: 'Two layers that repeat sideways; the far one moves at a third of the speed of the near one.',
      tags: ['backdrop', 'repeat-x'],
      files: {
        'near.png': cloudLayer('near', [
          [70, 110, 66],
          [250, 92, 54],
          [410, 116, 72],
        ]).toPng(),
        'far.png': cloudLayer('far', [
          [30, 70, 30],
          [150, 96, 36],
          [300, 62, 32],
          [380, 100, 26],
          [460, 84, 34],
        ]).toPng(),
      },
      registered: true,
    },
  ];
}
