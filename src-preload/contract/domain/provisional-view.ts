import { z } from 'zod';
import { actionCapabilitySchema } from './asset-action.ts';
import { assetTypeSchema } from './asset-manifest.ts';

/** An asset as far as it is told while its project is being opened: nothing of its registration and its problems. */
export const provisionalRowSchema = z.strictObject({
  root: z.string(),
  name: z.string(),
  type: assetTypeSchema.nullable(),
});
export type ProvisionalRow = z.infer<typeof provisionalRowSchema>;

/** Whose rows a provisional view has: the scan index's, in the order by root, or the scan's own, in the order they came. */
export const provisionalSources = ['scan-index', 'scan'] as const;
export type ProvisionalSource = (typeof provisionalSources)[number];

/**
 * A window of what is known of a project while it is being opened (rule Q5). It has no revision, and nothing in it has
 * been checked. `total` counts the rows that there are by now; `actions` says of every action why it is not available.
 */
export const provisionalViewSchema = z.strictObject({
  phase: z.literal('opening'),
  projectId: z.uuid(),
  name: z.string(),
  path: z.string(),
  from: z.literal(provisionalSources),
  total: z.int().min(0),
  rows: z.array(provisionalRowSchema),
  actions: z.array(actionCapabilitySchema),
});
export type ProvisionalView = z.infer<typeof provisionalViewSchema>;
