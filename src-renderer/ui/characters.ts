/** One for all texts: each takes as long to make as many texts to cut. */
const segmenter = new Intl.Segmenter();

/** In a text of these alone, whatever looks like a character is one: most names and paths need no segmenter. */
const plain = /^[\x20-\x7e]*$/;

/** The characters of a text as people see them: an emoji of several parts is one. */
export function charactersOf(text: string): readonly string[] {
  return plain.test(text) ? Array.from(text) : Array.from(segmenter.segment(text), (part) => part.segment);
}
