import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ReadOnlyReason } from '../../../src-preload/contract/domain/failure.ts';
import { type RegistryContent, registryFileName } from '../core/project-snapshot.ts';
import { type Disk, type ExpectedFile, errnoOf, type FileStatus } from './disk-port.ts';
import { type ReadRegistry, readRegistry } from './registry-reader.ts';

/** Largest registry that is read (SPEC.md, Limits). */
export const registryByteLimit = 1024 * 1024 * 1024;

/** A registry that was read. `expected` is null where there is no file. */
export interface ReadFile {
  readonly registry: ReadRegistry;
  readonly expected: ExpectedFile | null;
}

/** A registry that can't be read, and why. */
export interface UnreadFile {
  readonly readOnly: ReadOnlyReason;
  readonly errno: string;
}

/** What stands under the registry's name, read whole. */
export type RegistryFile = (ReadFile & { readonly bytes: Uint8Array }) | UnreadFile;

/** Whether a file is the one that was read, as it was read, and has no other name. */
export function isExpected(status: FileStatus, expected: ExpectedFile): boolean {
  return (
    status.kind === 'file' &&
    status.links === 1 &&
    status.identity === expected.identity &&
    status.bytes === expected.bytes
  );
}

/** Reads the registry whole. Never throws for what a disk can do. */
export async function readRegistryFile(disk: Disk, path: string): Promise<RegistryFile> {
  try {
    const file = await disk.open(path, 'read');
    try {
      const status = await file.status();
      if (status.kind !== 'file' || status.links !== 1) {
        return { readOnly: 'not-a-file', errno: status.kind === 'folder' ? 'EISDIR' : 'EMLINK' };
      }
      if (status.bytes > registryByteLimit) {
        return { readOnly: 'unreadable', errno: 'EFBIG' };
      }
      const bytes = await file.read(status.bytes, 0);
      const expected = { identity: status.identity, bytes: bytes.byteLength };
      return { bytes, registry: await readRegistry(bytes), expected };
    } finally {
      await file.close();
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') {
      const bytes = new Uint8Array();
      const registry = await readRegistry(bytes);
      const missing: Diagnostic = { code: 'registry-missing', place: { file: registryFileName } };
      return { bytes, registry: { ...registry, diagnostics: [missing] }, expected: null };
    }
    return { readOnly: errno === 'ELOOP' || errno === 'ENXIO' ? 'not-a-file' : 'unreadable', errno };
  }
}

/**
 * What the file says to the project. `knownRecords` is how many registrations there were when it was last seen: a
 * file without any is then lost and not new (rule R2).
 */
export function contentOf(file: ReadFile | UnreadFile, knownRecords: number): RegistryContent {
  if ('readOnly' in file) {
    const { readOnly, errno } = file;
    return {
      entries: [],
      diagnostics: [{ code: 'registry-unreadable', errno, place: { file: registryFileName } }],
      readOnly,
    };
  }
  const { entries, diagnostics, version, tooLarge } = file.registry;
  if (version !== 1) {
    // Lines of a version that we do not know are not ours to call unreadable.
    const ofVersion = diagnostics.filter((found) => found.code === 'registry-version-unsupported');
    return { entries, diagnostics: ofVersion, readOnly: 'version-unsupported' };
  }
  if (holdsNothing(file.registry) && knownRecords > 0) {
    const lost: Diagnostic = { code: 'registry-lost', records: knownRecords, place: { file: registryFileName } };
    return { entries, diagnostics: [lost, ...diagnostics], readOnly: 'lost' };
  }
  return { entries, diagnostics, readOnly: tooLarge ? 'too-large' : null };
}

/** Rule R2: a registry that never had anything in it, or has lost it. */
export function holdsNothing({ entries, tombstones }: ReadRegistry): boolean {
  return entries.length === 0 && tombstones.length === 0;
}
