import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parsedJson } from '../core/parsed-json.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { type Disk, errnoOf, type FileStatus, type SeenFile } from './disk-port.ts';
import { type HostIdentity, readHostIdentity } from './host-identity.ts';
import { askEndpoint, claimEndpoint, endpointAddress, endpointKey, type LockEndpoint } from './lock-endpoint.ts';
import {
  isEndedByFreeEndpoint,
  isOfThisHost,
  type LockRecord,
  lockRecordSchema,
  parseLockRecord,
} from './lock-record.ts';
import { privateFolderOf } from './private-folder.ts';
import { isSameFile } from './same-file.ts';
import { writeFully } from './write-fully.ts';

/**
 * Who holds a project. `sameHost` is true where it is a process of this machine. A holder that can't be told is of
 * host `unknown`; `pid` and `since` are null where nothing says them.
 */
export interface LockHolder {
  readonly host: string;
  readonly pid: number | null;
  readonly since: string | null;
  readonly sameHost: boolean;
}

/** Whether the lock was taken. Where it was not, nothing of the attempt is left behind. */
export type LockOutcome =
  | { readonly kind: 'ours'; readonly lock: ProjectLock }
  | { readonly kind: 'held'; readonly holder: LockHolder }
  | { readonly kind: 'unavailable'; readonly errno: string };

/** Whether a lock is still the one that was taken. `holder` is null where nobody has it now. */
export type LockCheck =
  | { readonly kind: 'ours' }
  | { readonly kind: 'lost'; readonly holder: LockHolder | null }
  | { readonly kind: 'unavailable'; readonly errno: string };

/** A lock that this process took. */
export interface ProjectLock {
  /** One status call on `.prometeu/lock` and no other disk call, as long as it is ours. Never throws for what a disk can do. */
  check(): Promise<LockCheck>;
  /** Its file as it is while the lock is ours, for who looks at it beside something else; null once it is being released. */
  file(): SeenFile | null;
  /** Removes the lock file if it is still ours, then frees the endpoint. */
  release(): Promise<void>;
}

/** Gives each project to one process (SPEC.md, Lock). */
export interface ProjectLocks {
  /**
   * `folderIdentity` is the identity of the project's folder. `take-over` puts a lock in the place of a lock file
   * whose owner may live elsewhere; a process of this system that can be seen keeps its lock all the same.
   */
  acquire(projectFolder: string, folderIdentity: string, how?: 'ask' | 'take-over'): Promise<LockOutcome>;
  /** Who holds it now, or null. Takes nothing and changes nothing. */
  holder(projectFolder: string, folderIdentity: string): Promise<LockHolder | null>;
}

const lockFileLimit = 4096;
/** How often something that another process changed meanwhile is looked at again. No owner is ruled out by it. */
const tries = 20;

const unknownHolder: LockHolder = { host: 'unknown', pid: null, since: null, sameHost: false };

const answerSchema = lockRecordSchema.pick({ pid: true, host: true, since: true });

/** The locks of projects on a disk. `now` is what a lock file says of when it was taken. */
export function createProjectLocks(disk: Disk, now: () => string): ProjectLocks {
  async function acquire(
    projectFolder: string,
    folderIdentity: string,
    how: 'ask' | 'take-over' = 'ask',
  ): Promise<LockOutcome> {
    const place = await findPlace(projectFolder, folderIdentity);
    try {
      for (let round = 0; round < tries; round += 1) {
        const endpoint = await claimEndpoint(disk, place.address);
        if (endpoint !== null) {
          return await acquireFile(disk, place, endpoint, now(), how);
        }
        const holder = await askForHolder(disk, place);
        if (holder !== null) {
          return { kind: 'held', holder };
        }
      }
      return { kind: 'held', holder: await silentHolder(disk, place) };
    } catch (error) {
      return { kind: 'unavailable', errno: errnoOf(error) };
    }
  }

  async function holder(projectFolder: string, folderIdentity: string): Promise<LockHolder | null> {
    const place = await findPlace(projectFolder, folderIdentity);
    const asked = await askForHolder(disk, place);
    if (asked !== null) {
      return asked;
    }
    const found = await readLockFile(disk, place).catch((error: unknown) => errnoOf(error));
    return typeof found === 'string' ? null : holderByFile(found, place.here);
  }

  return { acquire, holder };
}

