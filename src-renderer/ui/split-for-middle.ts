import { charactersOf } from './characters.ts';

const shortest = 16;
const tailLength = 8;
/** The last folder or file of a path is what tells it from others, so it stays whole up to this length. */
const longestLastStep = 20;
/** The end of a name begins with one of its words, where one begins that leaves it as long as this at least and at most. */
const wholeWords = { shortest: 4, longest: 12 } as const;
const wordEnds = /[ _-]/;

interface MiddleParts {
  readonly head: string;
  readonly tail: string;
}

/** The two parts between which a long text may be cut, whole characters as people see them; null for a short one. */
export function splitForMiddle(text: string): MiddleParts | null {
  if (text.length <= shortest) {
    return null;
  }
  const characters = charactersOf(text);
  if (characters.length <= shortest) {
    return null;
  }
  const slash = characters.lastIndexOf('/');
  const lastStep = slash === -1 ? 0 : characters.length - slash;
  const kept =
    slash !== -1 && lastStep <= longestLastStep && lastStep >= wholeWords.shortest ? lastStep : wordsKept(characters);
  return {
    head: characters.slice(0, -kept).join(''),
    tail: characters.slice(-kept).join(''),
  };
}

/** How many of the last characters make as many whole words as there is room for; a number of letters where none do. */
function wordsKept(characters: readonly string[]): number {
  for (let kept: number = wholeWords.longest; kept >= wholeWords.shortest; kept -= 1) {
    const before = characters[characters.length - kept - 1];
    if (before !== undefined && wordEnds.test(before)) {
      return kept;
    }
  }
  return tailLength;
}
