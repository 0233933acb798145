import { z } from 'zod';
import { type DiagnosticCode, diagnosticRules, portabilityReasons } from './diagnostic.ts';

const diagnosticCodeSchema = z.literal(Object.keys(diagnosticRules) as DiagnosticCode[]);

function failure<Code extends string, Data extends z.core.$ZodLooseShape>(code: Code, data: Data) {
  return z.strictObject({ code: z.literal(code), ...data });
}

/** Why a folder can't be opened as a project. */
export const notAProjectReasons = [
  'no-folder',
  'not-a-folder',
  'no-project-file',
  'no-assets-folder',
  'project-file-invalid',
] as const;

/** Why a link leads nowhere. */
export const linkProblems = ['link-unknown', 'link-without-project', 'link-path-unusable'] as const;
export type LinkProblem = (typeof linkProblems)[number];

/** Why a registry is shown and not written. The first four and `lost` are what the file is; the others, what became of us. */
export const readOnlyReasons = [
  'version-unsupported',
  'too-large',
  'unreadable',
  'not-a-file',
  'lost',
  'no-permission',
  'rebuild-failed',
  'lock-unavailable',
  'opened-for-reading',
] as const;
export type ReadOnlyReason = (typeof readOnlyReasons)[number];

/** Why a path can’t be the root of an asset: what makes it no path on some system, and what no scan would enter. */
export const newRootReasons = [...portabilityReasons, 'hidden-folder', 'too-deep'] as const;
export type NewRootReason = (typeof newRootReasons)[number];

/** Why a file that an author wants an asset to be made of can't be taken. */
export const fileProblems = [
  'no-file',
  'a-folder',
  'a-link',
  'not-a-file',
  'too-large-to-copy',
  'unreadable',
  'changed-meanwhile',
] as const;
export type FileProblem = (typeof fileProblems)[number];

/** Refusals that are of one asset and say nothing about the others. */
export const assetRefusalCodes = [
  'no-such-asset',
  'already-registered',
  'invalid-manifest',
  'invalid-root',
  'duplicate-root',
  'asset-missing',
  'asset-not-missing',
  'not-registered',
  'duplicate-entry',
  'holds-other-assets',
  'new-root-invalid',
  'new-root-taken',
  'new-root-twin',
  'new-root-in-asset',
  'file-not-usable',
] as const;
export type AssetRefusalCode = (typeof assetRefusalCodes)[number];

/** Why a command was refused: a precondition did not hold, and nothing was written. */
const refusals = [
  failure('no-such-asset', { root: z.string() }),
  failure('already-registered', { root: z.string(), assetId: z.string() }),
  failure('invalid-manifest', { root: z.string(), diagnostics: z.array(diagnosticCodeSchema) }),
  failure('invalid-root', { root: z.string(), diagnostics: z.array(diagnosticCodeSchema) }),
  failure('duplicate-root', { root: z.string(), other: z.string() }),
  failure('asset-missing', { root: z.string() }),
  /** Its folder is where the registry says: there is nothing to relocate (rule V8). */
  failure('asset-not-missing', { root: z.string() }),
  failure('not-registered', { root: z.string() }),
  /** The registry has several entries of one root (rule R10): which one is meant has to be said first. */
  failure('duplicate-entry', { root: z.string(), assetIds: z.array(z.string()) }),
  /** Another asset lies in its folder and would go with it (rule T1). */
  failure('holds-other-assets', { root: z.string(), other: z.string() }),
  /** A root that an asset is to have can’t be one (rule V1), or is none of its own. */
  failure('new-root-invalid', { root: z.string(), reason: z.literal(newRootReasons) }),
  failure('new-root-unchanged', { root: z.string() }),
  /** `other` is the asset that has it, or lies below it; null where something else stands there on the disk. */
  failure('new-root-taken', { root: z.string(), other: z.string().nullable() }),
  failure('new-root-twin', { root: z.string(), other: z.string() }),
  failure('new-root-in-asset', { root: z.string(), other: z.string() }),
  /** A file that an asset was to be made of (rule N1). */
  failure('file-not-usable', {
    root: z.string(),
    file: z.string(),
    reason: z.literal(fileProblems),
    errno: z.string().optional(),
  }),
  /** The files are in the system’s trash, and nobody but the author brings them back from there (rule N7). */
  failure('in-trash', { root: z.string() }),
  /** This program can’t move anything to a trash: the command line has none. */
  failure('no-trash', {}),
  /** The registry says something else of an asset than what is to be undone left behind (rule U5). */
  failure('changed-since', { root: z.string() }),
  failure('already-undone', {}),
  failure('nothing-to-undo', {}),
  failure('nothing-to-redo', {}),
  /** What is to be undone is not in the history file any more, or not all of it. */
  failure('history-incomplete', {}),
  /** The file says something else than the text that the edit was made from (rule M2). */
  failure('manifest-changed', { root: z.string() }),
  /** The text can't be changed without losing what its author wrote (rule M3), or would be no manifest any more. */
  failure('manifest-not-editable', { root: z.string(), diagnostics: z.array(diagnosticCodeSchema) }),
  failure('registry-read-only', { reason: z.literal(readOnlyReasons), errno: z.string().optional() }),
  /** Another process writes this project. `sameHost` is true where it is one of this machine. */
  failure('registry-locked', { host: z.string(), pid: z.int(), since: z.string().nullable(), sameHost: z.boolean() }),
  /** There is a lock file, and nothing says whose it is. */
  failure('registry-locked-by-unknown', {}),
  /** The file says something else by now: what was to be repaired is not there as it was shown. */
  failure('finding-gone', {}),
  /** Findings that a rewrite could hide have to be settled first. */
  failure('compaction-blocked', { diagnostics: z.array(diagnosticCodeSchema) }),
  failure('snapshot-unavailable', {}),
  failure('project-closing', {}),
  /** Rule Q5: what is shown of the project is not checked yet. */
  failure('still-opening', {}),
] as const;

