import { basename, dirname, isAbsolute, join } from 'node:path';
import type { AssetManifest } from '../../src-preload/contract/domain/asset-manifest.ts';
import {
  type ChosenFile,
  type ChosenFiles,
  type FileBesides,
  mostNewAssets,
} from '../../src-preload/contract/domain/new-asset.ts';
import { typeOfFile } from '../../src-preload/contract/source-kind.ts';
import { portableName, splitExtension } from '../packer/core/portable-name.ts';
import { foldText } from '../packer/core/text-order.ts';
import type { NewAsset, Packer } from '../packer/index.ts';
import type { PathTokens } from './path-tokens.ts';

/** Files that are looked at side by side. */
const looksAtOnce = 16;

/** The longest name that an asset can have, in UTF-16 units. */
const mostOfName = 200;

/** A file, and the names of the folders that its asset's folder is proposed in. */
interface WantedFile {
  readonly path: string;
  readonly within: string;
}

/**
 * Looks at files that the author has dropped or chosen, and gives each its token: at those of an earlier choice that they come
 * beside, in their order, and behind them at the others. A folder stands for the files in it. Too many are counted, and no more.
 */
export async function takeFiles(
  packer: Pick<Packer, 'lookAtFile' | 'partsOfModel' | 'filesBelow'>,
  tokens: PathTokens,
  paths: readonly string[],
  besides: readonly FileBesides[],
): Promise<ChosenFiles> {
  const taken = new Map<string, WantedFile>();
  let [left, foldersLeft] = [0, 0];
  const take = (file: WantedFile): void => {
    if (taken.size < mostNewAssets) {
      taken.set(file.path, taken.get(file.path) ?? file);
    } else if (!taken.has(file.path)) {
      left += 1;
    }
  };
  for (const { fileToken, folderName } of besides) {
    const path = tokens.pathOf(fileToken);
    if (path !== undefined) {
      take({ path, within: folderName.slice(0, folderName.lastIndexOf('/') + 1) });
    }
  }
  for (const path of new Set(paths.filter((each) => isAbsolute(each)))) {
    const below = await packer.filesBelow(path, mostNewAssets - taken.size);
    left += below?.left ?? 0;
    foldersLeft += below?.foldersLeft ?? 0;
    for (const file of below?.files ?? [{ path, folders: null }]) {
      const folders = file.folders === null ? [] : [basename(path), ...file.folders];
      take({ path: file.path, within: folders.map((name) => `${portableName(name, 'folder')}/`).join('') });
    }
  }
  const wanted = [...taken.values()];
  const files: ChosenFile[] = [];
  for (let from = 0; from < wanted.length; from += looksAtOnce) {
    const together = wanted.slice(from, from + looksAtOnce);
    files.push(...(await Promise.all(together.map((file) => takeFile(packer, tokens, file)))));
  }
  return { files: await withParts(packer, tokens, [...taken.keys()], files), left, foldersLeft };
}

/** A file that a model names, and that lies beside it, is a part of it: of the first one that names it. */
async function withParts(
  packer: Pick<Packer, 'partsOfModel'>,
  tokens: PathTokens,
  paths: readonly string[],
  files: readonly ChosenFile[],
): Promise<ChosenFile[]> {
  const owners = new Map<string, string>();
  // By folder, each name as it stands on the disk by what a model's address comes to: some disks keep letters in parts.
  const names = new Map<string, Map<string, string>>();
  for (const path of paths) {
    const beside = names.get(dirname(path)) ?? new Map<string, string>();
    names.set(dirname(path), beside.set(basename(path).normalize('NFC'), basename(path)));
  }
  for (const [at, path] of paths.entries()) {
    const model = files[at];
    if (model?.type === 'model' && model.problem === null) {
      const beside = names.get(dirname(path)) ?? new Map<string, string>();
      for (const part of await packer.partsOfModel(path, [...beside.keys()])) {
        const token = tokens.tokenOf(join(dirname(path), beside.get(part) ?? part));
        if (token !== model.fileToken) {
          owners.set(token, owners.get(token) ?? model.fileToken);
        }
      }
    }
  }
  return files.map((file) => ({ ...file, partOf: owners.get(file.fileToken) ?? null }));
}

async function takeFile(
  packer: Pick<Packer, 'lookAtFile'>,
  tokens: PathTokens,
  { path, within }: WantedFile,
): Promise<ChosenFile> {
  const look = await packer.lookAtFile(path);
  const name = basename(path);
  const { stem } = splitExtension(name);
  return {
    fileToken: tokens.tokenOf(path),
    name,
    bytes: look.bytes,
    assetName: assetNameOf(stem),
    folderName: `${within}${portableName(stem, 'asset')}`,
    type: typeOfFile(name),
    partOf: null,
    problem: 'trouble' in look ? look.trouble : null,
  };
}

const characters = new Intl.Segmenter();

/** A file's name as what a person calls the asset, cut between two characters where it is too long. */
function assetNameOf(stem: string): string {
  const tidy = stem
    .normalize('NFC')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
  if (tidy.length <= mostOfName) {
    return tidy === '' ? 'asset' : tidy;
  }
  // One character can be longer than a name, with thousands of marks on it.
  const end = characters.segment(tidy).containing(mostOfName)?.index ?? 0;
  return tidy
    .slice(0, end === 0 ? mostOfName : end)
    .replace(/\p{Cs}$/u, '')
    .trimEnd();
}

/** What the window asks for, by tokens. */
interface WantedAsset {
  readonly root: string;
  readonly name: string;
  readonly type: AssetManifest['type'];
  readonly files: readonly string[];
}

/** The assets that the window asks for, with the paths of their files; null where main does not know one of them. */
export function withPaths(tokens: PathTokens, wanted: readonly WantedAsset[]): readonly NewAsset[] | null {
  const assets: NewAsset[] = [];
  for (const { files, ...asset } of wanted) {
    const paths = files.flatMap((token) => tokens.pathOf(token) ?? []);
    if (paths.length < files.length) {
      return null;
    }
    assets.push({ ...asset, files: namedApart(paths) });
  }
  return assets;
}

/** Each file with the name that it gets in the asset's folder: one that every system takes, and another one for each. */
function namedApart(paths: readonly string[]): NewAsset['files'] {
  const taken = new Set(['asset.json']);
  return paths.map((path) => {
    const whole = portableName(basename(path), 'file');
    const { stem, extension } = splitExtension(whole);
    let name = whole;
    for (let nth = 2; taken.has(foldText(name)); nth += 1) {
      name = `${stem}-${String(nth)}${extension}`;
    }
    taken.add(foldText(name));
    return { path, name };
  });
}
