import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll } from 'vitest';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ReadOnlyReason } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { WrittenEntry } from '../core/held-entry.ts';
import { createSnapshot, type ProjectSnapshot } from '../core/project-snapshot.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { registryHeader } from '../disk/registry-record.ts';

/** Every folder of one test file lies in this one, which goes when the file's tests are done. */
const baseFolder = mkdtempSync(join(realpathSync(tmpdir()), 'prometeu-test-'));

afterAll(() => {
  rmSync(baseFolder, { recursive: true, force: true });
});

/** What a test's project has on disk. */
export interface ProjectParts {
  readonly name?: string;
  /**
   * By root, the content of each `asset.json`: a value that becomes JSON, or a text that is written as it is. Where
   * the value lists sources, each of them is written too.
   */
  readonly assets?: Readonly<Record<string, unknown>>;
  /** Lines of `assets.jsonl` below its header, without line ends; null where there is to be no such file. */
  readonly registry?: readonly string[] | null;
  /** Other files, by their path below the project's folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** An empty folder that no other test has, links resolved. */
export function freshFolder(): Promise<string> {
  return mkdtemp(join(baseFolder, 'folder-'));
}

/** Writes a project into a fresh folder and answers its path. */
export async function buildProject(parts: ProjectParts = {}): Promise<string> {
  const folder = await freshFolder();
  await mkdir(join(folder, 'assets'));
  await writeProjectFile(folder, 'prometeu.json', JSON.stringify({ schemaVersion: 1, name: parts.name ?? 'Test' }));
  if (parts.registry !== null) {
    const lines = [registryHeader, ...(parts.registry ?? [])];
    await writeProjectFile(folder, 'assets.jsonl', lines.map((line) => `${line}\n`).join(''));
  }
  for (const [root, content] of Object.entries(parts.assets ?? {})) {
    await writeAsset(folder, root, content);
  }
  for (const [path, content] of Object.entries(parts.files ?? {})) {
    await writeProjectFile(folder, path, content);
  }
  return folder;
}

/** Writes one asset, with its sources, into a project that is there. */
export async function writeAsset(folder: string, root: string, content: unknown): Promise<void> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeProjectFile(folder, `assets/${root}/asset.json`, text);
  for (const source of sourcesOf(content)) {
    await writeProjectFile(folder, `assets/${root}/${source}`, 'source');
  }
}

/** The content of a valid `asset.json`, with what the test says in it. */
export function anAsset(parts: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { schemaVersion: 1, name: 'Asset', type: 'image', sources: ['picture.png'], ...parts };
}

/** A registry entry, with what the test says in it. */
export function anEntry(parts: Partial<RegistryEntry> = {}): RegistryEntry {
  const registeredAt = parts.registeredAt ?? '2026-11-24T14:02:03.004Z';
  return {
    assetId: '01a20f56-1608-7605-a17f-361563b90c35',
    rev: 1,
    root: 'ui/ok',
    commandId: '0b8e2a1c-6f0d-4d5e-9b1a-2c3d4e5f6071',
    writtenAt: registeredAt,
    ...parts,
    registeredAt,
  };
}

/** The same as memory holds it. */
export function aHeldEntry(parts: Partial<RegistryEntry> = {}): WrittenEntry {
  return new WrittenEntry(anEntry(parts));
}

/** A UUID v7 that stands for a small number: the same for the same number, ordered as the numbers are. */
export function anId(number: number): string {
  return `01a20f56-1608-7605-a17f-${number.toString(16).padStart(12, '0')}`;
}

/** Any character, lone halves of surrogate pairs included. For properties: `fc.string({ unit: anyCharacter })`. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0x10_ffff }))
  .map((point) => String.fromCodePoint(point));

/** What the scanner would say of a valid asset, with what the test says of it. */
export function aScannedAsset(root: string, parts: Partial<ScannedAsset> = {}): ScannedAsset {
  const name = parts.name ?? root.slice(root.lastIndexOf('/') + 1);
  const type = parts.type ?? 'image';
  return {
    root,
    manifest: { schemaVersion: 1, name, type, sources: ['picture.png'] },
    sources: [{ path: 'picture.png', bytes: 6 }],
    diagnostics: [],
    ...parts,
    name,
    type,
  };
}

/** A scanned asset with nothing packed, to be compared with one of another scan. */
export function plainAsset({ root, name, type, manifest, sources, diagnostics }: ScannedAsset): ScannedAsset {
  return { root, name, type, manifest, sources, diagnostics };
}

/** What a snapshot is made of. */
export interface SnapshotParts {
  readonly name?: string;
  readonly assets?: readonly ScannedAsset[];
  readonly entries?: readonly RegistryEntry[];
  readonly folderDiagnostics?: readonly Diagnostic[];
  readonly registryDiagnostics?: readonly Diagnostic[];
  readonly readOnly?: ReadOnlyReason | null;
}

/** A snapshot at revision 1, without a disk. */
export function aSnapshot(parts: SnapshotParts = {}): ProjectSnapshot {
  return createSnapshot(
    { name: parts.name ?? 'Test', assets: parts.assets ?? [], diagnostics: parts.folderDiagnostics ?? [] },
    { entries: parts.entries ?? [], diagnostics: parts.registryDiagnostics ?? [], readOnly: parts.readOnly ?? null },
    1,
  );
}

/** By calls that wait: thousands of assets are made in a fraction of the time. */
async function writeProjectFile(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function sourcesOf(content: unknown): string[] {
  if (typeof content !== 'object' || content === null || !('sources' in content) || !Array.isArray(content.sources)) {
    return [];
  }
  return content.sources.filter((source: unknown) => typeof source === 'string');
}
