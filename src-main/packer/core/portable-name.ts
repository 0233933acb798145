import {
  controlCharacter,
  loneSurrogate,
  privateFolders,
  reservedCharacter,
  reservedName,
  segmentByteLimit,
  utf8Length,
} from './portable-path.ts';

/** What a file's extension has at most: a longer one is no extension. */
const mostOfExtension = 16;

/** A file's name without its extension, and the extension with its dot. A dot at the beginning begins no extension. */
export function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 || dot === name.length - 1 || name.length - dot > mostOfExtension
    ? { stem: name, extension: '' }
    : { stem: name.slice(0, dot), extension: name.slice(dot) };
}

/**
 * A name that every system takes for a file or a folder (portable-path.ts), as like the given one as can be: NFC, with `-`
 * for what some system keeps for itself, no dot in front, and cut where it is too long. `other` is given where nothing is
 * left of it.
 */
export function portableName(name: string, other: string): string {
  const { stem, extension } = splitExtension(withPortableCharacters(name));
  const most = segmentByteLimit - utf8Length(extension) - 1;
  const cut = withoutEnd(cutToBytes(stem.replace(/^[. ]+/, '').replace(/^~/, '-'), most));
  const portable = `${cut === '' ? other : cut}${extension}`;
  const device = reservedName.exec(portable);
  if (device !== null) {
    const end = portable.search(/ *(?:\.|$)/);
    return `${portable.slice(0, end)}-${portable.slice(end)}`;
  }
  return privateFolders.has(portable.toLowerCase()) ? `${portable}-` : portable;
}

function withPortableCharacters(name: string): string {
  const characters = Array.from(name.normalize('NFC'), (character) =>
    loneSurrogate.test(character) ||
    controlCharacter.test(character) ||
    reservedCharacter.test(character) ||
    character === '/' ||
    character === '\\'
      ? '-'
      : character,
  );
  return withoutEnd(characters.join(''));
}

function withoutEnd(text: string): string {
  return text.replace(/[. ]+$/, '');
}

function cutToBytes(text: string, most: number): string {
  let left = most;
  let cut = '';
  for (const character of text) {
    left -= utf8Length(character);
    if (left < 0) {
      break;
    }
    cut += character;
  }
  return cut;
}
