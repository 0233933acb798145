import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathExists } from './path-exists.ts';

/**
 * The author's own copy of the sample project, made at the first call. A copy that was cut off never counts: it gets
 * its name when it is complete. Null where this installation has no sample.
 */
export async function findSampleCopy(original: string, copy: string): Promise<string | null> {
  if (await pathExists(copy)) {
    return copy;
  }
  if (!(await pathExists(original))) {
    return null;
  }
  const unfinished = `${copy}.unfinished`;
  await mkdir(dirname(copy), { recursive: true });
  await rm(unfinished, { recursive: true, force: true });
  await cp(original, unfinished, { recursive: true });
  await rename(unfinished, copy);
  return copy;
}
