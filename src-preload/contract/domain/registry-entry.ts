import { z } from 'zod';

/** ISO 8601, UTC, milliseconds: the one form of time that is written to disk. */
export const timestampSchema = z.iso.datetime({ precision: 3 });

/** One registered asset. `assetId` is never given to another asset; `rev` counts the changes of that id, from 1. */
export const registryEntrySchema = z.strictObject({
  assetId: z.uuid(),
  rev: z.int().min(1),
  root: z.string().min(1),
  /** When the asset was first registered. */
  registeredAt: timestampSchema,
  /** The id of the command that wrote this revision. */
  commandId: z.string().min(1),
  /** When this revision was written. Equal to `registeredAt` at `rev` 1. */
  writtenAt: timestampSchema,
});
export type RegistryEntry = z.infer<typeof registryEntrySchema>;
