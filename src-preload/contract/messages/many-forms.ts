/** Texts by key, at any depth. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

const other = '_other';

/**
 * The same texts with a form `…_many` beside each `…_other` that has none, and with the same words.
 *
 * Portuguese has the plural `many` for whole millions (CLDR, plural rules of `pt`: “1 milhão de assets”). Numbers are
 * written in digits here, and behind digits it reads like `other`; i18next would show the bare key without it.
 */
export function withManyForms<const T extends Texts>(texts: T): T {
  return manyForms(texts) as T;
}

function manyForms(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]): [string, string | Texts][] => {
      if (typeof text !== 'string') {
        return [[key, manyForms(text)]];
      }
      const many = key.endsWith(other) ? `${key.slice(0, -other.length)}_many` : null;
      return many === null || many in texts
        ? [[key, text]]
        : [
            [key, text],
            [many, text],
          ];
    }),
  );
}
