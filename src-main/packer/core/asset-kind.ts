import {
  type Health,
  healths,
  type Registration,
  registrations,
  type TypeFilter,
  typeFilters,
} from '../../../src-preload/contract/domain/asset.ts';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, registrationOf } from './asset.ts';
import { type BlockTree, countOf, type Marks, type Selection } from './block-tree.ts';

/**
 * What lists are filtered by, registration, health and type in one number: an asset's kind. The item of an index is
 * an asset's slot and its kind in one integer, so that a list is filtered without a look at the assets.
 */
const kindBits = 7;
const kindMask = (1 << kindBits) - 1;

/** The largest project that fits: items stay integers of 30 bits, which the engine keeps in place. */
export const slotLimit = 1 << (30 - kindBits);

export function itemFor(slot: number, asset: Asset): number {
  return itemWith(slot, registrations.indexOf(registrationOf(asset)), asset);
}

/** The item of an asset in a list that does not know of its registration: a registration then leaves it as it is. */
export function itemWithoutRegistration(slot: number, asset: Asset): number {
  return itemWith(slot, 0, asset);
}

function itemWith(slot: number, ofRegistration: number, asset: Asset): number {
  const ofHealth = healths.indexOf(asset.health);
  const ofType = typeFilters.indexOf(typeOf(asset));
  return (slot << kindBits) | ((ofRegistration * healths.length + ofHealth) * typeFilters.length + ofType);
}

/** What the lists have an asset under that is filtered by type. */
export function typeOf({ type }: Pick<Asset, 'type'>): TypeFilter {
  return type ?? 'unknown';
}

export function slotOf(item: number): number {
  return item >>> kindBits;
}

export function kindOf(item: number): number {
  return item & kindMask;
}

interface KindParts {
  readonly registration: Registration;
  readonly health: Health;
  readonly type: TypeFilter;
}

const kinds: readonly KindParts[] = registrations.flatMap((registration) =>
  healths.flatMap((health) => typeFilters.map((type) => ({ registration, health, type }))),
);

/** How many kinds there are. */
export const kindCount = kinds.length;

/** Some kinds: a 1 for each that is meant. */
export type KindSet = Uint8Array;

export const everyKind: KindSet = kindsWhere(() => true);

/** Each kind alone. */
export const eachKind: readonly KindSet[] = kinds.map((alone) => kindsWhere((kind) => kind === alone));

function kindsWhere(isMeant: (kind: KindParts) => boolean): KindSet {
  return Uint8Array.from(kinds, (kind) => (isMeant(kind) ? 1 : 0));
}

/** The kinds that have a value, as it is asked for again and again. */
export const kindsOfRegistration = kindsByValue(registrations, 'registration');
export const kindsOfHealth = kindsByValue(healths, 'health');
export const kindsOfType = kindsByValue(typeFilters, 'type');

function kindsByValue<Part extends keyof KindParts>(
  values: readonly KindParts[Part][],
  part: Part,
): Readonly<Record<KindParts[Part], KindSet>> {
  return Object.fromEntries(
    values.map((value) => [value, kindsWhere((kind) => kind[part] === value)] as const),
  ) as Record<KindParts[Part], KindSet>;
}

// Loops: each window of a list works some of these out, and the array's own ways take ten times as long.

export function kindsInBoth(a: KindSet, b: KindSet): KindSet {
  if (a === everyKind || b === everyKind) {
    return a === everyKind ? b : a;
  }
  const known = pairs.get(a);
  if (known === undefined || !pairs.has(b)) {
    return newKindsInBoth(a, b);
  }
  const both = known.get(b) ?? newKindsInBoth(a, b);
  known.set(b, both);
  return both;
}

/** What two of the kinds that have a value have in common, each pair worked out once. */
const pairs: ReadonlyMap<KindSet, Map<KindSet, KindSet>> = new Map(
  [kindsOfRegistration, kindsOfHealth, kindsOfType]
    .flatMap((sets) => Object.values(sets))
    .map((set) => [set, new Map()]),
);

/**
 * What filters most often ask for, as sets of kinds. Lists are counted by these, too: half of all kinds are registered, and
 * to add up as many numbers at each branch would take longer than all else that a window does.
 */
