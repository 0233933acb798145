/** Where the window gets a source file from: `asset://`, which main serves from the project's assets alone. */
export function assetFileUrl(projectId: string, root: string, source: string, revision: number): string {
  const path = source.split('/').map(encodeURIComponent).join('/');
  return `asset://${projectId}/${encodeURIComponent(root)}/${path}?r=${String(revision)}`;
}

const imageExtensions = /\.(?:png|jpe?g|webp|gif|svg|avif|bmp)$/i;
const soundExtensions = /\.(?:wav|mp3|ogg|oga|opus|flac|m4a|aac)$/i;

/** The first source that the window can draw or play, and which of the two. */
export function previewSource(
  sources: readonly { readonly path: string; readonly bytes: number | null }[],
): { readonly kind: 'image' | 'sound'; readonly path: string } | null {
  for (const { path, bytes } of sources) {
    if (bytes === null) continue;
    if (imageExtensions.test(path)) return { kind: 'image', path };
    if (soundExtensions.test(path)) return { kind: 'sound', path };
  }
  return null;
}
