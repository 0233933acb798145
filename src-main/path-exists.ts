import { access } from 'node:fs/promises';

/** Whether there is something at a path that this user can get at. */
export async function pathExists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Gone, or not for us to reach: in both cases it can't be used.
    return false;
  }
}
