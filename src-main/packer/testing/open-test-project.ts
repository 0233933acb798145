import { onTestFinished } from 'vitest';
import {
  createTestFolder,
  createTestPacker,
  type OpenTestProject,
  openIn,
  type TestFolder,
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
export function registrationOf({ packer, projectId }: OpenTestProject, root: string): string {
  return valueOf(packer.getAssetDetails(projectId, root)).registration;
}
