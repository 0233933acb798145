// @ts-check
import { json } from './canvas.mjs';
import { levelThings, levelTiles } from './tiles.mjs';

const prices = {
  currency: 'clover coin',
  items: [
    { id: 'carrot', buy: 4, sell: 2, stack: 20, icon: 'ui/icons/carrot' },
    { id: 'acorn', buy: 3, sell: 1, stack: 50, icon: 'ui/icons/acorn' },
    { id: 'honey', buy: 18, sell: 11, stack: 5, icon: 'ui/icons/honey' },
    { id: 'apple', buy: 6, sell: 3, stack: 20 },
    { id: 'chanterelle', buy: 12, sell: 8, stack: 10, season: 'autumn' },
    { id: 'four-leaf-clover', sell: 250, stack: 1, lucky: true },
  ],
};

const spawns = {
  zones: {
    clearing: [
      { kind: 'butterfly', hours: [8, 18], weight: 6, most: 5 },
      { kind: 'bee', hours: [9, 17], weight: 4, most: 8, near: 'world/props/beehive' },
      { kind: 'fox', hours: [6, 10], weight: 1, most: 1 },
    ],
    pond: [
      { kind: 'dragonfly', hours: [10, 20], weight: 3, most: 3 },
      { kind: 'frog', hours: [19, 24], weight: 5, most: 6 },
    ],
    forest: [
      { kind: 'owl', hours: [21, 24], weight: 1, most: 1 },
      { kind: 'firefly', hours: [20, 24], weight: 9, most: 30 },
    ],
  },
};

const day = `hour,sky,light,music
5,dusk,0.45,firefly-lullaby
7,day,0.80,morning-meadow
12,day,1.00,morning-meadow
18,dusk,0.70,firefly-lullaby
21,night,0.30,firefly-lullaby
`;

const controls = {
  walk: { keys: ['ArrowLeft', 'ArrowRight', 'KeyA', 'KeyD'], pad: 'left-stick' },
  hop: { keys: ['Space'], pad: 'south' },
  talk: { keys: ['KeyE', 'Enter'], pad: 'west' },
  basket: { keys: ['Tab'], pad: 'north' },
};

/** @returns {import('./asset.mjs').Asset[]} */
export function data() {
  return [
    {
      root: 'data/items/prices',
      name: 'Item prices',
      type: 'data',
      description: 'What the mole buys and sells. A thing without "buy" is never in the shop.',
      tags: ['shop', 'balance'],
      preload: true,
      files: { 'prices.json': json(prices) },
      registered: true,
    },
    {
      root: 'data/spawns',
      name: 'Spawn table',
      type: 'data',
      tags: ['balance', 'critter'],
      files: { 'spawns.json': json(spawns) },
      registered: true,
    },
    {
      root: 'data/levels/clearing',
      name: 'Level 1, the clearing',
      type: 'data',
      description: 'Tile numbers of world/tiles/meadow, one row of the map a line, and what stands on them.',
      tags: ['level-1', 'map'],
      files: {
        'tiles.csv': levelTiles()
          .map((row) => `${row.join(',')}\n`)
          .join(''),
        'things.json': json(levelThings()),
      },
      registered: true,
    },
    {
      root: 'data/day-cycle',
      name: 'Light and music over the day',
      type: 'data',
      tags: ['day', 'dusk', 'night'],
      files: { 'day.csv': day },
      registered: false,
    },
    {
      root: 'data/controls',
      name: 'Controls',
      type: 'data',
      tags: ['ui'],
      files: { 'controls.json': json(controls) },
      registered: true,
    },
  ];
}
