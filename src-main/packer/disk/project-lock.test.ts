import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { freshFolder } from '../testing/project-builder.ts';
import type { Disk } from './disk-port.ts';
import type { LockRecord } from './lock-record.ts';
import { createNodeDisk } from './node-disk.ts';
import {
  createProjectLocks,
  type LockCheck,
  type LockHolder,
  type LockOutcome,
  type ProjectLock,
} from './project-lock.ts';

const disk = createNodeDisk();
const now = () => '2001-02-03T04:05:06.000Z';
const locks = createProjectLocks(disk, now);

let output = '';
let child = '';

beforeAll(async () => {
  output = await mkdtemp(join(tmpdir(), 'prometeu-child-'));
  // Node can't run the sources as they are, so that the other processes run a bundle of them.
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, '../testing/lock-child.ts'),
      outDir: output,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  });
  child = join(output, 'child.mjs');
}, 60_000);

afterAll(() => rm(output, { recursive: true, force: true }));

/** A project's folder, as far as the lock knows one. */
interface Place {
  readonly folder: string;
  readonly identity: string;
  readonly file: string;
}

async function placeOf(folder: string): Promise<Place> {
  const { identity } = await disk.status(folder);
  return { folder, identity, file: join(folder, '.prometeu', 'lock') };
}

async function aPlace(): Promise<Place> {
  return placeOf(await freshFolder());
}

async function acquire({ folder, identity }: Place, how?: 'ask' | 'take-over', on: Disk = disk): Promise<LockOutcome> {
  const outcome = await createProjectLocks(on, now).acquire(folder, identity, how);
  if (outcome.kind === 'ours') {
    onTestFinished(() => outcome.lock.release());
  }
  return outcome;
}

async function take(place: Place, how?: 'ask' | 'take-over', on?: Disk): Promise<ProjectLock> {
  const outcome = await acquire(place, how, on);
  if (outcome.kind !== 'ours') {
    throw new Error(`The lock was not given: ${JSON.stringify(outcome)}`);
  }
  return outcome.lock;
}

async function recordIn(place: Place): Promise<LockRecord> {
  return JSON.parse(await readFile(place.file, 'utf8')) as LockRecord;
}

/** Leaves a lock file as a dead process of this host would, with something of it otherwise. */
async function leaveLockFile(place: Place, otherwise: Partial<LockRecord> = {}): Promise<LockRecord> {
  const lock = await take(place);
  const record = { ...(await recordIn(place)), nonce: '00000000-0000-4000-8000-000000000001', ...otherwise };
  await lock.release();
  await writeFile(place.file, JSON.stringify(record));
  return record;
}

const elsewhere = { host: 'far-away', hostId: 'f'.repeat(32), boot: 'another boot', pid: 4242 };
const farAway: LockHolder = { host: 'far-away', pid: 4242, since: now(), sameHost: false };
const unknown: LockHolder = { host: 'unknown', pid: null, since: null, sameHost: false };

interface Other {
  readonly pid: number;
  say(command: 'ask' | 'take-over' | 'check' | 'release' | 'holder'): Promise<unknown>;
  kill(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void>;
}

/** Another process that has to do with the same project. `by` is a command line that it is run by. */
function startOther({ folder, identity }: Place, by: readonly string[] = []): Other {
  const [program, ...rest] = [...by, process.execPath, child, folder, identity];
  const other = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(other, 'exit');
  onTestFinished(async () => {
    other.kill('SIGKILL');
    await ended;
  });
  const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]();
  return {
    pid: other.pid ?? 0,
    say: async (command) => {
      other.stdin.write(`${command}\n`);
      const { value } = (await lines.next()) as { value: string };
      return JSON.parse(value) as unknown;
    },
    kill: async (signal) => {
      other.kill(signal);
      if (signal === 'SIGKILL') {
        await ended;
      }
    },
  };
}

function holderIs(other: Other) {
  return { host: hostname(), pid: other.pid, since: expect.any(String) as string, sameHost: true };
}

