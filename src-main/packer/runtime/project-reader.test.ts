import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { createSnapshot, type RegistryContent } from '../core/project-snapshot.ts';
import { PackedAsset, type ScannedAsset } from '../core/scanned-asset.ts';
import { differencesOf } from '../core/snapshot-difference.ts';
import type { ScannedAssets } from '../disk/disk-port.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import type { RegistryAhead } from '../disk/registry-journal.ts';
import { anEntry, anId, aScannedAsset, buildProject } from '../testing/project-builder.ts';
import { createTestLog, unhurried } from '../testing/test-packer.ts';
import { createProjectReader, type ProjectReading } from './project-reader.ts';

// Enough of them for a reading to begin with what the scan index says.
const named = Array.from({ length: 3000 }, (_, at) => aScannedAsset(`group-${String(at % 30)}/asset-${String(at)}`));
const roots = named.map(({ root }) => root);

function registryOf(...of: readonly string[]): RegistryContent {
  const entries: RegistryEntry[] = of.map((root, at) => anEntry({ root, assetId: anId(at) }));
  return { entries, diagnostics: [], readOnly: null };
}

interface Found {
  readonly scanned: ScannedAssets;
  /** What is registered when it is the registry's turn, where it is not what was read ahead. */
  readonly registry?: RegistryContent;
}

/** Reads a project whose scan index names some assets, and whose folders have what was found. */
async function read(
  expected: readonly ScannedAsset[],
  ahead: RegistryContent,
  { scanned, registry }: Found,
): Promise<ProjectReading> {
  const disk = createNodeDisk(async (_, { onExpected }) => {
    onExpected?.(expected, () => false);
    // Time enough to make everything of them that can be made.
    for (let turns = 0; turns < 200; turns += 1) {
      await setImmediate();
    }
    return scanned;
  });
  const reader = createProjectReader({
    disk,
    folder: await buildProject(),
    readRegistry: () => Promise.resolve(registry ?? ahead),
    readRegistryAhead: () => Promise.resolve({ file: { registry: ahead } } as unknown as RegistryAhead),
    keepIndexBy: () => null,
    log: createTestLog(),
  });
  return await reader.read(1, unhurried, 'use');
}

describe('X4 an opening that begins with what the scan index says', () => {
  const registered = registryOf(roots[5] ?? '', roots[2999] ?? '', 'group-1/gone');
  const changed = [...named.slice(1), aScannedAsset(roots[0] ?? '', { name: 'Newer' })];
  const unreadable = { code: 'folder-unreadable', errno: 'EACCES', place: { file: 'assets/group-1' } } as const;
  const link = { code: 'folder-link-not-followed', place: { file: 'assets/link' } } as const;

  it.each<[name: string, Found]>([
    ['all is as it says', { scanned: { assets: named, diagnostics: [] } }],
    ['all is, and a link was met', { scanned: { assets: named, diagnostics: [link] } }],
    ['something is not', { scanned: { assets: changed, diagnostics: [] } }],
    ['a folder can’t be looked into', { scanned: { assets: named, diagnostics: [unreadable] } }],
    ['the registry was changed meanwhile', { scanned: { assets: named, diagnostics: [] }, registry: registryOf('b') }],
  ])('ends with the snapshot of what there is where %s', async (_, found) => {
    const { snapshot } = await read(named, registered, found);

    const { assets, diagnostics } = found.scanned;
    const fresh = createSnapshot({ name: snapshot.name, assets, diagnostics }, found.registry ?? registered, 1);
    expect(differencesOf(snapshot, fresh)).toEqual([]);
    expect(snapshot.diagnostics).toEqual(fresh.diagnostics);
  });

  it('is not stopped by a row that says nothing that can be used', async () => {
    const broken = named.with(7, new PackedAsset(roots[7] ?? '', 'Broken', 'image', '[1'));

    const { snapshot } = await read(broken, registered, { scanned: { assets: named, diagnostics: [] } });

    const fresh = createSnapshot({ name: snapshot.name, assets: named, diagnostics: [] }, registered, 1);
    expect(differencesOf(snapshot, fresh)).toEqual([]);
  });
});
