import { atOnce, type SlicedWork } from './sliced-work.ts';

/**
 * An array as a value: a tree of arrays of at most 128 elements, in which an element is found by the digits of its
 * index. A change copies one array a level and shares the rest (rules S1 and S4).
 */
export interface SharedArray<Item> {
  readonly length: number;
  readonly depth: number;
  readonly root: ArrayNode<Item>;
}

export type ArrayNode<Item> =
  | { readonly children: null; readonly items: readonly Item[] }
  | { readonly children: readonly ArrayNode<Item>[]; readonly items: null };

const digitBits = 7;
const digits = 1 << digitBits;

export function sharedArrayOf<Item>(items: readonly Item[]): SharedArray<Item> {
  return atOnce(sharedArrayInSlices(items));
}

/** The same as `sharedArrayOf`, in slices. */
export function* sharedArrayInSlices<Item>(items: readonly Item[]): SlicedWork<SharedArray<Item>> {
  let nodes: ArrayNode<Item>[] = [];
  for (let start = 0; start < items.length; start += digits) {
    nodes.push({ children: null, items: items.slice(start, start + digits) });
  }
  yield;
  let depth = 1;
  while (nodes.length > 1) {
    const above: ArrayNode<Item>[] = [];
    for (let start = 0; start < nodes.length; start += digits) {
      above.push({ children: nodes.slice(start, start + digits), items: null });
    }
    nodes = above;
    depth += 1;
  }
  return { length: items.length, depth, root: nodes[0] ?? { children: null, items: [] } };
}

/** The element at an index, or undefined past the end. */
export function elementAt<Item>(array: SharedArray<Item>, index: number): Item | undefined {
  let node: ArrayNode<Item> | undefined = array.root;
  for (let shift = digitBits * (array.depth - 1); node?.items === null; shift -= digitBits) {
    node = node.children[(index >>> shift) & (digits - 1)];
  }
  return index < array.length ? node?.items[index & (digits - 1)] : undefined;
}

/** The array with another element at an index, or with one more where the index is its length. */
export function withElementAt<Item>(array: SharedArray<Item>, index: number, element: Item): SharedArray<Item> {
  if (index > array.length) {
    throw new Error('An array can’t have holes');
  }
  const isFull = index === 1 << (digitBits * array.depth);
  const root: ArrayNode<Item> = isFull ? { children: [array.root], items: null } : array.root;
  const depth = isFull ? array.depth + 1 : array.depth;
  return {
    length: Math.max(array.length, index + 1),
    depth,
    root: nodeWith(root, index, digitBits * (depth - 1), element),
  };
}

/** Every element in order. */
export function* elementsOf<Item>({ root }: SharedArray<Item>): Generator<Item, void> {
  yield* elementsBelow(root);
}

function nodeWith<Item>(
  node: ArrayNode<Item> | undefined,
  index: number,
  shift: number,
  element: Item,
): ArrayNode<Item> {
  const digit = (index >>> shift) & (digits - 1);
  if (shift === 0) {
    const items = node?.items?.slice() ?? [];
    items[digit] = element;
    return { children: null, items };
  }
  const children = node?.children?.slice() ?? [];
  children[digit] = nodeWith(children[digit], index, shift - digitBits, element);
  return { children, items: null };
}

function* elementsBelow<Item>(node: ArrayNode<Item>): Generator<Item, void> {
  if (node.children === null) {
    yield* node.items;
  } else {
    for (const child of node.children) {
      yield* elementsBelow(child);
    }
  }
}
