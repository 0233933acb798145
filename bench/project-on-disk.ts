import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { encodeRegistry } from '../src-main/packer/disk/registry-record.ts';
import { allSizes, type BenchPlan } from './bench-plan.ts';
import { hasGit, trackManifests } from './contenders/git.ts';
import {
  generatedAsset,
  generatedAssets,
  generatedEntries,
  generatedEntry,
  manifestTextOf,
  projectName,
  sourceText,
} from './generated-project.ts';

/** One more at each change of what is generated, so that projects of before are not taken for those of now. */
const generation = 2;

/** Why what reads files is left out at the size whose project is made up. */
export const notOnDisk = 'the files of this size are not on the disk';

/** Where projects stay between runs: outside the checkout, and of the user who runs this. */
export function benchFolder(): string {
  const folder = join(tmpdir(), `prometeu-bench-${userInfo().username}-${String(generation)}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Makes every project of a plan that is not there yet, and waits until the disk has all of it: nothing may be measured
 * while the system is still writing.
 */
export function prepareProjects(plan: BenchPlan): void {
  for (const size of plan.sizes) {
    const folder = projectOnDisk(size);
    if (hasGit()) {
      trackManifests(folder);
    }
  }
  for (const size of allSizes(plan)) {
    entriesOnDisk(size);
  }
  if (plan.generatedSize !== null) {
    registryOnDisk(plan.generatedSize);
  }
  settleDisk();
}

/** Waits until the disk has everything that was written so far. */
export function settleDisk(): void {
  // Not on Windows, where nothing takes its place.
  spawnSync('sync');
}

/** The folder of the generated project of this size, made at the first call. Its registry is as generated, each time. */
export function projectOnDisk(size: number): string {
  const folder = folderOf(String(size));
  const finished = `${folder}.finished`;
  if (!existsSync(finished)) {
    rmSync(folder, { recursive: true, force: true });
    writeAssets(join(folder, 'assets'), size);
    writeFileSync(finished, '');
  }
  resetProject(folder, size);
  return folder;
}

/** A folder with a registry of this size and no asset files: for a scan that makes them up (generated-scan-worker.ts). */
export function registryOnDisk(size: number): string {
  const folder = folderOf(`${String(size)}-registry`);
  mkdirSync(join(folder, 'assets'), { recursive: true });
  resetProject(folder, size);
  return folder;
}

/** A folder with so many registry entries and no asset files, made at the first call. */
export function entriesOnDisk(count: number): string {
  const folder = folderOf(`${String(count)}-entries`);
  const finished = `${folder}.finished`;
  if (!existsSync(finished)) {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'prometeu.json'), projectText(count));
    writeFileSync(join(folder, 'assets.jsonl'), encodeRegistry(entries(count)));
    writeFileSync(finished, '');
  }
  return folder;
}

/** Brings the registry back to what was generated. The project must not be open. */
export function resetProject(folder: string, size: number): void {
  forgetPrivateFolder(folder);
  writeFileSync(join(folder, 'prometeu.json'), projectText(size));
  writeFileSync(join(folder, 'assets.jsonl'), encodeRegistry(generatedEntries(size)));
}

/** Takes away all that a process before left to the next one, so that a project is opened as if for the first time. */
export function forgetPrivateFolder(folder: string): void {
  rmSync(join(folder, '.prometeu'), { recursive: true, force: true });
}

function folderOf(name: string): string {
  return join(benchFolder(), name);
}

function projectText(size: number): string {
  return `{ "schemaVersion": 1, "name": "${projectName(size)}" }\n`;
}

function* entries(count: number): Generator<ReturnType<typeof generatedEntry>, void> {
  for (let index = 0; index < count; index += 1) {
    yield generatedEntry(index, generatedAsset(index, count).root);
  }
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
