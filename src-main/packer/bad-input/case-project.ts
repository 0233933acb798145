import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Diagnostic, DiagnosticCode } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type Asset, registrationOf } from '../core/asset.ts';
import { findAsset, type ProjectSnapshot } from '../core/project-snapshot.ts';
import type { BlockingDisk } from '../disk/blocking-disk.ts';
import { createNodeBlockingDisk } from '../disk/node-blocking-disk.ts';
import { scanHere } from '../disk/scan-here.ts';
import { anAsset, anEntry, anId, aSnapshot, buildProject } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import { type BlockingCall, watchBlockingDisk } from '../testing/watched-blocking-disk.ts';
import { expectPrototypesUnchanged } from './prototypes.ts';

/**
 * Longest time that one bad input may take: a second of the processor, and some more by the clock, because other
 * programs may have the machine.
 */
const patience = { worked: 1000, waited: 5000 };

/** Runs something, and holds that it does not hang. */
export async function inTime<Value>(run: () => Promise<Value>): Promise<Value> {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = await run();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000, 'milliseconds of the processor').toBeLessThan(patience.worked);
  expect(performance.now() - start, 'milliseconds by the clock').toBeLessThan(patience.waited);
  return value;
}

/** The asset that every project of the corpus has beside what is bad in it. */
export const goodRoot = 'good/asset';
export const goodManifest = anAsset({ name: 'Good', tags: ['kept'] });
export const goodEntry: RegistryEntry = anEntry({ assetId: anId(0xffff), root: goodRoot });

/** A project with a good asset and its registration, into which bad inputs are put one after another. */
export interface CaseProject {
  readonly folder: string;
  /** Writes a file below the project's folder. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Takes away a folder or a file below the project's folder. */
  remove(path: string): Promise<void>;
}

export interface Reading {
  readonly snapshot: ProjectSnapshot;
  readonly calls: readonly BlockingCall[];
}

export async function createCaseProject(): Promise<CaseProject> {
  const folder = await buildProject({ assets: { [goodRoot]: goodManifest } });
  return {
    folder,
    write: async (path, content) => {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    },
    remove: (path) => rm(join(folder, path), { recursive: true, force: true }),
  };
}

/**
 * Reads a project as opening it does, with these registrations, and holds what is true whatever is bad in it: it ends
 * in time, no path outside the project is given to the disk, the good asset and its registration are all there, and
 * no prototype was changed.
 */
export async function readCase(
  folder: string,
  { entries = [], disk = createNodeBlockingDisk() }: { entries?: readonly RegistryEntry[]; disk?: BlockingDisk } = {},
): Promise<Reading> {
  const watched = watchBlockingDisk(disk);
  const snapshot = await inTime(async () => {
    const scanned = await scanHere(watched)(folder, unhurried);
    const all = [goodEntry, ...entries];
    return aSnapshot({ assets: scanned.assets, folderDiagnostics: scanned.diagnostics, entries: all });
  });

  const { calls } = watched;
  expect(calls.filter(({ path }) => path !== folder && !path.startsWith(`${folder}/`))).toEqual([]);
  expectGood(snapshot);
  expectPrototypesUnchanged();
  return { snapshot, calls };
}

/** Codes of an asset's findings, sorted; of an asset that is not there, `no-such-asset`. */
export function codesAt(snapshot: ProjectSnapshot, root: string): (DiagnosticCode | 'no-such-asset')[] {
  const asset = findAsset(snapshot, root);
  return asset === undefined ? ['no-such-asset'] : codesOf(asset.diagnostics);
}

export function codesOf(diagnostics: readonly Diagnostic[]): DiagnosticCode[] {
  return diagnostics.map(({ code }) => code).toSorted();
}

function expectGood(snapshot: ProjectSnapshot): void {
  const good: Asset | undefined = findAsset(snapshot, goodRoot);
  expect(good).toMatchObject({ manifest: goodManifest, sources: [{ path: 'picture.png', bytes: 6 }], diagnostics: [] });
  expect(good === undefined ? null : registrationOf(good)).toBe('registered');
}

/** The name of a case in a test's name: cut where it is long, and without characters that a terminal acts on. */
export function nameOf(text: string): string {
  const shown = JSON.stringify(text).replaceAll('%', '%%');
  return text.length > 60 ? `${JSON.stringify(text.slice(0, 20))}… (${String(text.length)})` : shown;
}

/** The findings of the asset at a root; none where it is not there. */
export function findingsAt(snapshot: ProjectSnapshot, root: string): readonly Diagnostic[] {
  return findAsset(snapshot, root)?.diagnostics ?? [];
}
