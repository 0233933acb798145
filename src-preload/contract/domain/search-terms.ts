import { type Health, healths, type Registration, registrations, type TypeFilter, typeFilters } from './asset.ts';
import { typeNamed } from './type-labels.ts';

/**
 * What a token of a search can ask of, by the word before its colon:
 * - `type`: the asset's type, or `unknown`; by its label too, in any language of the screen: "atlas de sprites" is `sprite-atlas`.
 * - `is`: its registration or its health; `problem` is every health that the screen counts among problems.
 * - `tag`: a whole tag of it. Case does not matter, here and everywhere.
 * - `path`: what its root begins with; `ui/` is all below that folder.
 * - `ext`: an extension of one of its source files, as a whole; a dot before it says nothing.
 * - `id`: what its asset id begins with.
 */
export const searchKeys = ['type', 'is', 'tag', 'path', 'ext', 'id'] as const;
export type SearchKey = (typeof searchKeys)[number];

/**
 * One token of a search. Terms combine by "and", the values of one by "or"; `excluded` ones, with a `-` before them, let
 * through what they would otherwise keep out. A word or a phrase has the key `text` and one value.
 */
export interface SearchTerm {
  readonly key: SearchKey | 'text';
  readonly values: readonly string[];
  readonly excluded: boolean;
}

/** What `is` can ask of. */
export type SearchState = Registration | Health;
export const searchStates: readonly SearchState[] = [...registrations, ...healths];

/** Health other than ok: what the screen calls problems, and what `is:problem` is short for. */
export const problemHealths: readonly Health[] = ['warning', 'error', 'missing'];

/** What is wrong with a token. It is left out of the search, as far as it is wrong. */
export type SearchProblem =
  | { readonly code: 'unknown-type'; readonly value: string }
  | { readonly code: 'unknown-state'; readonly value: string }
  | { readonly code: 'value-missing'; readonly key: SearchKey };

/** The longest search, in UTF-16 code units. */
export const searchLimit = 1000;

/**
 * The terms of a search, in its order. Every text is a search: what is no token is a word. In quotes, which are doubled
 * where they stand for themselves, white space and commas are a part of the value; quotes that nobody closed end with the
 * text.
 */
export function parseSearch(search: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let rest = search.trimStart();
  while (rest !== '') {
    const { found, length } = firstTerm(rest);
    if (found !== null) {
      terms.push(found);
    }
    rest = rest.slice(length).trimStart();
  }
  return terms;
}

/** The terms as a search, which is parsed to the same terms again. */
export function formatSearch(terms: readonly SearchTerm[]): string {
  return terms.map(formatTerm).join(' ');
}

/** What is wrong with terms, in their order. */
export function problemsOfSearch(terms: readonly SearchTerm[]): SearchProblem[] {
  return terms.flatMap(({ key, values }): SearchProblem[] => {
    if (key === 'text') {
      return [];
    }
    if (values.length === 0) {
      return [{ code: 'value-missing', key }];
    }
    switch (key) {
      case 'type':
        return values.filter((value) => !isType(value)).map((value) => ({ code: 'unknown-type', value }));
      case 'is':
        return values.filter((value) => !isState(value)).map((value) => ({ code: 'unknown-state', value }));
      default:
        return [];
    }
  });
}

/** The types that a term asks for, without what is none. */
export function typesIn({ values }: SearchTerm): TypeFilter[] {
  return values.filter(isType);
}

/** The states that a term asks for, without what is none. */
export function statesIn({ values }: SearchTerm): SearchState[] {
  return values.filter(isState);
}

function isType(value: string): value is TypeFilter {
  return typeFilters.some((type) => type === value);
}

function isState(value: string): value is SearchState {
  return searchStates.some((state) => state === value);
}

const keyOfToken = new RegExp(`^(${searchKeys.join('|')}):`, 'i');
const bareWord = /^\S*/;
const bareValue = /^[^\s,]*/;
const quoted = /^"((?:[^"]|"")*)(?:"|$)/;

/** What a text begins with, and how much of the text that is. */
interface Beginning<What> {
  readonly found: What;
  readonly length: number;
}

/** The term that a text begins with; null where it is an empty phrase. */
function firstTerm(text: string): Beginning<SearchTerm | null> {
  const excluded = /^-\S/.test(text);
  const start = excluded ? 1 : 0;
  const token = text.slice(start);
  const key = keyOfToken.exec(token)?.[1]?.toLowerCase();
  if (key !== undefined && isKey(key)) {
    const { found: values, length } = firstValues(token.slice(key.length + 1));
    const meant = [...new Set(values.flatMap((value) => meantBy(key, value)))].filter((value) => value !== '');
    return { found: { key, values: meant, excluded }, length: start + key.length + 1 + length };
  }
  const { found: value, length } = firstValue(token, bareWord);
  return { found: value === '' ? null : { key: 'text', values: [value], excluded }, length: start + length };
}

function isKey(word: string): word is SearchKey {
  return searchKeys.some((key) => key === word);
}

/** What a value asks for, without what makes no difference to that; nothing where nothing is left. */
function meantBy(key: SearchKey, value: string): string | readonly string[] {
  switch (key) {
    case 'type':
      return typeNamed(value) ?? value.toLowerCase();
    case 'is': {
      const state = value.toLowerCase();
      return state === 'problem' || state === 'problems' ? problemHealths : state;
    }
    case 'ext':
      return value.replace(/^\.+/, '');
    default:
      return value;
  }
}

/** The values that a text begins with, with commas between them. */
function firstValues(text: string): Beginning<readonly string[]> {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    const { found: value, length } = firstValue(text.slice(at), bareValue);
    if (value !== '') {
      values.push(value);
    }
    at += length;
    if (text[at] !== ',') {
      return { found: values, length: at };
    }
    at += 1;
  }
}

function firstValue(text: string, bare: RegExp): Beginning<string> {
  const quotation = quoted.exec(text);
  if (quotation !== null) {
    return { found: (quotation[1] ?? '').replaceAll('""', '"'), length: quotation[0].length };
  }
  const word = bare.exec(text)?.[0] ?? '';
  return { found: word, length: word.length };
}

function formatTerm({ key, values, excluded }: SearchTerm): string {
  const sign = excluded ? '-' : '';
  if (key === 'text') {
    return `${sign}${values.map((value) => (isPlainWord(value) ? value : inQuotes(value))).join('')}`;
  }
  return `${sign}${key}:${values.map((value) => (/^"|[\s,]/.test(value) ? inQuotes(value) : value)).join(',')}`;
}

/** Whether a word is a word without quotes, too. */
function isPlainWord(word: string): boolean {
  return !/^"|^-\S|\s/.test(word) && !keyOfToken.test(word);
}

function inQuotes(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
