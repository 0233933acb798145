import { z } from 'zod';
import { assetCountsSchema } from './asset-list.ts';
import { searchLimit } from './search-terms.ts';

/** Tags that one request may ask for. */
export const tagLimit = 500;
/** Folders whose content one request may ask for. */
export const openFolderLimit = 200;
/** Folders that are listed in one folder. */
export const listedFolders = 1000;

/** A tag in its most frequent spelling, and how many of the assets have it in any. */
export const tagCountSchema = z.strictObject({ tag: z.string(), count: z.int().min(1) });
export type TagCount = z.infer<typeof tagCountSchema>;

/**
 * A folder below which there are assets. `path` ends in a slash, as `path` of a search has it; `count` is how many of the
 * assets are below it, `name` its last step. Only a folder with `hasFolders` can have folders in it.
 */
export const assetFolderSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  count: z.int().min(0),
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
 * What else a list can be filtered by (rule Q7), and how many assets each value would leave of what is looked for, counted
 * with the filters of the other kinds. Where nothing is looked for, those are the counts of the project: then `counts` is
 * null, for each window of the list has them, and the rest holds until an asset comes, goes or is changed, which was last so
 * at `rowsRevision`. `tagTotal` counts the tags, of which `tags` has the most frequent ones, in that order.
 */
export const assetFacetsSchema = z.strictObject({
  rowsRevision: z.int().min(1),
  counts: assetCountsSchema.nullable(),
  tagTotal: z.int().min(0),
  tags: z.array(tagCountSchema),
  contents: z.array(folderContentSchema),
});
export type AssetFacets = z.infer<typeof assetFacetsSchema>;

/**
 * What is looked for, and which tags and folders: as many tags, and what is in each of the folders, the topmost of which is
 * the empty text.
 */
export const facetsQuerySchema = z.strictObject({
  search: z.string().max(searchLimit),
  tags: z.int().min(0).max(tagLimit),
  folders: z.array(z.string().max(65_536)).max(openFolderLimit),
});
export type FacetsQuery = z.infer<typeof facetsQuerySchema>;
