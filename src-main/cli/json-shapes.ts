import { z } from 'zod';
import { assetDetailsSchema, assetSummarySchema } from '../../src-preload/contract/domain/asset.ts';
import { actionCapabilitySchema } from '../../src-preload/contract/domain/asset-action.ts';
import { assetCountsSchema } from '../../src-preload/contract/domain/asset-list.ts';
import {
  compactCompletionSchema,
  entryCompletionSchema,
  repairCompletionSchema,
} from '../../src-preload/contract/domain/completion.ts';
import { diagnosticSchema } from '../../src-preload/contract/domain/diagnostic.ts';
import { failureSchema } from '../../src-preload/contract/domain/failure.ts';
import { snapshotDifferenceSchema } from '../../src-preload/contract/domain/project.ts';
import { repairListSchema } from '../../src-preload/contract/domain/repair.ts';

// What `--json` prints, by command (docs/command-line.md). Scripts stand on these: a key is added, never changed.

/** A command that ended with a failure before it had an answer. */
export const failureShape = z.strictObject({
  failure: z.union([failureSchema, z.strictObject({ code: z.literal('usage'), message: z.string() })]),
  sentence: z.strictObject({ wrong: z.string(), safe: z.string(), next: z.string() }),
});

export const initShape = z.strictObject({ path: z.string(), name: z.string() });

/** One row of `list`. */
const listedAssetShape = assetSummarySchema.omit({ problems: true });

export const listShape = z.strictObject({
  revision: z.int().min(1),
  total: z.int().min(0),
  counts: assetCountsSchema,
  assets: z.array(listedAssetShape),
});
export type ListAnswer = z.infer<typeof listShape>;

export const detailsShape = assetDetailsSchema;

export const actionsShape = z.strictObject({
  revision: z.int().min(1),
  root: z.string(),
  actions: z.array(actionCapabilitySchema),
});

/** How the registration of one asset ended. */
const registerResultShape = z.strictObject({ root: z.string(), completion: entryCompletionSchema });

export const registerShape = z.strictObject({
  asked: z.int().min(0),
  confirmed: z.int().min(0),
  refused: z.int().min(0),
  failed: z.int().min(0),
  /** Why not all were tried, or null. */
  stopped: z.literal(['disk', 'registry', 'interrupted']).nullable(),
  results: z.array(registerResultShape),
  /** Those that did not end in a registration, by what was in the way. */
  reasons: z.array(z.strictObject({ code: z.string(), errno: z.string().nullable(), count: z.int().min(1) })),
  /** Roots that were not tried. */
  left: z.array(z.string()),
});
export type RegisterAnswer = z.infer<typeof registerShape>;

/** What `.prometeu/state.json` says that the registry does not. */
const hintDifferenceShape = z.discriminatedUnion('problem', [
  z.strictObject({ problem: z.literal('unreadable'), errno: z.string() }),
  z.strictObject({ problem: z.literal('invalid') }),
  z.strictObject({ problem: z.literal(['fewer', 'other']), known: z.int(), found: z.int() }),
]);

const verifyState = z.literal(['same', 'different', 'absent']);

/** Parts that are compared. More may be added; each has these keys. */
export const verifyShape = z.strictObject({
  revision: z.int().min(1),
  assets: z.int().min(0),
  registrations: z.int().min(0),
  differenceCount: z.int().min(0),
  checks: z.array(
    z.discriminatedUnion('part', [
      z.strictObject({
        part: z.literal('snapshot'),
        state: verifyState,
        differenceCount: z.int().min(0),
        differences: z.array(snapshotDifferenceSchema),
      }),
      z.strictObject({
        part: z.literal('registry'),
        state: verifyState,
        differenceCount: z.int().min(0),
        differences: z.array(diagnosticSchema),
      }),
      z.strictObject({
        part: z.literal('hint'),
        state: verifyState,
        differenceCount: z.int().min(0),
        differences: z.array(hintDifferenceShape),
      }),
    ]),
  ),
});
export type VerifyAnswer = z.infer<typeof verifyShape>;
export type VerifyCheck = VerifyAnswer['checks'][number];

/** `repair` without a fix. Each fix has the name by which it is asked for. */
export const repairListShape = repairListSchema;

/** `repair` with a fix. `left` counts the findings that are left, or is null where that is not known. */
export const repairShape = z.strictObject({
  finding: z.string(),
  fix: z.string(),
  completion: repairCompletionSchema,
  left: z.int().min(0).nullable(),
});

export const compactShape = z.strictObject({ completion: compactCompletionSchema });

/** One thing that `doctor` looked at. `sentence` is for people; `data` depends on `code`. */
export const doctorCheckShape = z.strictObject({
  code: z.literal([
    'project-file',
    'folders',
    'registry',
    'lock',
    'git-attributes',
    'git-ignore',
    'recovery-copies',
    'leftovers',
    'dead-bytes',
    'writable',
  ]),
  ok: z.boolean(),
  sentence: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type DoctorCheck = z.infer<typeof doctorCheckShape>;

export const doctorShape = z.strictObject({ ok: z.boolean(), checks: z.array(doctorCheckShape) });
