import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { z } from 'zod';
import {
  type AssetManifest,
  assetManifestSchema,
  assetTypeSchema,
  manifestSchemaVersion,
} from '../../../src-preload/contract/domain/asset-manifest.ts';
import type {
  Diagnostic,
  DiagnosticPlace,
  FieldKind,
  JsonProblem,
} from '../../../src-preload/contract/domain/diagnostic.ts';
import { manifestListLimit, plainManifest } from '../core/plain-manifest.ts';

/** Largest `asset.json` that is read (SPEC.md, Limits). */
export const manifestByteLimit = 1024 * 1024;

/** Deepest nesting of a manifest. Checked before anything that recurses sees the text. */
const manifestDepthLimit = 32;

/** Findings of one manifest that are told one by one; of the rest the number is told. */
export const findingLimit = 100;

/** What a manifest's text says. `name` and `type` are there as far as they could be read of an invalid one. */
export interface ParsedManifest {
  readonly manifest: AssetManifest | null;
  readonly name: string | null;
  readonly type: AssetManifest['type'] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the text of an `asset.json`. Never throws: each problem becomes a diagnostic with its line, column and JSON
 * pointer. An unknown key is found, and the manifest is still used without it.
 */
export function parseManifestText(text: string, file: string): ParsedManifest {
  const shape = measureJson(text);
  if (shape.depth > manifestDepthLimit) {
    return unreadable([{ code: 'manifest-too-deep', limit: manifestDepthLimit, place: { file } }]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // JSON.parse does not always say where; the second parser does.
    return unreadable([syntaxError(text, file)]);
  }
  const plain = plainManifest(value);
  // As many members as there are fields: none stands twice.
  if (plain !== null && shape.members === Object.keys(plain).length) {
    return { manifest: plain, name: plain.name, type: plain.type, diagnostics: [] };
  }
  const tooLong = tooLongLists(value, file);
  if (tooLong.length > 0) {
    return { ...unreadable(tooLong), ...partsOf(value) };
  }
  const checked = assetManifestSchema.safeParse(value);
  const hasDuplicates = shape.members !== countMembers(value);
  if (checked.success && !hasDuplicates) {
    return { manifest: checked.data, name: checked.data.name, type: checked.data.type, diagnostics: [] };
  }

  const tree = parseTree(text, [], { disallowComments: true });
  const lines = createLineIndex(text);
  const locate = (pointer: JSONPath, node = tree && findNodeAtLocation(tree, pointer)) =>
    placeOf(lines, file, pointer, node);
  const found: Finding[] = hasDuplicates && tree !== undefined ? duplicateKeys(tree, lines, file) : [];
  const version = versionFinding(value, locate);
  if (version !== null) {
    return { ...unreadable(firstFindings([() => version, ...found], file)), ...partsOf(value) };
  }
  const problems = checked.success ? [] : checked.error.issues.flatMap((issue) => findingsOf(issue, value, locate));
  const diagnostics = firstFindings(problems.concat(found), file);
  const usable = diagnostics.every((found) => found.code === 'manifest-unknown-key');
  return { manifest: usable ? withoutUnknownKeys(value) : null, ...partsOf(value), diagnostics };
}

/** Whether a text is JSON of no more than the manifest's depth in which no key stands twice in one object. */
export function isPlainJson(text: string): boolean {
  const shape = measureJson(text);
  if (shape.depth > manifestDepthLimit) {
    return false;
  }
  try {
    return shape.members === countMembers(JSON.parse(text));
  } catch {
    // JSON.parse has one way to fail: the text is no JSON.
    return false;
  }
}

/** A finding whose place is looked up when it is told: of a hundred thousand most are not. */
type Finding = () => Diagnostic;

/** The first findings of a manifest, and how many more there are. */
function firstFindings(findings: readonly Finding[], file: string): Diagnostic[] {
  const told = findings.slice(0, findingLimit).map((finding) => finding());
  return findings.length === told.length
    ? told
    : [...told, { code: 'more-problems', count: findings.length - told.length, place: { file } }];
}

type Locate = (pointer: JSONPath, node?: Node) => DiagnosticPlace;

function unreadable(diagnostics: readonly Diagnostic[]): ParsedManifest {
  return { manifest: null, name: null, type: null, diagnostics };
}

function tooLongLists(value: unknown, file: string): Diagnostic[] {
  return ['sources', 'tags'].flatMap((field): Diagnostic[] => {
    const list = isRecord(value) && Object.hasOwn(value, field) ? value[field] : null;
    return Array.isArray(list) && list.length > manifestListLimit
      ? [{ code: 'manifest-field-too-long', field, limit: manifestListLimit, place: { file, pointer: `/${field}` } }]
      : [];
  });
}

const codes = {
  quote: 0x22,
  colon: 0x3a,
  bracket: 0x5b,
  backslash: 0x5c,
  closingBracket: 0x5d,
  brace: 0x7b,
  closingBrace: 0x7d,
} as const;

/** Nesting and number of members of a JSON text by one pass over its characters, without recursion. */
function measureJson(text: string): { readonly depth: number; readonly members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    // Codes: to make a text of each character takes several times as long.
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === codes.backslash) {
        at += 1;
      } else if (code === codes.quote) {
        inString = false;
      }
    } else if (code === codes.quote) {
      inString = true;
    } else if (code === codes.brace || code === codes.bracket) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (code === codes.closingBrace || code === codes.closingBracket) {
      depth -= 1;
    } else if (code === codes.colon) {
      members += 1;
    }
  }
  return { depth: deepest, members };
}

