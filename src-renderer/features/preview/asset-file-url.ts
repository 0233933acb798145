/**
 * Where the window gets a source file from: `asset://`, which main serves from the project's assets alone. The address
 * is another one after each reading of the disk and the same one after a write: a registration changes no picture, and
 * must not make the window ask for it again.
 */
export function assetFileUrl(projectId: string, root: string, source: string, readAt: string): string {
  const path = source.split('/').map(encodeURIComponent).join('/');
  return `asset://${projectId}/${encodeURIComponent(root)}/${path}?r=${encodeURIComponent(readAt)}`;
}
