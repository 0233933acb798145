import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { bundleChild } from '../testing/child-bundle.ts';
import { freshFolder } from '../testing/project-builder.ts';
import { createAppendThreads } from './append-in-threads.ts';
import type { AppendOrder, DiskCall } from './disk-port.ts';
import { createNodeDisk } from './node-disk.ts';

const worker = await bundleChild('packer/disk/append-worker.ts');
const told = await bundleChild('packer/testing/told-append-worker.ts');
afterAll(() => Promise.all([worker.remove(), told.remove()]));
afterEach(() => {
  vi.restoreAllMocks();
});

const disk = createNodeDisk();
const before = 'what was there\n';

/** Ten bytes for a file that is as it was read, under a lock that is as it was taken. */
async function anOrder(): Promise<AppendOrder & { readonly folder: string }> {
  const folder = await freshFolder();
  const [path, lock] = [join(folder, 'assets.jsonl'), join(folder, 'lock')];
  await writeFile(path, before);
  await writeFile(lock, 'ours');
  const { identity, bytes } = await disk.status(path);
  return {
    folder,
    path,
    lock: { path: lock, status: await disk.status(lock) },
    target: { identity, bytes },
    bytes: Buffer.from('ten bytes\n'),
  };
}

async function textOf(path: string): Promise<string> {
  const file = await disk.open(path, 'read');
  const bytes = await file.read(1000, 0);
  await file.close();
  return Buffer.from(bytes).toString('utf8');
}

describe('an append in a thread', () => {
  it('P1 P4 makes the calls of one commit in their order, and tells them', async () => {
    const order = await anOrder();
    const calls: DiskCall[] = [];

    const result = await createAppendThreads(worker.path).disk.append(order, (call) => calls.push(call));

    expect(result).toEqual({ kind: 'durable' });
    expect(await textOf(order.path)).toBe(`${before}ten bytes\n`);
    expect(calls.map(({ call, path }) => [call, path])).toEqual([
      ['status', order.lock.path],
      ['open', order.path],
      ['file.status', order.path],
      ['file.write', order.path],
      ['file.datasync', order.path],
      ['status', order.path],
      ['file.close', order.path],
    ]);
  });

  it('P1 writes nothing under another lock, into another file, or into one that grew', async () => {
    const threads = createAppendThreads(worker.path);
    const locked = await anOrder();
    await writeFile(locked.lock.path, 'another');
    const replaced = await anOrder();
    await writeFile(join(replaced.folder, 'new'), before);
    await rename(join(replaced.folder, 'new'), replaced.path);
    const grown = await anOrder();
    await writeFile(grown.path, 'more\n', { flag: 'a' });

    expect(await threads.disk.append(locked)).toEqual({ kind: 'lock-changed' });
    expect(await threads.disk.append(replaced)).toEqual({ kind: 'changed-outside', written: false });
    expect(await threads.disk.append(grown)).toEqual({ kind: 'changed-outside', written: false });

    expect(await textOf(locked.path)).toBe(before);
    expect(await textOf(replaced.path)).toBe(before);
    expect(await textOf(grown.path)).toBe(`${before}more\n`);
  });

  it('P1 has room for an order of any size', async () => {
    const threads = createAppendThreads(worker.path);
    const [small, large] = [await anOrder(), await anOrder()];
    const bytes = Buffer.from('a line of many\n'.repeat(20_000));

    expect(await threads.disk.append(small)).toEqual({ kind: 'durable' });
    expect(await threads.disk.append({ ...large, bytes })).toEqual({ kind: 'durable' });

    expect(await readFile(large.path, 'utf8')).toBe(`${before}${bytes.toString()}`);
  });

  it('P1 reads again what is another lock, file or end in the next order, and nothing else', async () => {
    const threads = createAppendThreads(worker.path);
    const [one, other] = [await anOrder(), await anOrder()];
    const at = (order: AppendOrder, bytes: number): AppendOrder => ({
      ...order,
      target: { identity: order.target.identity, bytes },
    });
    const length = before.length;
    const moved = { ...one.lock, status: { ...one.lock.status, modifiedNs: one.lock.status.modifiedNs + 1n } };

    expect(await threads.disk.append(one)).toEqual({ kind: 'durable' });
    expect(await threads.disk.append(at(one, length + 10))).toEqual({ kind: 'durable' });
    expect(await threads.disk.append(other)).toEqual({ kind: 'durable' });
    expect(await threads.disk.append({ ...at(one, length + 20), lock: moved })).toEqual({ kind: 'lock-changed' });
    expect(await threads.disk.append(at(one, length + 20))).toEqual({ kind: 'durable' });

    expect(await textOf(one.path)).toBe(`${before}${'ten bytes\n'.repeat(3)}`);
    expect(await textOf(other.path)).toBe(`${before}ten bytes\n`);
  });

  it('L7 is told that one is near, whether or not it comes, and whether or not a thread waits', async () => {
    const threads = createAppendThreads(worker.path);

    threads.disk.expectAppend();
    threads.prepare();
    threads.disk.expectAppend();
    threads.disk.expectAppend();
    expect(await threads.disk.append(await anOrder())).toEqual({ kind: 'durable' });
    threads.disk.expectAppend();
    expect(await threads.disk.append(await anOrder())).toEqual({ kind: 'durable' });
  });

  it('L7 keeps no program alive that has its answer', async () => {
    const { lock, path, target } = await anOrder();
    const bundle = await bundleChild('packer/disk/append-in-threads.ts');
    const program = join(bundle.folder, 'program.mjs');
    const modifiedNs = String(lock.status.modifiedNs);
    const order = { lock: { ...lock, status: { ...lock.status, modifiedNs } }, path, target };
    await writeFile(
      program,
      `import { createAppendThreads } from './child.js';
      const threads = createAppendThreads(process.argv[2]);
      const order = ${JSON.stringify(order)};
      order.lock.status.modifiedNs = ${modifiedNs}n;
      threads.prepare();
      console.log(await threads.disk.append({ ...order, bytes: Buffer.from('x') }));`,
    );

    const { stdout } = await promisify(execFile)(process.execPath, [program, worker.path]);

    expect(stdout.trim()).toBe("{ kind: 'durable' }");
    await bundle.remove();
  });

  it('L7 keeps no program alive before its first order', async () => {
    const bundle = await bundleChild('packer/disk/append-in-threads.ts');
    const program = join(bundle.folder, 'program.mjs');
    await writeFile(
      program,
      "import { createAppendThreads } from './child.js'; createAppendThreads(process.argv[2]).prepare();",
    );

    await promisify(execFile)(process.execPath, [program, worker.path]);

    await bundle.remove();
  });
});

