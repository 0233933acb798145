import { z } from 'zod';

/** The kinds of asset that the game knows, in the order in which Studio lists them. */
export const assetTypes = [
  'image',
  'tileset',
  'sprite-atlas',
  'sound',
  'music',
  'model',
  'font',
  'text',
  'data',
] as const;

export const assetTypeSchema = z.literal(assetTypes);

/** The only manifest version that this packer reads. */
export const manifestSchemaVersion = 1;

/**
 * The content of `asset.json` (SPEC.md, Manifest). Strict: a key that is not here is a finding, never dropped.
 * Source paths are only checked for being text here; what they may name is decided in `core/portable-path.ts`.
 */
export const assetManifestSchema = z.strictObject({
  schemaVersion: z.literal(manifestSchemaVersion),
  name: z.string().min(1).max(200),
  type: assetTypeSchema,
  sources: z.array(z.string().min(1)).min(1),
  tags: z.array(z.string().min(1)).optional(),
  preload: z.boolean().optional(),
  description: z.string().optional(),
});
export type AssetManifest = z.infer<typeof assetManifestSchema>;
