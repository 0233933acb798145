// @ts-check
import { json } from './canvas.mjs';
import { star } from './interface.mjs';
import { drawings } from './plants.mjs';
import { bucket, flint, lantern } from './props.mjs';
import { owl } from './sounds.mjs';

/**
 * An asset that something is wrong with. Its manifest is written as it stands here, byte for byte.
 *
 * @typedef {object} Problem
 * @property {string} root
 * @property {string | Uint8Array | undefined} manifest undefined: there is no such file
 * @property {Record<string, Uint8Array | string>} files
 * @property {number} entries how many registry entries name it
 */

/**
 * One of each kind that version control can hold on every system. The last part of the root says which.
 *
 * The tests make the others themselves, in a folder of their own:
 *
 * - links, and with them what leaves `assets/` by one: a checkout on Windows makes none without a special right;
 * - files and folders that can't be read: version control keeps no such permission;
 * - folders with a name that not every system can have, twins that differ by case alone, and names that are no UTF-8:
 *   the checkout itself fails, or loses one of the two;
 * - folders more than 64 levels deep: their paths are too long for some systems;
 * - manifests of many megabytes, or with more problems than Studio lists: nobody should have to download them;
 * - a registry that is damaged or of another version: it would spoil the whole project, not one asset.
 *
 * @returns {Problem[]}
 */
