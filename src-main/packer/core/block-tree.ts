import { atOnce, type SlicedWork, sliceSteps } from './sliced-work.ts';

/**
 * A list in order as a value: blocks of at most `blockLimit` items below branches of at most `branchLimit` children.
 * A change copies the block and the branches above it and shares the rest (rules S1 and S4). Branches count the items
 * below each child, by mark, so that a window at any offset of those items that have a mark costs what the window
 * costs: a tree without counts would have to walk.
 *
 * The tree knows no order of its own. Who looks for a place gives a probe, which says of an item whether it comes
 * before (below 0), at (0) or behind (above 0) that place.
 */
export interface BlockTree<Item> {
  readonly size: number;
  /**
   * How many items have each mark, so that no node is asked for its sums. A list of one block, of which there can be as many as
   * there are tags, does not count.
   */
  readonly counts: readonly number[];
  readonly root: TreeNode<Item>;
  readonly marks: Marks<Item>;
}

export type Probe<Item> = (item: Item) => number;

/** What items are counted by. */
export interface Marks<Item> {
  /** All marks are below this. */
  readonly count: number;
  /** The mark of an item. */
  readonly of: (item: Item) => number;
  /** The marks that an item has with that one. */
  readonly beside: readonly (readonly number[])[];
}

/** Some items of a tree, by their marks. The fewer `marks`, the fewer numbers are added up on the way to a place. */
export interface Selection {
  /** Each of the items has one of these, with all that it has beside its own, and no other item has any; null is all items. */
  readonly marks: readonly number[] | null;
  /** A 1 for what is the mark of such an item, those beside it apart; null is all. */
  readonly allowed: Uint8Array | null;
}

/** Whether a selection has the items whose mark this is, and not one beside it. */
export function hasMark({ allowed }: Selection, mark: number): boolean {
  return allowed === null || allowed[mark] === 1;
}

export interface Block<Item> {
  readonly children: null;
  readonly items: readonly Item[];
}

export interface Branch<Item> {
  readonly children: readonly TreeNode<Item>[];
  /** The last item below each child, which saves the search the way down. */
  readonly lasts: readonly Item[];
  readonly sizes: readonly number[];
  /** For each mark, how many items below each child have it; nothing where none has it. */
  readonly counts: readonly (readonly number[])[];
}

export type TreeNode<Item> = Block<Item> | Branch<Item>;

/** Sizes that measured best between copying long arrays and going down many levels. */
const blockLimit = 512;
const branchLimit = 64;

/** The row of a mark that no item below a branch has. */
const noCounts: readonly number[] = [];

const noMarks: Marks<unknown> = { count: 0, of: () => 0, beside: [] };

/** A tree of items that are in order already. */
export function treeOf<Item>(items: readonly Item[], marks: Marks<Item> = noMarks): BlockTree<Item> {
  return atOnce(treeInSlices(items, marks));
}

/** The same as `treeOf`, in slices. */
export function* treeInSlices<Item>(items: readonly Item[], marks: Marks<Item> = noMarks): SlicedWork<BlockTree<Item>> {
  // Half-full nodes, so that the first inserts after a load do not split.
  let nodes: TreeNode<Item>[] = [];
  for (let start = 0; start < items.length; start += blockLimit / 2) {
    nodes.push({ children: null, items: items.slice(start, start + blockLimit / 2) });
  }
  while (nodes.length > 1) {
    const above: TreeNode<Item>[] = [];
    for (let start = 0; start < nodes.length; start += branchLimit / 2) {
      above.push(yield* branchInSlices(nodes.slice(start, start + branchLimit / 2), marks));
    }
    nodes = above;
  }
  const root = nodes[0] ?? { children: null, items: [] };
  return { size: items.length, counts: countsOfRoot(root, marks), root, marks };
}

/** The tree with the item at the place of the probe; an item that is there is replaced. */
export function withItemAt<Item>(tree: BlockTree<Item>, probe: Probe<Item>, item: Item): BlockTree<Item> {
  const { pieces, before, moved } = nodeWith(tree.root, probe, item, tree.marks);
  return treeWith(tree, rootOf(pieces, tree.marks), sizeChange(before, item), moved);
}

