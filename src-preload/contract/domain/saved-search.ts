import { z } from 'zod';
import { searchLimit } from './search-terms.ts';

/** The longest name of a saved search. */
export const savedNameLimit = 80;

/** A search that the author gave a name. */
export const savedSearchSchema = z.strictObject({
  name: z.string().trim().min(1).max(savedNameLimit),
  search: z.string().min(1).max(searchLimit),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;
