import type { RegisterBlocker } from '../../domain/diagnostic.ts';

/** What keeps one asset from being registered, in the few words that stand behind its folder in a list of many. */
export const blockers = {
  'manifest-unreadable': 'it can’t be read',
  'manifest-not-a-file': 'it is not a plain file',
  'manifest-too-large': 'it is too large',
  'manifest-not-utf8': 'it is not UTF-8 text',
  'manifest-not-json': 'it is not JSON',
  'manifest-too-deep': 'it is nested too deep',
  'manifest-version-unsupported': 'its schemaVersion is not known',
  'manifest-field-missing': 'a field is missing',
  'manifest-field-type': 'a field is of the wrong kind',
  'manifest-field-value': 'a field has a value that is not known',
  'manifest-field-too-short': 'a field is too short',
  'manifest-field-too-long': 'a field is too long',
  'manifest-duplicate-key': 'a key stands in it twice',
  'more-problems': 'and more',
  'manifest-missing': 'there is no asset.json',
  'source-path-outside': 'a source lies outside the folder',
  'source-path-not-portable': 'the path of a source can’t be used on every system',
  'source-link-outside': 'a source is a link that leads out',
  'nested-asset': 'it lies inside another asset',
  'root-not-portable': 'the name can’t be used on every system',
  'duplicate-root': 'the same folder as another one on some systems',
} as const satisfies Record<RegisterBlocker, string>;
