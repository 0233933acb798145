import { z } from 'zod';

/** Tags that one request may ask for. */
export const tagLimit = 500;
/** Folders whose content one request may ask for. */
export const openFolderLimit = 200;
/** Folders that are listed in one folder. */
export const listedFolders = 1000;

/** A tag in its most frequent spelling, and how many assets have it in any. */
export const tagCountSchema = z.strictObject({ tag: z.string(), count: z.int().min(1) });
export type TagCount = z.infer<typeof tagCountSchema>;

/**
 * A folder below which there are assets. `path` ends in a slash, as `path` of a search has it; `count` is how many assets
 * are below it, `name` its last step. Only a folder with `hasFolders` can have folders in it.
 */
export const assetFolderSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  count: z.int().min(1),
  hasFolders: z.boolean(),
});
export type AssetFolder = z.infer<typeof assetFolderSchema>;

/** The folders in one folder, in the order of their names; the first ones, where `more` is true. */
export const folderContentSchema = z.strictObject({
  path: z.string(),
  folders: z.array(assetFolderSchema),
  more: z.boolean(),
});
export type FolderContent = z.infer<typeof folderContentSchema>;

/**
 * What else a list can be filtered by. It holds until an asset comes, goes or is changed: `rowsRevision` is the revision
 * since which it is so. `tagTotal` counts the tags, of which `tags` has the most frequent ones, in that order.
 */
export const assetFacetsSchema = z.strictObject({
  rowsRevision: z.int().min(1),
  tagTotal: z.int().min(0),
  tags: z.array(tagCountSchema),
  contents: z.array(folderContentSchema),
});
export type AssetFacets = z.infer<typeof assetFacetsSchema>;

/** Which tags and folders: as many tags, and what is in each of the folders, the topmost of which is the empty text. */
export const facetsQuerySchema = z.strictObject({
  tags: z.int().min(0).max(tagLimit),
  folders: z.array(z.string().max(65_536)).max(openFolderLimit),
});
export type FacetsQuery = z.infer<typeof facetsQuerySchema>;
