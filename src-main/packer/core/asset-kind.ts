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
  const ofType = typeFilters.indexOf(asset.type ?? 'unknown');
  return (slot << kindBits) | ((ofRegistration * healths.length + ofHealth) * typeFilters.length + ofType);
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

/** One bit for each value of each part; what is let through has all its three bits in a mask. */
const bitsOfKind: readonly number[] = kinds.map((kind) => maskOf([kind.registration], [kind.health], [kind.type]));

function maskOf(
  ofRegistration: readonly Registration[],
  ofHealth: readonly Health[],
  ofType: readonly TypeFilter[],
): number {
  let mask = 0;
  for (const value of ofRegistration) {
    mask |= 1 << registrations.indexOf(value);
  }
  for (const value of ofHealth) {
    mask |= 1 << (registrations.length + healths.indexOf(value));
  }
  for (const value of ofType) {
    mask |= 1 << (registrations.length + healths.length + typeFilters.indexOf(value));
  }
  return mask;
}

/** What the lists of assets are counted by. */
export const kindMarks: Marks<number> = {
  count: kinds.length,
  of: kindOf,
};

/** Which values of each part are let through; none means any. */
export interface KindFilter {
  readonly registration: readonly Registration[];
  readonly health: readonly Health[];
  readonly type: readonly TypeFilter[];
}

/** The items of some kinds. */
export function selectionOf(filter: KindFilter): Selection<number> {
  const mask = maskOf(
    filter.registration.length === 0 ? registrations : filter.registration,
    filter.health.length === 0 ? healths : filter.health,
    filter.type.length === 0 ? typeFilters : filter.type,
  );
  const marks: number[] = [];
  for (let kind = 0; kind < kinds.length; kind += 1) {
    if (hasAllBits(mask, kind)) {
      marks.push(kind);
    }
  }
  return {
    marks: marks.length === kinds.length ? null : marks,
    allows: (item) => hasAllBits(mask, item & kindMask),
  };
}

function hasAllBits(mask: number, kind: number): boolean {
  const bits = bitsOfKind[kind] ?? 0;
  return (bits & mask) === bits;
}

/** How many of a list's items have each value. */
export function countsOf(list: BlockTree<number>): AssetCounts {
  const any = { registration: [], health: [], type: [] };
  const count = (filter: Partial<KindFilter>): number => countOf(list, selectionOf({ ...any, ...filter }));
  const each = <Value extends string>(values: readonly Value[], filterOf: (value: Value) => Partial<KindFilter>) =>
    Object.fromEntries(values.map((value) => [value, count(filterOf(value))])) as Record<Value, number>;
  return {
    all: list.size,
    registration: each(registrations, (value) => ({ registration: [value] })),
    health: each(healths, (value) => ({ health: [value] })),
    type: each(typeFilters, (value) => ({ type: [value] })),
  };
}
