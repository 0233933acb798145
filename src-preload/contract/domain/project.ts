import { z } from 'zod';
import { diagnosticSchema } from './diagnostic.ts';
import { laneStateSchema } from './lane.ts';
import { timestampSchema } from './registry-entry.ts';

/** An open project. `path` is for showing only: no request takes a path. */
export const projectSummarySchema = z.strictObject({
  projectId: z.uuid(),
  name: z.string(),
  path: z.string(),
  revision: z.int().min(1),
  /** The revision since which no asset came, went or was changed: registrations alone are newer. */
  rowsRevision: z.int().min(1),
  /** When the disk was last read in full. */
  readAt: timestampSchema,
  /** What writing can do now, and if nothing, why. */
  lane: laneStateSchema,
  /** Findings on the project's folders and on the registry file, and what recovery did since the project was opened. */
  diagnostics: z.array(diagnosticSchema),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** What a reload found, compared with what was in memory before it, by root. */
export const reloadReportSchema = z.strictObject({
  revision: z.int().min(1),
  added: z.int().min(0),
  changed: z.int().min(0),
  removed: z.int().min(0),
  /** Registrations that were in memory and that the file does not know any more (rule R15). */
  gone: z.int().min(0),
});
export type ReloadReport = z.infer<typeof reloadReportSchema>;

/** One difference between the snapshot and the disk. `part` says of what; `key` which one. */
export const snapshotDifferenceSchema = z.strictObject({
  part: z.literal(['asset', 'entry', 'diagnostic', 'index', 'project', 'scan-index', 'checkpoint']),
  key: z.string(),
  change: z.literal(['only-in-memory', 'only-on-disk', 'different']),
});
export type SnapshotDifference = z.infer<typeof snapshotDifferenceSchema>;

/** The result of *Verify snapshot*: nothing was changed. At most the first 200 differences are listed. */
export const verifyReportSchema = z.strictObject({
  revision: z.int().min(1),
  assets: z.int().min(0),
  differences: z.array(snapshotDifferenceSchema),
  differenceCount: z.int().min(0),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;

/** A project that was open before. The renderer names it by `folderToken`, never by its path. */
export const recentProjectSchema = z.strictObject({
  folderToken: z.uuid(),
  name: z.string(),
  path: z.string(),
  openedAt: timestampSchema,
  /** Assets that it had when it was opened; null where that is not known. */
  assets: z.int().min(0).nullable(),
  pinned: z.boolean(),
  exists: z.boolean(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;
