import { z } from 'zod';

/** What a finding means for an author: an `error` stops the game from using the asset, a `warning` does not. */
export type DiagnosticSeverity = 'warning' | 'error';

interface DiagnosticRule {
  readonly severity: DiagnosticSeverity;
  readonly blocksRegister: boolean;
  readonly blocksPack: boolean;
}

const blocking = { severity: 'error', blocksRegister: true, blocksPack: true } as const;
const packBlocking = { severity: 'error', blocksRegister: false, blocksPack: true } as const;
const notice = { severity: 'warning', blocksRegister: false, blocksPack: false } as const;

/**
 * The one table of diagnostic codes: severity, and what each blocks. `SPEC.md` repeats it for readers, and a test
 * holds the two together.
 */
export const diagnosticRules = {
  // What `asset.json` is as a file.
  'manifest-unreadable': blocking,
  'manifest-not-a-file': blocking,
  'manifest-too-large': blocking,
  'manifest-not-utf8': blocking,
  'manifest-not-json': blocking,
  'manifest-too-deep': blocking,
  // What it says.
  'manifest-version-unsupported': blocking,
  'manifest-field-missing': blocking,
  'manifest-field-type': blocking,
  'manifest-field-value': blocking,
  'manifest-field-too-short': blocking,
  'manifest-field-too-long': blocking,
  'manifest-duplicate-key': blocking,
  'manifest-unknown-key': { severity: 'warning', blocksRegister: false, blocksPack: true },
  'more-problems': blocking,
  'manifest-missing': { severity: 'error', blocksRegister: true, blocksPack: true },
  // The files that it lists.
  'source-path-outside': blocking,
  'source-path-not-portable': blocking,
  'source-link-outside': blocking,
  'source-missing': packBlocking,
  'source-not-a-file': packBlocking,
  'source-unreadable': packBlocking,
  'source-duplicate': { severity: 'warning', blocksRegister: false, blocksPack: false },
  // Where the asset lies.
  'nested-asset': blocking,
  'root-not-portable': blocking,
  'duplicate-root': { severity: 'error', blocksRegister: true, blocksPack: true },
  'duplicate-entry': { severity: 'error', blocksRegister: false, blocksPack: true },
  // The project's folders.
  'manifest-without-folder': notice,
  'folder-unreadable': packBlocking,
  'folder-too-deep': packBlocking,
  'folder-link-not-followed': notice,
  'name-not-utf8': packBlocking,
  // The registry file.
  'registry-missing': notice,
  'registry-lost': blocking,
  'registry-shrunk': notice,
  'registrations-gone': packBlocking,
  'registrations-gone-unsaved': packBlocking,
  'registry-unreadable': blocking,
  'registry-version-unsupported': blocking,
  'registry-too-large': blocking,
  'registry-header-missing': notice,
  'registry-torn-tail': notice,
  'registry-tail-cut': notice,
  'registry-records-glued': notice,
  'registry-not-canonical': notice,
  'registry-line-unreadable': packBlocking,
  'registry-line-unsealed': notice,
  'registry-line-unknown': notice,
  'registry-conflict-marker': packBlocking,
  'registry-conflict': packBlocking,
  // A command of several steps that did not come to its end (rules V5 and V6).
  'move-finished': notice,
  'move-not-begun': notice,
  'move-unclear': packBlocking,
  'create-finished': notice,
  'intent-unreadable': notice,
} as const satisfies Record<string, DiagnosticRule>;

export type DiagnosticCode = keyof typeof diagnosticRules;

/** Findings that keep an asset, or all of a project, from being registered. */
type BlockingCode = {
  [Code in DiagnosticCode]: (typeof diagnosticRules)[Code]['blocksRegister'] extends true ? Code : never;
}[DiagnosticCode];

/**
 * Findings that the refusal of one asset can name: those on its folder and its manifest, and on a folder above it. A missing
 * folder and a twin have refusals of their own.
 */
export type RegisterBlocker =
  | Exclude<BlockingCode, `registry-${string}` | 'manifest-missing' | 'duplicate-root'>
  | 'folder-unreadable';

/** The rule of a code, widened so that every row has the same shape. */
export function diagnosticRule(code: DiagnosticCode): DiagnosticRule {
  return diagnosticRules[code];
}

/**
 * Where a finding is: a file by its path below the project's folder, and as far as known the line and column (both
 * from 1, columns in UTF-16 code units) or the JSON pointer (RFC 6901) of the value.
 */
