import { z } from 'zod';

/** Progress of long work, on one event channel. `done` counts assets; the total is not known while folders are found. */
export const jobProgressSchema = z.strictObject({
  jobId: z.uuid(),
  kind: z.literal(['open', 'reload', 'verify']),
  done: z.int().min(0),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;