describe('one system', { timeout: 30_000 }, () => {
  it('Lock: is given once in a process, and again after its release', async () => {
    const place = await aPlace();
    const first = await take(place);

    const second = await acquire(place);
    await first.release();
    const third = await acquire(place);

    const holder = { host: hostname(), pid: process.pid, since: now(), sameHost: true };
    expect(second).toEqual({ kind: 'held', holder });
    expect(third).toMatchObject({ kind: 'ours' });
  });

  it('Lock: is not given where another process holds it, and says which', async () => {
    const place = await aPlace();
    const other = startOther(place);
    expect(await other.say('ask')).toEqual({ kind: 'ours' });

    const outcomes = [await acquire(place), await acquire(place, 'take-over')];
    const holder = await locks.holder(place.folder, place.identity);

    expect(holder).toEqual(holderIs(other));
    expect(outcomes).toEqual([
      { kind: 'held', holder },
      { kind: 'held', holder },
    ]);
    expect(await other.say('check')).toEqual({ kind: 'ours' });
  });

  it('Lock: is held by its process also where its lock file was removed', async () => {
    const place = await aPlace();
    const other = startOther(place);
    await other.say('ask');
    await rm(place.file);

    expect(await acquire(place)).toEqual({ kind: 'held', holder: holderIs(other) });
    expect(await other.say('check')).toEqual({ kind: 'lost', holder: null });
  });

  it('Lock: is free at once when its process is killed, and its file is replaced', async () => {
    const place = await aPlace();
    const other = startOther(place);
    await other.say('ask');
    await other.kill('SIGKILL');
    expect((await recordIn(place)).pid).toBe(other.pid);

    const holder = await locks.holder(place.folder, place.identity);
    const outcome = await acquire(place);

    expect(holder).toBeNull();
    expect(outcome).toMatchObject({ kind: 'ours' });
    expect((await recordIn(place)).pid).toBe(process.pid);
  });

  it('Lock: stays with a process that is paused, and names it', async () => {
    const place = await aPlace();
    const other = startOther(place);
    await other.say('ask');
    await other.kill('SIGSTOP');

    const outcomes = [await acquire(place), await acquire(place, 'take-over')];
    const holder = await locks.holder(place.folder, place.identity);

    expect(holder).toEqual(holderIs(other));
    expect(outcomes).toEqual([
      { kind: 'held', holder },
      { kind: 'held', holder },
    ]);
  });

  it('Lock: stays with a process that is paused also where no file names it', async () => {
    const place = await aPlace();
    const other = startOther(place);
    await other.say('ask');
    await other.kill('SIGSTOP');
    await rm(place.file);

    const outcome = await acquire(place);

    const holder = { host: hostname(), pid: null, since: null, sameHost: true };
    expect(outcome).toEqual({ kind: 'held', holder });
  });

  it('Lock: goes to exactly one of four processes, in each round, and the others name it', async () => {
    const place = await aPlace();
    const racers = [1, 2, 3, 4].map(() => startOther(place));

    for (let round = 0; round < 10; round += 1) {
      const outcomes = await Promise.all(racers.map((racer) => racer.say('ask')));

      const owners = racers.filter((_, at) => (outcomes[at] as LockOutcome).kind === 'ours');
      expect(owners).toHaveLength(1);
      const holder = owners[0] === undefined ? null : holderIs(owners[0]);
      expect(outcomes.filter((outcome) => (outcome as LockOutcome).kind === 'held')).toEqual(
        [1, 2, 3].map(() => ({ kind: 'held', holder })),
      );
      expect(await owners[0]?.say('check')).toEqual({ kind: 'ours' });
      await owners[0]?.say('release');
    }
  });

  it('Lock: goes to exactly one of four processes where a dead one left its file', async () => {
    const place = await aPlace();
    const racers = [1, 2, 3, 4].map(() => startOther(place));

    for (let round = 0; round < 5; round += 1) {
      await leaveLockFile(place);
      const outcomes = await Promise.all(racers.map((racer) => racer.say('ask')));

      const owners = racers.filter((_, at) => (outcomes[at] as LockOutcome).kind === 'ours');
      expect(owners).toHaveLength(1);
      expect((await recordIn(place)).pid).toBe(owners[0]?.pid);
      await owners[0]?.say('release');
    }
  });

  it('Lock: of two folders are two', async () => {
    const [one, other] = [await aPlace(), await aPlace()];

    expect(await acquire(one)).toMatchObject({ kind: 'ours' });
    expect(await acquire(other)).toMatchObject({ kind: 'ours' });
  });

  it('Lock: of a folder is one, by whatever path it is reached', async () => {
    const place = await aPlace();
    await take(place);
    await symlink(place.folder, `${place.folder}-link`);
    onTestFinished(() => rm(`${place.folder}-link`));

    const outcome = await locks.acquire(`${place.folder}-link`, place.identity);

    expect(outcome).toMatchObject({ kind: 'held', holder: { pid: process.pid } });
  });
});

