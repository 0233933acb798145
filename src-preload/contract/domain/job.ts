import { z } from 'zod';

/** Progress of long work, on one event channel. `done` counts assets; `total` is null where nobody knows. */
export const jobProgressSchema = z.strictObject({
  jobId: z.uuid(),
  kind: z.literal(['open', 'reload', 'verify', 'register', 'unregister', 'undo', 'trash', 'create']),
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;
