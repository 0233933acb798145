import type { RegisterBlocker } from '../../domain/diagnostic.ts';

/** What keeps one asset from being registered, in the few words that stand behind its folder in a list of many. */
export const blockers = {
  'manifest-unreadable': 'asset.json can’t be read',
  'manifest-not-a-file': 'asset.json is not a plain file',
  'manifest-too-large': 'asset.json is too large',
  'manifest-not-utf8': 'asset.json is not UTF-8 text',
  'manifest-not-json': 'asset.json is not JSON',
  'manifest-too-deep': 'asset.json is too deeply nested',
  'manifest-version-unsupported': 'the schemaVersion is not known',
  'manifest-field-missing': 'a field is missing',
  'manifest-field-type': 'a field is of the wrong kind',
  'manifest-field-value': 'a field has a value that is not known',
  'manifest-field-too-short': 'a field is too short',
  'manifest-field-too-long': 'a field is too long',
  'manifest-duplicate-key': 'a key stands in asset.json twice',
  'more-problems': 'more problems than are listed',
  'source-path-outside': 'a source lies outside the folder',
  'source-path-not-portable': 'the path of a source can’t be used on every system',
  'source-link-outside': 'a source is a link that leads out',
  'nested-asset': 'the folder lies inside another asset',
  'root-not-portable': 'the folder’s name can’t be used on every system',
  'folder-unreadable': 'a folder above it can’t be read',
} as const satisfies Record<RegisterBlocker, string>;
