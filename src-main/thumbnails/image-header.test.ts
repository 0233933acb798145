import { Transformer } from '@napi-rs/image';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readImageHeader } from './image-header.ts';
import { pngBomb, pngFile } from './testing/png-file.ts';

/** 300 by 200 pixels of noise that is the same each time. */
const pixels = Uint8Array.from({ length: 300 * 200 * 4 }, (_, at) => (at * 7919) % 251);
const picture = (): Transformer => Transformer.fromRgbaPixels(pixels, 300, 200);

describe('the header of a file that a codec wrote', () => {
  test.each([
    ['png', () => picture().png(), true],
    ['jpeg', () => picture().jpeg(80), false],
    ['webp', () => picture().webp(80), true],
    ['webp', () => picture().webpLossless(), true],
    ['avif', () => picture().avif({ speed: 10 }), true],
  ] as const)('says its size, and whether it has alpha: %s', async (format, encode, alpha) => {
    const bytes = await encode();

    expect(readImageHeader(bytes)).toEqual({ format, width: 300, height: 200, alpha });
  });

  test('of a bitmap', async () => {
    expect(readImageHeader(await picture().bmp())).toMatchObject({ format: 'bmp', width: 300, height: 200 });
  });
});

test('a GIF says its size, and its transparent colour', () => {
  const start = [...Buffer.from('GIF89a'), 3, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  const comment = [0x21, 0xfe, 2, 65, 66, 0];
  const control = [0x21, 0xf9, 4, 1, 0, 0, 1, 0];

  expect(readImageHeader(Uint8Array.from([...start, ...comment, ...control, 0x2c]))).toEqual({
    format: 'gif',
    width: 3,
    height: 2,
    alpha: true,
  });
  expect(readImageHeader(Uint8Array.from([...start, 0x2c, 0, 0]))).toMatchObject({ alpha: false });
});

test('a PNG of a few bytes that says that it has 400 million pixels is taken at its word', () => {
  expect(readImageHeader(pngBomb(20_000, 20_000))).toMatchObject({ width: 20_000, height: 20_000 });
});

test('a file that ends before its header does has none, and no bytes are an error', async () => {
  const files = [pngFile({ width: 2, height: 2 }), await picture().jpeg(80), await picture().webp(80)];
  for (const bytes of files) {
    fc.assert(
      fc.property(fc.nat(40), (length) => {
        expect(() => readImageHeader(bytes.subarray(0, length))).not.toThrow();
      }),
    );
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...files), (noise, bytes) => {
      // A beginning that is right, and then anything.
      readImageHeader(Buffer.concat([bytes.subarray(0, 12), noise]));
      readImageHeader(noise);
    }),
  );
  expect(readImageHeader(new Uint8Array())).toBeNull();
  expect(readImageHeader(pngFile({ width: 2, height: 2 }).subarray(0, 20))).toBeNull();
});
