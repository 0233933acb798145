import { z } from 'zod';
import type { Registration } from './asset.ts';
import { type AssetFilter, assetFilterSchema, assetOrderSchema } from './asset-list.ts';
import { assetRefusalCodes, diskFailureSchema, refusalSchema } from './failure.ts';

/** As long as a record of the registry can make it. */
export const rootSchema = z.string().min(1).max(65_536);

/** Rows of a list, from the first to the last, both counted from 0. */
export const rowRangeSchema = z.strictObject({ first: z.int().min(0), last: z.int().min(0) });
export type RowRange = z.infer<typeof rowRangeSchema>;

export const rowSelectionSchema = z.strictObject({
  by: z.literal('rows'),
  filter: assetFilterSchema,
  ...assetOrderSchema.shape,
  orderRevision: z.int().min(1),
  ranges: z.array(rowRangeSchema),
});
export type RowSelection = z.infer<typeof rowSelectionSchema>;

/**
 * Which assets a bulk registration is for (rule L9), or a bulk unregistration, which takes the registered ones (rule U3):
 * - `roots`: these, in this order, each once.
 * - `filter`: those that match and are not registered yet, in the order of the list.
 * - `rows`: those at these places of a list, whether registered or not. `orderRevision` is that of the window that the
 *   places were seen in: where the list has another one by now, nothing is done and the answer is `selection-outdated`.
 * - `refused`: those that an earlier bulk write refused, whatever for, in its order. Of one that is not remembered any more
 *   the answer is `selection-outdated`, too.
 */
export const assetSelectionSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('roots'), roots: z.array(rootSchema) }),
  z.strictObject({ by: z.literal('filter'), filter: assetFilterSchema, ...assetOrderSchema.shape }),
  rowSelectionSchema,
  z.strictObject({ by: z.literal('refused'), commandId: z.uuid() }),
]);
export type AssetSelection = z.infer<typeof assetSelectionSchema>;

/** The assets of a filter that are registered, or those that are not, as a filter; null where it lets none of them through. */
export function narrowedTo(filter: AssetFilter, registration: Registration): AssetFilter | null {
  return letsThrough(filter.registration, registration) ? { ...filter, registration: [registration] } : null;
}

/** The assets of a filter that have errors, as a filter; null where it lets none of them through. */
export function narrowedToErrors(filter: AssetFilter): AssetFilter | null {
  return letsThrough(filter.health, 'error') ? { ...filter, health: ['error'] } : null;
}

/** Whether a filter by these values has this one, which without any it has. */
function letsThrough<Value>(values: readonly Value[], value: Value): boolean {
  return values.length === 0 || values.includes(value);
}

export const assetRefusalCodeSchema = z.literal(assetRefusalCodes);

/** How many assets were refused for one reason, and the first few of them. */
export const refusalGroupSchema = z.strictObject({
  code: assetRefusalCodeSchema,
  count: z.int().min(1),
  examples: z.array(z.string()),
});
export type RefusalGroup = z.infer<typeof refusalGroupSchema>;

/** Counts that every end of a bulk write has. Together they are `asked`, with those of a batch that failed. */
const counts = {
  /** Assets that it was for. */
  asked: z.int().min(0),
  /** Registered, or unregistered: durable on disk and in memory. */
  written: z.int().min(0),
  /** Left alone, because they were as wanted already. */
  already: z.int().min(0),
  /** Refused for a reason of their own, by reason, in the order in which the reasons came up. */
  refused: z.array(refusalGroupSchema),
  /** Not tried. */
  left: z.int().min(0),
};

/**
 * How a bulk write ended (rules L9, U3 and U6), exactly one of:
 * - `done`: every asset was tried.
 * - `cancelled`: at the author's word, between two batches. What was written stays.
 * - `failed`: something was in the way of every asset. `unconfirmed` assets were in the batch that met it; `disk` says
 *   whether the disk is known to be as before that batch. What was written before it stays.
 */
export const bulkCompletionSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('done'), ...counts }),
  z.strictObject({ status: z.literal('cancelled'), ...counts }),
  z.strictObject({
    status: z.literal('failed'),
    ...counts,
    unconfirmed: z.int().min(1),
    failure: z.union([refusalSchema, diskFailureSchema]),
    disk: z.literal(['as-before', 'unknown']),
  }),
]);
export type BulkCompletion = z.infer<typeof bulkCompletionSchema>;

/** The most that one request for refused assets may ask for. */
export const refusedLimit = 500;

/** Assets that a bulk write refused for one reason, in its order; `total` counts all of them. */
export const refusedAssetsSchema = z.strictObject({
  total: z.int().min(0),
  refused: z.array(z.strictObject({ root: z.string(), refusal: refusalSchema })),
});
export type RefusedAssets = z.infer<typeof refusedAssetsSchema>;
