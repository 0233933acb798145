import { en } from '../en/index.ts';
import type { StudioCatalogue } from '../studio-catalogue.ts';

export const ptBR: StudioCatalogue = en;
