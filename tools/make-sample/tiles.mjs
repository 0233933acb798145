// @ts-check
import { Canvas, json } from './canvas.mjs';
import { drawings as figure } from './characters.mjs';
import { ramps } from './palette.mjs';
import { drawings as plant } from './plants.mjs';
import { drawings as prop } from './props.mjs';
import { periodicNoise, random } from './random.mjs';

const size = 16;
const edge = periodicNoise('edge', 4);
/** Where the crests of small waves lie on a tile of water; they drift a pixel or two from frame to frame. */
const crests = [
  [2, 3, 4],
  [10, 6, 3],
  [4, 10, 3],
  [9, 13, 5],
];
const meadow = periodicNoise('meadow', 4);

/**
 * @param {Canvas} canvas
 * @param {number} left
 * @param {number} top
 * @param {number} variant 0 is plain, the others carry tufts and flowers
 */
function drawGrass(canvas, left, top, variant) {
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      canvas.set(left + x, top + y, meadow(x / 4, y / 4) > 0.64 ? ramps.grass[3] : '#79b658');
    }
  }
  const source = random(`grass ${variant}`);
  const tufts = variant === 0 ? 2 : 4;
  for (let tuft = 0; tuft < tufts; tuft += 1) {
    const x = left + source.integer(1, 12);
    const y = top + source.integer(4, 14);
    canvas.set(x, y, ramps.grass[2]);
    canvas.set(x, y - 1, ramps.grass[2]);
    canvas.set(x + 1, y, ramps.grass[1]);
    canvas.set(x + 2, y, ramps.grass[2]);
    canvas.set(x + 2, y - 1, ramps.grass[4]);
  }
  const blossoms = { 3: ramps.cream[4], 4: ramps.sun[3], 5: ramps.rose[3], 6: ramps.lilac[3] }[variant];
  if (blossoms !== undefined) {
    for (let flower = 0; flower < 3; flower += 1) {
      const x = left + 3 + flower * 4 + source.integer(0, 1);
      const y = top + source.integer(3, 12);
      canvas.set(x, y + 2, ramps.grass[1]);
      for (const [dx, dy] of [
        [0, -1],
        [-1, 0],
        [1, 0],
        [0, 1],
      ]) {
        canvas.set(x + dx, y + dy, blossoms);
      }
      canvas.set(x, y, variant === 4 ? ramps.sun[1] : ramps.sun[3]);
    }
  }
  if (variant === 7) {
    canvas.ellipse(left + 6, top + 9, 2.4, 1.8, ramps.stone[2]);
    canvas.rect(left + 5, top + 8, 2, 1, ramps.stone[4]);
    canvas.ellipse(left + 11, top + 11, 1.8, 1.4, ramps.stone[1]);
    canvas.set(left + 10, top + 10, ramps.stone[3]);
  }
}

/**
 * How far a pixel lies inside the second ground: the corners decide, and noise that repeats at the tile's size
 * makes the border uneven without breaking the fit between neighbours.
 *
 * @param {number} corners bit 0 upper left, 1 upper right, 2 lower left, 3 lower right
 * @param {number} x
 * @param {number} y
 */
function inside(corners, x, y) {
  const u = (x + 0.5) / size;
  const v = (y + 0.5) / size;
  const bit = (/** @type {number} */ place) => (corners >> place) & 1;
  const upper = bit(0) * (1 - u) + bit(1) * u;
  const lower = bit(2) * (1 - u) + bit(3) * u;
  return upper * (1 - v) + lower * v - 0.5 + (edge(x / 4, y / 4) - 0.5) * 0.22;
}

/**
 * @param {Canvas} canvas
 * @param {number} left
 * @param {number} top
 * @param {number} corners
 */
function drawPath(canvas, left, top, corners) {
  drawGrass(canvas, left, top, 0);
  const source = random(`path ${corners}`);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const depth = inside(corners, x, y);
      if (depth > 0) {
        const worn = meadow(x / 4 + 1, y / 4 + 2) > 0.6 ? '#dbb681' : '#e3c18a';
        canvas.set(left + x, top + y, depth < 0.07 ? ramps.path[1] : worn);
      } else if (depth > -0.07) {
        canvas.set(left + x, top + y, ramps.grass[2]);
      }
    }
  }
  for (let pebble = 0; pebble < 3; pebble += 1) {
    const x = source.integer(2, 12);
    const y = source.integer(2, 13);
    if (inside(corners, x, y) > 0.14 && inside(corners, x + 1, y) > 0.14) {
      canvas.rect(left + x, top + y, 2, 1, ramps.path[4]);
      canvas.rect(left + x, top + y + 1, 2, 1, ramps.path[1]);
    }
  }
}