export const diagnosticPlaceSchema = z.strictObject({
  file: z.string(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
  pointer: z.string().optional(),
});
export type DiagnosticPlace = z.infer<typeof diagnosticPlaceSchema>;

function finding<Code extends DiagnosticCode, Data extends z.core.$ZodLooseShape>(code: Code, data: Data) {
  return z.strictObject({ code: z.literal(code), place: diagnosticPlaceSchema, ...data });
}

/** Why a path or a folder name can't be used on every system. */
export const portabilityReasons = [
  'empty-segment',
  'absolute',
  'backslash',
  'control-character',
  'reserved-character',
  'reserved-name',
  'trailing-dot-or-space',
  'not-unicode',
  'not-nfc',
  'too-long',
  'private-folder',
] as const;
export const portabilityReasonSchema = z.literal(portabilityReasons);
export type PortabilityReason = z.infer<typeof portabilityReasonSchema>;

/** What is wrong at a place of a text that is not JSON. */
export const jsonProblems = [
  'symbol-invalid',
  'number-invalid',
  'property-name-expected',
  'value-expected',
  'colon-expected',
  'comma-expected',
  'closing-brace-expected',
  'closing-bracket-expected',
  'end-expected',
  'comment-not-allowed',
  'string-not-ended',
  'escape-invalid',
  'character-invalid',
] as const;
export const jsonProblemSchema = z.literal(jsonProblems);
export type JsonProblem = z.infer<typeof jsonProblemSchema>;

/** What a field of a manifest has to be, where it is something else. */
export const fieldKinds = [
  'must-be-object',
  'must-be-list',
  'must-be-text',
  'must-be-number',
  'must-be-boolean',
] as const;
export const fieldKindSchema = z.literal(fieldKinds);
export type FieldKind = z.infer<typeof fieldKindSchema>;

/** What a text file begins or ends its lines with that ours do not. */
export const textForms = ['byte-order-mark', 'carriage-return'] as const;
export const textFormSchema = z.literal(textForms);
export type TextForm = z.infer<typeof textFormSchema>;

/** A finding on an asset, on the project's folders or on the registry: a code, typed data and a place, no prose. */
export const diagnosticSchema = z.discriminatedUnion('code', [
  finding('manifest-unreadable', { errno: z.string() }),
  finding('manifest-not-a-file', {}),
  finding('manifest-too-large', { bytes: z.int(), limit: z.int() }),
  finding('manifest-not-utf8', {}),
  finding('manifest-not-json', { reason: jsonProblemSchema }),
  finding('manifest-too-deep', { limit: z.int() }),
  finding('manifest-version-unsupported', { found: z.string() }),
  finding('manifest-field-missing', { field: z.string() }),
  finding('manifest-field-type', { field: z.string(), reason: fieldKindSchema }),
  finding('manifest-field-value', { field: z.string(), allowed: z.string() }),
  finding('manifest-field-too-short', { field: z.string(), limit: z.int() }),
  finding('manifest-field-too-long', { field: z.string(), limit: z.int() }),
  finding('manifest-duplicate-key', { key: z.string() }),
  finding('manifest-unknown-key', { key: z.string() }),
  finding('more-problems', { count: z.int() }),
  finding('manifest-missing', {}),
  finding('source-path-outside', { path: z.string() }),
  finding('source-path-not-portable', { path: z.string(), reason: portabilityReasonSchema }),
  finding('source-link-outside', { path: z.string() }),
  finding('source-missing', { path: z.string() }),
  finding('source-not-a-file', { path: z.string() }),
  finding('source-unreadable', { path: z.string(), errno: z.string() }),
  finding('source-duplicate', { path: z.string() }),
  finding('nested-asset', { outer: z.string() }),
  finding('root-not-portable', { root: z.string(), reason: portabilityReasonSchema }),
  finding('duplicate-root', { other: z.string() }),
  finding('duplicate-entry', { root: z.string(), assetIds: z.array(z.string()) }),
  finding('manifest-without-folder', {}),
  finding('folder-unreadable', { errno: z.string() }),
  finding('folder-too-deep', { limit: z.int() }),
  finding('folder-link-not-followed', {}),
  finding('name-not-utf8', {}),
  finding('registry-missing', {}),
  finding('registry-lost', { records: z.int() }),
  finding('registry-shrunk', { before: z.int(), now: z.int() }),
  finding('registrations-gone', { count: z.int(), copy: z.string() }),
  finding('registrations-gone-unsaved', { count: z.int(), errno: z.string() }),
  finding('registry-unreadable', { errno: z.string() }),
  finding('registry-version-unsupported', { found: z.string() }),
  finding('registry-too-large', { limit: z.int() }),
  finding('registry-header-missing', {}),
  finding('registry-torn-tail', { bytes: z.int() }),
  finding('registry-tail-cut', { bytes: z.int(), copy: z.string() }),
  finding('registry-records-glued', { records: z.int() }),
  finding('registry-not-canonical', { reason: textFormSchema }),
  finding('registry-line-unreadable', {}),
  finding('registry-line-unsealed', { root: z.string() }),
  finding('registry-line-unknown', {}),
  finding('registry-conflict-marker', {}),
  finding('registry-conflict', { assetId: z.string(), roots: z.array(z.string()) }),
  finding('move-finished', { from: z.string(), to: z.string() }),
  finding('move-not-begun', { from: z.string(), to: z.string() }),
  finding('move-unclear', { from: z.string(), to: z.string(), copy: z.string() }),
  finding('create-finished', { count: z.int(), asked: z.int() }),
  finding('intent-unreadable', { copy: z.string() }),
]);
export type Diagnostic = z.infer<typeof diagnosticSchema>;
