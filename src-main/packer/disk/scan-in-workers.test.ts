import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../bad-input/child-bundle.ts';
import { anAsset, buildProject, freshFolder } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import type { ScannedAssets } from './disk-port.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import { scanHere } from './scan-here.ts';
import { scanInWorkers } from './scan-in-workers.ts';

const worker = await bundleChild('packer/disk/scan-worker.ts');
afterAll(() => worker.remove());

const sample = resolve(import.meta.dirname, '../../../samples/meadow');

/** What a scan found, in an order that does not depend on which thread was quicker. */
function sorted({ assets, diagnostics }: ScannedAssets): unknown {
  const texts = diagnostics.map((found) => JSON.stringify(found));
  return { assets: assets.toSorted((a, b) => (a.root < b.root ? -1 : 1)), diagnostics: texts.toSorted() };
}

/** A project of so many assets, in folders of a hundred, of which every seventh has something wrong. */
async function aLargeProject(count: number): Promise<string> {
  const wrong = ['{', JSON.stringify({ ...anAsset({ sources: ['gone'] }), extra: 1 })];
  const files = Array.from({ length: count }, (_, at) => {
    const manifest =
      at % 7 === 0 ? wrong[at % 2] : JSON.stringify(anAsset({ name: `Ünï ${String(at)}`, tags: ['雲'] }));
    return [`g${String(Math.floor(at / 100))}/a${String(at)}`, manifest ?? ''] as const;
  });
  const folder = await buildProject();
  for (const [root, manifest] of files) {
    await mkdir(join(folder, 'assets', root), { recursive: true });
    await writeFile(join(folder, 'assets', root, 'asset.json'), manifest);
  }
  return folder;
}

describe('a scan in threads', () => {
  it('finds what a scan in this thread finds, of every kind that there is', async () => {
    const folder = join(await freshFolder(), 'meadow');
    await cp(sample, folder, { recursive: true });
    await symlink('/etc', join(folder, 'assets/link'));
    const optional = { tags: [], preload: false, description: '' };
    await mkdir(join(folder, 'assets/optional'));
    await writeFile(
      join(folder, 'assets/optional/asset.json'),
      JSON.stringify(anAsset({ ...optional, sources: ['x', 'asset.json', 'x', 'y'] })),
    );

    const here = await scanHere(createNodeBlockingDisk())(folder, unhurried);
    const inThreads = await scanInWorkers(worker.path)(folder, unhurried);

    expect(here.assets.length).toBeGreaterThan(50);
    expect(here.diagnostics.length).toBeGreaterThan(0);
    expect(sorted(inThreads)).toStrictEqual(sorted(here));
  });

  it.each([1, 2, 5])(
    'shares a large project among %i threads, and reads each folder once',
    async (threads) => {
      const folder = await aLargeProject(5000);

      const here = await scanHere(createNodeBlockingDisk())(folder, unhurried);
      const inThreads = await scanInWorkers(worker.path, threads)(folder, unhurried);

      expect(here.assets.length).toBe(5000);
      expect(sorted(inThreads)).toStrictEqual(sorted(here));
    },
    60_000,
  );

  it('tells how far it is, up to the last asset', async () => {
    const folder = await aLargeProject(700);
    const told: number[] = [];

    await scanInWorkers(worker.path)(folder, { ...unhurried, onProgress: (assets) => told.push(assets) });

    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(700);
  }, 60_000);

  it('throws the disk’s error where assets can’t be listed', async () => {
    const folder = await buildProject();
    await rm(join(folder, 'assets'), { recursive: true });

    const scanning = scanInWorkers(worker.path)(folder, unhurried);

    await expect(scanning).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('ends with the reason of a signal that was given before, and starts no thread', async () => {
    const scanning = scanInWorkers('/nowhere/scan-worker.js')(sample, {
      ...unhurried,
      signal: AbortSignal.abort(new Error('enough')),
    });

    await expect(scanning).rejects.toThrow('enough');
  });

  it('ends with the reason of a signal while its thread waits for a disk that does not answer', async () => {
    const stuck = join(await freshFolder(), 'stuck.mjs');
    await writeFile(stuck, 'for (;;);');
    const controller = new AbortController();

    const scanning = scanInWorkers(stuck)(sample, { ...unhurried, signal: controller.signal });
    setImmediate(() => {
      controller.abort(new Error('enough'));
    });

    await expect(scanning).rejects.toThrow('enough');
  });

  it('fails when its thread does', async () => {
    const scanning = scanInWorkers('/nowhere/scan-worker.js')(sample, unhurried);

    await expect(scanning).rejects.toThrow();
  });
});