/**
 * The tree with `after` for `before`, which has the place of the probe and is one value as `after` is. The probe leads to
 * the block alone: there `before` is looked for as a value, which spares asking for what each of its neighbours stands for.
 * Throws where it is not there: the caller's indexes disagree.
 */
export function withItemFor<Item>(
  tree: BlockTree<Item>,
  probe: Probe<Item>,
  before: Item,
  after: Item,
): BlockTree<Item> {
  const moved = movedMarks(before, after, tree.marks);
  return treeWith(tree, nodeWithItemFor(tree.root, probe, before, after, moved), 0, moved);
}

/** The tree without the item at the place of the probe. Throws when there is none: the caller's indexes disagree. */
export function withoutItemAt<Item>(tree: BlockTree<Item>, probe: Probe<Item>): BlockTree<Item> {
  const { pieces, before, moved } = nodeWith(tree.root, probe, undefined, tree.marks);
  if (before === undefined) {
    throw new Error('The item to remove is not in the list');
  }
  return treeWith(tree, rootOf(pieces, tree.marks), -1, moved);
}

/** The tree with another root, which has so many items more and moved marks. */
function treeWith<Item>(
  { size, counts, marks }: BlockTree<Item>,
  root: TreeNode<Item>,
  change: number,
  moved: MovedMarks | null,
): BlockTree<Item> {
  const canMove = counts.length > 0 && root.children !== null;
  return {
    size: size + change,
    counts: moved === null ? counts : canMove ? countsWithMoved(counts, moved) : countsOfRoot(root, marks),
    root,
    marks,
  };
}

function countsOfRoot<Item>(root: TreeNode<Item>, marks: Marks<Item>): readonly number[] {
  return root.children === null ? noCounts : countsOf(root, marks);
}

/** The last item, or undefined where there is none. */
export function lastItemOf<Item>({ size, root }: BlockTree<Item>): Item | undefined {
  return size === 0 ? undefined : lastOf(root);
}

/** The first item that is not before the place of the probe, or undefined past the end. */
export function firstNotBefore<Item>(tree: BlockTree<Item>, probe: Probe<Item>): Item | undefined {
  let node = tree.root;
  for (;;) {
    if (node.children === null) {
      return node.items[lowerBound(node.items, probe)];
    }
    const child: TreeNode<Item> | undefined = node.children[lowerBound(node.lasts, probe)];
    if (child === undefined) {
      return undefined;
    }
    node = child;
  }
}

/** How many items are selected. */
export function countOf<Item>({ size, counts, root, marks }: BlockTree<Item>, selection: Selection): number {
  if (selection.marks === null) {
    return size;
  }
  if (root.children === null) {
    return countAmong(root.items, size, selection, marks);
  }
  let count = 0;
  for (const mark of selection.marks) {
    count += counts[mark] ?? 0;
  }
  return count;
}

/** How many selected items come before the place of the probe. */
export function rankOf<Item>(tree: BlockTree<Item>, selection: Selection, probe: Probe<Item>): number {
  let rank = 0;
  let node: TreeNode<Item> | undefined = tree.root;
  while (node !== undefined && node.children !== null) {
    const at: number = lowerBound(node.lasts, probe);
    for (const row of rowsOf(node, selection)) {
      for (let child = 0; child < at; child += 1) {
        rank += row[child] ?? 0;
      }
    }
    node = node.children[at];
  }
  const items = node?.items ?? [];
  return rank + countAmong(items, lowerBound(items, probe), selection, tree.marks);
}

/** How many of the first items are selected. */
function countAmong<Item>(items: readonly Item[], end: number, selection: Selection, marks: Marks<Item>): number {
  let count = 0;
  for (let at = 0; at < end; at += 1) {
    count += hasMark(selection, marks.of(items[at] as Item)) ? 1 : 0;
  }
  return count;
}

/**
 * How many selected items come before each of some places, which are numbers of items and come in ascending order: one
 * way through the tree, on which nothing is touched that no place lies in, nor twice.
 */
