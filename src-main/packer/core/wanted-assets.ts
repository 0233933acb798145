import type { AssetFilter } from '../../../src-preload/contract/domain/asset-list.ts';
import {
  parseSearch,
  type SearchState,
  type SearchTerm,
  statesIn,
  typesIn,
} from '../../../src-preload/contract/domain/search-terms.ts';
import {
  everyKind,
  isOfBothRegistrations,
  type KindSet,
  kindsAsText,
  kindsInAny,
  kindsInBoth,
  kindsNotIn,
  kindsOfHealth,
  kindsOfRegistration,
  kindsOfType,
} from './asset-kind.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { foldSearched, foldText } from './text-order.ts';

/**
 * One thing that is asked of an asset beside its kind; of `values` one is enough, and `excluded` ones are let through
 * where it does not hold. Values are folded, those of `exact-tag` apart, which are tags as manifests have them.
 */
export interface Condition {
  readonly by: 'text' | 'tag' | 'exact-tag' | 'path' | 'ext' | 'id';
  readonly values: readonly string[];
  readonly excluded: boolean;
}

/** What a filter lets through: assets of these kinds, for which each of the conditions holds. */
export interface WantedAssets {
  readonly kinds: KindSet;
  readonly conditions: readonly Condition[];
  /** Another one for whatever lets through something else: what was worked out of it is kept under this. */
  readonly key: string;
}

// Asked for at each opening and each scroll of an unfiltered list: of what follows nothing need be at hand then.
const everyAsset = wanted(everyKind, []);

function wanted(kinds: KindSet, conditions: readonly Condition[]): WantedAssets {
  return { kinds, conditions, key: JSON.stringify([conditions, kindsAsText(kinds)]) };
}

/** What a filter asks for, its search among it. What is wrong with a search is left out (problemsOfSearch). */
export function wantedAssets(filter: AssetFilter): WantedAssets {
  const { registration, health, type, tag, search } = filter;
  if (search === '' && registration.length + health.length + type.length + tag.length === 0) {
    return everyAsset;
  }
  return filters(everyAsset, JSON.stringify([registration, health, type, tag, search]), () => wantedBy(filter));
}

// Each window of a list asks for the same.
const filters = createKeptAnswers<WantedAssets>(16);

function wantedBy({ registration, health, type, tag, search }: AssetFilter): WantedAssets {
  const terms = search === '' ? [] : parseSearch(search);
  let kinds = everyKind;
  const narrow = (sets: readonly KindSet[]): void => {
    if (sets.length > 0) {
      kinds = kindsInBoth(kinds, kindsInAny(sets));
    }
  };
  narrow(registration.map((value) => kindsOfRegistration[value]));
  narrow(health.map((value) => kindsOfHealth[value]));
  narrow(type.map((value) => kindsOfType[value]));
  const conditions = new Map<string, Condition>();
  const add = (condition: Condition): void => {
    if (condition.values.length > 0) {
      conditions.set(JSON.stringify(condition), condition);
    }
  };
  add({ by: 'exact-tag', values: [...new Set(tag)], excluded: false });
  for (const term of terms) {
    const meant = kindsOf(term);
    if (meant !== null) {
      kinds = kindsInBoth(kinds, meant);
    } else if (term.key !== 'type' && term.key !== 'is') {
      add({ by: term.key, values: term.values.map((value) => keyOf(term.key, value)), excluded: term.excluded });
    }
  }
  return wanted(kinds, [...conditions.values()]);
}

/** Whether a registration can bring an asset into what a filter lets through, or take it out (rule Q6). */
export function dependsOnRegistration(filter: AssetFilter): boolean {
  const { kinds, conditions } = wantedAssets(filter);
  return !isOfBothRegistrations(kinds) || conditions.some(({ by }) => by === 'id');
}

const kindsOfState: Readonly<Record<SearchState, KindSet>> = { ...kindsOfRegistration, ...kindsOfHealth };

/** The kinds that a term lets through; null where it says nothing of kinds. */
function kindsOf(term: SearchTerm): KindSet | null {
  const sets =
    term.key === 'type'
      ? typesIn(term).map((value) => kindsOfType[value])
      : term.key === 'is'
        ? statesIn(term).map((value) => kindsOfState[value])
        : [];
  if (sets.length === 0) {
    return null;
  }
  return term.excluded ? kindsNotIn(kindsInAny(sets)) : kindsInAny(sets);
}

/** No text that is looked through has a line end in it where two of its parts do not meet. */
function keyOf(by: SearchTerm['key'], value: string): string {
  return (by === 'text' ? foldSearched(value) : foldText(value)).replaceAll('\n', ' ');
}
