import { z } from 'zod';

/**
 * Progress of long work, on one event channel. `done` counts assets; `total` is null where nobody knows. `current` is the
 * root of the first asset that is not done, where the work takes assets one after the other.
 */
export const jobProgressSchema = z.strictObject({
  jobId: z.uuid(),
  kind: z.literal(['open', 'reload', 'verify', 'register', 'unregister', 'undo', 'trash', 'create']),
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
  current: z.string().nullable(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;
