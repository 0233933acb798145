import type { TypeFilter } from './asset.ts';
import type { Language } from './settings.ts';
import { withoutAccents } from './without-accents.ts';

/** What types are called. The catalogues show it, and a search understands it: what an author reads he may type. */
export const typeLabels = {
  en: {
    image: 'Image',
    tileset: 'Tileset',
    'sprite-atlas': 'Sprite atlas',
    sound: 'Sound',
    music: 'Music',
    model: 'Model',
    font: 'Font',
    text: 'Text',
    data: 'Data',
    unknown: 'Unknown',
  },
  'pt-BR': {
    image: 'Imagem',
    tileset: 'Tileset',
    'sprite-atlas': 'Atlas de sprites',
    sound: 'Som',
    music: 'Música',
    model: 'Modelo',
    font: 'Fonte',
    text: 'Texto',
    data: 'Dados',
    unknown: 'Desconhecido',
  },
} satisfies Readonly<Record<Language, Readonly<Record<TypeFilter, string>>>>;

/** By what may be typed, which of case, accents and white space differs in none. */
const types = new Map(
  Object.values(typeLabels)
    .flatMap((labels) => Object.entries(labels) as [TypeFilter, string][])
    .flatMap(([type, label]): [string, TypeFilter][] => [
      [typed(type), type],
      [typed(label), type],
    ]),
);

/** The type that a text names: as manifests write it, or by its label in any language, whichever the window speaks; null where it names none. */
export function typeNamed(text: string): TypeFilter | null {
  return types.get(typed(text)) ?? null;
}

function typed(text: string): string {
  return withoutAccents(text.toLowerCase()).trim().replaceAll(/\s+/g, '-');
}
