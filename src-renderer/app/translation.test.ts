import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { afterEach, expect, test } from 'vitest';
import { catalogues } from '../../src-preload/contract/messages/catalogues.ts';
import { en } from '../../src-preload/contract/messages/en/index.ts';
import { type SentenceKey, sentence, speak } from './translation.ts';

afterEach(() => {
  speak('en');
});

/** Keys whose last part is the value of something: a type, a state. The compiler knows which values there are. */
const chosenByValue = [
  'studio.action.copy-id',
  'studio.action.copy-path',
  'studio.action.edit-manifest',
  'studio.action.move',
  'studio.action.register',
  'studio.action.reveal',
  'studio.action.trash',
  'studio.action.unregister',
  'studio.bulk.already.',
  'studio.bulk.none.',
  'studio.bulk.ofSelected.',
  'studio.bulk.resultHeading.',
  'studio.bulk.uncounted.',
  'studio.bulk.written.',
  'studio.command.',
  'studio.details.severity.',
  'studio.fix.done.',
  'studio.filters.all',
  'studio.filters.problems',
  'studio.filters.registered',
  'studio.filters.unregistered',
  'studio.history.kind.',
  'studio.history.step.',
  'studio.list.sort.',
  'studio.menu.',
  'studio.picture.refusal.',
  'studio.preview.grounds.',
  'studio.readOnlyNext.',
  'studio.repair.group.',
  'studio.search.key.',
  'studio.search.state.',
  'studio.settings.density.',
  'studio.settings.language.',
  'studio.settings.motion.',
  'studio.settings.theme.',
  'studio.state.',
  'studio.stateSentence.',
  'studio.status.job.',
  'studio.type.',
  'studio.verify.change.',
  'studio.verify.part.',
];

/** The text of every source file below a folder of the repository, tests left out. */
function sourcesOf(folder: string): string {
  const root = join(import.meta.dirname, '../..', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|testing/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
}

function keysOf(texts: object, prefix: string): string[] {
  return Object.entries(texts as Readonly<Record<string, unknown>>).flatMap(([name, text]) =>
    typeof text === 'object' && text !== null ? keysOf(text, `${prefix}.${name}`) : [`${prefix}.${name}`],
  );
}

test('every text of the window and of the menu is used', () => {
  const renderer = sourcesOf('src-renderer');
  const main = sourcesOf('src-main');
  const isUsed = (key: string): boolean => {
    const name = key.replace(/_(?:one|other)$/, '');
    return (
      renderer.includes(`'${name}'`) ||
      new RegExp(String.raw`\ben\.${name.replaceAll('.', String.raw`\.`)}\b`).test(main) ||
      // Main takes these out of all those of its dialogs.
      (name.startsWith('studio.dialog.') && new RegExp(String.raw`\b${name.split('.').at(-1) ?? ''}\b`).test(main)) ||
      chosenByValue.some((prefix) => name.startsWith(prefix))
    );
  };

  const keys = keysOf(en.studio, 'studio');

  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

test.each(['en', 'pt-BR'] as const)('every text of %s is filled in as its library fills it in', async (language) => {
  const library = createInstance();
  await library.init({
    lng: language,
    resources: { [language]: { translation: catalogues[language] } },
    interpolation: { escapeValue: false },
  });
  const say = library.t as unknown as (key: string, data: object) => string;
  speak(language);

  for (const key of keysOf(catalogues[language], '').map((each) => each.slice(1))) {
    const name = key.replace(/_(?:one|many|other)$/, '');
    for (const count of key === name ? [0] : [0, 1, 2, 1234, 1_000_000]) {
      const values = Object.fromEntries(
        [...say(key, { skipInterpolation: true }).matchAll(/\{\{(.*?)(?:, \w+)?\}\}/g)].map(([, value = '']) => [
          value,
          7654,
        ]),
      );
      const all = { ...values, ...(key === name ? {} : { count }) };
      expect(sentence(name as SentenceKey, all)).toBe(say(name, all));
    }
  }
});
