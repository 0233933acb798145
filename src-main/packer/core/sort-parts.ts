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
import type { ProblemIndex } from './problem-index.ts';
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
): (kinds: KindSet) => readonly { readonly value: Value; readonly selection: Selection }[] {
  return keptByKinds((kinds) =>
    values
      .map((value) => ({ value, selection: selectionOf(kindsInBoth(sets[value], kinds)) }))
      .filter(({ selection: { marks } }) => marks?.length !== 0),
  );
}

/**
 * What some kinds are in a sort (rule Q3), one part behind the other. Where the lists have all assets, `problems` are those
 * of them that have some: what few have lies far apart in a list of all.
 */
export function partsOfSort(
  { root, name }: AssetOrders,
  sort: AssetSort,
  kinds: KindSet,
  problems: ProblemIndex | null = null,
): readonly SortPart[] {
  switch (sort) {
    case 'root':
      return [{ list: root, selection: selectionOf(kinds) }];
    case 'name':
      return [{ list: name, selection: selectionOf(kinds) }];
    case 'type':
      return byType(kinds).map(({ selection }) => ({ list: root, selection }));
    case 'registration':
      return byRegistration(kinds).map(({ selection }) => ({ list: root, selection }));
    case 'health':
      return byHealth(kinds).map(({ value, selection }) => {
        return { list: problems === null || value === 'ok' ? root : problems[value].root, selection };
      });
  }
}
