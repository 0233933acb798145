// @ts-check
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pixelFont } from './pixel-font.mjs';

/** @param {string} path below a package that is installed */
async function packaged(path) {
  return new Uint8Array(await readFile(fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))));
}

/** @returns {Promise<import('./asset.mjs').Asset[]>} */
export async function fonts() {
  const inter = '@fontsource-variable/inter';
  const mono = '@fontsource-variable/jetbrains-mono';
  return [
    {
      root: 'fonts/clover-pixel',
      name: 'Clover Pixel',
      type: 'font',
      description:
        'Our own letters, five by seven pixels. For signs, prices and the dialogue; use sizes that 10 divides.',
      tags: ['font', 'pixel', 'dialogue'],
      preload: true,
      files: { 'clover-pixel.ttf': pixelFont() },
      registered: true,
    },
    {
      root: 'fonts/inter',
      name: 'Inter, menus',
      type: 'font',
      tags: ['font', 'ui'],
      files: {
        'inter-latin.woff2': await packaged(`${inter}/files/inter-latin-wght-normal.woff2`),
        'OFL.txt': await packaged(`${inter}/LICENSE`),
      },
      registered: true,
    },
    {
      root: 'fonts/jetbrains-mono',
      name: 'JetBrains Mono, debug overlay',
      type: 'font',
      tags: ['font', 'debug'],
      files: {
        'jetbrains-mono-latin.woff2': await packaged(`${mono}/files/jetbrains-mono-latin-wght-normal.woff2`),
        'OFL.txt': await packaged(`${mono}/LICENSE`),
      },
      registered: false,
    },
  ];
}
