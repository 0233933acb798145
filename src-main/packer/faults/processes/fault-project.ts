import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegistryEntry } from '../../../../src-preload/contract/domain/registry-entry.ts';
import { registryFileName } from '../../core/project-snapshot.ts';
import { encodeEntry, registryHeader } from '../../disk/registry-record.ts';

/** A project's folder, made for one round. */
export interface FaultProject {
  readonly folder: string;
  readonly registry: string;
  remove(): void;
}

/** What is in the folder before the round. */
export interface ProjectContent {
  readonly roots: readonly string[];
  /** Lines of the registry below its header, without line ends; null where there is to be no such file. */
  readonly lines?: readonly string[] | null;
  /** What stands behind the last line end. */
  readonly tail?: string;
}

/** The header and the lines, each with its line end. */
export function registryText(lines: readonly string[]): string {
  return [registryHeader, ...lines].map((line) => `${line}\n`).join('');
}

/** Writes a project with these assets and this registry below `parent`. */
export function createFaultProject(parent: string, { roots, lines = [], tail = '' }: ProjectContent): FaultProject {
  const folder = mkdtempSync(join(parent, 'project-'));
  const registry = join(folder, registryFileName);
  mkdirSync(join(folder, 'assets'));
  for (const root of roots) {
    writeAsset(folder, root);
  }
  if (lines !== null) {
    writeFileSync(registry, `${registryText(lines)}${tail}`);
  }
  writeFileSync(join(folder, 'prometeu.json'), '{"schemaVersion":1,"name":"Fault"}');
  return {
    folder,
    registry,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes one asset. Its source is not there, which stops no registration, and leaves room on a small disk. */
export function writeAsset(folder: string, root: string): void {
  const asset = join(folder, 'assets', root);
  mkdirSync(asset, { recursive: true });
  const manifest = { schemaVersion: 1, name: root, type: 'image', sources: ['picture.png'] };
  writeFileSync(join(asset, 'asset.json'), JSON.stringify(manifest));
}

/** `prefix-0`, `prefix-1` and so on. */
export function rootsNamed(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}-${String(at)}`);
}

/** An id that stands for a number; no writer gives one of these. */
export function assetIdOf(number: number): string {
  return `01a20f00-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** An entry that was registered before the round. */
export function entryOf(number: number, root: string, rev = 1): RegistryEntry {
  const registeredAt = new Date(Date.UTC(2026, 0, 1) + number).toISOString();
  const writtenAt = new Date(Date.UTC(2026, 0, 1) + number + (rev - 1) * 1000).toISOString();
  return {
    assetId: assetIdOf(number),
    rev,
    root,
    commandId: `before-${String(number)}-${String(rev)}`,
    registeredAt,
    writtenAt,
  };
}

/** The lines of entries for these roots, and what is confirmed by them. */
export function entriesFor(roots: readonly string[]): {
  readonly lines: readonly string[];
  readonly confirmed: ReadonlyMap<string, string>;
} {
  const entries = roots.map((root, at) => entryOf(at, root));
  return {
    lines: entries.map(encodeEntry),
    confirmed: new Map(entries.map(({ root, assetId }) => [root, assetId])),
  };
}

/** A line for an entry that is exactly so many bytes long, its line end with it: what makes a file end where a round wants it. */
export function lineOfLength(number: number, root: string, bytes: number): string {
  const entry = entryOf(number, root);
  const shortest = encodeEntry({ ...entry, commandId: 'x' }).length + 1;
  if (bytes < shortest) {
    throw new Error(`No entry is as short as ${String(bytes)} bytes`);
  }
  return encodeEntry({ ...entry, commandId: 'x'.repeat(1 + bytes - shortest) });
}
