import { type Health, healths } from '../../../src-preload/contract/domain/asset.ts';
import type { Asset } from './asset.ts';
import { itemFor, kindMarks } from './asset-kind.ts';
import { type AssetOrders, ordersWithReplaced } from './asset-orders.ts';
import type { AssetSlots, PlacedAsset } from './asset-slots.ts';
import { treeInSlices } from './block-tree.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';

type Problem = Exclude<Health, 'ok'>;

const problems = healths.filter((health) => health !== 'ok');

/**
 * The assets of each health that few have, in lists of their own: in a list of all they lie far apart, so that a window
 * of them would touch a hundred blocks.
 */
export type ProblemIndex = Readonly<Record<Problem, AssetOrders>>;

/** The index of assets, each in the slot of its index. `byName` are the slots in the order of names. */
export function* problemIndexInSlices(assets: readonly Asset[], byName: readonly number[]): SlicedWork<ProblemIndex> {
  const inOrder = () => ({ missing: [] as number[], warning: [] as number[], error: [] as number[] });
  const [root, name] = [inOrder(), inOrder()];
  const add = (lists: Record<Problem, number[]>, slot: number): void => {
    const asset = assets[slot];
    if (asset !== undefined && asset.health !== 'ok') {
      lists[asset.health].push(itemFor(slot, asset));
    }
  };
  for (let at = 0; at < assets.length; at += 1) {
    add(root, at);
    add(name, byName[at] ?? 0);
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  const ordersOf = function* (health: Problem): SlicedWork<AssetOrders> {
    return {
      root: yield* treeInSlices(root[health], kindMarks),
      name: yield* treeInSlices(name[health], kindMarks),
    };
  };
  return {
    warning: yield* ordersOf('warning'),
    error: yield* ordersOf('error'),
    missing: yield* ordersOf('missing'),
  };
}

/** The index with `after` in the place of `before`; either may be null. `slots` are those before the change. */
export function problemsWithReplaced(
  index: ProblemIndex,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
): ProblemIndex {
  let changed = index;
  for (const problem of problems) {
    const from = before?.asset.health === problem ? before : null;
    const to = after?.asset.health === problem ? after : null;
    if (from !== null || to !== null) {
      changed = { ...changed, [problem]: ordersWithReplaced(changed[problem], slots, from, to) };
    }
  }
  return changed;
}
