import { type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { type KindSet, kindsInBoth, kindsOfRegistration, kindsOfType, selectionOf } from './asset-kind.ts';
import type { AssetOrders } from './asset-orders.ts';
import type { BlockTree, Selection } from './block-tree.ts';
import { compareText } from './text-order.ts';

/** Items of a list, in its order. */
export interface SortPart {
  readonly list: BlockTree<number>;
  readonly selection: Selection<number>;
}

const registrationsInOrder = [kindsOfRegistration.registered, kindsOfRegistration.unregistered];

// What has no type comes first: its key is the empty text.
const typeKey = (type: TypeFilter): string => (type === 'unknown' ? '' : type);
const typesInOrder = typeFilters
  .toSorted((a, b) => compareText(typeKey(a), typeKey(b)))
  .map((type) => kindsOfType[type]);

/** What some kinds are in a sort (rule Q3), one part behind the other. */
export function partsOfSort({ root, name }: AssetOrders, sort: AssetSort, kinds: KindSet): readonly SortPart[] {
  switch (sort) {
    case 'root':
      return [{ list: root, selection: selectionOf(kinds) }];
    case 'name':
      return [{ list: name, selection: selectionOf(kinds) }];
    case 'type':
      return partsOf(root, typesInOrder, kinds);
    case 'registration':
      return partsOf(root, registrationsInOrder, kinds);
  }
}

/** What a list has of each set of kinds. Sets of which nothing is meant have no part. */
function partsOf(list: BlockTree<number>, sets: readonly KindSet[], kinds: KindSet): readonly SortPart[] {
  const parts: SortPart[] = [];
  for (const set of sets) {
    const selection = selectionOf(kindsInBoth(set, kinds));
    if (selection.marks?.length !== 0) {
      parts.push({ list, selection });
    }
  }
  return parts;
}
