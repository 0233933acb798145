import { healths, type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import {
  type KindSet,
  keptByKinds,
  kindsInBoth,
  kindsOfHealth,
  kindsOfRegistration,
  kindsOfType,
  selectionOf,
} from './asset-kind.ts';
import type { AssetOrders } from './asset-orders.ts';
import type { BlockTree, Selection } from './block-tree.ts';
import { compareText } from './text-order.ts';

/** Items of a list, in its order. */
export interface SortPart {
  readonly list: BlockTree<number>;
  readonly selection: Selection;
}

// What has no type comes first: its key is the empty text.
const typeKey = (type: TypeFilter): string => (type === 'unknown' ? '' : type);
const typesInOrder = typeFilters.toSorted((a, b) => compareText(typeKey(a), typeKey(b)));

const byRegistration = selectionsInOrder(['registered', 'unregistered'], kindsOfRegistration);
const byHealth = selectionsInOrder(healths.toReversed(), kindsOfHealth);
const byType = selectionsInOrder(typesInOrder, kindsOfType);

/** What some kinds have of each value, in their order; nothing of those of which they have none. */
function selectionsInOrder<Value extends string>(
  values: readonly Value[],
  sets: Readonly<Record<Value, KindSet>>,
): (kinds: KindSet) => readonly { readonly kinds: KindSet; readonly selection: Selection }[] {
  return keptByKinds((kinds) =>
    values
      .map((value) => kindsInBoth(sets[value], kinds))
      .map((both) => ({ kinds: both, selection: selectionOf(both) }))
      .filter(({ selection: { marks } }) => marks?.length !== 0),
  );
}

/**
 * What some kinds are in a sort (rule Q3), one part behind the other. `ordersOf` answers lists that have all that is asked
 * for of some kinds; the fewer others they have, the nearer lies what is looked for.
 */
export function partsOfSort(
  ordersOf: (kinds: KindSet) => AssetOrders,
  sort: AssetSort,
  kinds: KindSet,
): readonly SortPart[] {
  switch (sort) {
    case 'root':
    case 'name':
      return [{ list: ordersOf(kinds)[sort], selection: selectionOf(kinds) }];
    case 'type':
      return rootParts(byType(kinds), ordersOf);
    case 'registration':
      return rootParts(byRegistration(kinds), ordersOf);
    case 'health':
      return rootParts(byHealth(kinds), ordersOf);
  }
}

function rootParts(
  parts: readonly { readonly kinds: KindSet; readonly selection: Selection }[],
  ordersOf: (kinds: KindSet) => AssetOrders,
): readonly SortPart[] {
  return parts.map(({ kinds, selection }) => ({ list: ordersOf(kinds).root, selection }));
}