export function countsBefore<Item>(
  tree: BlockTree<Item>,
  selection: Selection,
  places: readonly number[],
): readonly number[] {
  const counts: number[] = [];
  addCountsBefore(tree.root, tree.marks, selection, places, 0, 0, counts);
  if (counts.length < places.length) {
    // The place behind the last item.
    const whole = countOf(tree, selection);
    counts.push(...places.slice(counts.length).map(() => whole));
  }
  return counts;
}

/** Adds the counts of the next places that lie below a node, before which stand `start` items, `before` of them selected. */
function addCountsBefore<Item>(
  node: TreeNode<Item>,
  marks: Marks<Item>,
  selection: Selection,
  places: readonly number[],
  start: number,
  before: number,
  counts: number[],
): void {
  let count = before;
  if (node.children === null) {
    for (let at = 0; at < node.items.length && counts.length < places.length; at += 1) {
      while (places[counts.length] === start + at) {
        counts.push(count);
      }
      count += hasMark(selection, marks.of(node.items[at] as Item)) ? 1 : 0;
    }
    return;
  }
  const rows = rowsOf(node, selection);
  let end = start;
  for (let at = 0; at < node.children.length && counts.length < places.length; at += 1) {
    const from = end;
    end += node.sizes[at] ?? 0;
    if ((places[counts.length] ?? end) < end) {
      addCountsBefore(childAt(node, at), marks, selection, places, from, count, counts);
    }
    for (const row of rows) {
      count += row[at] ?? 0;
    }
  }
}

/** The selected items from the one numbered `offset` on, `limit` of them, fewer at the end. */
export function windowOf<Item>(tree: BlockTree<Item>, selection: Selection, offset: number, limit: number): Item[] {
  const window: Item[] = [];
  if (limit > 0) {
    collect(tree.root, tree.marks, selection, offset, limit, window);
  }
  return window;
}

/** Every block in order. */
export function* blocksOf<Item>({ root }: BlockTree<Item>): Generator<readonly Item[], void> {
  yield* blocksBelow(root);
}

/** Every item in order. */
export function* itemsOf<Item>(tree: BlockTree<Item>): Generator<Item, void> {
  for (const block of blocksOf(tree)) {
    yield* block;
  }
}

/** Every item in order from the place of the probe on. */
export function* itemsFrom<Item>({ root }: BlockTree<Item>, probe: Probe<Item>): Generator<Item, void> {
  yield* itemsBelowFrom(root, probe);
}

function* itemsBelowFrom<Item>(node: TreeNode<Item>, probe: Probe<Item>): Generator<Item, void> {
  if (node.children === null) {
    yield* node.items.slice(lowerBound(node.items, probe));
    return;
  }
  const at = lowerBound(node.lasts, probe);
  const [first, ...others] = node.children.slice(at);
  if (first !== undefined) {
    yield* itemsBelowFrom(first, probe);
  }
  for (const child of others) {
    for (const block of blocksBelow(child)) {
      yield* block;
    }
  }
}

/** Whether what each branch says of its children is so: what a patch that miscounts would break. */
export function isSound<Item>({ size, counts, root, marks }: BlockTree<Item>): boolean {
  const counted = countsOfRoot(root, marks);
  return (
    sizeOf(root) === size &&
    counts.length === counted.length &&
    counted.every((count, mark) => counts[mark] === count) &&
    isSoundBelow(root, marks)
  );
}

function isSoundBelow<Item>(node: TreeNode<Item>, marks: Marks<Item>): boolean {
  return (
    node.children === null ||
    node.children.every((child, at) => {
      const counts = countsOf(child, marks);
      return (
        node.sizes[at] === sizeOf(child) &&
        node.lasts[at] === lastOf(child) &&
        counts.every((count, mark) => (node.counts[mark]?.[at] ?? 0) === count) &&
        isSoundBelow(child, marks)
      );
    })
  );
}

interface Change<Item> {
  /** What stands in the place of the node: itself changed, two where it split, none where it is empty. */
  readonly pieces: readonly TreeNode<Item>[];
  /** The item that was at the place. */
  readonly before: Item | undefined;
  readonly moved: MovedMarks | null;
}

