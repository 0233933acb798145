import type { AssetRefusalCode } from '../../domain/failure.ts';

/** Why assets were not registered, or unregistered, in the few words that a summary has room for: “4 were not: …”. */
export const refused = {
  'no-such-asset': 'there is no such asset',
  'already-registered': 'registered already',
  'invalid-manifest': 'the asset.json is not valid',
  'invalid-root': 'the folder can’t be an asset where it is',
  'duplicate-root': 'the same folder as another one on some systems',
  'asset-missing': 'the folder is not there',
  'asset-not-missing': 'the folder is there',
  'not-registered': 'not registered',
  'duplicate-entry': 'it has several registrations',
  'holds-other-assets': 'another asset lies in the folder',
  'new-root-invalid': 'it can’t be an asset’s folder',
  'new-root-taken': 'there is something there already',
  'new-root-twin': 'the same folder as another one on some systems',
  'new-root-in-asset': 'it lies in the folder of another asset',
  'file-not-usable': 'the file can’t be copied',
} as const satisfies Record<AssetRefusalCode, string>;
