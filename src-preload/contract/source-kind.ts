// Zod-free: what both sides of the border must agree on about source files and how they are shown.

import { isDrawable } from './asset-pictures.ts';
import type { AssetManifest } from './domain/asset-manifest.ts';

/** What a source file can be shown as. */
export const sourceKinds = ['image', 'sound', 'model', 'font', 'text'] as const;
export type SourceKind = (typeof sourceKinds)[number];

type AssetType = AssetManifest['type'];

const extensions = [
  ['sound', /\.(?:wav|mp3|ogg|flac)$/i],
  ['model', /\.(?:gltf|glb)$/i],
  ['font', /\.(?:ttf|otf|woff2?)$/i],
  [
    'text',
    /\.(?:txt|md|csv|tsv|json|jsonl|ya?ml|toml|ini|cfg|conf|xml|html?|css|m?[jt]s|lua|py|glsl|vert|frag|wgsl|hlsl|ink|yarn|po|srt|vtt|log)$/i,
  ],
] as const;

/** What the files of an asset of a type are in the first place. */
const kindOfType: Readonly<Record<AssetType, SourceKind>> = {
  image: 'image',
  tileset: 'image',
  'sprite-atlas': 'image',
  sound: 'sound',
  music: 'sound',
  model: 'model',
  font: 'font',
  text: 'text',
  data: 'text',
};

/**
 * What a source file is shown as: by the end of its name, and where that says nothing, as text where the asset is one of
 * text or data. Null where there is nothing to show it as, like the binary part of a model.
 */
export function sourceKindOf(path: string, type: AssetType | null): SourceKind | null {
  if (isDrawable(path)) {
    return 'image';
  }
  const known = extensions.find(([, pattern]) => pattern.test(path))?.[0];
  return known ?? (type !== null && kindOfType[type] === 'text' ? 'text' : null);
}

/** Texts that are read by the game, and not by a person. */
const dataFile = /\.(?:csv|tsv|json|jsonl|ya?ml|toml|ini|cfg|conf|xml)$/i;

/** What an asset that is made of a file is, by the end of the file's name; null where that says nothing. */
export function typeOfFile(name: string): AssetType | null {
  const kind = sourceKindOf(name, null);
  return kind === 'text' && dataFile.test(name) ? 'data' : kind;
}

/** A source file with what it is shown as. */
export interface ShownSource {
  readonly path: string;
  readonly kind: SourceKind;
}

/** The sources that are there and can be shown, in the manifest's order. */
export function shownSources(
  sources: readonly { readonly path: string; readonly bytes: number | null }[],
  type: AssetType | null,
): readonly ShownSource[] {
  return sources.flatMap(({ path, bytes }) => {
    const kind = bytes === null ? null : sourceKindOf(path, type);
    return kind === null ? [] : [{ path, kind }];
  });
}

/** The one of them that is shown first: the first of the kind that the asset's type says, else the first. */
export function firstShown(shown: readonly ShownSource[], type: AssetType | null): ShownSource | null {
  const wanted = type === null ? null : kindOfType[type];
  return shown.find(({ kind }) => kind === wanted) ?? shown[0] ?? null;
}