/** The node with `after` at the place of the probe, or where that is undefined, with nothing there. */
function nodeWith<Item>(
  node: TreeNode<Item>,
  probe: Probe<Item>,
  after: Item | undefined,
  marks: Marks<Item>,
): Change<Item> {
  return node.children === null ? blockWith(node.items, probe, after, marks) : branchWith(node, probe, after, marks);
}

function nodeWithItemFor<Item>(
  node: TreeNode<Item>,
  probe: Probe<Item>,
  before: Item,
  after: Item,
  moved: MovedMarks | null,
): TreeNode<Item> {
  if (node.children === null) {
    const at = node.items.indexOf(before);
    if (at === -1) {
      throw new Error('The item to replace is not in the list');
    }
    return { children: null, items: withElement(node.items, at, after) };
  }
  const at = Math.min(lowerBound(node.lasts, probe), node.children.length - 1);
  const child = nodeWithItemFor(childAt(node, at), probe, before, after, moved);
  return branchWithChild(node, at, child, 0, moved);
}

function blockWith<Item>(
  items: readonly Item[],
  probe: Probe<Item>,
  after: Item | undefined,
  marks: Marks<Item>,
): Change<Item> {
  const at = lowerBound(items, probe);
  const found = items[at];
  const before = found !== undefined && probe(found) === 0 ? found : undefined;
  const replaced = before === undefined ? 0 : 1;
  const changed = items.slice();
  if (after === undefined) {
    changed.splice(at, replaced);
  } else {
    changed.splice(at, replaced, after);
  }
  return {
    pieces: splitUp(changed, blockLimit).map((part) => ({ children: null, items: part })),
    before,
    moved: movedMarks(before, after, marks),
  };
}

function branchWith<Item>(
  node: Branch<Item>,
  probe: Probe<Item>,
  after: Item | undefined,
  marks: Marks<Item>,
): Change<Item> {
  // What lies past the end goes to the end of the last child.
  const at = Math.min(lowerBound(node.lasts, probe), node.children.length - 1);
  const { pieces, before, moved } = nodeWith(childAt(node, at), probe, after, marks);
  const [piece] = pieces;
  if (pieces.length === 1 && piece !== undefined && (after !== undefined || !isSmall(piece))) {
    return { pieces: [branchWithChild(node, at, piece, sizeChange(before, after), moved)], before, moved };
  }
  const children = joinedAt(node.children.toSpliced(at, 1, ...pieces), at, marks);
  return { pieces: splitUp(children, branchLimit).map((part) => branchOf(part, marks)), before, moved };
}

/** The branch with another child, which has so many items more and moved marks. */
function branchWithChild<Item>(
  node: Branch<Item>,
  at: number,
  child: TreeNode<Item>,
  change: number,
  moved: MovedMarks | null,
): Branch<Item> {
  const last = lastOf(child);
  return {
    children: withElement(node.children, at, child),
    lasts: node.lasts[at] === last ? node.lasts : withElement(node.lasts, at, last),
    sizes: change === 0 ? node.sizes : withNumber(node.sizes, at, change),
    counts: moved === null ? node.counts : rowsWithMoved(node, moved, at),
  };
}

