import { createInstance } from 'i18next';
import type { DiagnosticCode } from '../../src-preload/contract/domain/diagnostic.ts';
import type { FailureCode } from '../../src-preload/contract/domain/failure.ts';
import type { RepairFix } from '../../src-preload/contract/domain/repair.ts';
import type { SearchProblem } from '../../src-preload/contract/domain/search-terms.ts';
import type { Language } from '../../src-preload/contract/domain/settings.ts';
import { catalogues } from '../../src-preload/contract/messages/catalogues.ts';
import type { en } from '../../src-preload/contract/messages/en/index.ts';
import type {
  DiagnosticSentence,
  FailureSentence,
  RepairSentence,
} from '../../src-preload/contract/messages/sentence.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const translation = createInstance();
// React escapes what it renders; escaping here as well would show `&amp;` to people.
void translation.init({
  lng: 'en',
  resources: Object.fromEntries(Object.entries(catalogues).map(([name, texts]) => [name, { translation: texts }])),
  interpolation: { escapeValue: false },
  initAsync: false,
});

type Data = Readonly<Record<string, string | number>>;

// A key that is a union would ask for the data of every code at once.
const look = translation.t as unknown as (key: string, data?: Readonly<Record<string, unknown>>) => string;

/** A part of a text: words, or the place of a value, and whether that is written as a number. */
type Part = string | { readonly name: string; readonly isNumber: boolean };

/**
 * Texts in their parts, once they were looked up: a window has hundreds of them and says them again with each change, and
 * each row that a scroll comes to has one. The catalogue decides which words of many forms are meant; only the values are
 * filled in here.
 */
const known = new Map<string, readonly Part[]>();

/** The forms of words and the numbers of a language, made once. */
let forms = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

function lookUp(key: string, values?: Data): string {
  const count = values?.['count'];
  const form = typeof count === 'number' ? `${key} ${count === 0 ? 'zero' : forms.select(count)}` : key;
  let parts = known.get(form);
  if (parts === undefined) {
    parts = partsOf(look(key, { ...(count === undefined ? {} : { count }), skipInterpolation: true }));
    known.set(form, parts);
  }
  const [only = ''] = parts;
  return parts.length < 2 && typeof only === 'string'
    ? only
    : parts.map((part) => (typeof part === 'string' ? part : written(values?.[part.name], part.isNumber))).join('');
}

/** Splits at `{{name}}` and `{{name, number}}`, the two forms that catalogues have (catalogue.test.ts). */
function partsOf(text: string): readonly Part[] {
  const [first = '', ...rest] = text.split('{{');
  return [
    first,
    ...rest.flatMap((each): Part[] => {
      const [value = '', words = ''] = each.split('}}');
      const [name = '', format] = value.split(',').map((part) => part.trim());
      return [{ name, isNumber: format === 'number' }, words];
    }),
  ].filter((part) => part !== '');
}

function written(value: string | number | undefined, isNumber: boolean): string {
  return isNumber && typeof value === 'number' ? numbers.format(value) : String(value ?? '');
}

/** The text of a key, in the language of the window, with its values filled in. */
export const t = lookUp as typeof translation.t;

/** The keys of the sentences that are said of failures, findings, fixes and searches. */
export type SentenceKey =
  | `failures.${FailureCode}.${keyof FailureSentence}`
  | `diagnostics.${DiagnosticCode}.${keyof DiagnosticSentence}`
  | `reasons.${keyof typeof en.reasons}`
  | `searchProblems.${SearchProblem['code']}`
  | `repairs.${RepairFix['fix']}.${keyof RepairSentence}`;

/** A sentence with the data of its failure, finding or fix. Which data a code has, the contract says. */
export function sentence(key: SentenceKey, data: Data): string {
  return lookUp(key, data);
}

/** The language of the window, in which numbers, sizes and times are written, too. */
export let language: Language = 'en';

/** A text that outlasts a change of language: it says the same in the language of the moment that it is asked in. */
export type Saying = () => string;

/** From now on texts are in this language. What is on screen must be rendered anew. */
export function speak(next: Language): void {
  if (next !== language) {
    language = next;
    known.clear();
    forms = new Intl.PluralRules(next);
    numbers = new Intl.NumberFormat(next);
    void translation.changeLanguage(next);
  }
}
