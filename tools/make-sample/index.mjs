// @ts-check

/**
 * Makes `samples/meadow`, the small project that the README, the screenshots and the user-story tests open.
 *
 *   node tools/make-sample/index.mjs [folder]
 *
 * The folder is cleared and written anew. Nothing depends on the clock or on chance, so two runs with one version of
 * Node.js give the same bytes; other versions may pack the same pixels differently.
 *
 * Each kind of asset has a file of its own beside this one. `problems.mjs` holds the assets that are wrong on purpose:
 * one for each thing that Studio has to notice.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestOf } from './asset.mjs';
import { backdrops } from './backdrops.mjs';
import { characters } from './characters.mjs';
import { data } from './data.mjs';
import { fonts } from './fonts.mjs';
import { interfaceParts } from './interface.mjs';
import { models } from './models.mjs';
import { music } from './music.mjs';
import { plants } from './plants.mjs';
import { problems } from './problems.mjs';
import { props } from './props.mjs';
import { registryOf } from './registry.mjs';
import { sounds } from './sounds.mjs';
import { texts } from './texts.mjs';
import { tiles } from './tiles.mjs';

const target = resolve(process.argv[2] ?? fileURLToPath(new URL('../../samples/meadow', import.meta.url)));

/**
 * @param {string} path below the project
 * @param {Uint8Array | string} content
 */
async function put(path, content) {
  const file = join(target, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/**
 * @param {string} root
 * @param {Uint8Array | string | undefined} manifest
 * @param {Record<string, Uint8Array | string>} files
 */
async function putAsset(root, manifest, files) {
  if (manifest !== undefined) {
    await put(`assets/${root}/asset.json`, manifest);
  }
  for (const [name, content] of Object.entries(files)) {
    await put(`assets/${root}/${name}`, content);
  }
}

const good = [
  ...characters(),
  ...plants(),
  ...props(),
  ...tiles(),
  ...backdrops(),
  ...interfaceParts(),
  ...sounds(),
  ...(await music()),
  ...(await models()),
  ...(await fonts()),
  ...texts(),
  ...data(),
];
const wrong = problems();

await rm(target, { recursive: true, force: true });
await put('prometeu.json', '{"schemaVersion":1,"name":"Meadow"}\n');
await put('.gitattributes', 'assets.jsonl text eol=lf merge=union\n');
await put('.gitignore', '.prometeu/\n');
for (const asset of good) {
  await putAsset(asset.root, manifestOf(asset), asset.files);
}
for (const { root, manifest, files } of wrong) {
  await putAsset(root, manifest, files);
}
const registered = good.filter((asset) => asset.registered);
await put(
  'assets.jsonl',
  registryOf([
    ...registered.map(({ root }) => root),
    ...wrong.flatMap(({ root, entries }) => new Array(entries).fill(root)),
  ]),
);

console.log(
  `${good.length} good assets, ${registered.length} of them registered; ${wrong.length} with a problem: ${target}`,
);
