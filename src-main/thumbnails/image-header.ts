import type { ImageHeader } from '../../src-preload/contract/domain/picture.ts';

type Size = Pick<ImageHeader, 'width' | 'height'>;

/**
 * What an image file says of itself, from its first bytes and without decoding a pixel: PNG, JPEG, WebP, AVIF, BMP or
 * GIF. Null where they are none of these, or too few to tell. The size is the file's own word: who decodes it must not
 * trust it further than that.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of [readPng, readJpeg, readWebp, readAvif, readBmp, readGif]) {
    try {
      const header = read(view);
      if (header !== null) {
        return header.width > 0 && header.height > 0 ? header : null;
      }
    } catch (error) {
      // The bytes end before the header does.
      if (!(error instanceof RangeError)) {
        throw error;
      }
      return null;
    }
  }
  return null;
}

function textAt(view: DataView, at: number, length: number): string {
  let text = '';
  for (let place = at; place < at + length && place < view.byteLength; place += 1) {
    text += String.fromCharCode(view.getUint8(place));
  }
  return text;
}

function readPng(view: DataView): ImageHeader | null {
  if (textAt(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || textAt(view, 12, 4) !== 'IHDR') {
    return null;
  }
  const colour = view.getUint8(25);
  return {
    format: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    alpha: colour === 4 || colour === 6 || hasPngTransparency(view),
  };
}

/** Whether a chunk before the pixels makes colours transparent. */
function hasPngTransparency(view: DataView): boolean {
  let at = 8;
  while (at + 8 <= view.byteLength) {
    const name = textAt(view, at + 4, 4);
    if (name === 'tRNS' || name === 'IDAT') {
      return name === 'tRNS';
    }
    at += 12 + view.getUint32(at);
  }
  return false;
}

function readJpeg(view: DataView): ImageHeader | null {
  if (view.byteLength < 3 || view.getUint8(0) !== 0xff || view.getUint8(1) !== 0xd8) {
    return null;
  }
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) {
      return null;
    }
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isFrame(marker)) {
      return { format: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5), alpha: false };
    } else {
      at += 2 + (isAlone(marker) ? 0 : view.getUint16(at + 2));
    }
  }
}

/** Start of a frame: C0 to CF, without the three that are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function readWebp(view: DataView): ImageHeader | null {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') {
    return null;
  }
  switch (textAt(view, 12, 4)) {
    case 'VP8 ':
      return {
        format: 'webp',
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
        alpha: false,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return {
        format: 'webp',
        width: (bits & 0x3fff) + 1,
        height: ((bits >>> 14) & 0x3fff) + 1,
        alpha: ((bits >>> 28) & 1) === 1,
      };
    }
    case 'VP8X':
      return {
        format: 'webp',
        width: 1 + (view.getUint16(24, true) | (view.getUint8(26) << 16)),
        height: 1 + (view.getUint16(27, true) | (view.getUint8(29) << 16)),
        alpha: (view.getUint8(20) & 0x10) !== 0,
      };
    default:
      return null;
  }
}

const alphaPlane = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

function readAvif(view: DataView): ImageHeader | null {
  if (textAt(view, 4, 4) !== 'ftyp' || !/avi[fs]/.test(textAt(view, 8, Math.min(view.getUint32(0), 64) - 8))) {
    return null;
  }
  const meta = boxesIn(view, 0, view.byteLength).find(({ name }) => name === 'meta');
  if (meta === undefined) {
    throw new RangeError('The header goes on after these bytes');
  }
  const properties = boxAt(boxAt(boxesIn(view, meta.from + 4, meta.to), view, 'iprp'), view, 'ipco');
  // Several pictures may be in the file: the largest is the whole one.
  const sizes = properties
    .filter(({ name }) => name === 'ispe')
    .map(({ from }): Size => ({ width: view.getUint32(from + 4), height: view.getUint32(from + 8) }));
  const largest = sizes.reduce<Size | null>(
    (best, size) => (best === null || size.width * size.height > best.width * best.height ? size : best),
    null,
  );
  const alpha = properties.some(
    ({ name, from }) => name === 'auxC' && textAt(view, from + 4, alphaPlane.length) === alphaPlane,
  );
  return largest === null ? null : { format: 'avif', ...largest, alpha };
}

interface Box {
  readonly name: string;
  /** Where its content lies. */
  readonly from: number;
  readonly to: number;
}

function boxesIn(view: DataView, from: number, to: number): readonly Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= Math.min(to, view.byteLength)) {
    const size = view.getUint32(at);
    // One that reaches to the end of the file, or is larger than 4 GB, holds pixels.
    if (size < 8) {
      break;
    }
    boxes.push({ name: textAt(view, at + 4, 4), from: at + 8, to: at + size });
    at += size;
  }
  return boxes;
}

function boxAt(boxes: readonly Box[], view: DataView, sought: string): readonly Box[] {
  const box = boxes.find(({ name }) => name === sought);
  return box === undefined ? [] : boxesIn(view, box.from, box.to);
}

function readBmp(view: DataView): ImageHeader | null {
  if (textAt(view, 0, 2) !== 'BM') {
    return null;
  }
  const headerBytes = view.getUint32(14, true);
  if (headerBytes === 12) {
    return { format: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true), alpha: false };
  }
  return {
    format: 'bmp',
    width: Math.abs(view.getInt32(18, true)),
    // Negative where the first line is the upper one.
    height: Math.abs(view.getInt32(22, true)),
    alpha: headerBytes >= 56 && view.getUint32(66, true) !== 0,
  };
}

function readGif(view: DataView): ImageHeader | null {
  if (!/^GIF8[79]a$/.test(textAt(view, 0, 6))) {
    return null;
  }
  const flags = view.getUint8(10);
  const colours = (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
  return {
    format: 'gif',
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    alpha: hasGifTransparency(view, 13 + colours),
  };
}

/** Whether the extension before the first picture names a transparent colour. */
function hasGifTransparency(view: DataView, from: number): boolean {
  let at = from;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0x21) {
    if (view.getUint8(at + 1) === 0xf9) {
      return (view.getUint8(at + 3) & 1) === 1;
    }
    at += 2;
    while (at < view.byteLength && view.getUint8(at) !== 0) {
      at += 1 + view.getUint8(at);
    }
    at += 1;
  }
  return false;
}
