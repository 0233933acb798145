/** The origin of Studio's pages, and of every request that main trusts. */
export const studioOrigin = 'app://studio';
