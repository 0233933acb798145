import { type Asset, tagsOf } from './asset.ts';
import { itemFor, type KindSet, kindOf } from './asset-kind.ts';
import { itemsOf } from './block-tree.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { itemAt, type SortedList, sortedListInSlices, withItem, withoutItem } from './sorted-list.ts';
import { compareText, foldText } from './text-order.ts';

/**
 * How many assets of each kind have a tag, once however they spell it. The index by tag does not know of registrations:
 * there one would look for its asset among all of a tag. Here it counts one less and one more.
 */
interface KindsOfTag {
  /** The tag as all of its spellings are folded. */
  readonly key: string;
  /** A kind and how many assets have it, in turn, those alone that some have: of most tags these are few. */
  readonly counts: readonly number[];
}

/** Every tag that an asset has, by its key. */
export type TagKinds = SortedList<KindsOfTag>;

/** The counts of the tags of assets. `items` are the assets with their kinds, in the same order. */
export function* tagKindsInSlices(
  tagsOfAll: readonly (readonly string[])[],
  items: readonly number[],
): SlicedWork<TagKinds> {
  const byTag = new Map<string, OpenCounts>();
  const byKey = new Map<string, OpenCounts>();
  for (let at = 0; at < items.length; at += 1) {
    for (const tag of tagsOfAll[at] ?? []) {
      const open = byTag.get(tag) ?? openCounts(byTag, byKey, tag);
      if (open.last !== at) {
        open.last = at;
        addCount(open.counts, kindOf(items[at] ?? 0), 1);
      }
    }
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  const all = Array.from(byKey, ([key, { counts }]): KindsOfTag => ({ key, counts }));
  return yield* sortedListInSlices(all, compareKeys);
}

const compareKeys = (a: KindsOfTag, b: KindsOfTag): number => compareText(a.key, b.key);

/** The counts with `after` in the place of `before`; either may be null. */
export function tagKindsWithReplaced(kinds: TagKinds, before: Asset | null, after: Asset | null): TagKinds {
  const [kindBefore, kindAfter] = [kindOfAsset(before), kindOfAsset(after)];
  const keysBefore = keysOf(before);
  const keysAfter = before?.packed === after?.packed ? keysBefore : keysOf(after);
  let changed = kinds;
  for (const key of keysBefore === keysAfter ? keysBefore : new Set([...keysBefore, ...keysAfter])) {
    const [was, is] = [keysBefore.has(key), keysAfter.has(key)];
    if (was && is && kindBefore === kindAfter) {
      continue;
    }
    const counts = itemAt(changed, (other) => compareText(other.key, key))?.counts.slice() ?? [];
    if (was) {
      addCount(counts, kindBefore, -1);
    }
    if (is) {
      addCount(counts, kindAfter, 1);
    }
    changed = counts.length === 0 ? withoutItem(changed, { key, counts }) : withItem(changed, { key, counts });
  }
  return changed;
}

/** The counts of a tag in the order of kinds: they stand in the order in which they came. */
export function countsInOrder({ counts }: KindsOfTag): readonly (readonly [kind: number, count: number])[] {
  return counts
    .flatMap((kind, at) => (at % 2 === 0 ? [[kind, counts[at + 1] ?? 0] as const] : []))
    .sort(([a], [b]) => a - b);
}

/** How many assets of some kinds have each tag, by its key; nothing of a tag that none of them has. */
export function tagCountsOfKinds(tagKinds: TagKinds, meant: KindSet): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { key, counts } of itemsOf(tagKinds)) {
    let count = 0;
    for (let at = 0; at < counts.length; at += 2) {
      count += (meant[counts[at] ?? 0] ?? 0) * (counts[at + 1] ?? 0);
    }
    if (count > 0) {
      found.set(key, count);
    }
  }
  return found;
}

/** Counts that are still being made. */
interface OpenCounts {
  readonly counts: number[];
  /** The slot that was counted last: an asset can have more than one spelling of a tag. */
  last: number;
}

function openCounts(byTag: Map<string, OpenCounts>, byKey: Map<string, OpenCounts>, tag: string): OpenCounts {
  const key = foldText(tag);
  const open = byKey.get(key) ?? { counts: [], last: -1 };
  byKey.set(key, open);
  byTag.set(tag, open);
  return open;
}

/** Counts so many more of a kind. Throws where that would leave less than none: the caller's indexes disagree. */
function addCount(counts: number[], kind: number, by: 1 | -1): void {
  for (let at = 0; at < counts.length; at += 2) {
    if (counts[at] === kind) {
      const count = (counts[at + 1] ?? 0) + by;
      if (count === 0) {
        counts.splice(at, 2);
      } else {
        counts[at + 1] = count;
      }
      return;
    }
  }
  if (by < 0) {
    throw new Error('No asset of this kind has the tag');
  }
  counts.push(kind, by);
}

function keysOf(asset: Asset | null): ReadonlySet<string> {
  return new Set(asset === null ? [] : tagsOf(asset).map(foldText));
}

function kindOfAsset(asset: Asset | null): number {
  return asset === null ? 0 : kindOf(itemFor(0, asset));
}