/**
 * @param {Canvas} canvas
 * @param {number} left
 * @param {number} top
 * @param {number} corners
 * @param {number} [frame] 0..3
 */
function drawWater(canvas, left, top, corners, frame = 0) {
  drawGrass(canvas, left, top, 0);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const depth = inside(corners, x, y);
      let color;
      if (depth > 0.1) {
        color = ramps.water[2];
      } else if (depth > 0.045) {
        color = frame % 2 === 0 ? ramps.water[4] : ramps.water[3];
      } else if (depth > -0.03) {
        color = ramps.path[3];
      } else if (depth > -0.09) {
        color = ramps.path[1];
      } else if (depth > -0.14) {
        color = ramps.grass[2];
      }
      if (color !== undefined) {
        canvas.set(left + x, top + y, color);
      }
    }
  }
  crests.forEach(([from, y, length], index) => {
    const drift = [0, 1, 2, 1][(frame + index) % 4];
    const shown = length - ((frame + index * 2) % 4 === 3 ? 2 : 0);
    for (let step = 0; step < shown; step += 1) {
      const x = from + drift + step - 1;
      const row = y + (step === 0 || step === shown - 1 ? 1 : 0);
      if (x < size && inside(corners, x, row) > 0.16) {
        canvas.set(left + x, top + row, index % 2 === 0 && step === 1 ? ramps.water[4] : ramps.water[3]);
      }
    }
  });
}

/** Eight columns: grass, then the sixteen corner cases of path, then those of water. */
function drawTileset() {
  const canvas = new Canvas(size * 8, size * 5);
  for (let index = 0; index < 8; index += 1) {
    drawGrass(canvas, index * size, 0, index);
  }
  for (let corners = 0; corners < 16; corners += 1) {
    const column = (corners % 8) * size;
    const row = Math.floor(corners / 8) * size;
    drawPath(canvas, column, size + row, corners);
    drawWater(canvas, column, size * 3 + row, corners);
  }
  return canvas;
}

const cornerNames = ['upper-left', 'upper-right', 'lower-left', 'lower-right'];

/** @param {number} corners */
function namesOf(corners) {
  return cornerNames.filter((_, bit) => ((corners >> bit) & 1) === 1);
}

/** The ground at the crossings of the level's grid: `.` grass, `p` path, `w` water. */
const ground = [
  '...............................',
  '....................wwww.......',
  '...................wwwwwww.....',
  '..................wwwwwwwww....',
  '..................wwwwwwwww....',
  '....pppp...........wwwwwwww....',
  '...pppppp...........wwwwww.....',
  '...ppppppp...........wwww......',
  '....pppppppp...................',
  '.......pppppppp................',
  '..........pppppppp.............',
  '.............ppppppppp.........',
  '................pppppppppppppp.',
  '..................ppppppppppppp',
  '.....................pppppppppp',
  '...............................',
  '...............................',
];

const things = /** @type {const} */ ([
  ['pine', 0, 0],
  ['pine', 408, -14],
  ['birch', 42, -18],
  ['apple', 200, 0],
  ['pine', -30, 66],
  ['bush', 372, 84],
  ['well', 90, 78],
  ['lilies', 338, 66],
  ['beehive', 250, 96],
  ['boulder', 12, 156],
  ['signpost', 196, 138],
  ['sunflower', 150, 58],
  ['sunflower', 168, 66],
  ['poppy', 60, 128],
  ['poppy', 84, 150],
  ['hare', 128, 108],
  ['fox', 268, 176],
  ['bee', 276, 82],
  ['butterfly', 184, 92],
  ['daisy', 118, 164],
  ['bluebell', 300, 146],
  ['bluebell', 322, 152],
  ['tulip', 238, 214],
  ['daisy', 214, 220],
  ['agaric', 40, 196],
  ['pebbles', 300, 222],
  ['log', 86, 196],
  ['basket', 246, 52],
  ['oak', 394, 120],
  ['fence', 0, 232],
  ['fence', 64, 232],
  ['fence', 128, 232],
]);

const makers = {
  oak: plant.oak,
  apple: plant.appleTree,
  pine: plant.pine,
  birch: plant.birch,
  bush: plant.hazelBush,
  agaric: plant.flyAgaric,
  daisy: plant.daisy,
  poppy: plant.poppy,
  sunflower: plant.sunflower,
  bluebell: plant.bluebell,
  tulip: plant.tulip,
  well: prop.well,
  signpost: prop.signpost,
  beehive: prop.beehive,
  boulder: prop.boulder,
  pebbles: prop.pebbles,
  log: prop.log,
  basket: prop.basket,
  fence: prop.fence,
  lilies: prop.waterLilies,
  hare: figure.hare,
  fox: figure.fox,
  bee: figure.bee,
  butterfly: figure.butterfly,
};

