import { z } from 'zod';
import { diskFailureSchema, refusalSchema } from './failure.ts';

/**
 * How a command ended (rule L3), exactly one of:
 * - `committed`: durable on disk and in memory. `recovered` says that memory was brought there by a full reload.
 * - `refused`: a precondition did not hold; nothing was written.
 * - `failed`: the disk refused; nothing is in memory. `disk` says whether the disk is known to be as before.
 */
export const registerCompletionSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('committed'),
    revision: z.int().min(1).nullable(),
    assetId: z.string(),
    recovered: z.literal('full-reload').optional(),
  }),
  z.strictObject({ status: z.literal('refused'), refusal: refusalSchema }),
  z.strictObject({
    status: z.literal('failed'),
    failure: diskFailureSchema,
    disk: z.literal(['as-before', 'unknown']),
  }),
]);
export type RegisterCompletion = z.infer<typeof registerCompletionSchema>;
