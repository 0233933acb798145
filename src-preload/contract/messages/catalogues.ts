import type { Language } from '../domain/settings.ts';
import { en } from './en/index.ts';
import { ptBR } from './pt-BR/index.ts';
import type { StudioCatalogue } from './studio-catalogue.ts';

/** What Studio says, by language. The command line speaks English. */
export const catalogues: Readonly<Record<Language, StudioCatalogue>> = { en, 'pt-BR': ptBR };