/** Where the lock of one project is, as seen from here. */
interface LockPlace {
  readonly project: string;
  readonly folder: string;
  readonly file: string;
  readonly key: string;
  readonly address: string;
  readonly here: HostIdentity;
}

async function findPlace(project: string, folderIdentity: string): Promise<LockPlace> {
  const folder = privateFolderOf(project);
  const key = endpointKey(folderIdentity);
  const here = await readHostIdentity();
  return { project, folder, file: join(folder, 'lock'), key, address: endpointAddress(key), here };
}

/** Who has the endpoint, or null where nobody has it any more. */
async function askForHolder(disk: Disk, place: LockPlace): Promise<LockHolder | null> {
  const answer = await askEndpoint(place.address);
  if (answer.kind === 'free' || answer.kind === 'undecided') {
    return null;
  }
  const said = answer.kind === 'line' ? parseAnswer(answer.line) : null;
  return said === null ? silentHolder(disk, place) : { ...said, sameHost: true };
}

function parseAnswer(line: string): Pick<LockHolder, 'pid' | 'host' | 'since'> | null {
  return answerSchema.safeParse(parsedJson(line)).data ?? null;
}

/** Who has the endpoint and does not say so: what the lock file says, where it is of that endpoint. */
async function silentHolder(disk: Disk, place: LockPlace): Promise<LockHolder> {
  const found = await readLockFile(disk, place).catch((error: unknown) => errnoOf(error));
  const record = typeof found === 'string' || found.kind !== 'record' ? null : found.record;
  if (record?.endpoint === place.key && isOfThisHost(record, place.here)) {
    return holderOf(record, place.here);
  }
  return { host: place.here.name, pid: null, since: null, sameHost: true };
}

function holderOf(record: LockRecord, here: HostIdentity): LockHolder {
  return { host: record.host, pid: record.pid, since: record.since, sameHost: isOfThisHost(record, here) };
}

/** What `.prometeu/lock` is. `ended` is true where its owner is dead for certain. */
type LockFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'record'; readonly status: FileStatus; readonly record: LockRecord; readonly ended: boolean }
  | { readonly kind: 'unknown'; readonly status: FileStatus };

/**
 * Reads the lock file, for one who found or made the endpoint free of others. Throws the system's error, and ELOOP,
 * ENOTDIR or EISDIR where a link or something else stands in the place of the folder or the file.
 */
async function readLockFile(disk: Disk, place: LockPlace): Promise<LockFile> {
  const folder = await statusOrNull(disk, place.folder);
  if (folder === null) {
    return { kind: 'absent' };
  }
  if (folder.kind !== 'folder') {
    throw refusal(folder.kind === 'link' ? 'ELOOP' : 'ENOTDIR');
  }
  const status = await statusOrNull(disk, place.file);
  if (status === null) {
    return { kind: 'absent' };
  }
  if (status.kind !== 'file') {
    throw refusal(status.kind === 'link' ? 'ELOOP' : 'EISDIR');
  }
  const read = await readBoundedFile(disk, place.file, lockFileLimit);
  switch (read.kind) {
    case 'absent':
      return { kind: 'absent' };
    case 'not-a-file':
      throw refusal('ELOOP');
    case 'too-large':
      return { kind: 'unknown', status };
    case 'unreadable':
      // A file that another user keeps to himself is a lock; a disk that fails says nothing about one.
      if (read.errno === 'EACCES' || read.errno === 'EPERM') {
        return { kind: 'unknown', status };
      }
      throw refusal(read.errno);
    case 'bytes': {
      const record = parseLockRecord(decodeUtf8(read.bytes) ?? '');
      return record === null
        ? { kind: 'unknown', status }
        : { kind: 'record', status, record, ended: await isEnded(record, place) };
    }
  }
}

