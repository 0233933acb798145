import type { en } from './en/index.ts';

/** A key without the ending that tells its plural form. */
type Base<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key;

/**
 * The plural forms that a language may add to a text that has a `count`: English says `{{count}} selected` of one and of
 * many, and Portuguese does not. A text without a `count` has none, so that a form can't be added where it is never read.
 */
type AddedForms<Texts> = {
  readonly [Key in keyof Texts & string as Texts[Key] extends `${string}{{count${string}`
    ? Exclude<`${Base<Key>}_${'one' | 'many'}`, keyof Texts>
    : never]?: string;
};

/** The same keys as the English texts, each with a text of its own. */
type Translated<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>;
} & AddedForms<Texts>;

/**
 * What a catalogue in another language has to say: every text that Studio and its menu show. The command line speaks
 * English alone. Checked by `satisfies` on each file, so that a key that is missing or foreign does not compile.
 */
export type StudioCatalogue = Translated<Omit<typeof en, 'cli'>>;
