import type { en } from './en/index.ts';

/** The same keys, whatever the words. */
type Words<Branch> = { readonly [Key in keyof Branch]: Branch[Key] extends string ? string : Words<Branch[Key]> };

/** All that Studio says, in one language: everything but the texts of the command line. */
export type StudioCatalogue = Words<Omit<typeof en, 'cli'>>;
