import { type Health, healths, type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { Asset } from './asset.ts';
import {
  type KindSet,
  keptByKinds,
  kindCount,
  kindMarks,
  kindOf,
  kindsOfHealth,
  kindsOfType,
  typeOf,
} from './asset-kind.ts';
import { type AssetOrders, ordersWithReplaced, orderWithReplaced } from './asset-orders.ts';
import type { AssetSlots, PlacedAsset } from './asset-slots.ts';
import { type BlockTree, treeInSlices } from './block-tree.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';

type Problem = Exclude<Health, 'ok'>;

const problems = healths.filter((health) => health !== 'ok');

/** Lists of those assets alone that have a value. */
export interface FacetOrders {
  /** Each health that few have: in a list of all they lie so far apart that a window of them would touch a hundred blocks. */
  readonly health: Readonly<Record<Problem, AssetOrders>>;
  /**
   * Each type, by name. A window of those that are registered passes by a thousand others in the list of all. By root the
   * list of all is quick enough: it has slots in their own order, and what stands together there lies together in memory.
   */
  readonly nameByType: Readonly<Record<TypeFilter, BlockTree<number>>>;
}

/** The lists of items that come in both orders. */
export function* facetOrdersInSlices(byRoot: readonly number[], byName: readonly number[]): SlicedWork<FacetOrders> {
  const roots = yield* listsByValue(problems, kindsOfHealth, byRoot);
  const names = yield* listsByValue(problems, kindsOfHealth, byName);
  const ofProblem = (problem: Problem): AssetOrders => ({ root: roots[problem], name: names[problem] });
  return {
    health: { warning: ofProblem('warning'), error: ofProblem('error'), missing: ofProblem('missing') },
    nameByType: yield* listsByValue(typeFilters, kindsOfType, byName),
  };
}

/** What a list has of each value. */
function* listsByValue<Value extends string>(
  values: readonly Value[],
  kinds: Readonly<Record<Value, KindSet>>,
  items: readonly number[],
): SlicedWork<Readonly<Record<Value, BlockTree<number>>>> {
  const itemsOfValues = values.map((): number[] => []);
  const itemsOfKind = Array.from({ length: kindCount }, (_, kind) => {
    return itemsOfValues[values.findIndex((value) => kinds[value][kind] === 1)];
  });
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] ?? 0;
    itemsOfKind[kindOf(item)]?.push(item);
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  const lists: [Value, BlockTree<number>][] = [];
  for (const [at, value] of values.entries()) {
    lists.push([value, yield* treeInSlices(itemsOfValues[at] ?? [], kindMarks)]);
  }
  return Object.fromEntries(lists) as Record<Value, BlockTree<number>>;
}

/** The lists with `after` in the place of `before`; either may be null. `slots` are those before the change. */
export function facetOrdersWithReplaced(
  { health, nameByType }: FacetOrders,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
): FacetOrders {
  return {
    health: withReplaced(health, problemOf, before, after, (orders, from, to) =>
      ordersWithReplaced(orders, slots, from, to),
    ),
    nameByType: withReplaced(nameByType, typeOf, before, after, (list, from, to) =>
      orderWithReplaced(list, 'name', slots, from, to),
    ),
  };
}

/** What there is for each value, with an asset less for the one and more for the other, which may be the same. */
function withReplaced<Value extends string, Lists>(
  lists: Readonly<Record<Value, Lists>>,
  valueOf: (asset: Asset) => Value | null,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
  replaced: (lists: Lists, from: PlacedAsset | null, to: PlacedAsset | null) => Lists,
): Readonly<Record<Value, Lists>> {
  const from = before && valueOf(before.asset);
  const to = after && valueOf(after.asset);
  let changed = lists;
  for (const value of new Set([from, to])) {
    if (value !== null) {
      const next = replaced(changed[value], from === value ? before : null, to === value ? after : null);
      changed = { ...changed, [value]: next };
    }
  }
  return changed;
}

function problemOf({ health }: Asset): Problem | null {
  return health === 'ok' ? null : health;
}

/** The shortest lists that have all assets of some kinds, one for each order; they may have others. */
export function shortestOrders(all: AssetOrders, { health, nameByType }: FacetOrders, kinds: KindSet): AssetOrders {
  const { problem, type } = onlyValues(kinds);
  const { root, name } = problem === null ? all : health[problem];
  const ofType = type === null ? name : nameByType[type];
  return { root, name: ofType.size < name.size ? ofType : name };
}

/** The one problem and the one type that all of some kinds have. */
const onlyValues = keptByKinds((meant: KindSet) => ({
  problem: problems.find((problem) => hasAll(kindsOfHealth[problem], meant)) ?? null,
  type: typeFilters.find((type) => hasAll(kindsOfType[type], meant)) ?? null,
}));

function hasAll(set: KindSet, meant: KindSet): boolean {
  return meant.every((isMeant, kind) => isMeant === 0 || set[kind] === 1);
}
