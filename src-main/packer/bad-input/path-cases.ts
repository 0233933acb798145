import type { DiagnosticCode, PortabilityReason } from '../../../src-preload/contract/domain/diagnostic.ts';
import literalPaths from './literal-paths.json';
import pathGroups from './paths.json';
import twinPairs from './twins.json';

/** A path that no asset may have, as a source or as a root. */
export interface PathCase {
  readonly path: string;
  /** What the scanner says of it as a source. */
  readonly source: DiagnosticCode;
  /** Why it can't be a root. */
  readonly reason: PortabilityReason;
}

interface PathGroup {
  readonly source: string;
  readonly reason: string;
  readonly heads: readonly string[];
  readonly tails: readonly string[];
}

/** By what is wrong with them: every head with every tail. */
export function pathCases(): Map<string, PathCase[]> {
  return new Map(
    Object.entries<PathGroup>(pathGroups).map(([name, { heads, tails, source, reason }]) => [
      name,
      heads.flatMap((head) =>
        tails.map((tail) => ({
          path: head + tail,
          source: source as DiagnosticCode,
          reason: reason as PortabilityReason,
        })),
      ),
    ]),
  );
}

const notPortable = (path: string, reason: PortabilityReason): PathCase => {
  return { path, reason, source: 'source-path-not-portable' };
};

/** Every control character, in turn at the beginning, in the middle and at the end of a name. */
export function controlCharacterCases(): PathCase[] {
  const points = Array.from({ length: 0xa0 }, (_, point) => point).filter((point) => point < 0x20 || point > 0x7e);
  const around = [
    (character: string) => `${character}a.png`,
    (character: string) => `a/b${character}c.png`,
    (character: string) => `a.png${character}`,
  ];
  return points.map((point, at) => {
    const place = around[at % around.length] ?? String;
    return notPortable(place(String.fromCodePoint(point)), 'control-character');
  });
}

const deviceNames = [
  ...['con', 'prn', 'aux', 'nul', 'conin$', 'conout$'],
  ...Array.from({ length: 10 }, (_, digit) => [`com${String(digit)}`, `lpt${String(digit)}`]).flat(),
  ...['com¹', 'com²', 'com³', 'lpt¹', 'lpt²', 'lpt³'],
];

/** Every device name of Windows in three spellings that are not its plain one. */
export function reservedNameCases(): PathCase[] {
  const spellings = [
    (name: string) => `${name.toUpperCase()}.png`,
    (name: string) => `ui/${name.slice(0, 1).toUpperCase()}${name.slice(1)}.tar.gz`,
    (name: string) => `${name}  .x/picture.png`,
  ];
  return deviceNames.flatMap((name) => spellings.map((spell) => notPortable(spell(name), 'reserved-name')));
}

/** Names and paths of one byte too many, and of far too many, in letters of one to four bytes. */
export function tooLongCases(): PathCase[] {
  const names = ['a'.repeat(256), 'é'.repeat(128), '雲'.repeat(86), '😀'.repeat(64), 'a'.repeat(100_000)];
  const folders = (count: number, name: string): string => Array.from({ length: count }, () => name).join('/');
  return [
    ...names,
    ...names.slice(0, 4).map((name) => `a/${name}/picture.png`),
    `${folders(4, 'a'.repeat(255))}/b`,
    folders(513, 'a'),
    folders(5, '雲'.repeat(80)),
    folders(100_000, 'a'),
  ].map((path) => notPortable(path, 'too-long'));
}

/** Halves of characters, which no file system keeps as they are. */
export function halfCharacterCases(): PathCase[] {
  const halves = ['\ud800', '\udbff', '\udc00', '\udfff', '\ud83d', '\ude00'];
  return halves
    .flatMap((half) => [`${half}.png`, `a/${half}`, `a${half}b/c.png`])
    .map((path) => notPortable(path, 'not-unicode'));
}

/** Names that a program may take a liberty with and ours does not: each means the letters that it has. */
export const literalPathCases: readonly string[] = literalPaths;

/** Two roots that are one folder on some system. */
export const twinCases: readonly (readonly [string, string])[] = twinPairs as [string, string][];

/** Whether a folder of this path can be made where names are any bytes but NUL and a slash. */
export function canBeFolder(path: string): boolean {
  const names = path.split('/');
  const isName = (name: string): boolean => !['', '.', '..'].includes(name) && Buffer.byteLength(name) <= 255;
  return names.every(isName) && names.length <= 64 && !path.includes('\0') && !/\p{Surrogate}/u.test(path);
}
