import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRegistry } from '../../src-main/packer/disk/registry-record.ts';
import { generatedEntries } from '../generated-project.ts';

/** Writes the generated registry once more, for a contender of its own; answers where. */
export function writeRegistryCopy(folder: string, name: string, size: number): string {
  const path = join(folder, `${name}-${String(size)}.jsonl`);
  writeFileSync(path, encodeRegistry(generatedEntries(size)));
  return path;
}