/** How many items more there are with `after` in the place of `before`. */
function sizeChange(before: unknown, after: unknown): number {
  return (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
}

/** Marks that an item has and the one in whose place it is has not, and the other way round. */
interface MovedMarks {
  readonly less: readonly number[];
  readonly more: readonly number[];
}

/** What differs in the marks of two items, of which either may be undefined; null where nothing does. */
function movedMarks<Item>(before: Item | undefined, after: Item | undefined, marks: Marks<Item>): MovedMarks | null {
  const [less, more] = [allMarks(before, marks), allMarks(after, marks)];
  return less[0] === more[0]
    ? null
    : { less: less.filter((mark) => !more.includes(mark)), more: more.filter((mark) => !less.includes(mark)) };
}

/** An item's mark and those that come with it. */
function allMarks<Item>(item: Item | undefined, marks: Marks<Item>): readonly number[] {
  if (item === undefined || marks.count === 0) {
    return [];
  }
  const mark = marks.of(item);
  return [mark, ...(marks.beside[mark] ?? [])];
}

/** Counts of each mark with one less of some and one more of others. */
function countsWithMoved(counts: readonly number[], { less, more }: MovedMarks): readonly number[] {
  const moved = counts.slice();
  for (const mark of less) {
    moved[mark] = (moved[mark] ?? 0) - 1;
  }
  for (const mark of more) {
    moved[mark] = (moved[mark] ?? 0) + 1;
  }
  return moved;
}

/** The rows of counts with one less of some marks and one more of others below a child. */
function rowsWithMoved(
  { counts, children }: Branch<unknown>,
  { less, more }: MovedMarks,
  at: number,
): Branch<unknown>['counts'] {
  const moved = counts.slice();
  const add = (mark: number, change: number): void => {
    const row = moved[mark] ?? noCounts;
    moved[mark] = withNumber(row.length === 0 ? new Array<number>(children.length).fill(0) : row, at, change);
  };
  for (const mark of less) {
    add(mark, -1);
  }
  for (const mark of more) {
    add(mark, 1);
  }
  return moved;
}

function withElement<Element>(array: readonly Element[], at: number, element: Element): readonly Element[] {
  const copy = array.slice();
  copy[at] = element;
  return copy;
}

function withNumber(array: readonly number[], at: number, change: number): readonly number[] {
  return withElement(array, at, (array[at] ?? 0) + change);
}

/** Two halves where there are too many, and nothing of nothing. */
function splitUp<Element>(elements: readonly Element[], limit: number): (readonly Element[])[] {
  if (elements.length === 0) {
    return [];
  }
  const middle = elements.length >>> 1;
  return elements.length > limit ? [elements.slice(0, middle), elements.slice(middle)] : [elements];
}

function isSmall<Item>(node: TreeNode<Item>): boolean {
  return node.children === null ? node.items.length < blockLimit / 8 : node.children.length < branchLimit / 8;
}

/** The children with a small one joined to a neighbour that has room, so that removals leave no tree of crumbs. */
function joinedAt<Item>(
  children: readonly TreeNode<Item>[],
  at: number,
  marks: Marks<Item>,
): readonly TreeNode<Item>[] {
  const left = Math.max(0, Math.min(at, children.length - 2));
  const [a, b] = [children[left], children[left + 1]];
  if (a === undefined || b === undefined || !(isSmall(a) || isSmall(b))) {
    return children;
  }
  const joined = joinedNode(a, b, marks);
  return joined === null ? children : children.toSpliced(left, 2, joined);
}

function joinedNode<Item>(a: TreeNode<Item>, b: TreeNode<Item>, marks: Marks<Item>): TreeNode<Item> | null {
  if (a.children === null && b.children === null) {
    const items = [...a.items, ...b.items];
    return items.length > blockLimit / 2 ? null : { children: null, items };
  }
  if (a.children !== null && b.children !== null) {
    const children = [...a.children, ...b.children];
    return children.length > branchLimit / 2 ? null : branchOf(children, marks);
  }
  return null;
}

function rootOf<Item>(pieces: readonly TreeNode<Item>[], marks: Marks<Item>): TreeNode<Item> {
  const [only, ...more] = pieces;
  if (only === undefined) {
    return { children: null, items: [] };
  }
  let root = more.length === 0 ? only : branchOf(pieces, marks);
  while (root.children !== null && root.children.length === 1) {
    root = childAt(root, 0);
  }
  return root;
}

function branchOf<Item>(children: readonly TreeNode<Item>[], marks: Marks<Item>): Branch<Item> {
  return atOnce(branchInSlices(children, marks));
}

function* branchInSlices<Item>(children: readonly TreeNode<Item>[], marks: Marks<Item>): SlicedWork<Branch<Item>> {
  const counts: (readonly number[])[] = [];
  if (marks.count > 0) {
    const byChild: (readonly number[])[] = [];
    let steps = 0;
    for (const child of children) {
      byChild.push(countsOf(child, marks));
      steps += child.children === null ? child.items.length : child.children.length;
      if (steps > sliceSteps) {
        steps = 0;
        yield;
      }
    }
    for (let mark = 0; mark < marks.count; mark += 1) {
      const row = byChild.map((ofChild) => ofChild[mark] ?? 0);
      counts.push(row.every((count) => count === 0) ? noCounts : row);
    }
  }
  return { children, lasts: children.map(lastOf), sizes: children.map(sizeOf), counts };
}

/** How many items below a node have each mark. */
function countsOf<Item>(node: TreeNode<Item>, marks: Marks<Item>): readonly number[] {
  const counts = new Array<number>(marks.count).fill(0);
  if (node.children !== null) {
    return counts.map((_, mark) => sumOf(node.counts[mark] ?? []));
  }
  if (marks.count > 0) {
    for (const item of node.items) {
      const mark = marks.of(item);
      counts[mark] = (counts[mark] ?? 0) + 1;
    }
    // Not for each item: a load counts millions of them.
    for (const [mark, others] of marks.beside.entries()) {
      const count = counts[mark] ?? 0;
      if (count > 0) {
        for (const other of others) {
          counts[other] = (counts[other] ?? 0) + count;
        }
      }
    }
  }
  return counts;
}

function sizeOf<Item>(node: TreeNode<Item>): number {
  return node.children === null ? node.items.length : sumOf(node.sizes);
}

function lastOf<Item>(node: TreeNode<Item>): Item {
  const last = node.children === null ? node.items.at(-1) : node.lasts.at(-1);
  if (last === undefined) {
    throw new Error('A node of a list is empty');
  }
  return last;
}

function childAt<Item>(node: Branch<Item>, at: number): TreeNode<Item> {
  const child = node.children[at];
  if (child === undefined) {
    throw new Error('A branch of a list has no such child');
  }
  return child;
}

function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) {
    sum += number;
  }
  return sum;
}

