import { afterAll, expect, it } from 'vitest';
import { bundleChild } from '../testing/child-bundle.ts';
import { anAsset, buildProject } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import { createReadyThread } from './ready-thread.ts';
import { scanInWorkers } from './scan-in-workers.ts';

const worker = await bundleChild('packer/disk/scan-worker.ts');
afterAll(() => worker.remove());

it('a thread that waits scans as any other, and so does the one that is prepared after it', async () => {
  const threads = createReadyThread(worker.path);
  const folder = await buildProject({ assets: { a: anAsset(), b: anAsset() } });
  threads.prepare();
  const scan = scanInWorkers(threads.take);

  for (let time = 1; time <= 3; time += 1) {
    const { assets } = await scan(folder, unhurried);

    expect(assets.map(({ root }) => root).toSorted()).toEqual(['a', 'b']);
  }
});

it('one thread waits, however often it is prepared', async () => {
  const threads = createReadyThread(worker.path);
  threads.prepare();
  threads.prepare();

  const [first, second] = [threads.take(), threads.take()];

  expect(first.threadId).not.toBe(second.threadId);
  await Promise.all([first.terminate(), second.terminate()]);
});