/** The steps of a commit (rule P1) at which the disk can say no. */
export const commitStepSchema = z.literal([
  'create',
  'open',
  'check',
  'write',
  'sync',
  'rebuild',
  'keep-copy',
  'replace',
  'move',
]);
export type CommitStep = z.infer<typeof commitStepSchema>;

/** What the disk refused. `errno` is the system's name for it (`ENOSPC`), or `unknown`. */
const diskFailures = [
  failure('disk-refused', { step: commitStepSchema, errno: z.string() }),
  /** What the disk refused of a file below the project's folder that is not the registry. */
  failure('file-refused', { path: z.string(), step: commitStepSchema, errno: z.string() }),
  /** What the disk refused of a move (rules V2 and V3). Where `disk` is `unknown`, the next opening settles it. */
  failure('move-refused', { root: z.string(), to: z.string(), step: commitStepSchema, errno: z.string() }),
  /** The system did not move the folder to its trash. It is where it was. */
  failure('trash-refused', { root: z.string() }),
  failure('registry-keeps-changing', {}),
  /** Another program took registrations away; `count` of those in memory are not in the file any more. */
  failure('registrations-gone', { count: z.int() }),
] as const;

/** Everything that a request can be answered with instead of its value. */
const requestFailures = [
  failure('project-not-open', {}),
  failure('not-a-project', {
    reason: z.literal(notAProjectReasons),
  }),
  /** A link that Studio was started with (src-main/project-link.ts). */
  failure('link-invalid', { reason: z.literal(linkProblems) }),
  failure('folder-unreadable', { errno: z.string() }),
  failure('folder-not-empty', {}),
  failure('folder-not-known', {}),
  /** Files that the window names are not among those that were dropped or chosen. */
  failure('files-not-known', {}),
  failure('create-failed', { errno: z.string() }),
  failure('read-failed', { errno: z.string() }),
  failure('sample-not-found', {}),
  /** The rows that were chosen by their places in a list are not in them any more. */
  failure('selection-outdated', {}),
  failure('cancelled', {}),
] as const;

/** What the border itself answers. */
const borderFailures = [
  failure('invalid-request', { issues: z.array(z.strictObject({ path: z.string(), message: z.string() })) }),
  failure('untrusted-sender', {}),
  failure('internal', { incident: z.string() }),
  failure('bridge-unavailable', {}),
  failure('malformed-reply', {}),
] as const;

export const refusalSchema = z.discriminatedUnion('code', refusals);
export type Refusal = z.infer<typeof refusalSchema>;

/** What a command is refused with while another program may be writing the project. */
export type LockRefusal = Extract<Refusal, { readonly code: 'registry-locked' | 'registry-locked-by-unknown' }>;

export const diskFailureSchema = z.discriminatedUnion('code', diskFailures);
export type DiskFailure = z.infer<typeof diskFailureSchema>;

/** Every expected failure of the product, tagged by `code`, with data and no prose. */
export const failureSchema = z.discriminatedUnion('code', [
  ...refusals,
  ...diskFailures,
  ...requestFailures,
  ...borderFailures,
]);
export type Failure = z.infer<typeof failureSchema>;
export type FailureCode = Failure['code'];

/** Whether another program may be writing the project, and that is what is in the way. */
export function isLocked<Some extends Failure>(failure: Some): failure is Extract<Some, LockRefusal> {
  return failure.code === 'registry-locked' || failure.code === 'registry-locked-by-unknown';
}

/** A refusal of one asset. Any other failure of a command is of the whole registry, and would meet every asset now. */
export type AssetRefusal = Extract<Refusal, { readonly code: AssetRefusalCode }>;

export function isAssetRefusal(failure: Failure): failure is AssetRefusal {
  return assetRefusalCodes.some((code) => code === failure.code);
}
