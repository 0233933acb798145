import { z } from 'zod';
import { bulkCompletionSchema } from './bulk-registration.ts';
import { failureSchema } from './failure.ts';
import { timestampSchema } from './registry-entry.ts';

/** The commands that write entries of the registry, of one asset or of many. */
export type EntryWhat = 'register' | 'unregister';

/** What can be done to many assets at once. */
export type BulkWhat = EntryWhat | 'trash';

/** What is done to many assets in one command: to those that are there, or to make them. */
export type ManyWhat = BulkWhat | 'create';

/** The commands that have a history (rule U4). */
export const historyWhats = [
  'register',
  'unregister',
  'edit-manifest',
  'move',
  'relocate',
  'create',
  'trash',
] as const satisfies readonly (BulkWhat | 'edit-manifest' | 'move' | 'relocate' | 'create')[];
export type HistoryWhat = (typeof historyWhats)[number];

/** A command at its author's word, the undoing of one, or the undoing of that. */
export const historyKinds = ['do', 'undo', 'redo'] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** Roots that a step names, of all that it was about. */
export const namedRoots = 3;

/**
 * One step of the history. `id` is the command's. `what` is the command that it did, undid or did again, `undoes` the
 * step that it undid. `undo` says whether it can be undone now, as far as memory knows; undoing looks again.
 */
export const historyStepSchema = z.strictObject({
  id: z.string(),
  at: timestampSchema,
  what: z.literal(historyWhats),
  kind: z.literal(historyKinds),
  undoes: z.string().nullable(),
  /** Assets that it changed. */
  count: z.int().min(1),
  /** The first few of them. */
  roots: z.array(z.string()),
  undo: z.discriminatedUnion('available', [
    z.strictObject({ available: z.literal(true) }),
    z.strictObject({ available: z.literal(false), reason: failureSchema }),
  ]),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;

/** The most that one request for the history may ask for. */
export const historyLimit = 200;

/** A window of the history, newest first; `total` counts all of it. `undo` and `redo` are the steps that those commands undo. */
export const historyListingSchema = z.strictObject({
  total: z.int().min(0),
  steps: z.array(historyStepSchema),
  undo: historyStepSchema.nullable(),
  redo: historyStepSchema.nullable(),
});
export type HistoryListing = z.infer<typeof historyListingSchema>;

/** What to undo: a step, or the newest that can be undone or done again. */
export const undoTargetSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('id'), id: z.string() }),
  z.strictObject({ by: z.literal('newest'), direction: z.literal(['undo', 'redo']) }),
]);
export type UndoTarget = z.infer<typeof undoTargetSchema>;

/** How an undo ended: the step that it undid, and the command's own end. `moved` says from where an asset went where, once it did. */
export const undoneSchema = z.strictObject({
  what: z.literal(historyWhats),
  kind: z.literal(historyKinds),
  completion: bulkCompletionSchema,
  moved: z.strictObject({ from: z.string(), to: z.string() }).optional(),
});
export type Undone = z.infer<typeof undoneSchema>;
