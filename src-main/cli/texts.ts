import { createInstance } from 'i18next';
import { type AssetSummary, typeFilters } from '../../src-preload/contract/domain/asset.ts';
import type { AssetAction } from '../../src-preload/contract/domain/asset-action.ts';
import type { Diagnostic, DiagnosticPlace } from '../../src-preload/contract/domain/diagnostic.ts';
import type { AssetRefusalCode, Failure, FailureCode } from '../../src-preload/contract/domain/failure.ts';
import type { RepairFix } from '../../src-preload/contract/domain/repair.ts';
import { type SearchProblem, searchStates } from '../../src-preload/contract/domain/search-terms.ts';
import { en } from '../../src-preload/contract/messages/en/index.ts';
import type {
  DiagnosticSentence,
  FailureSentence,
  RepairSentence,
} from '../../src-preload/contract/messages/sentence.ts';
import { visibleText } from './visible-text.ts';

const translation = createInstance();
// Nothing here becomes HTML: escaping would show `&amp;` to people.
void translation.init({
  lng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});
const fill = translation.t as unknown as (key: string, data: Data) => string;

export type Data = Readonly<Record<string, string | number>>;

/** The keys of the texts below a branch of the catalogue; the forms of a plural are one key. */
type KeyOf<Branch, Prefix extends string> = {
  [Name in keyof Branch & string]: Branch[Name] extends string
    ? `${Prefix}.${Name extends `${infer Base}_${'one' | 'other'}` ? Base : Name}`
    : KeyOf<Branch[Name], `${Prefix}.${Name}`>;
}[keyof Branch & string];

export type CliKey = KeyOf<typeof en.cli, 'cli'>;

/** A text of the command line with its values filled in, hidden characters of which become escapes. */
export function text(key: CliKey, data: object = {}): string {
  return fill(key, visibleData(data));
}

/** What is said of a failure: what is wrong, what is safe, what to do, as it is for somebody at a terminal. */
export function failureSentence(failure: Failure): FailureSentence {
  const data = visibleData(failure);
  const part = (name: keyof FailureSentence): string =>
    Object.hasOwn(partsOf(en.cli.failures, failure.code), name)
      ? fill(`cli.failures.${failure.code}.${name}`, data)
      : fill(`failures.${failure.code}.${name}`, data);
  const means = clearedBySystem.includes(failure.code) ? errnoIn(failure) : null;
  return {
    wrong: withReason(part('wrong'), failure),
    safe: part('safe'),
    next: means === null ? part('next') : fill(`errnos.${means}.next`, {}),
  };
}

/** A failure in one line: what is wrong, and what to do. */
export function failureLine(failure: Failure): string {
  const { wrong, next } = failureSentence(failure);
  return inARow(wrong, next);
}

/** What is said of a finding, as it is for somebody at a terminal. */
function diagnosticSentence(diagnostic: Diagnostic): DiagnosticSentence {
  const data = { ...visibleData(diagnostic.place), ...visibleData(diagnostic) };
  const part = (name: keyof DiagnosticSentence): string =>
    Object.hasOwn(partsOf(en.cli.diagnostics, diagnostic.code), name)
      ? fill(`cli.diagnostics.${diagnostic.code}.${name}`, data)
      : fill(`diagnostics.${diagnostic.code}.${name}`, data);
  return { wrong: withReason(part('wrong'), diagnostic), why: part('why'), next: part('next') };
}

/** A finding in one line: where it is, what is wrong, and what to do. */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { wrong, next } = diagnosticSentence(diagnostic);
  return text('cli.common.atPlace', { place: placeText(diagnostic.place), text: inARow(wrong, next) });
}

/** What a fix is called, and what it will do. */
export function repairSentence(fix: RepairFix): RepairSentence {
  const data = visibleData(fix);
  return {
    label:
      fix.fix === 'keep-version' && fix.root === null
        ? text('cli.repair.keepUnregistered')
        : fill(`repairs.${fix.fix}.label`, data),
    effect: fill(`repairs.${fix.fix}.effect`, data),
  };
}

/** Why an asset was not registered, in the few words that a summary has room for. */
export function refusedBecause(code: AssetRefusalCode): string {
  return fill(`refused.${code}`, {});
}

/** What is wrong with a search, and what could stand there instead. */
export function searchProblem(problem: SearchProblem): string {
  const known = problem.code === 'unknown-type' ? typeFilters : searchStates;
  return fill(`searchProblems.${problem.code}`, { ...visibleData(problem), known: known.join(', ') });
}

/** Two sentences behind each other, as the language puts them. */
export function inARow(first: string, second: string): string {
  return fill('cli.common.inARow', { first, second });
}

/** What a type of asset is called. */
export function typeName(type: keyof typeof en.studio.type): string {
  return fill(`studio.type.${type}`, {});
}

/** What the registration and the health of an asset are called. */
export function stateNames({ registration, health }: Pick<AssetSummary, 'registration' | 'health'>): {
  readonly registration: string;
  readonly health: string;
} {
  return { registration: fill(`studio.state.${registration}`, {}), health: text(`cli.health.${health}`) };
}

/** What an action on an asset is called. */
export function actionName(action: AssetAction): string {
  return fill(`studio.action.${action}`, {});
}

function placeText({ file, line, column, pointer }: DiagnosticPlace): string {
  const form =
    line === undefined
      ? pointer === undefined || pointer === ''
        ? null
        : 'pointer'
      : column === undefined
        ? 'line'
        : 'column';
  return form === null
    ? visibleText(file)
    : fill(`studio.details.place.${form}`, visibleData({ file, line, column, pointer }));
}

/** Failures whose way out is to clear what the system named, and to try the same again. */
const clearedBySystem: readonly FailureCode[] = ['disk-refused', 'create-failed', 'registry-read-only'];

/**
 * What is wrong, with the reason that the failure or the finding carries, and what the system's name for it means. Where
 * the disk refused a write, the meaning comes first: it is what can be acted upon.
 */
function withReason(wrong: string, source: Failure | Diagnostic): string {
  const errno = errnoIn(source);
  const parts = [wrong];
  if ('reason' in source) {
    parts.push(fill(`reasons.${source.reason}`, { errno: unknownWord(), ...visibleData(source) }));
  }
  if (errno !== null) {
    const means = fill(`errnos.${errno}.means`, {});
    if (source.code === 'disk-refused') {
      parts.unshift(means);
    } else {
      parts.push(means);
    }
  }
  if (source.code === 'registry-locked') {
    if (source.since !== null) {
      parts.push(text('cli.common.lockedSince', { since: source.since }));
    }
    if (!source.sameHost) {
      parts.push(text('cli.common.lockedElsewhere'));
    }
  }
  return parts.reduce(inARow);
}

/** The system's name for what went wrong, where there is one that has words in the catalogue. */
function errnoIn(source: Failure | Diagnostic): string | null {
  return 'errno' in source && source.errno !== undefined && Object.hasOwn(en.errnos, source.errno)
    ? source.errno
    : null;
}

function partsOf(overrides: Readonly<Record<string, object>>, code: string): object {
  return overrides[code] ?? {};
}

function unknownWord(): string {
  return fill('studio.common.unknown', {});
}

/** The plain values of a failure or a finding, ready to stand in a sentence. One that is not known is said so. */
function visibleData(source: object): Record<string, string | number> {
  const data: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(source)) {
    if (typeof value === 'number') {
      data[key] = value;
    } else if (typeof value === 'string') {
      data[key] = visibleText(value);
    } else if (value === null) {
      data[key] = unknownWord();
    }
  }
  return data;
}