/** Members of a parsed value; fewer than the text had when a key stood twice. The depth is bounded before. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((count: number, child) => count + countMembers(child), own);
}

function syntaxError(text: string, file: string): Diagnostic {
  const { reason, ...place } = firstJsonProblem(text);
  return { code: 'manifest-not-json', reason, place: { file, ...place } };
}

/** What is wrong first in a text that JSON.parse does not take, and where. */
export function firstJsonProblem(text: string): {
  readonly reason: JsonProblem;
  readonly line: number;
  readonly column: number;
} {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const first = errors[0];
  return {
    reason: jsonProblemByName.get(first === undefined ? '' : printParseErrorCode(first.error)) ?? 'character-invalid',
    ...createLineIndex(text)(first?.offset ?? 0),
  };
}

/** By the parser's own names, because its enum can't be imported as a value. */
const jsonProblemByName: ReadonlyMap<string, JsonProblem> = new Map([
  ['InvalidSymbol', 'symbol-invalid'],
  ['InvalidNumberFormat', 'number-invalid'],
  ['UnexpectedEndOfNumber', 'number-invalid'],
  ['PropertyNameExpected', 'property-name-expected'],
  ['ValueExpected', 'value-expected'],
  ['ColonExpected', 'colon-expected'],
  ['CommaExpected', 'comma-expected'],
  ['CloseBraceExpected', 'closing-brace-expected'],
  ['CloseBracketExpected', 'closing-bracket-expected'],
  ['EndOfFileExpected', 'end-expected'],
  ['InvalidCommentToken', 'comment-not-allowed'],
  ['UnexpectedEndOfComment', 'comment-not-allowed'],
  ['UnexpectedEndOfString', 'string-not-ended'],
  ['InvalidUnicode', 'escape-invalid'],
  ['InvalidEscapeCharacter', 'escape-invalid'],
  ['InvalidCharacter', 'character-invalid'],
]);

function duplicateKeys(node: Node, lines: LineIndex, file: string, found: Finding[] = []): Finding[] {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined;
    if (key !== undefined) {
      if (seen.has(key.value)) {
        found.push(() => ({
          code: 'manifest-duplicate-key',
          key: String(key.value),
          place: { file, ...lines(key.offset) },
        }));
      }
      seen.add(key.value);
    }
    duplicateKeys(child, lines, file, found);
  }
  return found;
}

function versionFinding(value: unknown, locate: Locate): Diagnostic | null {
  if (!isRecord(value) || !Object.hasOwn(value, 'schemaVersion') || value['schemaVersion'] === manifestSchemaVersion) {
    return null;
  }
  const found = JSON.stringify(value['schemaVersion']);
  return { code: 'manifest-version-unsupported', found: found.slice(0, 40), place: locate(['schemaVersion']) };
}

function findingsOf(issue: z.core.$ZodIssue, value: unknown, locate: Locate): Finding[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => () => ({ code: 'manifest-unknown-key', key, place: locate([...path, key]) }));
  }
  const field = path.join('.') || 'asset.json';
  if (!existsAt(value, path)) {
    // A field that is not there is shown where it would have to be: at the object that lacks it.
    return [() => ({ code: 'manifest-field-missing', field, place: locate(path.slice(0, -1)) })];
  }
  return [() => fieldFinding(issue, field, locate(path))];
}

function fieldFinding(issue: z.core.$ZodIssue, field: string, place: DiagnosticPlace): Diagnostic {
  switch (issue.code) {
    case 'invalid_value':
      return { code: 'manifest-field-value', field, allowed: issue.values.map(String).join(', '), place };
    case 'too_small':
      return { code: 'manifest-field-too-short', field, limit: Number(issue.minimum), place };
    case 'too_big':
      return { code: 'manifest-field-too-long', field, limit: Number(issue.maximum), place };
    default:
      return { code: 'manifest-field-type', field, reason: fieldKindOf(issue), place };
  }
}

/** The kinds that the schema asks for; it has no other issues than those handled before and `invalid_type`. */
function fieldKindOf(issue: z.core.$ZodIssue): FieldKind {
  switch (issue.code === 'invalid_type' ? issue.expected : null) {
    case 'array':
      return 'must-be-list';
    case 'boolean':
      return 'must-be-boolean';
    case 'number':
      return 'must-be-number';
    case 'string':
      return 'must-be-text';
    default:
      return 'must-be-object';
  }
}

function existsAt(value: unknown, path: readonly (string | number)[]): boolean {
  let at: unknown = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) {
      return false;
    }
    at = (at as Record<string | number, unknown>)[part];
  }
  return true;
}

function withoutUnknownKeys(value: unknown): AssetManifest | null {
  if (!isRecord(value)) {
    return null;
  }
  const known = Object.keys(assetManifestSchema.shape).filter((key) => Object.hasOwn(value, key));
  const checked = assetManifestSchema.safeParse(Object.fromEntries(known.map((key) => [key, value[key]])));
  return checked.success ? checked.data : null;
}

function partsOf(value: unknown): { readonly name: string | null; readonly type: AssetManifest['type'] | null } {
  const name = isRecord(value) ? assetManifestSchema.shape.name.safeParse(value['name']) : undefined;
  const type = isRecord(value) ? assetTypeSchema.safeParse(value['type']) : undefined;
  return { name: name?.data ?? null, type: type?.data ?? null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeOf(lines: LineIndex, file: string, path: JSONPath, node: Node | undefined): DiagnosticPlace {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { file, pointer, ...(node === undefined ? {} : lines(node.offset)) };
}

/** Line and column of an offset, both from 1. */
type LineIndex = (offset: number) => { readonly line: number; readonly column: number };

/** Looks for the line ends once, however many places are asked for. */
function createLineIndex(text: string): LineIndex {
  let starts: number[] | null = null;
  return (offset) => {
    starts ??= lineStartsOf(text);
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      [low, high] = (starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle];
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}