describe('a lock file that another left', { timeout: 30_000 }, () => {
  it('Lock: of another host is kept until the author takes it over', async () => {
    const place = await aPlace();
    const left = await leaveLockFile(place, elsewhere);

    const asked = await acquire(place);

    expect(asked).toEqual({ kind: 'held', holder: farAway });
    expect(await locks.holder(place.folder, place.identity)).toEqual(farAway);
    expect(await recordIn(place)).toEqual(left);
    const lock = await take(place, 'take-over');
    expect(await lock.check()).toEqual({ kind: 'ours' });
    expect((await recordIn(place)).pid).toBe(process.pid);
    expect(await readdir(join(place.folder, '.prometeu'))).toEqual(['lock']);
  });

  const mayLive: readonly (readonly [string, Partial<LockRecord>, boolean])[] = [
    ['of this host in another network', { network: 'net:[1]' }, true],
    ['of this kernel under another host name', { network: 'net:[1]', host: 'box', hostId: 'f'.repeat(32) }, true],
    ['of this host that does not say its network', { network: null }, true],
    ['of this host that does not say its boot', { boot: null }, true],
    ['of another host of another boot', { boot: 'another', hostId: 'f'.repeat(32) }, false],
    ['of another host that says no boot', { boot: null, hostId: 'f'.repeat(32) }, false],
  ];
  it.skipIf(process.platform !== 'linux').each(mayLive)(
    'Lock: %s may live, and holds',
    async (_, otherwise, sameHost) => {
      const place = await aPlace();
      const { host, pid, since } = await leaveLockFile(place, otherwise);

      const outcome = await acquire(place);

      expect(outcome).toEqual({ kind: 'held', holder: { host, pid, since, sameHost } });
      expect(await acquire(place, 'take-over')).toMatchObject({ kind: 'ours' });
    },
  );

  const isDead: readonly (readonly [string, Partial<LockRecord>])[] = [
    ['of this host', {}],
    ['of this host before it was restarted', { boot: 'another' }],
    ['of this host before it was restarted, in another network', { boot: 'another', network: 'net:[1]' }],
    ['of this kernel and network before the host was renamed', { host: 'former', hostId: 'f'.repeat(32) }],
  ];
  it.skipIf(process.platform !== 'linux').each(isDead)(
    'Lock: %s is of a dead process, and is replaced',
    async (_, otherwise) => {
      const place = await aPlace();
      await leaveLockFile(place, otherwise);

      expect(await locks.holder(place.folder, place.identity)).toBeNull();
      expect(await acquire(place)).toMatchObject({ kind: 'ours' });
      expect((await recordIn(place)).pid).toBe(process.pid);
    },
  );

  const unshare = ['unshare', '-rn'];
  const canUnshare = spawnSync('unshare', ['-rn', 'true']).status === 0;
  if (!canUnshare) {
    process.stdout.write('left out: Lock in another network namespace, because unshare is not allowed here\n');
  }
  it.skipIf(!canUnshare)('Lock: is held by a living process of another network of this kernel', async () => {
    const place = await aPlace();
    const other = startOther(place, unshare);
    expect(await other.say('ask')).toEqual({ kind: 'ours' });

    const outcome = await acquire(place);

    expect(outcome).toMatchObject({ kind: 'held', holder: { host: hostname(), sameHost: true } });
    expect(await other.say('check')).toEqual({ kind: 'ours' });
  });

  it('Lock: is held where the same folder was locked by another device number', async () => {
    const place = await aPlace();
    const other = startOther({ ...place, identity: 'another mount' });
    await other.say('ask');

    expect(await acquire(place)).toEqual({ kind: 'held', holder: holderIs(other) });
    await other.kill('SIGKILL');
    expect(await acquire(place)).toMatchObject({ kind: 'ours' });
  });

  it('Lock: is replaced where its endpoint’s key has become another project’s, whose owner says so', async () => {
    const place = await aPlace();
    const other = startOther({ ...place, identity: 'the number before' });
    await other.say('ask');
    await other.kill('SIGKILL');
    // The number belongs to another folder now, which another process has open.
    const reused = startOther({ ...(await aPlace()), identity: 'the number before' });
    expect(await reused.say('ask')).toMatchObject({ kind: 'ours' });

    expect(await acquire(place)).toMatchObject({ kind: 'ours' });
  });

  it('Lock: of a copied project is replaced once the original is closed', async () => {
    const place = await aPlace();
    const lock = await take(place);
    const copy = await placeOf(await freshFolder());
    await cp(place.folder, copy.folder, { recursive: true });
    await lock.release();

    expect(await acquire(copy)).toMatchObject({ kind: 'ours' });
  });

  const garbage: readonly (readonly [string, string])[] = [
    ['empty', ''],
    ['no JSON', 'locked by Ana'],
    ['other JSON', '{"pid":1}'],
    ['no number', '{"pid":"1"}'],
    ['too large', ' '.repeat(5000)],
  ];
  it.each(garbage)('Lock: file that is %s is a lock of nobody known', async (_, text) => {
    const place = await aPlace();
    await mkdir(join(place.folder, '.prometeu'));
    await writeFile(place.file, text);

    expect(await acquire(place)).toEqual({ kind: 'held', holder: unknown });
    expect(await locks.holder(place.folder, place.identity)).toEqual(unknown);
    expect(await readFile(place.file, 'utf8')).toBe(text);
    expect(await acquire(place, 'take-over')).toMatchObject({ kind: 'ours' });
  });

  it('Lock: file that may not be read is a lock of nobody known', async () => {
    const place = await aPlace();
    await leaveLockFile(place);
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call: 'open', path: 'lock' }, 'EACCES');

    expect(await acquire(place, 'ask', faulty)).toEqual({ kind: 'held', holder: unknown });
  });

  it('Lock: that another host takes between the look and the replacement is not overwritten', async () => {
    const place = await aPlace();
    const left = await leaveLockFile(place);
    const faulty = createFaultyDisk(disk);
    faulty.before({ call: 'file.sync', path: '.tmp' }, () => {
      return writeFile(place.file, JSON.stringify({ ...left, ...elsewhere }));
    });

    expect(await acquire(place, 'ask', faulty)).toEqual({ kind: 'held', holder: farAway });
    expect((await recordIn(place)).host).toBe('far-away');
    expect(await readdir(join(place.folder, '.prometeu'))).toEqual(['lock']);
  });

  it('Lock: that another host makes between the look and the creation is not overwritten', async () => {
    const place = await aPlace();
    const left = await leaveLockFile(place);
    await rm(place.file);
    const faulty = createFaultyDisk(disk);
    faulty.before({ call: 'open', path: 'lock' }, () => {
      return writeFile(place.file, JSON.stringify({ ...left, ...elsewhere }));
    });

    expect(await acquire(place, 'ask', faulty)).toEqual({ kind: 'held', holder: farAway });
  });

  it('Lock: that another host takes over right after ours was written is not given', async () => {
    const place = await aPlace();
    const left = await leaveLockFile(place);
    await rm(place.file);
    const faulty = createFaultyDisk(disk);
    faulty.after({ call: 'syncFolder', path: '.prometeu' }, () => {
      return writeFile(place.file, JSON.stringify({ ...left, ...elsewhere }));
    });

    expect(await acquire(place, 'ask', faulty)).toEqual({ kind: 'held', holder: farAway });
  });
});

