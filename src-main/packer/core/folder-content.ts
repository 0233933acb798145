import {
  type AssetFolder,
  type FolderContent,
  listedFolders,
} from '../../../src-preload/contract/domain/asset-facets.ts';
import type { AssetIndex } from './asset-index.ts';
import { everyKind, selectionOf } from './asset-kind.ts';
import { assetIn } from './asset-slots.ts';
import { itemsFrom, rankOf } from './block-tree.ts';
import { stretchBelow } from './items-beginning.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { compareFolded, foldText } from './text-order.ts';

/**
 * The folders in a folder, whose path ends in a slash or is empty. They are read from the order by root, in which all of
 * a folder stand together, so that no index of folders has to be kept: a folder costs two looks for a place, an asset
 * that lies in the folder itself one step. Folders that are one on some systems are one here.
 */
export function folderContent(assets: AssetIndex, path: string): FolderContent {
  // A registration leaves the text as it is, and nothing else does: roots are in it.
  return contents(assets.text, path, () => readContent(assets, path)).content;
}

/** Places in the order by root: what lies below a folder stands from one on and before another. */
export interface FolderStretch {
  readonly from: number;
  readonly to: number;
}

/** Where each of the folders in a folder stands, as `folderContent` lists them. */
export function folderStretches(assets: AssetIndex, path: string): readonly FolderStretch[] {
  return contents(assets.text, path, () => readContent(assets, path)).stretches;
}

interface ReadContent {
  readonly content: FolderContent;
  readonly stretches: readonly FolderStretch[];
}

const contents = createKeptAnswers<ReadContent>(256);

function readContent(assets: AssetIndex, path: string): ReadContent {
  const parent = foldText(path);
  const found: { readonly folder: AssetFolder; readonly stretch: FolderStretch }[] = [];
  let more = false;
  let place = stretchBelow(assets, parent).from;
  for (;;) {
    const next = nextFolder(assets, parent, place);
    if (next === null) {
      break;
    }
    if (found.length === listedFolders) {
      more = true;
      break;
    }
    const { from, to } = stretchBelow(assets, next.key);
    const { root } = assets.orders;
    const stretch = { from: rankOf(root, all, from), to: rankOf(root, all, to) };
    found.push({
      folder: {
        path: next.path,
        name: next.path.split('/').at(-2) ?? next.path,
        count: stretch.to - stretch.from,
        hasFolders: hasFolders(assets, next.key),
      },
      stretch,
    });
    place = to;
  }
  found.sort((a, b) => compareFolded(a.folder.name, b.folder.name));
  return {
    content: { path, folders: found.map(({ folder }) => folder), more },
    stretches: found.map(({ stretch }) => stretch),
  };
}

const all = selectionOf(everyKind);

/** The first folder in a folder from a place on, with its path as the first asset in it has it, and folded. */
function nextFolder(
  assets: AssetIndex,
  parent: string,
  place: (item: number) => number,
): { readonly path: string; readonly key: string } | null {
  for (const item of itemsFrom(assets.orders.root, place)) {
    const { root, rootKey } = assetIn(assets.slots, item);
    if (!rootKey.startsWith(parent)) {
      return null;
    }
    const end = rootKey.indexOf('/', parent.length);
    if (end !== -1) {
      const key = rootKey.slice(0, end + 1);
      const steps = key.split('/').length - 1;
      return { path: `${root.split('/').slice(0, steps).join('/')}/`, key };
    }
  }
  return null;
}

/** As many assets of a folder are looked at to see whether there are folders in it; where there are more, there may be. */
const looked = 256;

function hasFolders(assets: AssetIndex, key: string): boolean {
  let steps = 0;
  for (const item of itemsFrom(assets.orders.root, stretchBelow(assets, key).from)) {
    const { rootKey } = assetIn(assets.slots, item);
    if (!rootKey.startsWith(key)) {
      return false;
    }
    steps += 1;
    if (steps > looked || rootKey.includes('/', key.length)) {
      return true;
    }
  }
  return false;
}
