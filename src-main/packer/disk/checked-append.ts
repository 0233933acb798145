import {
  type AppendOrder,
  type AppendResult,
  type Disk,
  type DiskFile,
  type ExpectedFile,
  errnoOf,
  type SeenFile,
} from './disk-port.ts';
import { type Failpoints, noFailpoints } from './failpoints.ts';
import { isExpected } from './registry-file.ts';
import { isSameFile } from './same-file.ts';
import { writeFully } from './write-fully.ts';

type AppendDisk = Pick<Disk, 'open' | 'status'>;

/**
 * Appends in the order of rule P1: look at the lock, open, check the file, write, sync, check again what is at the path, close.
 * Reads nothing but statuses. A write that fails is cut back to where the file ended (rule P2); where that can't be done
 * for certain, the file is in doubt. Never throws for what a disk can do.
 */
export async function appendChecked(
  disk: AppendDisk,
  order: AppendOrder,
  failpoints: Failpoints = noFailpoints,
): Promise<AppendResult> {
  if (!(await isLockAsKnown(disk, order.lock))) {
    return { kind: 'lock-changed' };
  }
  await failpoints.at('commit:lock-checked');
  let file: DiskFile;
  try {
    file = await disk.open(order.path, 'append');
  } catch (error) {
    const errno = errnoOf(error);
    // A file that is gone was taken away by another program, which only a reload can make sense of.
    return errno === 'ENOENT'
      ? { kind: 'changed-outside', written: false }
      : { kind: 'failed', step: 'open', errno, isInDoubt: false };
  }
  try {
    return await appendTo(file, disk, order, failpoints);
  } finally {
    // What is synced is durable whether or not closing works; there is nothing left to lose.
    await file.close().catch(errnoOf);
  }
}

async function isLockAsKnown(disk: AppendDisk, { path, status }: SeenFile): Promise<boolean> {
  try {
    return isSameFile(await disk.status(path), status);
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

async function appendTo(
  file: DiskFile,
  disk: AppendDisk,
  { path, target, bytes }: AppendOrder,
  failpoints: Failpoints,
): Promise<AppendResult> {
  await failpoints.at('commit:opened');
  try {
    if (!isExpected(await file.status(), target)) {
      return { kind: 'changed-outside', written: false };
    }
  } catch (error) {
    return { kind: 'failed', step: 'check', errno: errnoOf(error), isInDoubt: false };
  }
  await failpoints.at('commit:checked');
  try {
    await writeFully(file, bytes);
  } catch (error) {
    const isInDoubt = !(await isCutBack(file, disk, { path, target, bytes }, failpoints));
    return { kind: 'failed', step: 'write', errno: errnoOf(error), isInDoubt };
  }
  await failpoints.at('commit:written');
  try {
    await file.datasync();
  } catch (error) {
    // Never a second sync on a file whose sync failed: the system may say yes then, and have lost the bytes.
    return { kind: 'failed', step: 'sync', errno: errnoOf(error), isInDoubt: true };
  }
  await failpoints.at('commit:synced');
  const end = { identity: target.identity, bytes: target.bytes + bytes.byteLength };
  if (!(await isStillThere(disk, path, end))) {
    return { kind: 'changed-outside', written: true };
  }
  await failpoints.at('commit:verified');
  return { kind: 'durable' };
}

/** Whether the file ends for certain where it ended before a write that failed: cut back and synced, where it did not. */
async function isCutBack(
  file: DiskFile,
  disk: AppendDisk,
  { path, target, bytes }: Omit<AppendOrder, 'lock'>,
  failpoints: Failpoints,
): Promise<boolean> {
  try {
    if ((await file.status()).bytes === target.bytes) {
      return true;
    }
    // Where another program wrote behind us meanwhile, nothing is cut.
    if (!(await holdsNothingForeign(disk, path, target, bytes))) {
      return false;
    }
    await failpoints.at('cut-back:checked');
    await file.truncate(target.bytes);
    await failpoints.at('cut-back:cut');
    await file.sync();
    await failpoints.at('cut-back:synced');
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/** Looks at the path alone: what has the identity of a file that is open is that file, so that its size is known, too. */
async function isStillThere(disk: AppendDisk, path: string, end: ExpectedFile): Promise<boolean> {
  try {
    return isExpected(await disk.status(path), end);
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/**
 * Whether the file at `path` is the one that was expected, and ends where that did or in a part of `attempted`, the
 * bytes of our own failed write. Throws the disk's error, but not for a file that is gone.
 */
export async function holdsNothingForeign(
  disk: AppendDisk,
  path: string,
  expected: ExpectedFile,
  attempted: Uint8Array,
): Promise<boolean> {
  let file: DiskFile;
  try {
    file = await disk.open(path, 'read');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return false;
    }
    throw error;
  }
  try {
    const { identity, bytes } = await file.status();
    if (identity !== expected.identity || bytes < expected.bytes || bytes > expected.bytes + attempted.byteLength) {
      return false;
    }
    const tail = await file.read(bytes - expected.bytes, expected.bytes);
    return Buffer.from(tail).equals(attempted.subarray(0, tail.byteLength));
  } finally {
    await file.close().catch(errnoOf);
  }
}
