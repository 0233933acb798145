import { z } from 'zod';
import { assetManifestSchema } from './asset-manifest.ts';
import { diagnosticSchema } from './diagnostic.ts';

/** The fields that a manifest can have, in the order in which Studio writes them. */
export const manifestFields = ['schemaVersion', 'name', 'type', 'description', 'sources', 'tags', 'preload'] as const;
export type ManifestField = (typeof manifestFields)[number];

/**
 * A manifest as it is on the disk now, and the hash of its text: what an edit is made from (rule M2). `manifest` is null
 * where fields are missing or wrong, which `diagnostics` name; `written` has what stands in the text for each of the fields,
 * right or wrong (rule M6).
 */
export const manifestReadingSchema = z.strictObject({
  manifest: assetManifestSchema.nullable(),
  written: z.partialRecord(z.literal(manifestFields), z.json()),
  diagnostics: z.array(diagnosticSchema),
  hash: z.string(),
});
export type ManifestReading = z.infer<typeof manifestReadingSchema>;
