import type { CrashDisk } from '../testing/crash-disk.ts';
import { registryPath } from './crash-session.ts';

/**
 * What another program does to the registry: all of them things that git, an editor or a script does. `same-size` puts
 * a file in its place that is as long as the registry will be when our own write is done.
 */
export const foreignActions = ['append', 'replace', 'truncate', 'same-size'] as const;
export type ForeignAction = (typeof foreignActions)[number];

/** What it did: lines that it added, and lines that it took away. */
export interface ForeignDeed {
  readonly added: readonly string[];
  readonly taken: readonly string[];
}

/**
 * A whole file that another program puts in the place of the registry. `aside` keeps the old one under another name:
 * it is the same file as before, with one name as before, and not the registry.
 */
export async function replaceForeignly(disk: CrashDisk, bytes: Uint8Array, how?: 'aside'): Promise<void> {
  const temporary = '/project/foreign.tmp';
  const file = await disk.open(temporary, 'create');
  await file.write(bytes);
  await file.close();
  if (how === 'aside') {
    await disk.rename(registryPath, '/project/assets.jsonl.old');
  }
  await disk.rename(temporary, registryPath);
}

/** Another program at work on the registry, which asks nobody. It syncs nothing: no power cut follows. */
export async function actForeignly(
  disk: CrashDisk,
  action: Exclude<ForeignAction, 'same-size'>,
  lines: readonly string[],
): Promise<ForeignDeed> {
  const bytes = await contentOf(disk);
  const added = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  if (action === 'truncate') {
    const end = Buffer.from(bytes).lastIndexOf('\n');
    const start = Buffer.from(bytes).subarray(0, Math.max(end, 0)).lastIndexOf('\n') + 1;
    // The header stays, and so does a file that is not there.
    if (start === 0) {
      return { added: [], taken: [] };
    }
    const file = await disk.open(registryPath, 'append');
    await file.truncate(start);
    await file.close();
    return { added: [], taken: [Buffer.from(bytes).subarray(start, end).toString('latin1')] };
  }
  if (action === 'append' && bytes.length > 0) {
    const file = await disk.open(registryPath, 'append');
    await file.write(added);
    await file.close();
    return { added: lines, taken: [] };
  }
  // A program that rewrites the file reads it by lines, and leaves none unfinished.
  const whole = bytes.length === 0 || bytes.at(-1) === 0x0a ? bytes : Buffer.concat([bytes, Buffer.from('\n')]);
  await replaceForeignly(disk, Buffer.concat([whole, added]));
  return { added: lines, taken: [] };
}

async function contentOf(disk: CrashDisk): Promise<Uint8Array> {
  try {
    const file = await disk.open(registryPath, 'read');
    const { bytes } = await file.status();
    const content = await file.read(bytes, 0);
    await file.close();
    return content;
  } catch {
    // The one file that it could not find here is the registry: it makes one.
    return new Uint8Array();
  }
}
