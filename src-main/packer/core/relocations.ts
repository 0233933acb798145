import type { Relocations } from '../../../src-preload/contract/domain/relocation.ts';
import { relocationLimit } from '../../../src-preload/contract/domain/relocation.ts';
import { assetInSlot } from './asset-slots.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { refusalToRelocate } from './relocate-asset.ts';
import { slotsWithWord } from './search-text.ts';
import { slotsIn } from './slot-set.ts';
import { compareFolded, foldSearched, foldText } from './text-order.ts';

/** A folder that a missing asset’s may be by now, and how many folders above it are the same in both paths. */
interface Candidate {
  readonly root: string;
  /** Counted from the asset's own folder up, and from `assets/` down. */
  readonly near: number;
  readonly far: number;
}

/**
 * Where the folder of a missing asset may be by now, the likeliest first (rule V11): it has the same name, and the entry
 * could be given to it. The search text answers which have that name at all; no other asset is looked at.
 */
export function relocationsOf(snapshot: ProjectSnapshot, root: string): Omit<Relocations, 'revision' | 'refusal'> {
  const path = foldText(root);
  const name = nameIn(path);
  // A name that can't be looked for is none that a folder has.
  if (name === '' || name.includes('\n') || refusalToRelocate(snapshot, root, root)?.code !== 'asset-missing') {
    return { roots: [], more: false };
  }
  const { slots, text } = snapshot.assets;
  let best: readonly Candidate[] = [];
  const consider = (found: Candidate): void => {
    const worst = best[relocationLimit];
    const isBetter = worst === undefined || byLikelihood(found, worst) < 0;
    if (isBetter && refusalToRelocate(snapshot, root, found.root) === null) {
      // One more than is told, to tell that there is one.
      best = [...best, found].toSorted(byLikelihood).slice(0, relocationLimit + 1);
    }
  };
  for (const slot of slotsIn(slotsWithWord(text, foldSearched(nameIn(root)), null))) {
    const asset = assetInSlot(slots, slot);
    const other = asset?.entry === null ? asset.rootKey : '';
    if (asset !== null && nameIn(other) === name) {
      consider({ root: asset.root, near: commonFolders(path, other, -1), far: commonFolders(path, other, 1) });
    }
  }
  return { roots: best.slice(0, relocationLimit).map((found) => found.root), more: best.length > relocationLimit };
}

function byLikelihood(a: Candidate, b: Candidate): number {
  return b.near - a.near || b.far - a.far || compareFolded(a.root, b.root);
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** How many folders two paths have in common, from their beginnings or, with a step of -1, from their ends. */
function commonFolders(path: string, other: string, step: 1 | -1): number {
  const [from, fromOther] = step === 1 ? [0, 0] : [path.length - 1, other.length - 1];
  let folders = 0;
  for (let at = 0; ; at += step) {
    const [a, b] = [path[from + at] ?? '/', other[fromOther + at] ?? '/'];
    if (a !== b) {
      return folders;
    }
    folders += a === '/' ? 1 : 0;
    if (path[from + at] === undefined || other[fromOther + at] === undefined) {
      return folders;
    }
  }
}
