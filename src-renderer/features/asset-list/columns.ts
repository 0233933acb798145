import type { CSSProperties } from 'react';

/**
 * The columns of the list, for its header and its rows alike. The type gives way first where the room is short; it is as wide
 * as its longest name (type-ruler.tsx). Name and folder share what is left, as `columnShares` says of what holds them.
 */
export const columns =
  'grid grid-cols-[16px_20px_minmax(0,var(--name-share,57fr))_minmax(0,var(--root-share,43fr))_68px] @min-[460px]:grid-cols-[16px_20px_minmax(0,var(--name-share,57fr))_var(--type-column,88px)_minmax(0,var(--root-share,43fr))_76px] items-center gap-x-3 pr-3 pl-3';

/** A cell that is shown only where there is room for it. */
export const typeColumn = 'hidden @min-[460px]:flex';

/** The column of the folder, behind the type where that is shown. */
export const rootColumn = 'col-start-4 @min-[460px]:col-start-5';

/** How much of the room for name and folder the name has, in percent, for all rows of a list. */
export function columnShares(nameShare: number): CSSProperties {
  return { '--name-share': `${String(nameShare)}fr`, '--root-share': `${String(100 - nameShare)}fr` } as CSSProperties;
}