/**
 * The owner is dead where its own endpoint is free and would be seen from here. Its own is another than this folder's
 * where the same folder was reached through another mount, which gives it another device number.
 */
async function isEnded(record: LockRecord, place: LockPlace): Promise<boolean> {
  if (!isEndedByFreeEndpoint(record, place.here)) {
    return false;
  }
  if (record.endpoint === place.key) {
    return true;
  }
  const answer = await askEndpoint(endpointAddress(record.endpoint));
  // After a restart that device and inode can be another project's: its owner says that it is another.
  const said = answer.kind === 'line' ? parseAnswer(answer.line) : null;
  return answer.kind === 'free' || (said !== null && (said.pid !== record.pid || said.since !== record.since));
}

function holderByFile(found: LockFile, here: HostIdentity): LockHolder | null {
  if (found.kind === 'record') {
    return found.ended ? null : holderOf(found.record, here);
  }
  return found.kind === 'absent' ? null : unknownHolder;
}

/** Takes the lock file for one who has the endpoint. The endpoint is freed unless the outcome is `ours`. */
async function acquireFile(
  disk: Disk,
  place: LockPlace,
  endpoint: LockEndpoint,
  since: string,
  how: 'ask' | 'take-over',
): Promise<LockOutcome> {
  let ours = false;
  try {
    const { id, name, boot, network } = place.here;
    const said = { pid: process.pid, host: name, since };
    const outcome = await takeFile(disk, place, how, {
      nonce: randomUUID(),
      ...said,
      hostId: id,
      boot,
      network,
      endpoint: place.key,
    });
    if ('holder' in outcome) {
      return { kind: 'held', holder: outcome.holder };
    }
    const lock = createLock(disk, place, endpoint, outcome);
    const check = await lock.check();
    if (check.kind === 'lost') {
      return { kind: 'held', holder: check.holder ?? unknownHolder };
    }
    if (check.kind === 'unavailable') {
      await removeQuietly(disk, place.file);
      return check;
    }
    await removeLeftovers(disk, place.folder);
    endpoint.answer(JSON.stringify(said));
    ours = true;
    return { kind: 'ours', lock };
  } finally {
    if (!ours) {
      await endpoint.release();
    }
  }
}

/** A lock file that this process wrote: what it says, and what it was when it was written. */
interface OwnFile {
  readonly nonce: string;
  readonly status: FileStatus;
}

async function takeFile(
  disk: Disk,
  place: LockPlace,
  how: 'ask' | 'take-over',
  record: LockRecord,
): Promise<OwnFile | { readonly holder: LockHolder }> {
  const bytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
  for (let round = 0; round < tries; round += 1) {
    const found = await readLockFile(disk, place);
    const holder = holderByFile(found, place.here);
    if (holder !== null && how === 'ask') {
      return { holder };
    }
    const status =
      found.kind === 'absent' ? await createFile(disk, place, bytes) : await putFile(disk, place, bytes, found.status);
    if (status !== null) {
      return { nonce: record.nonce, status };
    }
  }
  // Another host takes it again and again: it is there, whoever it is.
  return { holder: unknownHolder };
}

/** Makes the lock file where there is none. Null where somebody else made one meanwhile. */
async function createFile(disk: Disk, place: LockPlace, bytes: Uint8Array): Promise<FileStatus | null> {
  if ((await statusOrNull(disk, place.folder)) === null) {
    await unlessTaken(disk.makeFolder(place.folder));
    await disk.syncFolder(place.project);
  }
  return putFile(disk, place, bytes, null);
}

/**
 * Puts a new file under the lock's name where `found` is what stands there, null for nothing. Null where it is another
 * one by now. It has its name only when it is whole: half a lock file, left by a process that died, would lock
 * everybody out.
 */
