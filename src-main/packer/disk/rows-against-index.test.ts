import { lutimesSync, renameSync, statSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { anAsset, buildProject, freshFolder, plainAsset } from '../testing/project-builder.ts';
import { createTestPacker, editManifest, unhurried, valueOf } from '../testing/test-packer.ts';
import { type WatchedBlockingDisk, watchBlockingDisk } from '../testing/watched-blocking-disk.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import { rowsAgainstIndex } from './rows-against-index.ts';
import { decodeScanIndex, encodeScanIndex, type ScanIndex } from './scan-index.ts';
import { allFolders, scanFolders } from './scanner.ts';

/** The disk's clock goes ahead, so that what a test has just written is long past for it. */
const later = (): number => Date.now() + 60_000;
const aDisk = (): WatchedBlockingDisk => watchBlockingDisk(createNodeBlockingDisk(true, later));

const there = await freshFolder();
const isTimed = process.platform === 'linux' && createNodeBlockingDisk().openFolder(there).stamp() !== null;

interface Read {
  readonly found: unknown;
  readonly index: ScanIndex;
  readonly listed: readonly string[];
  readonly changed: number;
  readonly wrong: readonly string[];
}

/** Scans as a thread does that has this index to use. `trustedUntil` is a time that is long past for it. */
function scan(folder: string, before: ScanIndex | null, disk = aDisk(), trustedUntil = later(), uses = true): Read {
  const assetsFolder = join(folder, 'assets');
  const against = rowsAgainstIndex(before, trustedUntil);
  const assets: string[] = [];
  const folders: string[] = [];
  const problems: Diagnostic[] = [];
  const wrong: string[] = [];
  const found: unknown[] = [];
  let changed = 0;
  const tellFolder: Parameters<typeof scanFolders>[2]['folder'] = (root, listing) => {
    const told = against.folder(root, listing);
    folders.push(...(told.row === null ? [] : [told.row]));
    changed += told.isChanged ? 1 : 0;
    wrong.push(...(told.isWrong ? [root] : []));
  };
  const work = scanFolders(disk, assetsFolder, {
    asset: (asset, stamp, listing) => {
      const told = against.asset(asset, stamp, listing);
      assets.push(told.row);
      changed += told.isChanged ? 1 : 0;
      wrong.push(...(told.isWrong ? [asset.root] : []));
      found.push(plainAsset(asset));
      if (listing !== null && !told.row.endsWith(']]')) {
        tellFolder(asset.root, listing);
      }
    },
    sameAsset: ({ row, manifest, bytes }) => {
      assets.push(row);
      const { name, type, sources } = manifest;
      const root: unknown = (JSON.parse(row) as unknown[])[0];
      found.push({
        root,
        name,
        type,
        manifest,
        sources: sources.map((path, at) => ({ path, bytes: bytes?.[at] })),
        diagnostics: [],
      });
    },
    folder: tellFolder,
    problem: (problem) => {
      problems.push(problem);
    },
    ...(uses ? { known: (root: string) => against.known(root) } : {}),
  });
  work.add([allFolders]);
  while (work.step()) {
    // Each step is one folder.
  }
  const texts = (of: readonly unknown[]): string[] => of.map((each) => JSON.stringify(each)).toSorted();
  return {
    found: { assets: texts(found), problems: texts(problems) },
    index: decodeScanIndex(encodeScanIndex(assetsFolder, assets, folders), assetsFolder) ?? notAnIndex(),
    listed: disk.calls.filter(({ call }) => call === 'list').map(({ path }) => path.slice(assetsFolder.length + 1)),
    changed,
    wrong,
  };
}

function notAnIndex(): never {
  throw new Error('The rows make no index');
}

const files = {
  'assets/ui/a/asset.json': JSON.stringify(anAsset({ sources: ['x.png', 'y.png'] })),
  'assets/ui/a/x.png': 'six bytes',
  'assets/ui/a/y.png': '',
  'assets/ui/b/asset.json': JSON.stringify(anAsset({ sources: ['sub/x.png'] })),
  'assets/ui/b/sub/x.png': 'below',
  'assets/ui/empty/notes.txt': 'no asset',
  'assets/wrong/asset.json': '{',
  'assets/missing/asset.json': JSON.stringify(anAsset({ sources: ['gone.png'] })),
};

describe.runIf(isTimed)('X2 a folder whose times are as the index says', () => {
  it('is not listed again, and all is found as before', async () => {
    const folder = await buildProject({ files });

    const first = scan(folder, null);
    const second = scan(folder, first.index);

    expect(first.listed.toSorted()).toEqual(['', 'missing', 'ui', 'ui/a', 'ui/b', 'ui/b/sub', 'ui/empty', 'wrong']);
    expect(second.found).toEqual(first.found);
    // What is wrong with a manifest is read again, its folder with it.
    expect(second.listed).toEqual(['wrong']);
    expect(second.changed).toBe(0);
  });

  it('is read again where Studio edited the manifest in it', async () => {
    const folder = await buildProject({ files });
    const { index } = scan(folder, null);
    const { packer } = createTestPacker();
    const { projectId } = valueOf(await packer.openProject(folder, unhurried));

    const completion = await editManifest({ packer, projectId }, 'ui/a', {
      name: 'Edited',
      sources: ['x.png', 'gone.png'],
    });
    const after = scan(folder, index);

    expect(completion).toMatchObject({ status: 'committed' });
    expect(JSON.stringify(after.found)).toContain('Edited');
    expect(after.found).toEqual(scan(folder, null).found);
    expect(after.wrong).toEqual([]);
    await packer.close();
  });

  it('costs an asset without findings one look at the folder, the manifest and each source', async () => {
    const folder = await buildProject({ files });
    const { index } = scan(folder, null);
    const disk = aDisk();

    scan(folder, index, disk);

    const below = join(folder, 'assets/ui/a');
    expect(disk.calls.filter(({ path }) => path.startsWith(below))).toEqual([
      { call: 'stamp', path: below },
      { call: 'status', path: join(below, 'asset.json') },
      { call: 'status', path: join(below, 'x.png') },
      { call: 'status', path: join(below, 'y.png') },
    ]);
  });

  /** Puts the content's time of a folder back to what it was. Nobody but the system can do that with the other one. */
  function untouched(path: string, change: () => void): void {
    const { atime, mtime } = statSync(path);
    change();
    utimesSync(path, atime, mtime);
  }

  it.each<[string, (assets: string) => unknown]>([
    [
      'a new asset',
      (assets) => mkdir(join(assets, 'ui/new')).then(() => writeFile(join(assets, 'ui/new/asset.json'), '{}')),
    ],
    ['an asset that is gone', (assets) => rm(join(assets, 'ui/a'), { recursive: true })],
    ['a manifest that is gone', (assets) => rm(join(assets, 'ui/a/asset.json'))],
    ['a manifest where there was none', (assets) => writeFile(join(assets, 'ui/empty/asset.json'), '{}')],
    ['a manifest in assets itself', (assets) => writeFile(join(assets, 'asset.json'), '{}')],
    ['a manifest that was written over', (assets) => writeFile(join(assets, 'ui/a/asset.json'), '{ }')],
    ['a source that is gone', (assets) => rm(join(assets, 'ui/a/x.png'))],
    ['a source that has come', (assets) => writeFile(join(assets, 'missing/gone.png'), 'found')],
    ['a source that has grown', (assets) => writeFile(join(assets, 'ui/a/x.png'), 'more than six bytes')],
    ['a source below that has grown', (assets) => writeFile(join(assets, 'ui/b/sub/x.png'), 'more than that')],
    [
      'a source that is a link now',
      async (assets) => {
        await rm(join(assets, 'ui/a/x.png'));
        await symlink('/etc/passwd', join(assets, 'ui/a/x.png'));
      },
    ],
    [
      'a source that is a folder now',
      async (assets) => {
        await rm(join(assets, 'ui/a/x.png'));
        await mkdir(join(assets, 'ui/a/x.png'));
      },
    ],
    [
      'a folder on the way to a source that is a link now',
      async (assets) => {
        await rename(join(assets, 'ui/b/sub'), join(assets, '../sub'));
        await symlink('../../../sub', join(assets, 'ui/b/sub'));
      },
    ],
    [
      'a manifest that is a link now',
      async (assets) => {
        await rename(join(assets, 'ui/a/asset.json'), join(assets, '../other.json'));
        await symlink('../../../other.json', join(assets, 'ui/a/asset.json'));
      },
    ],
    [
      'a folder inside an asset',
      (assets) =>
        mkdir(join(assets, 'ui/a/in')).then(() =>
          writeFile(join(assets, 'ui/a/in/asset.json'), files['assets/ui/a/asset.json']),
        ),
    ],
    ['an asset around others', (assets) => writeFile(join(assets, 'ui/asset.json'), files['assets/ui/a/asset.json'])],
    ['a link to a folder', (assets) => symlink('ui/a', join(assets, 'linked'))],
    [
      'a folder that is a link now',
      async (assets) => {
        await rename(join(assets, 'ui/a'), join(assets, '../away'));
        await symlink('../../away', join(assets, 'ui/a'));
      },
    ],
    [
      'a folder above that is a link now',
      async (assets) => {
        await rename(join(assets, 'ui'), join(assets, '../ui'));
        await symlink('../ui', join(assets, 'ui'));
      },
    ],
    ['a folder above with another name', (assets) => rename(join(assets, 'ui'), join(assets, 'gui'))],
    [
      'two folders that changed their names with each other',
      async (assets) => {
        await rename(join(assets, 'ui/a'), join(assets, 'ui/c'));
        await rename(join(assets, 'ui/empty'), join(assets, 'ui/a'));
        await rename(join(assets, 'ui/c'), join(assets, 'ui/empty'));
      },
    ],
    [
      'another asset, whose folder’s time was put back',
      (assets) => {
        untouched(join(assets, 'ui'), () => {
          renameSync(join(assets, 'ui/a'), join(assets, 'ui/c'));
        });
      },
    ],
    [
      'a source whose time was put back',
      (assets) => {
        untouched(join(assets, 'ui/a'), () => {
          unlinkSync(join(assets, 'ui/a/y.png'));
          symlinkSync('x.png', join(assets, 'ui/a/y.png'));
          lutimesSync(join(assets, 'ui/a/y.png'), 1, 1);
        });
      },
    ],
    ['a manifest that nobody may read', (assets) => chmod(join(assets, 'ui/a/asset.json'), 0)],
  ])('hides nothing: %s', async (_, change) => {
    const folder = await buildProject({ files });
    const { index } = scan(folder, null);
    await change(join(folder, 'assets'));

    const against = scan(folder, index);
    const fresh = scan(folder, null);

    expect(against.found).toEqual(fresh.found);
    // And the next index is as one from nothing would be.
    expect(against.index).toEqual(fresh.index);
    expect(scan(folder, against.index).changed).toBe(0);
  });

  it('is listed, where that is not long past: a clock may have been set back', async () => {
    const folder = await buildProject({ files });
    const { index } = scan(folder, null);

    const { listed } = scan(folder, index, aDisk(), Date.now() - 60_000);

    expect(listed).toHaveLength(8);
  });

  it('is not in the index where it was changed just before it was listed', async () => {
    const folder = await buildProject({ files });

    const { index } = scan(folder, null, aDisk(), Date.now() - 60_000);

    expect(index.folders.ends).toHaveLength(0);
    expect(scan(folder, index).listed).toHaveLength(8);
  });

  it('counts for nothing where a link is swapped in between two looks', async () => {
    const other = await freshFolder();
    await writeFile(join(other, 'asset.json'), JSON.stringify(anAsset({ name: 'Outside', sources: ['x.png'] })));
    await writeFile(join(other, 'x.png'), 'outside, and longer');
    for (const call of ['stamp', 'status'] as const) {
      const folder = await buildProject({ files });
      const { index } = scan(folder, null);
      const disk = aDisk();
      disk.before({ call, path: 'ui/a' }, () => {
        renameSync(join(folder, 'assets/ui/a'), join(folder, 'away'));
        symlinkSync(other, join(folder, 'assets/ui/a'));
      });

      const { found } = scan(folder, index, disk);

      expect(disk.unused()).toBe(0);
      expect(JSON.stringify(found)).not.toContain('utside');
      expect(JSON.stringify(found)).toContain('folder-unreadable');
    }
  });

  it('X3 is told, where the index has it wrong', async () => {
    const folder = await buildProject({ files });
    const { index } = scan(folder, null);
    const text = Buffer.from(index.assets.bytes).toString();
    const planted = text.replace('["empty","b","a"]', '["x"]').replace('"a","b","empty"', '"a"');
    const rows = planted.trimEnd().split('\n');
    const assets = index.assets.ends.length;
    const bytes = encodeScanIndex(join(folder, 'assets'), rows.slice(0, assets), rows.slice(assets));

    const compared = scan(folder, decodeScanIndex(bytes, join(folder, 'assets')), aDisk(), later(), false);

    expect(planted).not.toBe(text);
    expect(compared.wrong).toEqual(['ui']);
    expect(scan(folder, index, aDisk(), later(), false).wrong).toEqual([]);
  });
});

describe('X2 a folder whose times are not to be believed', () => {
  it('is listed each time, as on systems where folders are read by their paths', async () => {
    const folder = await buildProject({ files });
    const byPath = (): WatchedBlockingDisk => watchBlockingDisk(createNodeBlockingDisk(false));

    const first = scan(folder, null, byPath());
    const second = scan(folder, first.index, byPath());

    expect(second.listed.toSorted()).toEqual(first.listed.toSorted());
    expect(second.found).toEqual(first.found);
    expect(second.changed).toBe(0);
    expect(first.index.folders.ends).toHaveLength(0);
  });

  it.runIf(process.platform === 'linux')('has no stamp: one that no disk holds', () => {
    expect(createNodeBlockingDisk(true).openFolder('/proc').stamp()).toBeNull();
  });
});
