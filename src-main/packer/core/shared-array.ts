import { atOnce, type SlicedWork } from './sliced-work.ts';

/**
 * An array as a value: a tree of arrays of at most 256, in which an element is found by the digits of its index. A
 * change copies one array a level and shares the rest (rules S1 and S4).
 */
export interface SharedArray<Item> {
  readonly length: number;
  /** How many levels of arrays there are; in the last one are the items. */
  readonly depth: number;
  readonly root: ArrayNode<Item>;
}

// Nothing but arrays, which by their level are of one kind: an object around each would be one more place in memory to
// wait for, where all that a lookup costs is such waiting.
export type ArrayNode<Item> = readonly (Item | ArrayNode<Item>)[];

const digitBits = 8;
const digits = 1 << digitBits;

export function sharedArrayOf<Item>(items: readonly Item[]): SharedArray<Item> {
  return atOnce(sharedArrayInSlices(items));
}

/** The same as `sharedArrayOf`, in slices. */
export function* sharedArrayInSlices<Item>(items: readonly Item[]): SlicedWork<SharedArray<Item>> {
  let nodes = cut<Item | ArrayNode<Item>>(items);
  yield;
  let depth = 1;
  while (nodes.length > 1) {
    nodes = cut<Item | ArrayNode<Item>>(nodes);
    depth += 1;
  }
  return { length: items.length, depth, root: nodes[0] ?? [] };
}

/** An array of one item many times, of which each array that is like another one is that one. */
export function filledArray<Item>(length: number, item: Item): SharedArray<Item> {
  let depth = 1;
  while (digits ** depth < length) {
    depth += 1;
  }
  return { length, depth, root: filledNode(length, depth, item) };
}

function filledNode<Item>(length: number, depth: number, item: Item): ArrayNode<Item> {
  if (depth === 1) {
    return new Array<Item>(length).fill(item);
  }
  const size = digits ** (depth - 1);
  const whole = length < size ? [] : filledNode(size, depth - 1, item);
  const node = new Array<ArrayNode<Item>>(Math.floor(length / size)).fill(whole);
  return length % size === 0 ? node : [...node, filledNode(length % size, depth - 1, item)];
}

function cut<Element>(elements: readonly Element[]): (readonly Element[])[] {
  const pieces: (readonly Element[])[] = [];
  for (let start = 0; start < elements.length; start += digits) {
    pieces.push(elements.slice(start, start + digits));
  }
  return pieces;
}

/** The element at an index, or undefined past the end. */
export function elementAt<Item>({ length, depth, root }: SharedArray<Item>, index: number): Item | undefined {
  if (index >= length) {
    return undefined;
  }
  let node = root;
  for (let shift = digitBits * (depth - 1); shift > 0; shift -= digitBits) {
    node = node[(index >>> shift) & (digits - 1)] as ArrayNode<Item>;
  }
  return node[index & (digits - 1)] as Item | undefined;
}

/** The array with another element at an index, or with one more where the index is its length. */
export function withElementAt<Item>(array: SharedArray<Item>, index: number, element: Item): SharedArray<Item> {
  if (index > array.length) {
    throw new Error('An array can’t have holes');
  }
  const isFull = index === 1 << (digitBits * array.depth);
  const root = isFull ? [array.root] : array.root;
  const depth = isFull ? array.depth + 1 : array.depth;
  return {
    length: Math.max(array.length, index + 1),
    depth,
    root: nodeWith(root, index, digitBits * (depth - 1), element),
  };
}

/** Every element in order. */
export function* elementsOf<Item>(array: SharedArray<Item>): Generator<Item, void> {
  for (const leaf of leavesOf(array)) {
    yield* leaf;
  }
}

/** The arrays that hold the elements, in order: whoever goes through all of them waits for no step in between. */
export function* leavesOf<Item>({ depth, root }: SharedArray<Item>): Generator<readonly Item[], void> {
  yield* leavesBelow(root, depth);
}

function nodeWith<Item>(node: ArrayNode<Item>, index: number, shift: number, element: Item): ArrayNode<Item> {
  const digit = (index >>> shift) & (digits - 1);
  const copy = node.slice();
  copy[digit] =
    shift === 0 ? element : nodeWith((copy[digit] ?? []) as ArrayNode<Item>, index, shift - digitBits, element);
  return copy;
}

function* leavesBelow<Item>(node: ArrayNode<Item>, depth: number): Generator<readonly Item[], void> {
  if (depth === 1) {
    yield node as readonly Item[];
    return;
  }
  for (const child of node) {
    yield* leavesBelow(child as ArrayNode<Item>, depth - 1);
  }
}