async function putFile(
  disk: Disk,
  place: LockPlace,
  bytes: Uint8Array,
  found: FileStatus | null,
): Promise<FileStatus | null> {
  const temporary = `${place.file}-${randomUUID()}.tmp`;
  const status = await writeNewFile(disk, temporary, bytes);
  try {
    const present = await statusOrNull(disk, place.file);
    const isAsFound = present === null || found === null ? present === found : isSameFile(present, found);
    if (!isAsFound) {
      await removeQuietly(disk, temporary);
      return null;
    }
    await disk.rename(temporary, place.file);
  } catch (error) {
    await removeQuietly(disk, temporary);
    throw error;
  }
  await confirmName(disk, place);
  return status;
}

/** Brings the new file's name to the disk. A lock that a power cut could take back is no lock, and is removed. */
async function confirmName(disk: Disk, place: LockPlace): Promise<void> {
  try {
    await disk.syncFolder(place.folder);
  } catch (error) {
    await removeQuietly(disk, place.file);
    throw error;
  }
}

/** The status of a new file whose content is on the disk. Leaves no part of one behind. */
async function writeNewFile(disk: Disk, path: string, bytes: Uint8Array): Promise<FileStatus> {
  const file = await disk.open(path, 'create');
  try {
    try {
      await writeFully(file, bytes);
      await file.sync();
      return await file.status();
    } finally {
      await file.close();
    }
  } catch (error) {
    await removeQuietly(disk, path);
    throw error;
  }
}

/** Temporary files of processes that died: who has the lock is the only one that may write any. */
async function removeLeftovers(disk: Disk, folder: string): Promise<void> {
  try {
    for (const { name, kind } of await disk.list(folder)) {
      if (kind === 'file' && name?.endsWith('.tmp') === true) {
        await removeQuietly(disk, join(folder, name));
      }
    }
  } catch (error) {
    // They are in nobody's way: the next one who takes the lock tries again.
    errnoOf(error);
  }
}

function createLock(disk: Disk, place: LockPlace, endpoint: LockEndpoint, own: OwnFile): ProjectLock {
  let known = own.status;
  let releasing: Promise<void> | null = null;

  async function check(): Promise<LockCheck> {
    try {
      const status = await disk.status(place.file);
      if (isSameFile(status, known)) {
        return { kind: 'ours' };
      }
      if (status.kind !== 'file') {
        return { kind: 'lost', holder: unknownHolder };
      }
      const found = await readLockFile(disk, place);
      if (found.kind === 'record' && found.record.nonce === own.nonce) {
        // Some file systems number a file anew or round its time once it is on their disk. It is the same lock.
        known = found.status;
        return { kind: 'ours' };
      }
      return { kind: 'lost', holder: holderByFile(found, place.here) };
    } catch (error) {
      const errno = errnoOf(error);
      return isAbsence(errno) ? { kind: 'lost', holder: null } : { kind: 'unavailable', errno };
    }
  }

  async function releaseOnce(): Promise<void> {
    try {
      if ((await check()).kind === 'ours') {
        await removeQuietly(disk, place.file);
      }
    } finally {
      await endpoint.release();
    }
  }

  return {
    check: async () => (releasing === null ? check() : { kind: 'lost', holder: null }),
    file: () => (releasing === null ? { path: place.file, status: known } : null),
    release: () => {
      releasing ??= releaseOnce();
      return releasing;
    },
  };
}

function isAbsence(errno: string): boolean {
  return errno === 'ENOENT' || errno === 'ENOTDIR';
}

async function statusOrNull(disk: Disk, path: string): Promise<FileStatus | null> {
  try {
    return await disk.status(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** What was made, or null where the name was taken. */
async function unlessTaken<Value>(making: Promise<Value>): Promise<Value | null> {
  try {
    return await making;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') {
      return null;
    }
    throw error;
  }
}

/** Removes a file of which nothing depends on its being gone. */
async function removeQuietly(disk: Disk, path: string): Promise<void> {
  await disk.remove(path).catch(errnoOf);
}

function refusal(errno: string): Error {
  return Object.assign(new Error(`The lock's place is no place for it: ${errno}`), { code: errno });
}
