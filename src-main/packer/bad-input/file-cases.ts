import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { link, mkdir, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BlockingDisk, BlockingFolder } from '../disk/blocking-disk.ts';

/** What may lie where a file is expected. Each maker gets a folder and a name that is free in it. */
export interface OddFile {
  readonly name: string;
  /** Making it takes the rights of the system's administrator. */
  readonly privileged?: boolean;
  make(folder: string, name: string): Promise<void>;
}

const run = promisify(execFile);

/** A socket that nobody listens on any more: its server takes one of its two names away when it is closed. */
async function makeSocket(folder: string, name: string): Promise<void> {
  // The path of a socket is short, whatever the path of the folder.
  const short = join(tmpdir(), `prometeu-socket-${String(process.pid)}`);
  const server = createServer().listen(short);
  await once(server, 'listening');
  await link(short, join(folder, name));
  server.close();
  await once(server, 'close');
}

async function makePipe(folder: string, name: string): Promise<void> {
  await run('mkfifo', [join(folder, name)]);
}

async function makeFilledFolder(folder: string, name: string): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'x'), '{}');
}

async function makeDevice(folder: string, name: string, major: number, minor: number): Promise<void> {
  await run('mknod', [join(folder, name), 'c', String(major), String(minor)]);
}

export const oddFiles: readonly OddFile[] = [
  { name: 'a pipe', make: makePipe },
  { name: 'a socket', make: makeSocket },
  { name: 'a device that never ends', privileged: true, make: (folder, name) => makeDevice(folder, name, 1, 5) },
  { name: 'a device that is a terminal', privileged: true, make: (folder, name) => makeDevice(folder, name, 5, 0) },
  { name: 'a folder', make: (folder, name) => mkdir(join(folder, name)) },
  { name: 'a folder with files', make: makeFilledFolder },
];

/** Writes a file of so many bytes that takes no room on the disk. */
export async function writeSparse(path: string, bytes: number): Promise<void> {
  await writeFile(path, '');
  await truncate(path, bytes);
}

/** Folders below one another, deeper than a path can say: each is put into the next one outside. */
export function makeDeepFolders(folder: string, depth: number, name: string): void {
  const inner = join(folder, 'inner');
  const outer = join(folder, 'outer');
  mkdirSync(inner);
  writeFileSync(join(inner, 'asset.json'), '{}');
  for (let level = 1; level < depth; level += 1) {
    mkdirSync(outer);
    renameSync(inner, join(outer, name));
    renameSync(outer, inner);
  }
  renameSync(inner, join(folder, name));
}

/** Takes such folders away again, from the outermost one, because every path within is too long. */
export function removeDeepFolders(folder: string, name: string): void {
  const inner = join(folder, 'inner');
  const outer = join(folder, name);
  while (existsSync(join(outer, name))) {
    renameSync(join(outer, name), inner);
    rmdirSync(outer);
    renameSync(inner, outer);
  }
}

/** Sequences of bytes that are no UTF-8. */
export const notUtf8: readonly (readonly number[])[] = [
  [0xff],
  [0xfe, 0xff],
  [0x80],
  [0xc3],
  [0xe2, 0x82],
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xae],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0x62, 0x6f, 0x74, 0xf5, 0x65, 0x73],
];

/** A disk on which a folder holds one folder of its own name, and so on without end. */
export function withEndlessFolder(disk: BlockingDisk, folder: string, name: string): BlockingDisk {
  function endless(): BlockingFolder {
    return {
      list: () => [{ name, kind: 'folder' }],
      status: () => disk.status(folder),
      openFolder: endless,
      stamp: () => null,
      passInto: () => null,
      isAsListed: () => false,
      openFile: () => {
        throw Object.assign(new Error('There is no file'), { code: 'ENOENT' });
      },
      verify: () => undefined,
      close: () => undefined,
    };
  }
  function around(real: BlockingFolder, path: string): BlockingFolder {
    return {
      ...real,
      openFolder: (child) => {
        const below = `${path}/${child}`;
        return below === folder ? endless() : around(real.openFolder(child), below);
      },
      passInto: () => null,
    };
  }
  return { ...disk, openFolder: (path) => around(disk.openFolder(path), path) };
}
