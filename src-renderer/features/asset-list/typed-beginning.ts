import { typedLimit } from '../../../src-preload/contract/domain/asset-list.ts';

/** A beginning of a name that is looked for, and the row behind which; null is from the first one on. */
export interface TypedBeginning {
  readonly text: string;
  readonly from: number | null;
}

/** What was typed lately. */
interface Typed {
  readonly text: string;
  /** When the last key came, in milliseconds. */
  readonly at: number;
}

/** Before the first key. */
export const nothingTyped: Typed = { text: '', at: 0 };

/** Milliseconds after which a key begins a new text. */
const restMs = 1_000;

/** Whether a key writes a character. Space is a command's (`quick-preview`), but within a text, as names have it. */
export function isTyped(key: string, before: Typed, now: number): boolean {
  return key === ' ' ? goesOn(before, now) : Array.from(key).length === 1;
}

/** What is typed with one key more: the text goes on, or begins anew after a rest. */
export function afterKey(before: Typed, key: string, now: number): Typed {
  return { text: goesOn(before, now) ? before.text + key : key, at: now };
}

function goesOn({ text, at }: Typed, now: number): boolean {
  return text !== '' && now - at <= restMs && text.length < typedLimit;
}

/**
 * What is looked for from the row with the cursor: a character, once or again and again, leads from one row that begins with
 * it to the next; a longer text stays at the row for as long as it begins so (ARIA, grid pattern, type-ahead).
 */
export function beginningOf({ text }: Typed, cursor: number | null): TypedBeginning {
  const [first = ''] = text;
  return Array.from(text).every((character) => character === first)
    ? { text: first, from: cursor }
    : { text, from: cursor === null || cursor === 0 ? null : cursor - 1 };
}
