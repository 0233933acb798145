import { create } from 'fontkit';
import { type FontInspection, fontRangeLimit } from '../../src-preload/contract/domain/source-inspection.ts';
import type { OpenedSource } from './opened-source.ts';

/** A script counts from so many characters on: fewer are shared signs and letters that a formula needs. */
const fewestCharacters = 8;

/** Scripts that a font can be said to cover, by their codes of ISO 15924. */
const scripts = [
  'Latn',
  'Grek',
  'Cyrl',
  'Armn',
  'Geor',
  'Hebr',
  'Arab',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
  'Thai',
  'Laoo',
  'Tibt',
  'Mymr',
  'Ethi',
  'Khmr',
  'Mong',
  'Hira',
  'Kana',
  'Hang',
  'Hani',
].map((code) => ({ code, pattern: new RegExp(`^\\p{Script=${code}}$`, 'u') }));

/** What a font file says of itself: TTF, OTF, WOFF or WOFF2. Null for a collection. Throws what fontkit does. */
export function readFont({ bytes }: OpenedSource): FontInspection | null {
  const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!('numGlyphs' in font)) {
    return null;
  }
  const characters = font.characterSet;
  return {
    kind: 'font',
    format: font.type,
    family: textOf(font.familyName),
    style: textOf(font.subfamilyName),
    glyphs: font.numGlyphs,
    characters: characters.length,
    ranges: rangesOf(characters),
    axes: Object.entries(font.variationAxes).map(([tag, axis]) => ({
      tag,
      name: textOf(axis?.name) ?? tag,
      min: axis?.min ?? 0,
      max: axis?.max ?? 0,
      default: axis?.default ?? 0,
    })),
    scripts: scriptsOf(characters),
  };
}

/** What untrusted bytes answer as a text may be none. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Characters as runs of what follows each other; what is no character, and what controls and shows nothing, is left out. */
export function rangesOf(characters: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  const sorted = Uint32Array.from(characters.filter((each) => Number.isInteger(each) && isShown(each)));
  for (const each of sorted.sort()) {
    const last = ranges.at(-1);
    if (last !== undefined && each <= last[1] + 1) {
      last[1] = each;
    } else if (ranges.length < fontRangeLimit) {
      ranges.push([each, each]);
    } else {
      break;
    }
  }
  return ranges;
}

function isShown(character: number): boolean {
  return character >= 0x20 && character <= 0x10ffff && (character < 0x7f || character > 0x9f);
}

function scriptsOf(characters: readonly number[]): string[] {
  const texts = characters.map((each) => (each <= 0x10ffff ? String.fromCodePoint(each) : ''));
  return scripts
    .map(({ code, pattern }) => ({ code, covered: texts.filter((text) => pattern.test(text)).length }))
    .filter(({ covered }) => covered >= fewestCharacters)
    .toSorted((a, b) => b.covered - a.covered)
    .map(({ code }) => code);
}
