import type { RegistryContent, ScannedProject } from '../src-main/packer/core/project-snapshot.ts';
import type { ScannedAsset } from '../src-main/packer/core/scanned-asset.ts';
import { type AssetManifest, assetTypes } from '../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../src-preload/contract/domain/registry-entry.ts';

/** Every source file has this content: its size is what a scan sees of it. */
export const sourceText = 'x'.repeat(64);

/** Assets of one folder, as in the measurements that the bounds came from. */
const groupSize = 250;

/** One in so many assets lists a source file that is not there, and so has a problem. */
const missingEvery = 97;

const adjectives = ['amber', 'broken', 'crimson', 'distant', 'early', 'frozen', 'golden', 'hollow', 'iron', 'jagged'];

/** What things are called. Text search is measured with parts of these. */
export const nouns = [
  'lantern',
  'meadow',
  'bridge',
  'thicket',
  'compass',
  'harbour',
  'orchard',
  'pebble',
  'quarry',
  'sparrow',
  'thunder',
  'village',
  'waterfall',
  'windmill',
  'blossom',
  'cauldron',
] as const;

const tags = ['forest', 'town', 'night', 'boss', 'menu', 'winter', 'shared', 'draft'] as const;

/** The tag that the queries ask for: an eighth of the tagged assets have it. */
export const measuredTag = tags[2];

/** One asset of a generated project, all that its folder has. */
export interface GeneratedAsset {
  readonly root: string;
  readonly manifest: AssetManifest;
  /** Sources of the manifest whose files are there. */
  readonly files: readonly string[];
}

/**
 * Asset number `index` of a project of `size`: the same at every call, on every machine. The order by name is another
 * one than the order by root, in which types come as chance has it, and one to four source files stand beside each manifest.
 */
export function generatedAsset(index: number, size: number): GeneratedAsset {
  const random = scatter(index);
  const noun = pick(nouns, random);
  const type = pick(assetTypes, random >>> 4);
  const root = `area-${padded(index / (groupSize * 40), 3)}/group-${padded(index / groupSize, 5)}/${padded(index, 7)}-${type}`;
  const sources = Array.from({ length: 1 + ((random >>> 8) % 4) }, (_, at) => `part-${String(at)}.bin`);
  const name = `${pick(adjectives, random >>> 12)} ${noun} ${String((index * 7919) % Math.max(size, 1))}`;
  const tagged = [0, 1].flatMap((at) =>
    (random >>> (16 + at)) % 2 === 0 ? [] : [pick(tags, random >>> (20 + at * 4))],
  );
  const manifest: AssetManifest = { schemaVersion: 1, name, type, sources, ...(tagged.length > 0 && { tags: tagged }) };
  return { root, manifest, files: isBroken(index) ? sources.slice(1) : sources };
}

/** Every asset of a project of this size, in the order by root of its numbers. */
export function* generatedAssets(size: number): Generator<GeneratedAsset, void> {
  for (let index = 0; index < size; index += 1) {
    yield generatedAsset(index, size);
  }
}

/** The text of an asset's `asset.json`, as an author's editor would write it. */
export function manifestTextOf({ manifest }: GeneratedAsset): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Whether the generated registry has the asset: every second one. */
function isRegistered(index: number): boolean {
  return index % 2 === 1;
}

/** The entry of asset number `index`, whether or not the generated registry has it. */
export function generatedEntry(index: number, root: string): RegistryEntry {
  const number = index.toString(16).padStart(12, '0');
  const at = '2026-01-01T00:00:00.000Z';
  return {
    assetId: `01a20f56-1608-7605-a17f-${number}`,
    rev: 1,
    root,
    registeredAt: at,
    commandId: `0b8e2a1c-6f0d-4d5e-9b1a-${number}`,
    writtenAt: at,
  };
}

/** Entries of the generated registry. */
export function* generatedEntries(size: number): Generator<RegistryEntry, void> {
  for (let index = 0; index < size; index += 1) {
    if (isRegistered(index)) {
      yield generatedEntry(index, generatedAsset(index, size).root);
    }
  }
}

/** Roots that the generated registry does not have, scattered over the whole list and never the same one twice. */
export function unregisteredRoots(size: number): string[] {
  const indexes = Array.from({ length: size }, (_, index) => index).filter((index) => !isRegistered(index));
  return indexes.sort((a, b) => scatter(a) - scatter(b)).map((index) => generatedAsset(index, size).root);
}

/** What a scan of the generated folders and a read of the generated registry give, without a disk. */
export function generatedContent(size: number): {
  readonly scanned: ScannedProject;
  readonly registry: RegistryContent;
} {
  const assets = Array.from(generatedAssets(size), scannedAssetOf);
  const entries = [...generatedEntries(size)];
  return {
    scanned: { name: projectName(size), assets, diagnostics: [] },
    registry: { entries, diagnostics: [], readOnly: null },
  };
}

/** The name in the project's `prometeu.json`. */
export function projectName(size: number): string {
  return `Bench ${String(size)}`;
}

/** The size of the generated project of this name. */
export function sizeOf(name: string): number {
  return Number(name.split(' ').at(-1));
}

/** What a scan of the asset’s folder gives. */
export function scannedAssetOf({ root, manifest, files }: GeneratedAsset): ScannedAsset {
  const file = `assets/${root}/asset.json`;
  const sources = manifest.sources.map((path) => ({ path, bytes: files.includes(path) ? sourceText.length : null }));
  const diagnostics = sources.flatMap(({ path, bytes }, at): Diagnostic[] =>
    bytes === null ? [{ code: 'source-missing', path, place: { file, pointer: `/sources/${String(at)}` } }] : [],
  );
  return { root, name: manifest.name, type: manifest.type, manifest, sources, diagnostics };
}

function isBroken(index: number): boolean {
  return index % missingEvery === 0;
}

function padded(number: number, digits: number): string {
  return String(Math.floor(number)).padStart(digits, '0');
}

function pick<T>(values: readonly T[], number: number): T {
  const value = values[number % values.length];
  if (value === undefined) {
    throw new Error('There is nothing to pick from');
  }
  return value;
}

/** 32 bits that look random, the same for the same number (the finalizer of MurmurHash3). */
function scatter(number: number): number {
  let bits = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
