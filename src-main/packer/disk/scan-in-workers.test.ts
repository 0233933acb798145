import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../testing/child-bundle.ts';
import { assetRowsIn } from '../testing/index-rows.ts';
import { anAsset, buildProject, freshFolder, plainAsset } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import type { ScannedAssets } from './disk-port.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import { privateFolderOf } from './private-folder.ts';
import { scanHere } from './scan-here.ts';
import { scanInWorkers } from './scan-in-workers.ts';
import { encodeScanIndex, scanIndexName } from './scan-index.ts';

const worker = await bundleChild('packer/disk/scan-worker.ts');
afterAll(() => worker.remove());

const sample = resolve(import.meta.dirname, '../../../samples/meadow');

/** What a scan found, in an order that does not depend on which thread was quicker. */
function sorted({ assets, diagnostics }: ScannedAssets): unknown {
  const texts = diagnostics.map((found) => JSON.stringify(found));
  return { assets: assets.map(plainAsset).sort((a, b) => (a.root < b.root ? -1 : 1)), diagnostics: texts.toSorted() };
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
    mkdirSync(join(folder, 'assets', root), { recursive: true });
    writeFileSync(join(folder, 'assets', root, 'asset.json'), manifest);
  }
  return folder;
}

/** One such project for all tests that only read it, and what a scan in this thread finds in it. */
const ofFiveThousand = (async () => {
  const folder = await aLargeProject(5000);
  return { folder, here: await scanHere(createNodeBlockingDisk())(folder, unhurried) };
})();

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
      const { folder, here } = await ofFiveThousand;

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

