import { pageSize } from '../../ipc/project-queries.ts';

/** Where a root is in a list of which these pages are known, by their numbers; undefined where it is in none of them. */
export function indexOfRoot(
  pages: ReadonlyMap<number, { readonly rows: readonly { readonly root: string }[] }>,
  root: string,
): number | undefined {
  for (const [page, { rows }] of pages) {
    const position = rows.findIndex((row) => row.root === root);
    if (position >= 0) {
      return page * pageSize + position;
    }
  }
  return undefined;
}
