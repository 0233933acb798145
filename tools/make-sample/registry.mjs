// @ts-check
import { crc32 } from 'node:zlib';
import { random } from './random.mjs';

/**
 * @param {number} milliseconds since 1970
 * @param {string} seed
 */
function uuidV7(milliseconds, seed) {
  const source = random(seed);
  const bytes = Array.from({ length: 16 }, () => source.integer(0, 255));
  for (let index = 0; index < 6; index += 1) {
    bytes[index] = Math.floor(milliseconds / 2 ** (8 * (5 - index))) % 256;
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The registry that names each root once for each time that it is given, as if an author had registered a few of them
 * on every working day of one spring.
 *
 * @param {readonly string[]} roots
 * @returns {string} the content of `assets.jsonl`
 */
export function registryOf(roots) {
  const source = random('registry');
  let at = Date.parse('2026-03-02T09:12:40.000Z');
  const lines = roots.map((root, index) => {
    at += index % 6 === 0 && index > 0 ? 23 * 3_600_000 + source.integer(0, 3_600_000) : source.integer(9_000, 300_000);
    const record = {
      op: 'put',
      id: uuidV7(at, `id ${index} ${root}`),
      rev: 1,
      cmd: uuidV7(at - source.integer(4, 40), `cmd ${index} ${root}`),
      root,
      at: new Date(at).toISOString(),
    };
    const text = JSON.stringify(record);
    const checksum = crc32(text).toString(16).padStart(8, '0');
    return `${text.slice(0, -1)},"c":"${checksum}"}`;
  });
  return ['{"prometeu":"assets","v":1}', ...lines, ''].join('\n');
}
