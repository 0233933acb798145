import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { encodeRegistry } from '../src-main/packer/disk/registry-record.ts';
import { generatedAssets, generatedEntries, manifestTextOf, projectName, sourceText } from './generated-project.ts';

/** One more at each change of what is generated, so that projects of before are not taken for those of now. */
const generation = 1;

/** Where projects stay between runs: outside the checkout, and of the user who runs this. */
export function benchFolder(): string {
  return join(tmpdir(), `prometeu-bench-${userInfo().username}-${String(generation)}`);
}

/** The folder of the generated project of this size, made at the first call. Its registry is as generated, each time. */
export function projectOnDisk(size: number): string {
  const folder = join(benchFolder(), String(size));
  const finished = join(benchFolder(), `${String(size)}.finished`);
  if (!existsSync(finished)) {
    rmSync(folder, { recursive: true, force: true });
    writeAssets(join(folder, 'assets'), size);
    writeFileSync(finished, '');
  }
  resetProject(folder, size);
  return folder;
}

/** A folder with a registry of this size and no asset files: for a disk that makes them up (generated-disk.ts). */
export function registryOnDisk(size: number): string {
  const folder = join(benchFolder(), `${String(size)}-registry`);
  mkdirSync(join(folder, 'assets'), { recursive: true });
  resetProject(folder, size);
  return folder;
}

/** Brings the registry back to what was generated. The project must not be open. */
export function resetProject(folder: string, size: number): void {
  forgetPrivateFolder(folder);
  writeFileSync(join(folder, 'prometeu.json'), `{ "schemaVersion": 1, "name": "${projectName(size)}" }\n`);
  writeFileSync(join(folder, 'assets.jsonl'), encodeRegistry(generatedEntries(size)));
}

/** Takes away all that a process before left to the next one, so that a project is opened as if for the first time. */
export function forgetPrivateFolder(folder: string): void {
  rmSync(join(folder, '.prometeu'), { recursive: true, force: true });
}

function writeAssets(assetsFolder: string, size: number): void {
  mkdirSync(assetsFolder, { recursive: true });
  for (const asset of generatedAssets(size)) {
    const folder = join(assetsFolder, asset.root);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'asset.json'), manifestTextOf(asset));
    for (const file of asset.files) {
      writeFileSync(join(folder, file), sourceText);
    }
  }
}
