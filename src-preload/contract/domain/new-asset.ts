import { z } from 'zod';
import { assetTypeSchema } from './asset-manifest.ts';
import { rootSchema } from './bulk-registration.ts';
import { fileProblems, refusalSchema } from './failure.ts';

/** Files that are taken at once, and assets that one command makes, at most. */
export const mostNewAssets = 10_000;

/** Files of one new asset, at most. */
export const mostFilesOfNew = 1000;

/**
 * A file that the author has dropped or chosen. Main keeps where it lies: the window names it by its token. `name` is the
 * system's. What Studio would make of it: the asset's `assetName`, and the name of its
 * folder, `folderName`, behind those of the folders that were dropped with it; `type` is null
 * where the name says nothing. `problem` is why it can't be taken as it is now. `partOf` is the file that names this one as a
 * part of it, as a model does with its buffers and pictures: both are of one asset.
 */
export const chosenFileSchema = z.strictObject({
  fileToken: z.uuid(),
  name: z.string(),
  bytes: z.int().min(0).nullable(),
  assetName: z.string(),
  folderName: z.string(),
  type: assetTypeSchema.nullable(),
  partOf: z.uuid().nullable(),
  problem: z.strictObject({ reason: z.literal(fileProblems), errno: z.string().optional() }).nullable(),
});
export type ChosenFile = z.infer<typeof chosenFileSchema>;

/**
 * Files that were dropped or chosen; `left` counts those that were too many, `foldersLeft` folders that were not looked into: too
 * deep, behind too many others, or not to be read.
 */
export const chosenFilesSchema = z.strictObject({
  files: z.array(chosenFileSchema),
  left: z.int().min(0),
  foldersLeft: z.int().min(0),
});
export type ChosenFiles = z.infer<typeof chosenFilesSchema>;

/** A file of an earlier choice that others come beside, as it was proposed then. */
export const fileBesidesSchema = chosenFileSchema.pick({ fileToken: true, folderName: true });
export type FileBesides = z.infer<typeof fileBesidesSchema>;

/** An asset that is to be made of files that main knows. */
export const newAssetSchema = z.strictObject({
  root: rootSchema,
  name: z.string().min(1).max(200),
  type: assetTypeSchema,
  files: z.array(z.uuid()).min(1).max(mostFilesOfNew),
});

/** For each root that was asked for, in order: why no asset can be made there, or null. Each stands beside those before it. */
export const newRootsCheckSchema = z.strictObject({
  revision: z.int().min(1),
  refusals: z.array(refusalSchema.nullable()),
});
export type NewRootsCheck = z.infer<typeof newRootsCheckSchema>;
