import { z } from 'zod';
import { diskFailureSchema, refusalSchema } from './failure.ts';

function completion<Data extends z.core.$ZodLooseShape>(committed: Data) {
  return z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('committed'),
      revision: z.int().min(1).nullable(),
      recovered: z.literal('full-reload').optional(),
      ...committed,
    }),
    z.strictObject({ status: z.literal('refused'), refusal: refusalSchema }),
    z.strictObject({
      status: z.literal('failed'),
      failure: diskFailureSchema,
      disk: z.literal(['as-before', 'unknown']),
    }),
  ]);
}

/**
 * How a command ended (rule L3), exactly one of:
 * - `committed`: durable on disk and in memory. `recovered` says that memory was brought there by a full reload.
 * - `refused`: a precondition did not hold; nothing was written.
 * - `failed`: the disk refused; nothing is in memory. `disk` says whether the disk is known to be as before.
 */
/** A write of one entry: REGISTER or UNREGISTER. */
export const entryCompletionSchema = completion({ assetId: z.string() });
export type EntryCompletion = z.infer<typeof entryCompletionSchema>;

/** An edit of a manifest: `hash` is that of the text that the file has now. */
export const manifestCompletionSchema = completion({ hash: z.string() });
export type ManifestCompletion = z.infer<typeof manifestCompletionSchema>;

/** The moving of one asset to another root: `root` is where it lies now. */
export const moveCompletionSchema = completion({ root: z.string() });
export type MoveCompletion = z.infer<typeof moveCompletionSchema>;

/** The moving of one asset to the system’s trash. */
export const trashCompletionSchema = completion({});
export type TrashCompletion = z.infer<typeof trashCompletionSchema>;

/** The making of one asset. */
export const createCompletionSchema = completion({});
export type CreateCompletion = z.infer<typeof createCompletionSchema>;

/** How a repair ended. */
export const repairCompletionSchema = completion({});
export type RepairCompletion = z.infer<typeof repairCompletionSchema>;

/** How a compaction ended: the size of the registry before and after, and the lines that are not in it any more. */
export const compactCompletionSchema = completion({
  bytesBefore: z.int().min(0),
  bytesAfter: z.int().min(0),
  linesDropped: z.int().min(0),
});
export type CompactCompletion = z.infer<typeof compactCompletionSchema>;
