import { z } from 'zod';

/** The content of `prometeu.json`, the file that makes a folder a project. */
export const projectManifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string().min(1).max(200),
});
export type ProjectManifest = z.infer<typeof projectManifestSchema>;
