import type { StudioCatalogue } from '../studio-catalogue.ts';

export const refused = {
  'no-such-asset': 'o asset não existe',
  'already-registered': 'já registrado',
  'invalid-manifest': 'o asset.json não é válido',
  'invalid-root': 'a pasta não pode ser um asset onde está',
  'duplicate-root': 'em alguns sistemas é a mesma pasta que outra',
  'asset-missing': 'a pasta não está no lugar',
  'not-registered': 'não registrado',
  'duplicate-entry': 'tem vários registros',
  'holds-other-assets': 'há outro asset dentro da pasta',
} as const satisfies StudioCatalogue['refused'];
