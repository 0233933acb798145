import { z } from 'zod';

/**
 * A newer version of Studio: here, and in the place of this one once Studio is started again; or to be fetched by the author,
 * where the system's packages brought this one and would not know of another.
 */
export const studioUpdateSchema = z.strictObject({
  version: z.string().min(1),
  by: z.literal(['restart', 'download']),
});
export type StudioUpdate = z.output<typeof studioUpdateSchema>;
