import type { AssetCounts, AssetFilter } from '../../src-preload/contract/domain/asset-list.ts';
import {
  formatSearch,
  parseSearch,
  problemHealths,
  type SearchKey,
  type SearchState,
  type SearchTerm,
} from '../../src-preload/contract/domain/search-terms.ts';

/** The filters of which one is chosen at a time. */
export const statusFilters = ['all', 'unregistered', 'registered', 'problems'] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** What each of them lets through, as a search says it. */
const statesOf: Readonly<Record<StatusFilter, readonly SearchState[]>> = {
  all: [],
  unregistered: ['unregistered'],
  registered: ['registered'],
  problems: problemHealths,
};

/** What the author has chosen, as the question that the packer understands: the search says all of it. */
export function filterOf(search: string): AssetFilter {
  // Searches that say the same are one question. What quotes would make longer is asked as it was typed.
  const tidy = formatSearch(parseSearch(search));
  return { registration: [], health: [], type: [], tag: [], search: tidy.length > search.length ? search : tidy };
}

/** How many assets of the whole project a status filter stands for. */
export function statusCount(counts: AssetCounts, status: StatusFilter): number {
  switch (status) {
    case 'all':
      return counts.all;
    case 'problems':
      return problemHealths.reduce((sum, health) => sum + counts.health[health], 0);
    case 'registered':
    case 'unregistered':
      return counts.registration[status];
    default:
      return status satisfies never;
  }
}

/** The status that a search says; `all` where it asks nothing but text, null where it says something else. */
export function statusOf(search: string): StatusFilter | null {
  const terms = parseSearch(search);
  if (terms.every(({ key }) => key === 'text')) {
    return 'all';
  }
  const [state, ...others] = terms.filter(({ key }) => key === 'is');
  if (state === undefined || state.excluded || others.length > 0) {
    return null;
  }
  const isSaid = (states: readonly string[]): boolean =>
    states.length === state.values.length && states.every((each) => state.values.includes(each));
  return statusFilters.find((status) => status !== 'all' && isSaid(statesOf[status])) ?? null;
}

/** The search with a status, or without it where it has it already. `all` leaves nothing but text. */
export function withStatus(search: string, status: StatusFilter): string {
  const terms = parseSearch(search);
  if (status === 'all') {
    return written(terms.filter(({ key }) => key === 'text'));
  }
  const others = terms.filter(({ key }) => key !== 'is');
  const values = statusOf(search) === status ? [] : statesOf[status];
  return written(values.length === 0 ? others : [...others, { key: 'is', values, excluded: false }]);
}

/** Whether a search asks for a value. */
export function hasValue(search: string, key: SearchKey, value: string): boolean {
  return parseSearch(search).some((term) => isFor(term, key) && term.values.some((each) => areSame(each, value)));
}

/** The values that a search asks for, of which one is enough or, in several terms, all are needed. */
export function valuesOf(search: string, key: SearchKey): readonly string[] {
  return parseSearch(search).flatMap((term) => (isFor(term, key) ? term.values : []));
}

/** The search with one value more, beside others of its key, or without it where it has it already. */
export function withToggled(search: string, key: SearchKey, value: string): string {
  const terms = parseSearch(search);
  if (hasValue(search, key, value)) {
    return written(
      terms.flatMap((term) => {
        const values = isFor(term, key) ? term.values.filter((each) => !areSame(each, value)) : term.values;
        return values.length === 0 ? [] : [{ ...term, values }];
      }),
    );
  }
  const at = terms.findIndex((term) => isFor(term, key));
  const term = terms[at];
  return written(
    term === undefined
      ? [...terms, { key, values: [value], excluded: false }]
      : terms.with(at, { ...term, values: [...term.values, value] }),
  );
}

/** The search with one value in the place of all others of its key, or without it where it has it already. */
export function withOnly(search: string, key: SearchKey, value: string): string {
  const others = parseSearch(search).filter((term) => !isFor(term, key));
  return written(hasValue(search, key, value) ? others : [...others, { key, values: [value], excluded: false }]);
}

/** The folder that a search asks for, without its last slash; empty where it asks for none, or for several. */
export function folderOf(search: string): string {
  const [term, ...others] = parseSearch(search).filter((each) => isFor(each, 'path'));
  const [path, ...paths] = term?.values ?? [];
  return path?.endsWith('/') === true && others.length === 0 && paths.length === 0 ? path.slice(0, -1) : '';
}

/** The search without one of its terms. */
export function withoutTerm(search: string, at: number): string {
  return written(parseSearch(search).toSpliced(at, 1));
}

/** The texts that a search looks for, as they can be marked where they were found. */
export function soughtTexts(search: string): readonly string[] {
  return parseSearch(search).flatMap(({ key, values, excluded }) => (key === 'text' && !excluded ? values : []));
}

/** Terms as they stand in the search field: whoever goes on typing begins another one. */
function written(terms: readonly SearchTerm[]): string {
  return terms.length === 0 ? '' : `${formatSearch(terms)} `;
}

function isFor(term: SearchTerm, key: SearchKey): boolean {
  return term.key === key && !term.excluded;
}

function areSame(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}
