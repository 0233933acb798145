import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { bundleChild } from '../testing/child-bundle.ts';
import { freshFolder } from '../testing/project-builder.ts';
import { createAppendThreads } from './append-in-threads.ts';
import type { AppendOrder, DiskCall } from './disk-port.ts';
import { createNodeDisk } from './node-disk.ts';

const worker = await bundleChild('packer/disk/append-worker.ts');
afterAll(() => worker.remove());
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

    const result = await createAppendThreads(worker.path).append(order, (call) => calls.push(call));

    expect(result).toEqual({ kind: 'durable' });
    expect(await textOf(order.path)).toBe(`${before}ten bytes\n`);
    expect(calls.map(({ call, path }) => [call, path])).toEqual([
      ['status', order.lock.path],
      ['open', order.path],
      ['file.status', order.path],
      ['file.write', order.path],
      ['file.datasync', order.path],
      ['file.status', order.path],
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

    expect(await threads.append(locked)).toEqual({ kind: 'lock-changed' });
    expect(await threads.append(replaced)).toEqual({ kind: 'changed-outside', written: false });
    expect(await threads.append(grown)).toEqual({ kind: 'changed-outside', written: false });

    expect(await textOf(locked.path)).toBe(before);
    expect(await textOf(replaced.path)).toBe(before);
    expect(await textOf(grown.path)).toBe(`${before}more\n`);
  });

  it('P2 L7 where a thread ends, its file is in doubt, and the next append has a thread of its own', async () => {
    const threads = createAppendThreads(worker.path);
    const order = await anOrder();
    const started = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function die(this: Worker) {
      void this.terminate();
    });

    expect(await threads.append(order)).toEqual({ kind: 'failed', step: 'sync', errno: 'EIO', isInDoubt: true });
    expect(await threads.append(order)).toEqual({ kind: 'durable' });
    expect(new Set(started.mock.contexts).size).toBe(2);
  });

  it('L1 a project does not wait for another one’s disk, and threads that wait are used again', async () => {
    const threads = createAppendThreads(worker.path);
    const [slow, quick, next] = [await anOrder(), await anOrder(), await anOrder()];
    const post = Worker.prototype.postMessage;
    let go: () => void = () => undefined;
    const posted = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function hold(
      this: Worker,
      message: unknown,
    ) {
      go = () => {
        post.call(this, message);
      };
    });

    const held = threads.append(slow);
    expect(await threads.append(quick)).toEqual({ kind: 'durable' });
    go();
    expect(await held).toEqual({ kind: 'durable' });
    expect(await threads.append(next)).toEqual({ kind: 'durable' });
    expect(new Set(posted.mock.contexts).size).toBe(2);
  });
});