/** What another host does that takes the lock over: a new file by rename, which this one can't see coming. */
async function takeOverFromElsewhere(place: Place, otherwise: Partial<LockRecord> = {}): Promise<void> {
  const record = { ...(await recordIn(place)), ...elsewhere, nonce: crypto.randomUUID(), ...otherwise };
  await writeFile(`${place.file}.tmp`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${place.file}.tmp`, place.file);
}

describe('checking', () => {
  it('Lock: costs one status call to check', async () => {
    const place = await aPlace();
    const faulty = createFaultyDisk(disk);
    const lock = await take(place, 'ask', faulty);
    faulty.calls.length = 0;

    expect(await lock.check()).toEqual({ kind: 'ours' });
    expect(faulty.calls).toEqual([{ call: 'status', path: place.file }]);
  });

  it('Lock: is lost when another host takes it over, and its new holder is said', async () => {
    const place = await aPlace();
    const lock = await take(place);

    await takeOverFromElsewhere(place);

    expect(await lock.check()).toEqual({ kind: 'lost', holder: farAway });
    await lock.release();
    expect((await recordIn(place)).host).toBe('far-away');
  });

  it('Lock: is lost to a file of the same inode and size', async () => {
    const place = await aPlace();
    const lock = await take(place);
    const [mine, text] = [await stat(place.file, { bigint: true }), await readFile(place.file, 'utf8')];
    const { nonce } = await recordIn(place);

    // Writing in place is what an inode that is given out again looks like; until the clock of the files has moved.
    let written = mine;
    while (written.mtimeNs === mine.mtimeNs) {
      await writeFile(place.file, text.replace(nonce, crypto.randomUUID()));
      written = await stat(place.file, { bigint: true });
    }

    expect([written.ino, written.size]).toEqual([mine.ino, mine.size]);
    expect(await lock.check()).toMatchObject({ kind: 'lost' });
  });

  it('Lock: is lost after any number of takeovers, whatever inodes they get', async () => {
    const place = await aPlace();
    const lock = await take(place);
    const { ino } = await stat(place.file);

    const inodes: number[] = [];
    for (let takeover = 0; takeover < 8; takeover += 1) {
      await takeOverFromElsewhere(place);
      inodes.push((await stat(place.file)).ino);
      expect(await lock.check()).toEqual({ kind: 'lost', holder: farAway });
    }
    expect(inodes[0]).not.toBe(ino);
  });

  it('Lock: is still ours where only its file’s time and number changed', async () => {
    const place = await aPlace();
    const faulty = createFaultyDisk(disk);
    const lock = await take(place, 'ask', faulty);
    await cp(place.file, `${place.file}.copy`);
    await rename(`${place.file}.copy`, place.file);

    expect(await lock.check()).toEqual({ kind: 'ours' });
    faulty.calls.length = 0;
    expect(await lock.check()).toEqual({ kind: 'ours' });
    expect(faulty.calls).toHaveLength(1);
  });

  it('Lock: is lost to nobody when its file or its folder is gone, and to somebody unknown when it is garbage', async () => {
    const place = await aPlace();
    const lock = await take(place);

    await writeFile(place.file, 'garbage');
    const overwritten = await lock.check();
    await rm(place.file);
    const removed = await lock.check();
    await symlink('/etc/passwd', place.file);
    const linked = await lock.check();
    await rm(place.folder, { recursive: true });
    const folderRemoved = await lock.check();

    const lostTo = (holder: LockHolder | null): LockCheck => ({ kind: 'lost', holder });
    expect([overwritten, removed, linked, folderRemoved]).toEqual([
      lostTo(unknown),
      lostTo(null),
      lostTo(unknown),
      lostTo(null),
    ]);
  });

  it('Lock: that can’t be checked is neither ours nor lost', async () => {
    const faulty = createFaultyDisk(disk);
    const lock = await take(await aPlace(), 'ask', faulty);
    faulty.fail({ call: 'status' }, 'EIO');

    expect(await lock.check()).toEqual({ kind: 'unavailable', errno: 'EIO' });
    expect(await lock.check()).toEqual({ kind: 'ours' });
  });
});

describe('release', { timeout: 30_000 }, () => {
  it('Lock: leaves no file, and is not ours afterwards', async () => {
    const place = await aPlace();
    const lock = await take(place);

    await Promise.all([lock.release(), lock.release()]);

    expect(await readdir(join(place.folder, '.prometeu'))).toEqual([]);
    expect(await lock.check()).toEqual({ kind: 'lost', holder: null });
    expect(await locks.holder(place.folder, place.identity)).toBeNull();
  });

  it('Lock: released twice does not remove the next owner’s file', async () => {
    const place = await aPlace();
    const lock = await take(place);
    await lock.release();
    const next = await take(place);

    await lock.release();

    expect(await next.check()).toEqual({ kind: 'ours' });
  });

  it('Lock: frees its endpoint also where the disk refuses', async () => {
    const place = await aPlace();
    const faulty = createFaultyDisk(disk);
    const lock = await take(place, 'ask', faulty);
    faulty.fail({ call: ['status', 'remove'] }, 'EIO', Infinity);

    await lock.release();

    expect(await acquire(place)).toMatchObject({ kind: 'ours' });
  });

  it('Lock: does not keep its process alive', async () => {
    const place = await aPlace();
    const other = spawn(process.execPath, [child, place.folder, place.identity], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const ended = once(other, 'exit');
    other.stdin.end('ask\n');

    expect(await ended).toEqual([0, null]);
    expect((await recordIn(place)).pid).toBe(other.pid);
    expect(await acquire(place)).toMatchObject({ kind: 'ours' });
  });
});

describe('a disk that refuses', { timeout: 30_000 }, () => {
  const refusals = [
    ['makeFolder', 'EROFS'],
    ['open', 'EACCES'],
    ['file.write', 'ENOSPC'],
    ['file.sync', 'EIO'],
    ['file.close', 'EIO'],
    ['syncFolder', 'EIO'],
  ] as const;
  it.each(refusals)('Lock: is unavailable where %s says %s, and nothing of it stays', async (call, errno) => {
    const place = await aPlace();
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call }, errno);

    const outcome = await acquire(place, 'ask', faulty);

    expect(outcome).toEqual({ kind: 'unavailable', errno });
    expect((await readdir(place.folder, { recursive: true })).filter((name) => name !== '.prometeu')).toEqual([]);
    expect(await acquire(place, 'ask', faulty)).toMatchObject({ kind: 'ours' });
  });

  it.each([
    ['a project without a lock file', null],
    ['the file of a dead process', {}],
    ['the file of another host', elsewhere],
  ] as const)('Lock: survives a failure of any disk call on the way to %s', async (_, left) => {
    const good = createFaultyDisk(disk);
    async function prepare(): Promise<Place> {
      const place = await aPlace();
      if (left !== null) {
        await leaveLockFile(place, left);
      }
      return place;
    }
    await take(await prepare(), 'take-over', good);
    const steps = good.calls.length;
    expect(steps).toBeGreaterThan(8);

    for (let step = 0; step < steps; step += 1) {
      const place = await prepare();
      const before = await readFile(place.file, 'utf8').catch(() => null);
      const faulty = createFaultyDisk(disk);
      const { call } = good.calls[step] ?? { call: 'status' };
      for (
        let skipped = good.calls.slice(0, step).filter((one) => one.call === call).length;
        skipped > 0;
        skipped -= 1
      ) {
        faulty.before({ call }, () => undefined);
      }
      faulty.fail({ call }, 'EIO');

      const outcome = await acquire(place, 'take-over', faulty);

      expect(faulty.unused(), `step ${step}, ${call}`).toBe(0);
      const files = await readdir(join(place.folder, '.prometeu')).catch(() => []);
      if (outcome.kind === 'ours') {
        expect(await outcome.lock.check()).toEqual({ kind: 'ours' });
        await outcome.lock.release();
      } else {
        expect(outcome, `step ${step}, ${call}`).toEqual({ kind: 'unavailable', errno: 'EIO' });
        const after = await readFile(place.file, 'utf8').catch(() => null);
        expect([null, before], `step ${step}, ${call}`).toContain(after);
        expect(files.filter((name) => name !== 'lock')).toEqual([]);
      }
      expect(await acquire(place, 'take-over')).toMatchObject({ kind: 'ours' });
    }
  });

  it('Lock: is written whole where the disk takes it in parts', async () => {
    const place = await aPlace();
    const faulty = createFaultyDisk(disk);
    faulty.shortenWrite(7);

    await take(place, 'ask', faulty);

    expect((await recordIn(place)).pid).toBe(process.pid);
  });

  it('Lock: file and its name are on the disk before the lock is given', async () => {
    const place = await aPlace();
    const faulty = createFaultyDisk(disk);
    const folder = join(place.folder, '.prometeu');

    await take(place, 'ask', faulty);

    const calls = faulty.calls.map(
      ({ call, path }) => `${call} ${path.slice(place.folder.length).replace(/lock-.*\.tmp$/, 'temporary')}`,
    );
    expect(calls.filter((call) => !call.startsWith('status'))).toEqual([
      'makeFolder /.prometeu',
      'syncFolder ',
      'open /.prometeu/temporary',
      'file.write /.prometeu/temporary',
      'file.sync /.prometeu/temporary',
      'file.status /.prometeu/temporary',
      'file.close /.prometeu/temporary',
      'rename /.prometeu/temporary',
      `syncFolder ${folder.slice(place.folder.length)}`,
      'list /.prometeu',
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('Lock: is unavailable in a folder that may not be written', async () => {
    const place = await aPlace();
    await chmod(place.folder, 0o555);
    onTestFinished(() => chmod(place.folder, 0o755));

    expect(await acquire(place)).toEqual({ kind: 'unavailable', errno: 'EACCES' });
  });
});

describe('its place', () => {
  it('Lock: follows no link in the place of its folder', async () => {
    const place = await aPlace();
    const outside = await freshFolder();
    await symlink(outside, join(place.folder, '.prometeu'));

    expect(await acquire(place, 'take-over')).toEqual({ kind: 'unavailable', errno: 'ELOOP' });
    expect(await locks.holder(place.folder, place.identity)).toBeNull();
    expect(await readdir(outside)).toEqual([]);
  });

  it('Lock: follows no link in the place of its file, not even to nowhere', async () => {
    const place = await aPlace();
    await mkdir(join(place.folder, '.prometeu'));
    const outside = join(await freshFolder(), 'target');
    await symlink(outside, place.file);

    expect(await acquire(place, 'take-over')).toEqual({ kind: 'unavailable', errno: 'ELOOP' });
    await writeFile(outside, 'mine');
    expect(await acquire(place, 'take-over')).toEqual({ kind: 'unavailable', errno: 'ELOOP' });
    expect(await readFile(outside, 'utf8')).toBe('mine');
  });

  it('Lock: is unavailable where a file is in the place of its folder, or a folder in the place of its file', async () => {
    const [one, other] = [await aPlace(), await aPlace()];
    await writeFile(join(one.folder, '.prometeu'), '');
    await mkdir(other.file, { recursive: true });

    expect(await acquire(one)).toEqual({ kind: 'unavailable', errno: 'ENOTDIR' });
    expect(await acquire(other)).toEqual({ kind: 'unavailable', errno: 'EISDIR' });
    await rm(join(one.folder, '.prometeu'));
    expect(await acquire(one)).toMatchObject({ kind: 'ours' });
  });

  it('Lock: taken removes the temporary files of former processes, and nothing else', async () => {
    const place = await aPlace();
    const folder = join(place.folder, '.prometeu');
    const outside = join(await freshFolder(), 'kept');
    await writeFile(outside, 'kept');
    await mkdir(join(folder, 'folder.tmp'), { recursive: true });
    await Promise.all(
      ['lock-1.tmp', 'assets.tmp', 'state.json', 'x.tmp.kept'].map((name) => writeFile(join(folder, name), '')),
    );
    await symlink(outside, join(folder, 'link.tmp'));

    await take(place);

    expect((await readdir(folder)).sort()).toEqual(['folder.tmp', 'link.tmp', 'lock', 'state.json', 'x.tmp.kept']);
  });

  it('Lock: that is not given removes nothing', async () => {
    const place = await aPlace();
    await leaveLockFile(place, elsewhere);
    const leftover = join(place.folder, '.prometeu', 'theirs.tmp');
    await writeFile(leftover, '');

    await acquire(place);

    expect(await readFile(leftover, 'utf8')).toBe('');
  });
});
