import { z } from 'zod';
import { diagnosticSchema } from './diagnostic.ts';

/** The rules of recovery (SPEC.md, Recovery) that an author decides on. */
export const repairRules = ['R2', 'R3', 'R5', 'R6', 'R7', 'R9', 'R10', 'R13', 'R14', 'R15'] as const;
export const repairRuleSchema = z.literal(repairRules);
export type RepairRule = z.infer<typeof repairRuleSchema>;

function fix<Kind extends string, Data extends z.core.$ZodLooseShape>(kind: Kind, data: Data) {
  return z.strictObject({ fix: z.literal(kind), ...data });
}

/** What can be done about a finding. Each is one write; none touches a line that is good. */
export const repairFixSchema = z.discriminatedUnion('fix', [
  /** R2: the registry as a copy in `.prometeu/recovery/` has it. `records` counts its registrations. */
  fix('restore-copy', { copy: z.string(), records: z.int() }),
  /** R2: the registry as version control has it at its last commit. */
  fix('restore-committed', { records: z.int() }),
  /** R2: the author says that there are no registrations. */
  fix('confirm-empty', {}),
  /** R3: the unfinished line goes to `.prometeu/recovery/`. */
  fix('cut-tail', {}),
  /** R5: the record is written again as it stands, with the next `rev` and its checksum. */
  fix('seal-again', {}),
  /** R6: the line goes to `.prometeu/recovery/`, byte for byte. */
  fix('set-aside', {}),
  /** R7: the marker lines are taken out of the file, and nothing else. */
  fix('finish-merge', {}),
  /** R9: this one of the contents is written with the next `rev`. `root` is null where it is an unregistration. */
  fix('keep-version', { checksum: z.string(), root: z.string().nullable() }),
  /** R10: this entry stays, the others of its root are unregistered. */
  fix('keep-entry', { assetId: z.string(), registeredAt: z.string() }),
  /** R13, R14 and a missing header: the file is written as we would write it; every record is kept. */
  fix('tidy', {}),
  /** R15: the registrations that are gone are written again as they were. */
  fix('register-again', { records: z.int() }),
  /** R15: they stay gone; their copy is kept. */
  fix('leave-gone', {}),
]);
export type RepairFix = z.infer<typeof repairFixSchema>;

/** One finding on the registry that an author can settle. `excerpt` is the beginning of what the line says. */
export const repairFindingSchema = z.strictObject({
  /** The same for the same content at the same place; another one as soon as either changes. */
  id: z.string(),
  rule: repairRuleSchema,
  diagnostic: diagnosticSchema,
  excerpt: z.string(),
  fixes: z.array(repairFixSchema),
});
export type RepairFinding = z.infer<typeof repairFindingSchema>;

/** Findings that one answer lists; `total` is of all. */
export const listedFindings = 200;

export const repairListSchema = z.strictObject({
  total: z.int().min(0),
  findings: z.array(repairFindingSchema),
  /** What a compaction would take away. */
  deadBytes: z.int().min(0),
  bytes: z.int().min(0),
});
export type RepairList = z.infer<typeof repairListSchema>;
