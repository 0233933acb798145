import { sep } from 'node:path';
import type { Disk, DiskFile, FileStatus, FolderEntry } from '../src-main/packer/disk/disk-port.ts';
import { type GeneratedAsset, generatedAssets, manifestTextOf, sourceText } from './generated-project.ts';

/** A disk with made-up files, which are there from `remember` to `forget`. */
export interface GeneratedDisk extends Disk {
  remember(): void;
  forget(): void;
}

/**
 * A disk on which the files below `assets/` are made up when they are asked for, and everything else, the registry
 * above all, is on the disk that is given. A registration touches nothing below `assets/` (rule P4), so that its cost
 * is the real one: this spares the five million files of a project of a million assets.
 */
export function createGeneratedDisk(disk: Disk, projectFolder: string, size: number): GeneratedDisk {
  const assetsFolder = `${projectFolder}${sep}assets`;
  const folders = new Map<string, FolderEntry[]>();
  const files = new Map<string, GeneratedAsset>();

  /** The path below `assets/`, or null for one that is elsewhere. */
  function generatedPath(path: string): string | null {
    if (path !== assetsFolder && !path.startsWith(`${assetsFolder}${sep}`)) {
      return null;
    }
    return path.slice(assetsFolder.length + 1).replaceAll(sep, '/');
  }

  /** The text of a generated file. Throws as the system does where there is none. */
  function textOf(path: string): string {
    const slash = path.lastIndexOf('/');
    const [folder, name] = [path.slice(0, slash), path.slice(slash + 1)];
    const asset = files.get(folder);
    if (asset !== undefined && name === 'asset.json') {
      return manifestTextOf(asset);
    }
    if (asset?.files.includes(name) === true) {
      return sourceText;
    }
    throw Object.assign(new Error(`There is no ${path}`), { code: 'ENOENT' });
  }

  return {
    ...disk,
    remember: () => {
      folders.set('', []);
      for (const asset of generatedAssets(size)) {
        const names = ['asset.json', ...asset.files];
        addFolder(folders, asset.root).push(...names.map((name): FolderEntry => ({ name, kind: 'file' })));
        files.set(asset.root, asset);
      }
    },
    forget: () => {
      folders.clear();
      files.clear();
    },
    list: async (path) => {
      const generated = generatedPath(path);
      return generated === null ? disk.list(path) : (folders.get(generated) ?? []);
    },
    resolve: async (path) => (generatedPath(path) === null ? disk.resolve(path) : path),
    status: async (path) => {
      const generated = generatedPath(path);
      if (generated === null) {
        return disk.status(path);
      }
      return statusOf(generated, folders.has(generated) ? null : textOf(generated));
    },
    open: async (path, mode) => {
      const generated = generatedPath(path);
      return generated === null ? disk.open(path, mode) : createTextFile(generated, textOf(generated));
    },
  };
}

function addFolder(folders: Map<string, FolderEntry[]>, path: string): FolderEntry[] {
  const known = folders.get(path);
  if (known !== undefined) {
    return known;
  }
  const slash = path.lastIndexOf('/');
  addFolder(folders, path.slice(0, Math.max(slash, 0))).push({ name: path.slice(slash + 1), kind: 'folder' });
  const entries: FolderEntry[] = [];
  folders.set(path, entries);
  return entries;
}

function statusOf(path: string, text: string | null): FileStatus {
  return {
    kind: text === null ? 'folder' : 'file',
    bytes: text === null ? 0 : Buffer.byteLength(text),
    links: 1,
    identity: `generated:${path}`,
    modifiedNs: 0n,
  };
}

function createTextFile(path: string, text: string): DiskFile {
  const bytes = new TextEncoder().encode(text);
  const refuse = async (): Promise<never> => {
    throw Object.assign(new Error('Generated files are not written'), { code: 'EROFS' });
  };
  return {
    status: async () => statusOf(path, text),
    read: async (length, position) => bytes.slice(position, position + length),
    write: refuse,
    datasync: refuse,
    sync: refuse,
    truncate: refuse,
    close: async () => undefined,
  };
}
