import { z } from 'zod';
import { refusalSchema } from './failure.ts';

/**
 * What the write lane of a project can do now (SPEC.md, Write lane). Reads are answered in every state.
 * - `healthy`: commands are carried out.
 * - `reloading`: the disk is being read; commands wait for it.
 * - `poisoned`: a write ended so that nobody knows what is on the disk; the registry is written anew before anything else.
 * - `read-only`: every command is refused with `refusal`, until a reload finds that it does not hold any more.
 */
export const laneStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('healthy') }),
  z.strictObject({ state: z.literal('reloading') }),
  z.strictObject({ state: z.literal('poisoned') }),
  z.strictObject({ state: z.literal('read-only'), refusal: refusalSchema }),
]);
export type LaneState = z.infer<typeof laneStateSchema>;
