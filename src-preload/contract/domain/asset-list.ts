import { z } from 'zod';
import { assetSummarySchema, healthSchema, registrationSchema, typeFilterSchema } from './asset.ts';
import { searchLimit } from './search-terms.ts';

/** What the list can be sorted by (rule Q3). By health means the worst first. */
export const assetSorts = ['name', 'root', 'type', 'registration', 'health'] as const;
export const assetSortSchema = z.literal(assetSorts);
export type AssetSort = z.infer<typeof assetSortSchema>;

/** Which assets. Kinds of filter combine by "and"; values of one kind combine by "or"; an empty list means any. */
export const assetFilterSchema = z.strictObject({
  registration: z.array(registrationSchema),
  health: z.array(healthSchema),
  type: z.array(typeFilterSchema),
  /** Tags as manifests have them, case and all. */
  tag: z.array(z.string()),
  /** What the author typed, whose terms (search-terms.ts) combine with the rest by "and". */
  search: z.string().max(searchLimit),
});
export type AssetFilter = z.infer<typeof assetFilterSchema>;

/** The largest window that one request may ask for. */
export const windowLimit = 500;

/** In which order. */
export const assetOrderSchema = z.strictObject({ sort: assetSortSchema, descending: z.boolean() });

/** Which list: all that decides its rows and their places. */
export const assetViewSchema = z.strictObject({ filter: assetFilterSchema, ...assetOrderSchema.shape });
export type AssetView = z.infer<typeof assetViewSchema>;

export const assetQuerySchema = z.strictObject({
  ...assetViewSchema.shape,
  offset: z.int().min(0),
  limit: z.int().min(0).max(windowLimit),
});
export type AssetQuery = z.infer<typeof assetQuerySchema>;

/** How many assets of the whole project have each value. */
export const assetCountsSchema = z.strictObject({
  all: z.int(),
  registration: z.record(registrationSchema, z.int()),
  health: z.record(healthSchema, z.int()),
  type: z.record(typeFilterSchema, z.int()),
});
export type AssetCounts = z.infer<typeof assetCountsSchema>;

/** A window of the list. `total` counts the rows that match; `counts` are of the whole project. */
export const assetWindowSchema = z.strictObject({
  revision: z.int().min(1),
  total: z.int().min(0),
  counts: assetCountsSchema,
  rows: z.array(assetSummarySchema),
});
export type AssetWindow = z.infer<typeof assetWindowSchema>;

/**
 * A window, and the revision since which the rows of its filter and order stand in the same places (rule Q6): what
 * names rows by their places names this too.
 */
export const assetListingSchema = assetWindowSchema.extend({ orderRevision: z.int().min(1) });
export type AssetListing = z.infer<typeof assetListingSchema>;

/** Where an asset stands in a list (rule Q8). */
export const foundRowSchema = z.strictObject({
  revision: z.int().min(1),
  orderRevision: z.int().min(1),
  /** Null where it is not in it. */
  index: z.int().min(0).nullable(),
  /** How many rows come before it, or would if it were in it; null where nobody can say, as of an asset that is gone. */
  before: z.int().min(0).nullable(),
});
export type FoundRow = z.infer<typeof foundRowSchema>;

/** A row with a problem, the how manyth it is of how many in the list (rule Q9). */
export const foundProblemSchema = z.strictObject({
  revision: z.int().min(1),
  orderRevision: z.int().min(1),
  total: z.int().min(0),
  /** Null where the list has no problem. */
  row: z.strictObject({ index: z.int().min(0), root: z.string(), nth: z.int().min(1) }).nullable(),
});
export type FoundProblem = z.infer<typeof foundProblemSchema>;

/** How many of some rows of a list are registered, how many are not, and how many of these have errors (rule Q12). */
export const countedRowsSchema = z.strictObject({
  revision: z.int().min(1),
  registered: z.int().min(0),
  unregistered: z.int().min(0),
  unregisteredWithErrors: z.int().min(0),
});
export type CountedRows = z.infer<typeof countedRowsSchema>;

/** A row whose name begins with what was typed (rule Q11). */
export const foundNamedSchema = z.strictObject({
  revision: z.int().min(1),
  orderRevision: z.int().min(1),
  /** Null where no name in the list begins so. */
  row: z.strictObject({ index: z.int().min(0), root: z.string() }).nullable(),
});
export type FoundNamed = z.infer<typeof foundNamedSchema>;

/** The longest beginning of a name that can be typed. */
export const typedLimit = 64;

/** The most assets that one request of `packer:find-assets` may ask for. */
export const findLimit = 100;

/** Assets that a text may mean, and how many there are in all. */
export const foundAssetsSchema = z.strictObject({
  revision: z.int().min(1),
  total: z.int().min(0),
  rows: z.array(assetSummarySchema),
});
export type FoundAssets = z.infer<typeof foundAssetsSchema>;
