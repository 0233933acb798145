// @ts-check
import { json } from './canvas.mjs';

/**
 * An asset as its author hands it in.
 *
 * @typedef {object} Asset
 * @property {string} root
 * @property {string} name
 * @property {'image' | 'tileset' | 'sprite-atlas' | 'sound' | 'music' | 'model' | 'font' | 'text' | 'data'} type
 * @property {string} [description]
 * @property {string[]} [tags]
 * @property {boolean} [preload]
 * @property {Record<string, Uint8Array | string>} files source files by name, in the order in which the manifest lists them
 * @property {boolean} registered
 */

/**
 * @param {Asset} asset
 * @returns {string} the content of its `asset.json`
 */
export function manifestOf({ name, type, description, tags, preload, files }) {
  return json({ schemaVersion: 1, name, type, description, sources: Object.keys(files), tags, preload });
}
