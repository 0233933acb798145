import { onTestFinished } from 'vitest';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { Undone } from '../../../src-preload/contract/domain/history.ts';
import type { Result } from '../core/result.ts';
import {
  createTestFolder,
  createTestPacker,
  type OpenTestProject,
  openIn,
  type TestFolder,
  unfollowed,
  unhurried,
  valueOf,
} from './test-packer.ts';

/** A project's folder that goes when the test that asked for it has ended. */
export async function aFolder(...roots: string[]): Promise<TestFolder> {
  const folder = await createTestFolder(roots);
  onTestFinished(() => folder.remove());
  return folder;
}

/** A project of these assets in such a folder, opened by a packer of its own. */
export async function openNew(...roots: string[]): Promise<OpenTestProject> {
  return openIn(createTestPacker(), await aFolder(...roots));
}

/** What the packer says of an asset now. */
export function detailsOf({ packer, projectId }: OpenTestProject, root: string): AssetDetails {
  return valueOf(packer.getAssetDetails(projectId, root));
}

export function registrationOf(project: OpenTestProject, root: string): string {
  return detailsOf(project, root).registration;
}

/** In what memory differs from the disk now: nothing, or a write went wrong. */
export async function differencesOf({ packer, projectId }: OpenTestProject): Promise<unknown> {
  return valueOf(await packer.verify(projectId, unhurried)).differences;
}

let undone = 0;

/** Undoes what was done last, or does again what was undone last, as a command of its own. */
export function undoNewest(
  { packer, projectId }: OpenTestProject,
  direction: 'undo' | 'redo' = 'undo',
): Promise<Result<Undone, Failure>> {
  undone += 1;
  return packer.undo(projectId, { by: 'newest', direction }, `undo ${String(undone)}`, unfollowed);
}
