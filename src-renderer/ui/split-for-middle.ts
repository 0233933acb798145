const shortest = 16;
const tailLength = 8;
/** The last folder or file of a path is what tells it from others, so it stays whole up to this length. */
const longestLastStep = 20;

/** One for all texts: each takes as long to make as many texts to cut. */
const segmenter = new Intl.Segmenter();

/** In a text of these alone, whatever looks like a character is one: most names and paths need no segmenter. */
const plain = /^[\x20-\x7e]*$/;

interface MiddleParts {
  readonly head: string;
  readonly tail: string;
}

/** The two parts between which a long text may be cut, whole characters as people see them; null for a short one. */
export function splitForMiddle(text: string): MiddleParts | null {
  if (text.length <= shortest) {
    return null;
  }
  const characters = plain.test(text) ? Array.from(text) : Array.from(segmenter.segment(text), (part) => part.segment);
  if (characters.length <= shortest) {
    return null;
  }
  const slash = characters.lastIndexOf('/');
  const lastStep = slash === -1 ? 0 : characters.length - slash;
  const kept = lastStep <= longestLastStep ? Math.max(lastStep, tailLength) : tailLength;
  return {
    head: characters.slice(0, -kept).join(''),
    tail: characters.slice(-kept).join(''),
  };
}
