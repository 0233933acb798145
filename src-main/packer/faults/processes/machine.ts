import { execFile, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a program of the system to its end, and answers what it said. Rejects where it fails. */
export async function runProgram(program: string, ...parameters: readonly string[]): Promise<string> {
  return (await promisify(execFile)(program, [...parameters])).stdout;
}

/** What a fault needs of the machine. A program is asked for by the argument that makes it say what it is. */
export interface Needs {
  readonly root?: boolean;
  readonly programs?: Readonly<Record<string, string>>;
  readonly loopDevices?: boolean;
  readonly mounts?: boolean;
}

/** What is missing, by name, or null. */
export async function missingOnMachine(needs: Needs): Promise<string | null> {
  const missing: string[] = [];
  if (process.platform !== 'linux') {
    return 'Linux is needed';
  }
  if (needs.root === true && process.getuid?.() !== 0) {
    missing.push('root');
  }
  for (const [program, parameter] of Object.entries(needs.programs ?? {})) {
    if (spawnSync(program, [parameter], { stdio: 'ignore' }).error !== undefined) {
      missing.push(program);
    }
  }
  if (missing.length === 0 && needs.loopDevices === true) {
    const canLoop = await runProgram('losetup', '-f').then(
      () => true,
      () => false,
    );
    if (!canLoop) {
      missing.push('a free loop device');
    }
  }
  if (missing.length === 0 && needs.mounts === true) {
    const refusal = await tryMount();
    if (refusal !== null) {
      missing.push(`the right to mount (${refusal})`);
    }
  }
  return missing.length === 0 ? null : `${missing.join(', ')} missing`;
}

async function tryMount(): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-mount-'));
  try {
    await runProgram('mount', '-t', 'tmpfs', '-o', 'size=64k', 'prometeu', folder);
    await runProgram('umount', folder);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n').at(-2) ?? error.message) : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What has to be undone when the harness is stopped in the middle. The last one first. */
const undone = new Set<() => void>();

function undoEverything(): void {
  for (const undo of [...undone].reverse()) {
    undo();
  }
}

for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
  process.on(signal, () => {
    undoEverything();
    process.exit(code);
  });
}

/** Undoes this when the process is stopped by a person, unless the answer is called before. */
export function undoWhenStopped(undo: () => void): () => void {
  undone.add(undo);
  return () => undone.delete(undo);
}

/** A folder of its own, that is gone after `work`, whatever came. */
export async function inWorkFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-fault-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const forget = undoWhenStopped(remove);
  try {
    return await work(folder);
  } finally {
    remove();
    forget();
  }
}

/** A file system of a fault's own. */
export interface Mounted {
  readonly folder: string;
  unmount(): Promise<void>;
  /** Mounts again what is in an image: the file system mends itself as after a power cut. */
  mount(): Promise<void>;
}

async function mounting<Value>(
  mountPoint: string,
  parameters: readonly string[],
  work: (mounted: Mounted) => Promise<Value>,
): Promise<Value> {
  mkdirSync(mountPoint, { recursive: true });
  const state = { mounted: false };
  const mounted: Mounted = {
    folder: mountPoint,
    mount: async () => {
      await runProgram('mount', ...parameters, mountPoint);
      state.mounted = true;
    },
    unmount: async () => {
      await runProgram('umount', mountPoint);
      state.mounted = false;
    },
  };
  const forget = undoWhenStopped(() => {
    // Lazily: a writer may be in it still. A loop device that came with the mount goes with it.
    spawnSync('umount', ['-l', mountPoint], { stdio: 'ignore' });
  });
  try {
    await mounted.mount();
    return await work(mounted);
  } finally {
    if (state.mounted) {
      await mounted.unmount().catch(() => runProgram('umount', '-l', mountPoint));
    }
    forget();
  }
}

/** A file system in memory of that many bytes and no more, while `work` runs. */
export function withMemoryDisk<Value>(
  mountPoint: string,
  bytes: number,
  work: (mounted: Mounted) => Promise<Value>,
): Promise<Value> {
  return mounting(mountPoint, ['-t', 'tmpfs', '-o', `size=${bytes}`, 'prometeu'], work);
}

/** An ext4 or XFS of its own, in an image beside the mount point or where `image` says, while `work` runs. */
export async function withImage<Value>(
  mountPoint: string,
  options: { readonly kind: 'ext4' | 'xfs'; readonly bytes: number; readonly image?: string },
  work: (mounted: Mounted) => Promise<Value>,
): Promise<Value> {
  const image = options.image ?? `${mountPoint}.img`;
  writeFileSync(image, '');
  truncateSync(image, options.bytes);
  await (options.kind === 'ext4'
    ? runProgram('mkfs.ext4', '-q', '-F', '-m', '0', image)
    : runProgram('mkfs.xfs', '-q', '-f', image));
  try {
    return await mounting(mountPoint, ['-o', 'loop', image], work);
  } finally {
    rmSync(image, { force: true });
  }
}

/** The same folder under another name, where nothing can be written, while `work` runs. */
export function withReadOnlyView<Value>(
  mountPoint: string,
  folder: string,
  work: (mounted: Mounted) => Promise<Value>,
): Promise<Value> {
  return mounting(mountPoint, ['-o', 'bind,ro', folder], work);
}

/** Does the work of each item, some at the same time, and answers what came of each in the order of the items. */
export async function eachAtOnce<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, at: number) => Promise<Value>,
): Promise<Value[]> {
  const results: Value[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      const item = items[at];
      if (item !== undefined) {
        results[at] = await work(item, at);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** The numbers from 0. */
export function countTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** Takes all the room that a disk has, by big and then by small pieces. */
export function takeAllRoom(path: string): void {
  const file = openSync(path, 'w');
  for (const bytes of [1024 * 1024, 4096, 512]) {
    while (tookPiece(file, bytes)) {
      // There was room for a whole one.
    }
  }
  closeSync(file);
}

function tookPiece(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes, 1)) === bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      return false;
    }
    throw error;
  }
}
