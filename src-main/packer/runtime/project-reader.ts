import { setImmediate } from 'node:timers/promises';
import { buildSnapshot, type ProjectSnapshot } from '../core/project-snapshot.ts';
import type { Disk, ScanOptions } from '../disk/disk-port.ts';
import { findProject } from '../disk/project-folder.ts';
import type { RegistryJournal } from '../disk/registry-journal.ts';

/** Who waits for a reading. */
export type ReadingOptions = ScanOptions;

/** Whether nothing is known of the project's registrations, because its registry can't be read. */
export function isRegistryUnreadable({ readOnly }: ProjectSnapshot): boolean {
  return readOnly === 'unreadable' || readOnly === 'not-a-file';
}

/**
 * Answers the snapshot where its registry was read, and throws what the disk said where it was not: what was confirmed
 * must not be shown as gone because the registry can't be read now.
 */
export function withReadableRegistry(read: ProjectSnapshot): ProjectSnapshot {
  if (isRegistryUnreadable(read)) {
    const found = read.diagnostics.find(({ code }) => code === 'registry-unreadable');
    const code = found?.code === 'registry-unreadable' ? found.errno : 'EIO';
    throw Object.assign(new Error('The registry can’t be read'), { code });
  }
  return read;
}

/** Reads the project's folder whole, registry included. Throws the disk's error, or the signal's reason. */
export type ReadProject = (revision: number, reading: ReadingOptions) => Promise<ProjectSnapshot>;

/**
 * The full reload of one project: folders first and the registry last. Nothing after the registry can fail, so a read
 * that fails leaves the journal as it was.
 */
export function createProjectReader(disk: Disk, folder: string, readRegistry: RegistryJournal['read']): ReadProject {
  return async (revision, reading) => {
    const project = await findProject(disk, folder);
    if (!project.ok) {
      throw Object.assign(new Error('The folder is not a project any more'), { code: 'ENOENT' });
    }
    const scanned = await disk.scan(folder, reading);
    reading.signal.throwIfAborted();
    const registry = await readRegistry();
    const content = { name: project.value.manifest.name, ...scanned };
    return buildSnapshot(content, registry, revision, () => setImmediate());
  };
}
