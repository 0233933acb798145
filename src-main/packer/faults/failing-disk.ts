import { join } from 'node:path';
import type { Disk, DiskCall, DiskFile } from '../disk/disk-port.ts';
import type { CrashDisk } from '../testing/crash-disk.ts';

/** A disk that counts its calls and refuses some of them. */
export interface FailingDisk extends Disk {
  /** Calls so far. */
  count(): number;
  /** From now on calls count from 1 anew, and are refused where `refuses` says so, with this error. */
  begin(errno: string, refuses: (call: number) => boolean): void;
  /** Refuses nothing any more. */
  heal(): void;
  /** The calls that were refused. */
  readonly refused: readonly DiskCall[];
}

/**
 * Refuses by number, before a call touches the disk; a close closes all the same, and a sync that is refused gives up
 * what it should have settled, as a sync that fails does.
 */
export function createFailingDisk(disk: CrashDisk): FailingDisk {
  let calls = 0;
  let errno = 'EIO';
  let refuses: (call: number) => boolean = () => false;
  const refused: DiskCall[] = [];

  /** `failing` is what a refused call does nevertheless. */
  async function step<Value>(
    call: DiskCall,
    run: () => Promise<Value>,
    failing: () => Promise<unknown> = async () => undefined,
  ): Promise<Value> {
    calls += 1;
    if (!refuses(calls)) {
      return run();
    }
    refused.push(call);
    await failing();
    throw Object.assign(new Error(`${errno} at ${call.call} of ${call.path}`), { code: errno });
  }

  async function failSync(path: string, sync: () => Promise<void>): Promise<void> {
    disk.failSyncs(path, errno, 1);
    await sync().catch(() => undefined);
  }

  function fileOf(file: DiskFile, path: string): DiskFile {
    return {
      status: () => step({ call: 'file.status', path }, () => file.status()),
      read: (length, position) => step({ call: 'file.read', path }, () => file.read(length, position)),
      write: (bytes) => step({ call: 'file.write', path }, () => file.write(bytes)),
      datasync: () =>
        step(
          { call: 'file.datasync', path },
          () => file.datasync(),
          () => failSync(path, () => file.datasync()),
        ),
      sync: () =>
        step(
          { call: 'file.sync', path },
          () => file.sync(),
          () => failSync(path, () => file.sync()),
        ),
      truncate: (bytes) => step({ call: 'file.truncate', path }, () => file.truncate(bytes)),
      close: () =>
        step(
          { call: 'file.close', path },
          () => file.close(),
          () => file.close(),
        ),
    };
  }

  return {
    count: () => calls,
    begin: (given, which) => {
      calls = 0;
      errno = given;
      refuses = which;
    },
    heal: () => {
      refuses = () => false;
    },
    refused,
    open: (path, mode) =>
      step({ call: 'open', path, detail: mode }, async () => fileOf(await disk.open(path, mode), path)),
    status: (path) => step({ call: 'status', path }, () => disk.status(path)),
    resolve: (path) => step({ call: 'resolve', path }, () => disk.resolve(path)),
    list: (path) => step({ call: 'list', path }, () => disk.list(path)),
    scan: (projectFolder, options) =>
      step({ call: 'scan', path: join(projectFolder, 'assets') }, () => disk.scan(projectFolder, options)),
    makeFolder: (path) => step({ call: 'makeFolder', path }, () => disk.makeFolder(path)),
    rename: (from, to) => step({ call: 'rename', path: from, detail: to }, () => disk.rename(from, to)),
    remove: (path) => step({ call: 'remove', path }, () => disk.remove(path)),
    removeFolder: (path) => step({ call: 'removeFolder', path }, () => disk.removeFolder(path)),
    syncFolder: (path) =>
      step(
        { call: 'syncFolder', path },
        () => disk.syncFolder(path),
        () => failSync(path, () => disk.syncFolder(path)),
      ),
  };
}
