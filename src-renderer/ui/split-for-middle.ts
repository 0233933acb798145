import { charactersOf } from './characters.ts';

const shortest = 16;
const tailLength = 8;
/** The last folder or file of a path is what tells it from others, so it stays whole up to this length. */
const longestLastStep = 20;

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
  const kept = lastStep <= longestLastStep ? Math.max(lastStep, tailLength) : tailLength;
  return {
    head: characters.slice(0, -kept).join(''),
    tail: characters.slice(-kept).join(''),
  };
}