/** The rows of counts that a selection adds up: for all items, the sizes. */
function rowsOf<Item>({ sizes, counts }: Branch<Item>, { marks }: Selection): readonly (readonly number[])[] {
  if (marks === null) {
    return [sizes];
  }
  const rows: (readonly number[])[] = [];
  for (const mark of marks) {
    const row = counts[mark] ?? noCounts;
    if (row.length > 0) {
      rows.push(row);
    }
  }
  return rows;
}

/** Adds selected items to the window until it is full, and answers how many are still to be skipped. */
function collect<Item>(
  node: TreeNode<Item>,
  marks: Marks<Item>,
  selection: Selection,
  offset: number,
  limit: number,
  window: Item[],
): number {
  if (node.children === null) {
    return collectFrom(node.items, marks, selection, offset, limit, window);
  }
  let skip = offset;
  const rows = rowsOf(node, selection);
  for (let at = 0; at < node.children.length && window.length < limit; at += 1) {
    let count = 0;
    for (const row of rows) {
      count += row[at] ?? 0;
    }
    if (count > 0 && skip < count) {
      skip = collect(childAt(node, at), marks, selection, skip, limit, window);
    } else {
      skip -= count;
    }
  }
  return skip;
}

/** `collect` of a block. */
function collectFrom<Item>(
  items: readonly Item[],
  marks: Marks<Item>,
  selection: Selection,
  offset: number,
  limit: number,
  window: Item[],
): number {
  let skip = offset;
  // Where all are selected, those that are skipped need no look at each.
  let at = selection.allowed === null ? Math.min(skip, items.length) : 0;
  skip -= at;
  for (; at < items.length && window.length < limit; at += 1) {
    const item = items[at] as Item;
    if (!hasMark(selection, marks.of(item))) {
      continue;
    }
    if (skip > 0) {
      skip -= 1;
    } else {
      window.push(item);
    }
  }
  return skip;
}

function* blocksBelow<Item>(node: TreeNode<Item>): Generator<readonly Item[], void> {
  if (node.children === null) {
    yield node.items;
  } else {
    for (const child of node.children) {
      yield* blocksBelow(child);
    }
  }
}

/** Where the first item stands that is not before the place. */
function lowerBound<Item>(items: readonly Item[], probe: Probe<Item>): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (probe(items[middle] as Item) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
