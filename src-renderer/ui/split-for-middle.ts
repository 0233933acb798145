const shortest = 16;
const tailLength = 8;

interface MiddleParts {
  readonly head: string;
  readonly tail: string;
}

/** The two parts between which a long text may be cut, whole characters as people see them; null for a short one. */
export function splitForMiddle(text: string): MiddleParts | null {
  if (text.length <= shortest) return null;
  const characters = Array.from(new Intl.Segmenter().segment(text), (part) => part.segment);
  if (characters.length <= shortest) return null;
  return {
    head: characters.slice(0, -tailLength).join(''),
    tail: characters.slice(-tailLength).join(''),
  };
}