const facets = [kindsOfRegistration, kindsOfHealth, kindsOfType].map((sets) => Object.values<KindSet>(sets));
const values = facets.flat();

/** What the lists of assets are counted by: an item’s kind, whose mark is the kind itself, and each value that the kind has. */
export const kindMarks: Marks<number> = {
  count: kindCount + values.length,
  of: kindOf,
  beside: kinds.map((_, kind) => values.flatMap((set, at) => (set[kind] === 1 ? [kindCount + at] : []))),
};

/** Of each value of a facet its mark and the first kind that has it; of each kind the first one that has the same value. */
const marksOfFacets = facets.map((sets) => ({
  marks: sets.map((set) => ({ mark: kindCount + values.indexOf(set), first: set.indexOf(1) })),
  firsts: kinds.map((_, kind) => (sets.find((set) => set[kind] === 1) ?? everyKind).indexOf(1)),
}));

/**
 * Marks of which each of the kinds has one, and no other kind any: those of values, where the kinds are all that have some
 * values of one facet, else each its own; null where that is every kind.
 */
function marksOf(meant: KindSet): readonly number[] | null {
  const marks: number[] = [];
  for (let kind = 0; kind < meant.length; kind += 1) {
    if (meant[kind] === 1) {
      marks.push(kind);
    }
  }
  if (marks.length === meant.length) {
    return null;
  }
  const facet = marksOfFacets.find(({ firsts }) => firsts.every((first, kind) => meant[first] === meant[kind]));
  return facet === undefined ? marks : facet.marks.flatMap(({ mark, first }) => (meant[first] === 1 ? [mark] : []));
}

/** Something worked out of a set of kinds, once of each for as long as somebody has it. */
export function keptByKinds<Answer>(workOut: (meant: KindSet) => Answer): (meant: KindSet) => Answer {
  const kept = new WeakMap<KindSet, Answer>();
  return (meant) => {
    const known = kept.get(meant);
    if (known !== undefined) {
      return known;
    }
    const answer = workOut(meant);
    kept.set(meant, answer);
    return answer;
  };
}

function newKindsInBoth(a: KindSet, b: KindSet): KindSet {
  const both = new Uint8Array(a.length);
  for (let kind = 0; kind < both.length; kind += 1) {
    both[kind] = (a[kind] ?? 0) & (b[kind] ?? 0);
  }
  return both;
}

export function kindsInAny(sets: readonly KindSet[]): KindSet {
  const [first, ...others] = sets;
  if (first !== undefined && others.length === 0) {
    return first;
  }
  const some = new Uint8Array(kinds.length);
  for (const set of sets) {
    for (let kind = 0; kind < some.length; kind += 1) {
      some[kind] = (some[kind] ?? 0) | (set[kind] ?? 0);
    }
  }
  return some;
}

export function kindsNotIn(set: KindSet): KindSet {
  return set.map((meant) => 1 - meant);
}

/** Some kinds in a text, another one for any other kinds. */
export function kindsAsText(set: KindSet): string {
  return String.fromCharCode(...set);
}

/** The items of some kinds. */
export const selectionOf = keptByKinds((meant: KindSet): Selection => {
  const marks = marksOf(meant);
  return { marks, allowed: marks === null ? null : meant };
});

/** Whether an asset that is let through stays so when it is registered, and the other way round. */
export function isOfBothRegistrations(meant: KindSet): boolean {
  const half = kinds.length / registrations.length;
  for (let kind = 0; kind < half; kind += 1) {
    if (meant[kind] !== meant[kind + half]) {
      return false;
    }
  }
  return true;
}

/** How many of a list's items have each value. */
export function countsOf(list: BlockTree<number>): AssetCounts {
  const each = <Value extends string>(sets: Readonly<Record<Value, KindSet>>): Record<Value, number> =>
    Object.fromEntries(
      Object.entries<KindSet>(sets).map(([value, set]) => [value, countOf(list, selectionOf(set))]),
    ) as Record<Value, number>;
  return {
    all: list.size,
    registration: each(kindsOfRegistration),
    health: each(kindsOfHealth),
    type: each(kindsOfType),
  };
}