describe('waiting for an append', () => {
  const { wait } = Atomics;
  const turn = (): Promise<void> => setImmediate();

  /** Threads that do as they are told, and an append to one file, which never is more than a name. */
  function toldThreads() {
    const threads = createAppendThreads(told.path);
    const file = { identity: '1:1', bytes: 0 };
    const status = { ...file, kind: 'file', links: 1, modifiedNs: 1n } as const;
    return (what: string, log?: (call: DiskCall) => void, path = 'assets.jsonl') =>
      threads.disk.append({ lock: { path: 'lock', status }, path, target: file, bytes: Buffer.from(what) }, log);
  }

  /** As long as it takes instead of at most so long: whether a thread comes to its turn in time is chance. */
  function waitForEver() {
    return vi
      .spyOn(Atomics, 'wait')
      .mockImplementation((array, index, value) => wait(array as unknown as Int32Array, index, Number(value)));
  }

  /** What it is when the time is over at once. */
  function waitInVain() {
    return vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
  }

  it('L7 takes the answer in the same turn of the event loop, where the append before it was quick', async () => {
    const append = toldThreads();
    const waited = waitForEver();
    expect(await append('took 0')).toEqual({ kind: 'durable' });
    expect(waited).not.toHaveBeenCalled();

    let hasTurned = false;
    const turned = turn().then(() => {
      hasTurned = true;
    });
    expect(await append('took 0')).toEqual({ kind: 'durable' });

    expect(hasTurned).toBe(false);
    expect(waited).toHaveBeenCalledExactlyOnceWith(expect.any(Int32Array), 0, 0, 2);
    await turned;
  });

  it('L7 goes on without the answer when the time is over, and is told it later', async () => {
    const append = toldThreads();
    await append('took 0');
    const channel = new BroadcastChannel('held');
    const held = once(channel, 'message');
    waitInVain();

    let hasEnded = false;
    const ended = append('hold').then((result) => {
      hasEnded = true;
      return result;
    });
    await held;

    expect(hasEnded).toBe(false);
    channel.postMessage('go on');
    expect(await ended).toEqual({ kind: 'durable' });
    channel.close();
  });

  it('L7 looks for an answer that is near, and no longer than the time is', async () => {
    const append = toldThreads();
    await append('took 0');
    const channel = new BroadcastChannel('held');
    const held = once(channel, 'message');
    const waited = vi
      .spyOn(Atomics, 'wait')
      .mockImplementationOnce((array, index, value) => wait(array as unknown as Int32Array, index, Number(value)))
      .mockReturnValue('timed-out');

    const ended = append('near');
    await held;

    expect(waited.mock.calls.map(([, , value]) => value)).toEqual([0, 3]);
    channel.postMessage('go on');
    expect(await ended).toEqual({ kind: 'durable' });
    channel.close();
  });

  it('L7 does not wait again behind a wait in vain, however short the calls were, until one was quick again', async () => {
    const append = toldThreads();
    await append('took 0');
    const channel = new BroadcastChannel('held');
    const held = once(channel, 'message');
    const waited = waitInVain();
    const ended = append('hold');
    await held;
    channel.postMessage('go on');
    await ended;
    await turn();

    await append('took 0');
    expect(waited).toHaveBeenCalledTimes(1);
    await turn();
    await append('took 0');

    expect(waited).toHaveBeenCalledTimes(2);
    channel.close();
  });

  it('L7 does not wait for a thread that is still starting', async () => {
    const append = toldThreads();
    await append('took 0');
    const channel = new BroadcastChannel('held');
    const isHeld = once(channel, 'message');
    const waited = waitInVain();
    const held = append('hold', undefined, 'slow');
    await isHeld;

    expect(await append('took 0')).toEqual({ kind: 'durable' });

    expect(waited).not.toHaveBeenCalled();
    channel.postMessage('go on');
    await held;
    channel.close();
  });

  it('L7 does not wait for a file whose last append took long, until one was quick again', async () => {
    const append = toldThreads();
    // Whoever wants to know the calls is told by message, and so is told how long they took.
    const log = (): void => undefined;
    await append('took 2', log);
    const waited = waitInVain();

    await append('took 2.1', log);
    expect(waited).toHaveBeenCalledTimes(1);
    await turn();
    await append('took 10', log);
    await turn();
    await append('took 0.5', log);
    expect(waited).toHaveBeenCalledTimes(1);
    await turn();
    await append('took 0.5', log);
    expect(waited).toHaveBeenCalledTimes(2);
  });

  it('L7 one file that is slow takes nothing from another one', async () => {
    const append = toldThreads();
    await append('took 0', undefined, 'quick');
    const waited = waitForEver();

    await append('took 10', undefined, 'slow');
    expect(waited).not.toHaveBeenCalled();
    await turn();
    await append('took 0', undefined, 'quick');

    expect(waited).toHaveBeenCalledTimes(1);
  });

  it('L7 waits once in a turn of the event loop, however many appends there are', async () => {
    const append = toldThreads();
    await append('took 0');
    const waited = waitForEver();

    await append('took 0');
    // What is left to the event loop comes in a turn of it.
    const later = Promise.all([append('took 0'), append('took 0')]);
    expect(waited).toHaveBeenCalledTimes(1);
    await later;
    await turn();
    await append('took 0');

    expect(waited).toHaveBeenCalledTimes(2);
  });

  it('P2 L7 where a thread ends, its file is in doubt, and the next append has a thread of its own and its time', async () => {
    const append = toldThreads();
    const threads = new Set<unknown>();
    const log = ({ detail }: DiskCall): unknown => threads.add(detail);
    await append('took 0', log);
    const waited = waitInVain();

    expect(await append('end')).toEqual({ kind: 'failed', step: 'sync', errno: 'EIO', isInDoubt: true });
    expect(waited).toHaveBeenCalledTimes(1);
    await turn();
    expect(await append('took 0', log)).toEqual({ kind: 'durable' });

    expect(waited).toHaveBeenCalledTimes(1);
    expect(threads.size).toBe(2);
  });

  it('L1 a project does not wait for another one’s disk, and threads that wait are used again', async () => {
    const append = toldThreads();
    const threads: unknown[] = [];
    const log = ({ detail }: DiskCall): unknown => threads.push(detail);
    const channel = new BroadcastChannel('held');
    const isHeld = once(channel, 'message');

    const held = append('hold', log, 'slow');
    await isHeld;
    expect(await append('took 0', log, 'quick')).toEqual({ kind: 'durable' });
    channel.postMessage('go on');
    expect(await held).toEqual({ kind: 'durable' });
    expect(await append('took 0', log, 'next')).toEqual({ kind: 'durable' });

    expect(threads).toEqual([threads[0], threads[1], threads[1]]);
    expect(threads[0]).not.toBe(threads[1]);
    channel.close();
  });
});
