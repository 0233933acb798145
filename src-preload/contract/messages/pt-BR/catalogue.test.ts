import { createInstance } from 'i18next';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { en } from '../en/index.ts';
import type { Texts } from '../many-forms.ts';
import type { StudioCatalogue } from '../studio-catalogue.ts';
import { ptBR } from './index.ts';

const { cli, ...studioTexts } = en;

/** Every text by the path of its key. */
function textsByPath(texts: Texts, before = ''): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string' ? [[`${before}${key}`, text]] : textsByPath(text, `${before}${key}.`),
  );
}

const english = new Map(textsByPath(studioTexts));
const portuguese = new Map(textsByPath(ptBR));

/** The path of the English text that a Portuguese one says: its own, or the one that has no such plural form. */
function englishPath(path: string): string | undefined {
  const stem = path.replace(/_(?:one|many)$/, '');
  return [path, `${stem}_other`, stem].find((known) => english.has(known));
}

/** Each Portuguese text beside the English one that it stands for. */
const pairs = [...portuguese].map(([path, text]) => ({
  path,
  text,
  source: english.get(englishPath(path) ?? '') ?? '',
}));

/** Placeholders with their formats, and what is left of the text without them. */
function placeholdersOf(text: string): string[] {
  return (text.match(/\{\{.*?\}\}/g) ?? []).toSorted();
}

function endOf(text: string): string {
  return /[.…?!:;]?$/.exec(text)?.[0] ?? '';
}

function wordsOf(text: string): string {
  return text
    .replaceAll(/\{\{.*?\}\}/g, '')
    .replaceAll(/[^\p{L} ]/gu, '')
    .trim();
}

/** Words that Portuguese took from English or has in common with it, names, and the labels of keys. */
const sameWords = new Set([
  // A language is named in itself.
  'English',
  'Português Brasil',
  ...['asset', 'Asset', 'assets', 'Assets', 'Tag', 'Tags', 'Tileset', 'pixels', 'OK', 'JSON', 's', 'Prometeu Studio'],
  ...['Mono', 'Hz', 'bits', 'kbits', 'UTF', 'UTF littleendian', 'UTF bigendian'],
  ...['Ctrl', 'Alt', 'Shift', 'Enter', 'Del', 'Esc', 'Home', 'End', 'PgUp', 'PgDn'],
]);

const sentences = [
  ...Object.keys(en.failures).map((code) => ({ path: `failures.${code}`, parts: ['wrong', 'safe', 'next'] })),
  ...Object.keys(en.diagnostics).map((code) => ({ path: `diagnostics.${code}`, parts: ['wrong', 'why', 'next'] })),
];

describe('the Brazilian Portuguese catalogue', () => {
  it('has all branches but the command line’s', () => {
    expect(Object.keys(ptBR).toSorted()).toEqual(Object.keys(studioTexts).toSorted());
    expect(Object.keys(cli)).not.toEqual([]);
  });

  it('has every key of the English one', () => {
    expect([...english.keys()].filter((path) => !portuguese.has(path))).toEqual([]);
  });

  it('has no key of its own but plural forms of texts that have a count', () => {
    const foreign = pairs.filter(({ path, source }) => {
      const of = englishPath(path);
      // English has the forms of these, or says the same of one and of many.
      const hasForms = of !== undefined && (of.endsWith('_other') || /\{\{count\b/.test(source));
      return !english.has(path) && !hasForms;
    });

    expect(foreign).toEqual([]);
  });

  it('does not compile with a key missing or foreign, and needs no plural form that English lacks', () => {
    expectTypeOf<keyof StudioCatalogue>().toEqualTypeOf<Exclude<keyof typeof en, 'cli'>>();
    expectTypeOf<keyof StudioCatalogue['refused']>().toEqualTypeOf<keyof typeof en.refused>();
    expectTypeOf<keyof StudioCatalogue['studio']['bulk']['already']>().toEqualTypeOf<
      | ('register' | 'register_one' | 'register_many')
      | ('unregister' | 'unregister_one' | 'unregister_many')
      | ('trash' | 'trash_one' | 'trash_many')
      | ('create' | 'create_one' | 'create_many')
    >();
    expectTypeOf<StudioCatalogue['studio']['bulk']['already']['register_one']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<StudioCatalogue['studio']['bulk']['already']['register']>().toEqualTypeOf<string>();
  });

  it('fills the same placeholders in the same formats', () => {
    const different = pairs.filter(({ text, source }) => placeholdersOf(text).join() !== placeholdersOf(source).join());

    expect(different).toEqual([]);
  });

  it('ends each text as the English one ends', () => {
    expect(pairs.filter(({ text, source }) => endOf(text) !== endOf(source))).toEqual([]);
  });

  it('begins each text with a capital where the English one does', () => {
    // A file name and glTF begin small wherever they stand, and a placeholder or a quote has no case.
    const cased = pairs.filter(({ text, source }) =>
      [text, source].every((one) => /^(?!assets?\.json|glTF)\p{L}/u.test(one)),
    );

    expect(cased.filter(({ text, source }) => /^\p{Lu}/u.test(text) !== /^\p{Lu}/u.test(source))).toEqual([]);
  });

  it('has curly quotes and no space at an end', () => {
    // `"` stands in one text alone, which lists it as a character.
    const odd = pairs.filter(
      ({ text, source }) => text !== text.trim() || /['’]/.test(text) || text.includes('"') !== source.includes('"'),
    );

    expect(odd).toEqual([]);
  });

  it('leaves nothing in English but the words that are the same', () => {
    const left = pairs.filter(({ text, source }) => {
      const words = wordsOf(text);
      return words !== '' && words === wordsOf(source) && !sameWords.has(words);
    });

    expect(left).toEqual([]);
  });

  it.each(sentences)('says something in each part: $path', ({ path, parts }) => {
    const texts = parts.map((part) => portuguese.get(`${path}.${part}`) ?? '');

    expect(texts.filter((text) => !/^(?:\p{Lu}|“\{|assets?\.json).*\.$/su.test(text))).toEqual([]);
    expect(parts.filter((part) => portuguese.get(`${path}.${part}`) === english.get(`${path}.${part}`))).toEqual([]);
  });

  it('never says “você”', () => {
    expect(pairs.filter(({ text }) => /(?<!\p{L})vocês?(?!\p{L})/iu.test(text))).toEqual([]);
  });
});

describe('plural forms in Portuguese', () => {
  const translation = createInstance();
  void translation.init({
    lng: 'pt-BR',
    resources: { 'pt-BR': { translation: ptBR } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const look = translation.t as unknown as (key: string, data: { count: number }) => string;

  it.each([
    [1, '1 asset'],
    [2, '2 assets'],
    [1_000_000, '1.000.000 assets'],
  ])('speaks of %d where English has forms, too', (count, text) => {
    expect(look('studio.status.assets', { count })).toBe(text);
  });

  it.each([
    [1, '1 selecionado'],
    [2, '2 selecionados'],
    [1_000_000, '1.000.000 selecionados'],
  ])('speaks of %d where English has none', (count, text) => {
    expect(look('studio.bulk.selected', { count })).toBe(text);
  });

  // A form that is missing shows as the bare key.
  it.each([0, 1, 2, 1_000_000])('has a text for %d everywhere', (count) => {
    const stems = new Set([...portuguese.keys()].map((path) => path.replace(/_(?:one|many|other)$/, '')));

    expect([...stems].filter((stem) => look(stem, { count }) === stem)).toEqual([]);
  });
});
