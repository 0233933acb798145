import type { PortabilityReason } from '../../../src-preload/contract/domain/diagnostic.ts';

/** Longest segment and path in UTF-8 bytes that common file systems take. */
export const segmentByteLimit = 255;
const pathByteLimit = 1024;

/** Half of a character: written to disk it would become another one. */
export const loneSurrogate = /\p{Surrogate}/u;
export const controlCharacter = /\p{Cc}/u;
export const reservedCharacter = /[<>:"|?*]/;
/** Device names of Windows, with or without an extension, in any case; spaces before the extension don't count there. */
export const reservedName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i;
/** With the short name that Windows gives to `.git`. */
export const privateFolders = new Set(['.git', 'git~1', '.prometeu', 'node_modules']);

/**
 * Most paths: segments of letters, digits, lines and single dots and spaces between these, which nothing but its length
 * and a name that is taken can be against. Asked first, because a large project has some hundred thousand of them.
 */
const plainPath = /^[\w-]+(?:[ .][\w-]+)*(?:\/[\w-]+(?:[ .][\w-]+)*)*$/;
const mayBeTaken = /(?:^|\/)(?:(?:con|prn|aux|nul|com\d|lpt\d) *(?:[./]|$)|node_modules(?:\/|$))/i;

/**
 * Why a relative path with `/` can't be used on every system, or null where it can. The rules hold on every system
 * alike, so that a project that opens here opens everywhere.
 */
export function portabilityProblem(path: string): PortabilityReason | null {
  if (path.length <= segmentByteLimit && plainPath.test(path) && !mayBeTaken.test(path)) {
    return null;
  }
  if (path.startsWith('/') || /^[a-zA-Z]:/.test(path) || path.startsWith('~')) {
    return 'absolute';
  }
  if (path.includes('\\')) {
    return 'backslash';
  }
  if (loneSurrogate.test(path)) {
    return 'not-unicode';
  }
  if (controlCharacter.test(path)) {
    return 'control-character';
  }
  if (path.normalize('NFC') !== path) {
    return 'not-nfc';
  }
  if (utf8Length(path) > pathByteLimit) {
    return 'too-long';
  }
  for (const segment of path.split('/')) {
    const problem = segmentProblem(segment);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}

/** Whether a relative path, taken step by step, leaves the folder that it starts in. */
export function leavesFolder(path: string): boolean {
  let depth = 0;
  for (const segment of path.split(/[/\\]/)) {
    if (segment === '..') {
      depth -= 1;
    } else if (segment !== '' && segment !== '.') {
      depth += 1;
    }
    if (depth < 0) {
      return true;
    }
  }
  return false;
}

function segmentProblem(segment: string): PortabilityReason | null {
  if (segment === '' || segment === '.' || segment === '..') {
    return 'empty-segment';
  }
  if (privateFolders.has(segment.toLowerCase())) {
    return 'private-folder';
  }
  if (reservedCharacter.test(segment)) {
    return 'reserved-character';
  }
  if (reservedName.test(segment)) {
    return 'reserved-name';
  }
  if (segment.endsWith('.') || segment.endsWith(' ')) {
    return 'trailing-dot-or-space';
  }
  return utf8Length(segment) > segmentByteLimit ? 'too-long' : null;
}

/** How many bytes a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
