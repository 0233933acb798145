import type { Asset } from './asset.ts';
import { packedPaths } from './packed-content.ts';
import { splitExtension } from './portable-name.ts';
import { elementAt, leavesOf, type SharedArray, sharedArrayInSlices, withElementAt } from './shared-array.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { addSlot, noSlots, type SlotSet } from './slot-set.ts';
import { foldText } from './text-order.ts';

/**
 * The extensions of each asset's source files, by slot, as a value: each once, folded, in the manifest's order, with a
 * slash before and behind it (`/png/json/`), which is in no file's name; empty where there is none. Of a load, those that
 * are alike are one text: a project has a hundred thousand assets and a dozen of these.
 */
export type SourceExtensions = SharedArray<string>;

/** The extensions of assets, each in the slot of its index. */
export function* sourceExtensionsInSlices(assets: readonly Asset[]): SlicedWork<SourceExtensions> {
  const known = new Map<string, string>();
  const all = new Array<string>(assets.length);
  for (let at = 0; at < assets.length; at += 1) {
    const extensions = extensionsOf(assets[at] ?? null);
    const alike = known.get(extensions);
    all[at] = alike ?? extensions;
    if (alike === undefined) {
      known.set(extensions, extensions);
    }
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  return yield* sharedArrayInSlices(all);
}

/** The extensions with those of another asset, or of none, in a slot, or with one slot more. */
export function withExtensionsOf(index: SourceExtensions, slot: number, asset: Asset | null): SourceExtensions {
  const extensions = extensionsOf(asset);
  return elementAt(index, slot) === extensions ? index : withElementAt(index, slot, extensions);
}

/** The extensions in a slot. */
export function extensionsIn(index: SourceExtensions, slot: number): string | undefined {
  return elementAt(index, slot);
}

/** Slots of assets of which a source file has one of some extensions, folded and without their dots. */
export function slotsWithExtension(index: SourceExtensions, sought: readonly string[]): SlotSet {
  const found = noSlots(index.length);
  const parts = sought.map((extension) => `/${extension}/`);
  const answers = new Map<string, boolean>();
  // Neighbours are alike: the last answer is most often the next one, too.
  let [last, isLast] = ['', false];
  let slot = 0;
  for (const leaf of leavesOf(index)) {
    for (const extensions of leaf) {
      if (extensions !== last) {
        const known = answers.get(extensions);
        isLast = known ?? parts.some((part) => extensions.includes(part));
        last = extensions;
        if (known === undefined) {
          answers.set(extensions, isLast);
        }
      }
      if (isLast) {
        addSlot(found, slot);
      }
      slot += 1;
    }
  }
  return found;
}

function extensionsOf(asset: Asset | null): string {
  let extensions = '';
  for (const path of asset === null ? [] : packedPaths(asset.packed)) {
    const extension = foldText(splitExtension(path.slice(path.lastIndexOf('/') + 1)).extension.slice(1));
    if (extension !== '' && !extensions.includes(`/${extension}/`)) {
      extensions += extensions === '' ? `/${extension}/` : `${extension}/`;
    }
  }
  return extensions;
}
