import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import { type ProjectManifest, projectManifestSchema } from '../../../src-preload/contract/domain/project-manifest.ts';
import { registryFileName } from '../core/project-snapshot.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { type Disk, errnoOf } from './disk-port.ts';
import { isPlainJson } from './manifest-text.ts';
import { privateFolderName } from './private-folder.ts';
import { registryHeader } from './registry-record.ts';
import { writeFully } from './write-fully.ts';

/** The file that makes a folder a project. */
export const projectFileName = 'prometeu.json';

const projectFileByteLimit = 64 * 1024;

/**
 * A folder that is a project, with every link in its path resolved. `identity` names the folder itself: one project has
 * one, whatever path it is reached by.
 */
export interface ProjectFolder {
  readonly path: string;
  readonly identity: string;
  readonly manifest: ProjectManifest;
}

/** The folder of a project that is named by its `prometeu.json`, or by the folder itself. */
export function projectFolderOf(path: string): string {
  return basename(path) === projectFileName ? dirname(path) : path;
}

/** Looks whether a folder is a project: it holds a valid `prometeu.json` and an `assets` folder. */
export async function findProject(disk: Disk, folder: string): Promise<Result<ProjectFolder, Failure>> {
  try {
    const path = await disk.resolve(folder);
    const { kind, identity } = await disk.status(path);
    if (kind !== 'folder') {
      return fail({ code: 'not-a-project', reason: 'not-a-folder' });
    }
    const manifest = await readProjectFile(disk, path);
    if (!manifest.ok) {
      return manifest;
    }
    const assets = await disk.status(await disk.resolve(join(path, 'assets')));
    return assets.kind === 'folder'
      ? succeed({ path, identity, manifest: manifest.value })
      : fail({ code: 'not-a-project', reason: 'no-assets-folder' });
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== 'ENOENT' && errno !== 'ENOTDIR') {
      return fail({ code: 'folder-unreadable', errno });
    }
    const reason = (await exists(disk, folder)) ? 'no-assets-folder' : 'no-folder';
    return fail({ code: 'not-a-project', reason });
  }
}

/**
 * Makes an empty project in an empty folder: every file complete and on the disk before the folder counts as a
 * project, because `prometeu.json` comes last. Touches nothing that was there before, and takes away again what it
 * made when the disk refuses, so that the author can try once more.
 */
export async function createProject(disk: Disk, folder: string, name: string): Promise<Result<null, Failure>> {
  const undo: (() => Promise<void>)[] = [];
  async function makeFolder(path: string): Promise<void> {
    await disk.makeFolder(path);
    undo.unshift(() => disk.removeFolder(path));
  }
  async function makeFile(path: string, text: string): Promise<void> {
    const file = await disk.open(path, 'create');
    undo.unshift(() => disk.remove(path));
    try {
      await writeFully(file, Buffer.from(text));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  try {
    const names = await disk.list(folder);
    // What a file manager or version control leaves behind does not make a folder full.
    if (names.some((entry) => entry.name !== '.git' && entry.name !== '.DS_Store')) {
      return fail({ code: 'folder-not-empty' });
    }
    await makeFolder(join(folder, 'assets'));
    await makeFolder(join(folder, privateFolderName));
    await makeFile(join(folder, '.gitattributes'), `${registryFileName} text eol=lf merge=union\n`);
    await makeFile(join(folder, '.gitignore'), `${privateFolderName}/\n`);
    await makeFile(join(folder, registryFileName), `${registryHeader}\n`);
    const manifest: ProjectManifest = { schemaVersion: 1, name };
    await makeFile(join(folder, projectFileName), `${JSON.stringify(manifest, null, 2)}\n`);
    await disk.syncFolder(folder);
    return succeed(null);
  } catch (error) {
    for (const step of undo) {
      // A disk that refuses this too leaves a file that the author can see and remove.
      await step().catch(errnoOf);
    }
    return fail({ code: 'create-failed', errno: errnoOf(error) });
  }
}

async function readProjectFile(disk: Disk, path: string): Promise<Result<ProjectManifest, Failure>> {
  const read = await readBoundedFile(disk, join(path, projectFileName), projectFileByteLimit);
  if (read.kind === 'unreadable') {
    return fail({ code: 'folder-unreadable', errno: read.errno });
  }
  if (read.kind === 'absent') {
    return fail({ code: 'not-a-project', reason: 'no-project-file' });
  }
  const manifest = read.kind === 'bytes' ? parseProjectFile(read.bytes) : null;
  return manifest === null ? fail({ code: 'not-a-project', reason: 'project-file-invalid' }) : succeed(manifest);
}

function parseProjectFile(bytes: Uint8Array): ProjectManifest | null {
  const text = decodeUtf8(bytes) ?? '';
  const value: unknown = isPlainJson(text) ? JSON.parse(text) : null;
  return projectManifestSchema.safeParse(value).data ?? null;
}

async function exists(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.status(path);
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}
