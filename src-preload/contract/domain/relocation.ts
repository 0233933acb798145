import { z } from 'zod';
import { refusalSchema } from './failure.ts';

/** Folders that are told of, of all that the one of a missing asset may be. More would not be read. */
export const relocationLimit = 5;

/**
 * Where the folder of a missing asset may be by now (rule V11): roots of assets that are not registered, the likeliest first,
 * and whether there are more. `refusal` says why no entry can be written now, whichever of them is chosen.
 */
export const relocationsSchema = z.strictObject({
  revision: z.int().min(1),
  refusal: refusalSchema.nullable(),
  roots: z.array(z.string()).max(relocationLimit),
  more: z.boolean(),
});
export type Relocations = z.infer<typeof relocationsSchema>;