export function problems() {
  const levels = 40;
  const longestName = 200;
  const noteOf = (/** @type {string} */ text) => new TextEncoder().encode(text);
  const latin1 = (/** @type {string} */ text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const quest = 'find = four-leaf clover\nreward = 3 carrots\n';
  return [
    {
      root: 'world/flowers/marigold-trailing-comma',
      manifest: `{
  "schemaVersion": 1,
  "name": "Marigold",
  "type": "image",
  "description": "Problem on purpose: the comma after the last tag.",
  "sources": ["marigold.png"],
  "tags": [
    "flower",
    "summer",
  ]
}
`,
      files: { 'marigold.png': drawings.marigold().toPng() },
      entries: 0,
    },
    {
      root: 'audio/sfx/owl-missing-quote',
      manifest: `{
  "schemaVersion": 1,
  "name": "Owl at night,
  "type": "sound",
  "description": "Problem on purpose: the name is not closed by a quote.",
  "sources": ["owl.wav"]
}
`,
      files: { 'owl.wav': owl() },
      entries: 1,
    },
    {
      root: 'audio/sfx/owl-unknown-key',
      manifest: json({
        schemaVersion: 1,
        name: 'Owl, two calls',
        type: 'sound',
        description: 'Problem on purpose: the key is "preload", not "preloads".',
        sources: ['owl.wav'],
        tags: ['sfx', 'night'],
        preloads: true,
      }),
      files: { 'owl.wav': owl() },
      entries: 1,
    },
    {
      root: 'ui/icons/star-wrong-type',
      manifest: json({
        schemaVersion: 1,
        name: 'Icon, star',
        type: 'image',
        description: 'Problem on purpose: tags are a list, not one text with commas.',
        sources: ['star.png'],
        tags: 'ui, icon',
      }),
      files: { 'star.png': star().toPng() },
      entries: 0,
    },
    {
      root: 'ui/icons/star-missing-type',
      manifest: json({
        schemaVersion: 1,
        name: 'Icon, star (new)',
        description: 'Problem on purpose: the author forgot the type.',
        sources: ['star.png'],
      }),
      files: { 'star.png': star().toPng() },
      entries: 0,
    },
    {
      root: 'ui/icons/star-duplicate-key',
      manifest: `{
  "schemaVersion": 1,
  "name": "Icon, star",
  "type": "image",
  "description": "Problem on purpose: the name is given twice, and readers do not agree on which one counts.",
  "sources": ["star.png"],
  "name": "Icon, gold star"
}
`,
      files: { 'star.png': star().toPng() },
      entries: 0,
    },
    {
      root: 'data/quests-schema-2',
      manifest: json({
        schemaVersion: 2,
        name: 'Quests',
        type: 'data',
        description: 'Problem on purpose: written for a version of the format that does not exist yet.',
        sources: ['quests.txt'],
      }),
      files: { 'quests.txt': quest },
      entries: 1,
    },
    {
      root: 'data/quests-too-deep',
      manifest: `{
  "schemaVersion": 1,
  "name": "Quests, nested",
  "type": "data",
  "description": "Problem on purpose: lists in lists, ${levels} levels deep.",
  "sources": ["quests.txt"],
  "tags": ${'['.repeat(levels)}"quest"${']'.repeat(levels)}
}
`,
      files: { 'quests.txt': quest },
      entries: 0,
    },
    {
      root: 'text/poems/spring-not-utf-8',
      manifest: latin1(`{
  "schemaVersion": 1,
  "name": "Poema: ch\u00e3o de primavera",
  "type": "text",
  "description": "Problem on purpose: saved as Latin-1, so the letter \u00e3 is not UTF-8.",
  "sources": ["spring.txt"]
}
`),
      files: { 'spring.txt': 'O chão acorda verde,\ne ninguém lhe pediu.\n' },
      entries: 0,
    },
    {
      root: 'world/props/lantern-missing-source',
      manifest: json({
        schemaVersion: 1,
        name: 'Lantern',
        type: 'image',
        description: 'Problem on purpose: lantern-lit.png was never added.',
        sources: ['lantern.png', 'lantern-lit.png'],
        tags: ['prop', 'night'],
      }),
      files: { 'lantern.png': lantern().toPng() },
      entries: 1,
    },
    {
      root: 'ui/panels/wood-outside-folder',
      manifest: json({
        schemaVersion: 1,
        name: 'Panel, wood',
        type: 'image',
        description: "Problem on purpose: the picture lies in another asset's folder.",
        sources: ['../parchment/parchment.png'],
        tags: ['ui', '9-slice'],
      }),
      files: {},
      entries: 0,
    },
    {
      root: 'world/rocks/flint-source-twice',
      manifest: json({
        schemaVersion: 1,
        name: 'Flint',
        type: 'image',
        description: 'Problem on purpose: the same picture is listed twice.',
        sources: ['flint.png', 'flint.png'],
        tags: ['rock'],
      }),
      files: { 'flint.png': flint().toPng() },
      entries: 1,
    },
    {
      root: 'world/props/well/bucket-nested',
      manifest: json({
        schemaVersion: 1,
        name: 'Bucket of the well',
        type: 'image',
        description: "Problem on purpose: this asset lies inside the well's folder.",
        sources: ['bucket.png'],
        tags: ['prop', 'quest'],
      }),
      files: { 'bucket.png': bucket().toPng() },
      entries: 0,
    },
    {
      root: 'ui/icons/star-registered-twice',
      manifest: json({
        schemaVersion: 1,
        name: 'Icon, star (small)',
        type: 'image',
        description:
          'Problem on purpose: two registry entries with different ids name this folder, as after a merge of two branches.',
        sources: ['star.png'],
        tags: ['ui', 'icon'],
      }),
      files: { 'star.png': star().toPng() },
      entries: 2,
    },
    { root: 'world/trees/willow-folder-gone', manifest: undefined, files: {}, entries: 1 },
    {
      root: 'world/flowers/marigold-unknown-type',
      manifest: json({
        schemaVersion: 1,
        name: 'Marigold in the wind',
        type: 'video',
        description: 'Problem on purpose: there is no type "video".',
        sources: ['marigold.png'],
        tags: ['flower', 'summer'],
      }),
      files: { 'marigold.png': drawings.marigold().toPng() },
      entries: 0,
    },
    {
      root: 'ui/icons/star-empty-name',
      manifest: json({
        schemaVersion: 1,
        name: '',
        type: 'image',
        description: 'Problem on purpose: the name is empty.',
        sources: ['star.png'],
        tags: ['ui', 'icon'],
      }),
      files: { 'star.png': star().toPng() },
      entries: 0,
    },
    {
      root: 'ui/icons/star-long-name',
      manifest: json({
        schemaVersion: 1,
        name: 'Icon, star for the corner of the quest book; '.repeat(5).slice(0, longestName + 1),
        type: 'image',
        description: `Problem on purpose: the name has ${longestName + 1} characters, one too many.`,
        sources: ['star.png'],
        tags: ['ui', 'icon'],
      }),
      files: { 'star.png': star().toPng() },
      entries: 0,
    },
    {
      root: 'world/rocks/flint-reserved-name',
      manifest: json({
        schemaVersion: 1,
        name: 'Flint, spare picture',
        type: 'image',
        description:
          'Problem on purpose: Windows keeps the name "aux" for itself, so no file there can be called aux.png.',
        sources: ['flint.png', 'aux.png'],
        tags: ['rock'],
      }),
      files: { 'flint.png': flint().toPng() },
      entries: 0,
    },
    {
      root: 'world/props/lamp-manifest-is-a-folder',
      manifest: undefined,
      files: { 'asset.json/lamp.png': lantern().toPng() },
      entries: 0,
    },
    {
      root: 'world/props/lantern-source-is-a-folder',
      manifest: json({
        schemaVersion: 1,
        name: 'Lantern, swinging',
        type: 'image',
        description: 'Problem on purpose: "frames" is a folder; sources are the files in it.',
        sources: ['frames'],
        tags: ['prop', 'night'],
      }),
      files: { 'frames/lantern-1.png': lantern().toPng() },
      entries: 1,
    },
  ].map((problem) => ({
    ...problem,
    manifest: typeof problem.manifest === 'string' ? noteOf(problem.manifest) : problem.manifest,
  }));
}
