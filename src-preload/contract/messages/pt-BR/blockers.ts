import type { StudioCatalogue } from '../studio-catalogue.ts';

export const blockers = {
  'manifest-unreadable': 'não é possível ler o asset.json',
  'manifest-not-a-file': 'o asset.json não é um arquivo comum',
  'manifest-too-large': 'o asset.json é grande demais',
  'manifest-not-utf8': 'o asset.json não é texto UTF-8',
  'manifest-not-json': 'o asset.json não é JSON',
  'manifest-too-deep': 'o asset.json tem níveis demais',
  'manifest-version-unsupported': 'o schemaVersion não é conhecido',
  'manifest-field-missing': 'falta um campo',
  'manifest-field-type': 'um campo é do tipo errado',
  'manifest-field-value': 'um campo tem um valor desconhecido',
  'manifest-field-too-short': 'um campo é curto demais',
  'manifest-field-too-long': 'um campo é longo demais',
  'manifest-duplicate-key': 'uma chave aparece duas vezes no asset.json',
  'more-problems': 'mais problemas do que os listados',
  'source-path-outside': 'um arquivo-fonte fica fora da pasta',
  'source-path-not-portable': 'o caminho de um arquivo-fonte não serve em todos os sistemas',
  'source-link-outside': 'um arquivo-fonte é um link que leva para fora',
  'nested-asset': 'a pasta fica dentro de outro asset',
  'root-not-portable': 'o nome da pasta não serve em todos os sistemas',
  'folder-unreadable': 'não é possível ler uma pasta acima dela',
} as const satisfies StudioCatalogue['blockers'];
