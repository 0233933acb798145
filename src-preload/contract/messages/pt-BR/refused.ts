import type { StudioCatalogue } from '../studio-catalogue.ts';

export const refused = {
  'no-such-asset': 'o asset não existe',
  'already-registered': 'já registrado',
  'invalid-manifest': 'o asset.json não é válido',
  'invalid-root': 'a pasta não pode ser um asset onde está',
  'duplicate-root': 'em alguns sistemas é a mesma pasta que outra',
  'asset-missing': 'a pasta não está no lugar',
  'asset-not-missing': 'a pasta está no lugar',
  'not-registered': 'não registrado',
  'duplicate-entry': 'tem vários registros',
  'holds-other-assets': 'há outro asset dentro da pasta',
  'new-root-invalid': 'não pode ser a pasta de um asset',
  'new-root-taken': 'já existe algo ali',
  'new-root-twin': 'a mesma pasta que outra em alguns sistemas',
  'new-root-in-asset': 'fica dentro da pasta de outro asset',
  'file-not-usable': 'não é possível copiar o arquivo',
} as const satisfies StudioCatalogue['refused'];
