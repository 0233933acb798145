import { visibleTextInSentence } from '../ui/visible-text.ts';

/** The plain values of a failure, a finding or a fix, ready to stand in a sentence. */
export function visibleData(source: object): Record<string, string | number> {
  const data: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(source)) {
    if (typeof value === 'number') {
      data[key] = value;
    } else if (typeof value === 'string') {
      data[key] = visibleTextInSentence(value);
    }
  }
  return data;
}
