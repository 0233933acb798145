import { isDrawable } from '../../../src-preload/contract/asset-pictures.ts';

/**
 * Where the window gets a source file from: `asset://`, which main serves from the project's assets alone. The address
 * is another one after each reading of the disk and the same one after a write: a registration changes no picture, and
 * must not make the window ask for it again.
 */
export function assetFileUrl(projectId: string, root: string, source: string, readAt: string): string {
  const path = source.split('/').map(encodeURIComponent).join('/');
  return `asset://${projectId}/${encodeURIComponent(root)}/${path}?r=${encodeURIComponent(readAt)}`;
}

const soundExtensions = /\.(?:wav|mp3|ogg|flac)$/i;

/** The first source that the window can draw or play, and which of the two. */
export function previewSource(
  sources: readonly { readonly path: string; readonly bytes: number | null }[],
): { readonly kind: 'image' | 'sound'; readonly path: string } | null {
  for (const { path, bytes } of sources) {
    if (bytes === null) {
      continue;
    }
    if (isDrawable(path)) {
      return { kind: 'image', path };
    }
    if (soundExtensions.test(path)) {
      return { kind: 'sound', path };
    }
  }
  return null;
}
