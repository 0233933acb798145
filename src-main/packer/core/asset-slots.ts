import type { AssetSummary } from '../../../src-preload/contract/domain/asset.ts';
import { type Asset, summaryOf } from './asset.ts';
import { type AssetColumns, assetColumnsInSlices, assetInRow, summariesInRows } from './asset-columns.ts';
import { slotOf } from './asset-kind.ts';
import { elementAt, elementsOf, filledArray, type SharedArray, withElementAt } from './shared-array.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';

/**
 * Where each asset is kept, as a value. Those of a load have the first slots, in the order by root, and what was worked
 * out of them at the load, their places in both orders and the table by root, holds for every snapshot that is patched
 * from it, but for slots that hold something else since. To compare two that are where they were touches no asset, and
 * no text: a search among a million is a few steps in one array, where it would wait for memory at every step.
 */
export interface AssetSlots {
  readonly loaded: LoadedAssets;
  /** What is in each slot that is not as it was loaded, null in a free one; undefined is in the others. */
  readonly changed: SharedArray<Asset | null | undefined>;
  /** Slots of the load whose place is not that of the load any more, a bit each. */
  readonly displaced: SharedArray<number>;
  /** Whether there is such a slot. */
  readonly hasDisplaced: boolean;
}

/** A word has 16 bits: so few that the engine keeps it in its place in an array. */
const wordShift = 4;
const bitMask = (1 << wordShift) - 1;

interface LoadedAssets {
  /** In the row of its slot each. */
  readonly columns: AssetColumns;
  /** The place in the order of names of each slot of the load; by root it is the slot itself. */
  readonly byName: Uint32Array;
  /** Slots of the load, one more each, where the hash of their root says or behind that; 0 where there is none. */
  readonly table: Uint32Array;
}

/** An asset and where it is kept. */
export interface PlacedAsset {
  readonly asset: Asset;
  readonly slot: number;
}

/** The orders in which assets have places. */
export type PlaceOrder = 'root' | 'name';

/** The slots of assets, which come in the order by root. `byName` are the slots in the order of names. */
export function* slotsInSlices(assets: readonly Asset[], byName: readonly number[]): SlicedWork<AssetSlots> {
  const places = new Uint32Array(assets.length);
  // At most half full, so that what is looked for stands where its hash says, or near it.
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * assets.length + 2)));
  for (let at = 0; at < assets.length; at += 1) {
    places[byName[at] ?? 0] = at;
    let spot = hashOf(assets[at]?.root ?? '') & (table.length - 1);
    while (table[spot] !== 0) {
      spot = (spot + 1) & (table.length - 1);
    }
    table[spot] = at + 1;
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  const { columns, others } = yield* assetColumnsInSlices(assets);
  let changed = filledArray<Asset | null | undefined>(assets.length, undefined);
  for (const [at, slot] of others.entries()) {
    changed = withElementAt(changed, slot, assets[slot]);
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  return {
    loaded: { columns, byName: places, table },
    changed,
    displaced: filledArray((assets.length >>> wordShift) + 1, 0),
    hasDisplaced: false,
  };
}

/** How many slots there are, free ones among them. */
export function slotCount({ changed }: AssetSlots): number {
  return changed.length;
}

/** What each slot holds, in order; null is in a free one. */
export function* contentOfSlots({ loaded, changed }: AssetSlots): Generator<Asset | null, void> {
  let slot = 0;
  for (const asset of elementsOf(changed)) {
    yield asset === undefined ? assetInRow(loaded.columns, slot) : asset;
    slot += 1;
  }
}

/** What a slot holds; null is in a free one. */
export function assetInSlot({ loaded, changed }: AssetSlots, slot: number): Asset | null {
  const asset = elementAt(changed, slot);
  if (asset !== undefined) {
    return asset;
  }
  return slot < loaded.columns.rows ? assetInRow(loaded.columns, slot) : null;
}

/** The place in an order of a slot that has the one that it had at the load; -1 of any other. */
export function loadedPlace(slots: AssetSlots, order: PlaceOrder, slot: number): number {
  const { byName } = slots.loaded;
  if (slot >= byName.length || isDisplaced(slots, slot)) {
    return -1;
  }
  return order === 'root' ? slot : (byName[slot] ?? -1);
}

function isDisplaced({ displaced, hasDisplaced }: AssetSlots, slot: number): boolean {
  return hasDisplaced && ((elementAt(displaced, slot >>> wordShift) ?? 0) & (1 << (slot & bitMask))) !== 0;
}

/** Whether every asset that there is has the place that it had at the load. */
export function areAllLoaded({ changed, loaded, hasDisplaced }: AssetSlots): boolean {
  return changed.length === loaded.byName.length && !hasDisplaced;
}

/** The asset that has this root and is in the slot that this root had at the load, or null. */
export function loadedWithRoot(slots: AssetSlots, root: string): PlacedAsset | null {
  const { table } = slots.loaded;
  let spot = hashOf(root) & (table.length - 1);
  for (let slot = (table[spot] ?? 0) - 1; slot !== -1; slot = (table[spot] ?? 0) - 1) {
    const asset = assetInSlot(slots, slot);
    if (asset?.root === root) {
      return { asset, slot };
    }
    spot = (spot + 1) & (table.length - 1);
  }
  return null;
}

/**
 * The slots with another asset in one of them, or with nothing in it, or with one slot more. `isInPlace` says that what
 * is in the slot now comes before and behind the same assets as what was.
 */
export function slotsWith(slots: AssetSlots, slot: number, asset: Asset | null, isInPlace: boolean): AssetSlots {
  const changed = withElementAt(slots.changed, slot, asset);
  if (isInPlace || slot >= slots.loaded.byName.length) {
    return { ...slots, changed };
  }
  const number = slot >>> wordShift;
  const word = (elementAt(slots.displaced, number) ?? 0) | (1 << (slot & bitMask));
  return { ...slots, changed, displaced: withElementAt(slots.displaced, number, word), hasDisplaced: true };
}

/** The asset of an item. Throws where there is none: the indexes disagree. */
export function assetIn(slots: AssetSlots, item: number): Asset {
  const asset = assetInSlot(slots, slotOf(item));
  if (asset === null) {
    throw new Error(`There is no asset in slot ${slotOf(item)}`);
  }
  return asset;
}

/** The asset of an item, and its slot. */
export function placedIn(slots: AssetSlots, item: number): PlacedAsset {
  return { asset: assetIn(slots, item), slot: slotOf(item) };
}

/** The rows that the list shows of items. Throws as `assetIn`. */
export function summariesIn(slots: AssetSlots, items: readonly number[]): AssetSummary[] {
  const { loaded, changed } = slots;
  const rows: number[] = [];
  for (const item of items) {
    const slot = slotOf(item);
    if (elementAt(changed, slot) === undefined && slot < loaded.columns.rows) {
      rows.push(slot);
    }
  }
  const summaries = summariesInRows(loaded.columns, rows);
  if (rows.length === items.length) {
    return summaries;
  }
  let next = 0;
  return items.map((item) => {
    const summary = slotOf(item) === rows[next] ? summaries[next] : undefined;
    next += summary === undefined ? 0 : 1;
    return summary ?? summaryOf(assetIn(slots, item));
  });
}

/** FNV-1a of the text's code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  // The low bits, by which the table is looked up, with what the high ones know.
  return hash ^ (hash >>> 15);
}
