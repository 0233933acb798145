import { type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { type KindFilter, selectionOf } from './asset-kind.ts';
import type { AssetOrders } from './asset-orders.ts';
import type { BlockTree, Selection } from './block-tree.ts';
import { compareText } from './text-order.ts';

/** Items of a list, in its order. */
export interface SortPart {
  readonly list: BlockTree<number>;
  readonly selection: Selection<number>;
}

const registrationsInOrder = ['registered', 'unregistered'] as const;

// What has no type comes first: its key is the empty text.
const typeKey = (type: TypeFilter): string => (type === 'unknown' ? '' : type);
const typesInOrder = typeFilters.toSorted((a, b) => compareText(typeKey(a), typeKey(b)));

/** What a sort (rule Q3) consists of, one part behind the other. */
export function partsOfSort({ root, name }: AssetOrders, sort: AssetSort, filter: KindFilter): readonly SortPart[] {
  switch (sort) {
    case 'root':
      return [{ list: root, selection: selectionOf(filter) }];
    case 'name':
      return [{ list: name, selection: selectionOf(filter) }];
    case 'type':
      return typesInOrder
        .filter((type) => filter.type.length === 0 || filter.type.includes(type))
        .map((type) => ({ list: root, selection: selectionOf({ ...filter, type: [type] }) }));
    case 'registration':
      return registrationsInOrder
        .filter((value) => filter.registration.length === 0 || filter.registration.includes(value))
        .map((value) => ({ list: root, selection: selectionOf({ ...filter, registration: [value] }) }));
  }
}
