import { create } from 'zustand';

/** How often a root came to stand for the files of another asset, by `keyOf`: nothing but a move does that. */
type PictureTurns = Readonly<Record<string, number>>;

/** The turns of every root that an asset has come to. */
export const usePictureTurns = create<{ readonly turns: PictureTurns }>(() => ({ turns: {} }));

/** An asset has come to this root: what was kept of the root’s pictures is of another one. */
export function turnPicture(projectId: string, root: string): void {
  const key = keyOf(projectId, root);
  usePictureTurns.setState(({ turns }) => ({ turns: { ...turns, [key]: (turns[key] ?? 0) + 1 } }));
}

/** What names the files of a root since the disk was read: another text where they are others. */
export function pictureVersion(turns: PictureTurns, projectId: string, root: string, readAt: string): string {
  const turn = turns[keyOf(projectId, root)];
  return turn === undefined ? readAt : `${readAt} ${String(turn)}`;
}

function keyOf(projectId: string, root: string): string {
  return `${projectId}\n${root}`;
}