const columns = 30;
const rows = 16;

/** The level as tile numbers, one row of the map a line. */
export function levelTiles() {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const corners = [
        ground[row][column],
        ground[row][column + 1],
        ground[row + 1][column],
        ground[row + 1][column + 1],
      ];
      const mask = (/** @type {string} */ kind) =>
        corners.reduce((bits, corner, bit) => bits | (corner === kind ? 1 << bit : 0), 0);
      if (mask('w') > 0) {
        return 24 + mask('w');
      }
      if (mask('p') > 0) {
        return 8 + mask('p');
      }
      const source = random(`tile ${row} ${column}`);
      return source.next() < 0.62 ? source.integer(0, 2) : source.integer(1, 7);
    }),
  );
}

/** What stands in the level, from back to front. */
export function levelThings() {
  return things
    .map(([kind, x, y]) => ({ kind, x, y, foot: y + makers[kind]().height }))
    .sort((a, b) => a.foot - b.foot)
    .map(({ kind, x, y }) => ({ kind, x, y }));
}

/** The clearing as the game shows it. */
function drawClearing() {
  const canvas = new Canvas(columns * size, rows * size);
  levelTiles().forEach((line, row) => {
    line.forEach((tile, column) => {
      const [left, top] = [column * size, row * size];
      if (tile >= 24) {
        drawWater(canvas, left, top, tile - 24);
      } else if (tile >= 8) {
        drawPath(canvas, left, top, tile - 8);
      } else {
        drawGrass(canvas, left, top, tile);
      }
    });
  });
  for (const { kind, x, y } of levelThings()) {
    canvas.draw(makers[kind](), x, y);
  }
  return canvas;
}

/** @returns {import('./asset.mjs').Asset[]} */
export function tiles() {
  const shore = new Canvas(size * 8, size * 4);
  for (let frame = 0; frame < 4; frame += 1) {
    [15, 12, 3, 10, 5, 8, 4, 2].forEach((corners, column) => {
      drawWater(shore, column * size, frame * size, corners, frame);
    });
  }
  const picket = new Canvas(size * 4, size * 2);
  picket.draw(prop.fence(), 0, 0);
  const clearing = drawClearing();
  return [
    {
      root: 'world/tiles/meadow',
      name: 'Meadow ground',
      type: 'tileset',
      description: 'Grass in eight variants, path and water in the sixteen corner cases each. 16 by 16, no margin.',
      tags: ['ground', 'tiles', '16px'],
      preload: true,
      files: {
        'meadow.png': drawTileset().toPng(),
        'meadow.tileset.json': json({
          image: 'meadow.png',
          tile: { width: size, height: size },
          columns: 8,
          terrains: [
            { name: 'grass', first: 0, count: 8 },
            {
              name: 'path',
              first: 8,
              count: 16,
              corners: Array.from({ length: 16 }, (_, corners) => namesOf(corners)),
            },
            {
              name: 'water',
              first: 24,
              count: 16,
              corners: Array.from({ length: 16 }, (_, corners) => namesOf(corners)),
            },
          ],
        }),
      },
      registered: true,
    },
    {
      root: 'world/tiles/shore',
      name: 'Shore, four frames',
      type: 'tileset',
      description: 'One frame a row: open water, the four sides, three corners.',
      tags: ['ground', 'tiles', '16px', 'animation'],
      files: {
        'shore.png': shore.toPng(),
        'shore.tileset.json': json({
          image: 'shore.png',
          tile: { width: size, height: size },
          columns: 8,
          frames: 4,
          duration: 220,
        }),
      },
      registered: true,
    },
    {
      root: 'world/tiles/fence',
      name: 'Fence pieces',
      type: 'tileset',
      tags: ['tiles', '16px', 'repeat-x'],
      files: {
        'fence.png': picket.toPng(),
        'fence.tileset.json': json({ image: 'fence.png', tile: { width: size, height: size * 2 }, columns: 4 }),
      },
      registered: false,
    },
    {
      root: 'world/maps/sunny-clearing',
      name: '"Sunny" <meadow> 🌻',
      type: 'image',
      description:
        'The first level from above, for the map screen. The name is written as the game shows it: quotes, brackets & all.',
      tags: ['map', 'level-1', '"quoted"', '<b>not bold</b>'],
      files: { 'sunny clearing.png': clearing.toPng() },
      registered: true,
    },
  ];
}
