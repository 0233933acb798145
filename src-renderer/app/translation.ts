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
const look = translation.t as unknown as (key: string, data?: Data) => string;

/** Texts without values, once they were looked up: a window has hundreds of them, and says them again with each change. */
const plainTexts = new Map<string, string>();

function lookUp(key: string, values?: Data): string {
  if (values !== undefined) {
    return look(key, values);
  }
  const text = plainTexts.get(key) ?? look(key);
  plainTexts.set(key, text);
  return text;
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
  return look(key, data);
}

/** The language of the window, in which numbers, sizes and times are written, too. */
export let language: Language = 'en';

/** From now on texts are in this language. What is on screen must be rendered anew. */
export function speak(next: Language): void {
  if (next !== language) {
    language = next;
    plainTexts.clear();
    void translation.changeLanguage(next);
  }
}
