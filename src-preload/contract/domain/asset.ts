import { z } from 'zod';
import { assetManifestSchema, assetTypeSchema, assetTypes } from './asset-manifest.ts';
import { diagnosticSchema } from './diagnostic.ts';
import { registryEntrySchema } from './registry-entry.ts';

/** `registered` means that the registry has an entry for the root; nothing but a registry record changes it. */
export const registrations = ['unregistered', 'registered'] as const;
export const registrationSchema = z.literal(registrations);
export type Registration = z.infer<typeof registrationSchema>;

/** The worst of an asset's diagnostics, or `missing`: it has an entry and no manifest on disk. */
export const healths = ['ok', 'warning', 'error', 'missing'] as const;
export const healthSchema = z.literal(healths);
export type Health = z.infer<typeof healthSchema>;

/** The asset's type, or `unknown` where the manifest could not be read that far. */
export const typeFilters = [...assetTypes, 'unknown'] as const;
export const typeFilterSchema = z.literal(typeFilters);
export type TypeFilter = z.infer<typeof typeFilterSchema>;

/** One row of the list. `name` is the last folder of the root where the manifest gives none. */
export const assetSummarySchema = z.strictObject({
  root: z.string(),
  name: z.string(),
  type: assetTypeSchema.nullable(),
  registration: registrationSchema,
  health: healthSchema,
  assetId: z.string().nullable(),
  problems: z.int().min(0),
});
export type AssetSummary = z.infer<typeof assetSummarySchema>;

/** A file that the manifest lists. `bytes` is its size at the last read, null where it could not be found. */
export const sourceFileSchema = z.strictObject({
  path: z.string(),
  bytes: z.int().min(0).nullable(),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

/** Everything that the snapshot knows of one asset. `manifest` is null where `asset.json` is not a valid one. */
export const assetDetailsSchema = assetSummarySchema.extend({
  revision: z.int().min(1),
  manifest: assetManifestSchema.nullable(),
  sources: z.array(sourceFileSchema),
  diagnostics: z.array(diagnosticSchema),
  entry: registryEntrySchema.nullable(),
});
export type AssetDetails = z.infer<typeof assetDetailsSchema>;
