import type { SearchProblem } from '../../domain/search-terms.ts';

/** What is said of a token of a search that can't be followed. `known` are the values that can stand there. */
export const searchProblems = {
  'unknown-type': '“{{value}}” is no type: there are {{known}}.',
  'unknown-state': '“{{value}}” is no state: there are {{known}}.',
  'value-missing': '“{{key}}:” needs a value, right behind it.',
} as const satisfies Record<SearchProblem['code'], string>;
