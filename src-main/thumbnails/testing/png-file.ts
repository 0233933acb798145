import { crc32, deflateSync } from 'node:zlib';

interface PngParts {
  readonly width: number;
  readonly height: number;
  /** The channels of each pixel, as numbers from 0 to 255; red, half transparent where nothing is said. */
  readonly pixel?: readonly [number, number, number, number];
}

/** A PNG file of one colour, with an alpha channel. */
export function pngFile({ width, height, pixel = [255, 0, 0, 128] }: PngParts): Uint8Array {
  const line = Buffer.concat([Buffer.of(0), ...Array.from({ length: width }, () => Buffer.from(pixel))]);
  return pngOf(width, height, deflateSync(Buffer.concat(Array.from({ length: height }, () => line))));
}

/** A PNG file that says that it has so many pixels, and has none: what decodes it by its word asks for all of them. */
export function pngBomb(width: number, height: number): Uint8Array {
  return pngOf(width, height, deflateSync(Buffer.alloc(1_000)));
}

function pngOf(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a channel, red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