describe('a scan index', () => {
  const scan = scanInWorkers(worker.path);
  const keeping = { ...unhurried, index: 'use', keepIndexBy: 'new.tmp' } as const;

  const indexOf = (folder: string): string => join(privateFolderOf(folder), scanIndexName);

  async function aProject(): Promise<string> {
    const folder = await buildProject({ assets: { a: anAsset(), b: anAsset(), 'b/c': anAsset(), d: '{' } });
    await mkdir(privateFolderOf(folder));
    return folder;
  }

  /** Rewrites the rows of an index, with a digest that fits. */
  async function rewrite(
    folder: string,
    change: (row: string, root: string) => string,
    assetsFolder = join(folder, 'assets'),
  ): Promise<void> {
    const rows = assetRowsIn(await readFile(indexOf(folder)), assetsFolder);
    const changed = Array.from(rows, ([root, row]) => change(row, root));
    await writeFile(indexOf(folder), encodeScanIndex(assetsFolder, changed));
  }

  /**
   * Keeps the index as it is kept when the files are older than a tick of the disk's clock: their stamps are in it.
   * `planted` says what it has instead of the name of each asset.
   */
  async function keepSettled(folder: string, planted = 'Asset'): Promise<void> {
    await (await scan(folder, keeping)).kept;
    await rewrite(folder, (row, root) => {
      const { size, mtimeMs, ctimeMs, ino } = lstatSync(join(folder, 'assets', root, 'asset.json'));
      const head = `[${JSON.stringify(root)},`;
      // Something is wrong in that one: it is read each time.
      return root !== 'd'
        ? row
            .replace(`${head}null`, `${head}${JSON.stringify([size, mtimeMs, ctimeMs, ino])}`)
            .replace('"Asset"', JSON.stringify(planted))
        : row;
    });
  }

  const namesOf = ({ assets }: ScannedAssets): Record<string, string | null> =>
    Object.fromEntries(assets.map(({ root, name }) => [root, name]));

  it('X1 is written after a scan, and changes nothing of what is found', async () => {
    const folder = await aProject();

    const first = await scan(folder, keeping);
    const kept = await first.kept;
    const names = await readdir(privateFolderOf(folder));
    await keepSettled(folder);
    const second = await scan(folder, keeping);

    expect(kept).toBeNull();
    expect(names).toEqual([scanIndexName]);
    expect(sorted(second)).toStrictEqual(sorted(first));
    expect(second.assets).toHaveLength(4);
  });

  it('X1 is not written anew where nothing was changed, and is where something was', async () => {
    const folder = await aProject();
    await keepSettled(folder);
    const before = await scan(folder, keeping);
    await rm(join(folder, 'assets/a'), { recursive: true });

    const after = await scan(folder, keeping);

    expect(before.kept).toBeUndefined();
    expect(await after.kept).toBeNull();
  });

  it('X1 that can’t be written is told, and nothing is left of it', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });

    const scanned = await scan(folder, keeping);

    expect(scanned.assets).toHaveLength(1);
    expect(await scanned.kept).toBe('ENOENT');
  });

  it('X2 stands for a manifest whose file is as it was, and for no other', async () => {
    const folder = await aProject();
    await keepSettled(folder, 'Kept');
    await writeFile(join(folder, 'assets/a/asset.json'), JSON.stringify(anAsset({ name: 'Newer' })));
    await writeFile(join(folder, 'assets/b/picture.png'), 'another source');

    const scanned = await scan(folder, { ...unhurried, index: 'use' });

    expect(namesOf(scanned)).toEqual({ a: 'Newer', b: 'Kept', 'b/c': 'Kept', d: null });
    const b = scanned.assets.find(({ root }) => root === 'b');
    const inner = scanned.assets.find(({ root }) => root === 'b/c');
    // What else there is of an asset was looked at.
    expect(b?.sources).toEqual([{ path: 'picture.png', bytes: 14 }]);
    expect(inner?.diagnostics).toMatchObject([{ code: 'nested-asset', outer: 'b' }]);
  });

  it('X1 X2 changes nothing of what is found where no folder was touched for long', async () => {
    const folder = await freshFolder();
    await mkdir(privateFolderOf(folder));
    await symlink(join(sample, 'assets'), join(folder, 'assets'));

    const first = await scan(folder, keeping);
    await first.kept;
    const second = await scan(folder, keeping);
    const compared = await scan(folder, { ...unhurried, index: 'compare' });

    expect(sorted(second)).toStrictEqual(sorted(first));
    expect(second.kept).toBeUndefined();
    expect(compared.wrongInIndex).toEqual([]);
  });

  it('X4 is answered with as it stands where all is as it says, and with what there is where something is not', async () => {
    const folder = await freshFolder();
    await mkdir(privateFolderOf(folder));
    await symlink(join(sample, 'assets'), join(folder, 'assets'));
    const told: { readonly assets: readonly unknown[]; readonly isRefuted: () => boolean }[] = [];
    const expecting = {
      ...keeping,
      onExpected: (assets: readonly unknown[], isRefuted: () => boolean) => told.push({ assets, isRefuted }),
    };
    const first = await scan(folder, expecting);
    await first.kept;
    const again = await scan(folder, expecting);
    const [planted, touched] = [again.assets[3]?.root, again.assets[5]?.root];
    await rewrite(
      folder,
      (row, root) => {
        const changed = root === touched ? row.replace(/\[\d+,/, '[1,') : row;
        return root === planted ? changed.replace(/,"[^"]*",/, ',"Planted",') : changed;
      },
      join(sample, 'assets'),
    );
    const other = await scan(folder, expecting);

    expect(told).toHaveLength(2);
    expect(again.assets).toBe(told[0]?.assets);
    expect(told[0]?.isRefuted()).toBe(false);
    expect(told[1]?.isRefuted()).toBe(true);
    expect(other.assets).toHaveLength(first.assets.length);
    expect(namesOf(other)).toEqual({ ...namesOf(first), [planted ?? '']: 'Planted' });
    await other.kept;
    expect(assetRowsIn(await readFile(indexOf(folder)), join(sample, 'assets')).size).toBe(first.assets.length);
  });

  it('X2 is not used where nobody asks for it', async () => {
    const folder = await aProject();
    await keepSettled(folder, 'Kept');

    expect(namesOf(await scan(folder, unhurried))).toMatchObject({ a: 'Asset', b: 'Asset' });
  });

  it('X2 does not stand for a file that was written in the tick in which it was read', async () => {
    const folder = await aProject();
    await (await scan(folder, keeping)).kept;
    await rewrite(folder, (row) => row.replace('"Asset"', '"Kept"'));

    expect(namesOf(await scan(folder, keeping))).toMatchObject({ a: 'Asset', b: 'Asset' });
  });

  it('X3 is compared with a fresh read, and what it has wrong of a file that was not changed is told', async () => {
    const folder = await aProject();
    const comparing = { ...unhurried, index: 'compare' } as const;
    const none = await scan(folder, comparing);
    await keepSettled(folder);
    const right = await scan(folder, comparing);
    await rewrite(folder, (row, root) => (root === 'b' ? row.replace('"Asset"', '"Kept"') : row));
    await writeFile(join(folder, 'assets/a/asset.json'), JSON.stringify(anAsset({ name: 'Newer' })));

    const wrong = await scan(folder, comparing);

    expect(none.wrongInIndex).toBe('no-index');
    expect(right.wrongInIndex).toEqual([]);
    expect(wrong.wrongInIndex).toEqual(['b']);
    expect(namesOf(wrong)).toMatchObject({ a: 'Newer', b: 'Asset' });
  });
});
