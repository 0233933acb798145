/** The columns of the list, for its header and its rows alike. The type gives way first where the room is short. */
export const columns =
  'grid grid-cols-[16px_20px_minmax(0,1.2fr)_minmax(0,1fr)_56px] @min-[460px]:grid-cols-[16px_20px_minmax(0,1.3fr)_88px_minmax(0,1fr)_64px] items-center gap-x-3 pr-3 pl-3';

/** A cell that is shown only where there is room for it. */
export const typeColumn = 'hidden @min-[460px]:flex';
