import { renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeBlockingDisk } from '../disk/node-blocking-disk.ts';
import { scanHere } from '../disk/scan-here.ts';
import { anAsset, buildProject, freshFolder } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import { watchBlockingDisk } from '../testing/watched-blocking-disk.ts';
import { codesAt, codesOf, createCaseProject, findingsAt, readCase } from './case-project.ts';
import { linkCases } from './link-cases.ts';
import { startSwapping } from './swapping.ts';

const project = await createCaseProject();
const outside = await freshFolder();
await writeFile(join(outside, 'secret'), 'of another program');
await mkdir(join(project.folder, 'assets-more'));
await writeFile(join(project.folder, 'assets-more/secret'), 'beside the assets');

describe('a link', () => {
  const cases = linkCases();

  it('is in the corpus 40 times or more', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  it.each(cases.map((each) => [each.name, each] as const))('is not followed out: %s', async (_name, each) => {
    await project.remove('assets/bad');
    await each.make(project.folder, outside, 'bad');

    const { snapshot, calls } = await readCase(project.folder);

    expect(codesAt(snapshot, 'bad')).toEqual(each.codes);
    expect(codesOf(snapshot.diagnostics)).toEqual(each.projectCodes);
    expect(JSON.stringify(findingsAt(snapshot, 'bad'))).not.toContain(outside);
    expect(calls.filter(({ path }) => path.startsWith(outside))).toEqual([]);
  });
});

describe('a link that is swapped in while the project is read', () => {
  /** Names and sizes that a scan may find; those outside are others. */
  const inside = { name: 'Inside', source: 'inside' };

  async function swappedProject(): Promise<{ folder: string; outside: string }> {
    const other = await freshFolder();
    await writeFile(join(other, 'asset.json'), JSON.stringify(anAsset({ name: 'Outside', sources: ['x'] })));
    await writeFile(join(other, 'x'), 'outside, and longer');
    const folder = await buildProject({
      files: {
        'assets/a/asset.json': JSON.stringify(anAsset({ name: inside.name, sources: ['x'] })),
        'assets/a/x': inside.source,
      },
    });
    return { folder, outside: other };
  }

  async function readFiveThousandTimes(folder: string): Promise<Map<string, number>> {
    const scan = scanHere(createNodeBlockingDisk());
    const seen = new Map<string, number>();
    for (let tries = 0; tries < 5_000; tries += 1) {
      const { assets, diagnostics } = await scan(folder, unhurried);
      const [asset] = assets;
      const found = [...diagnostics, ...(asset?.diagnostics ?? [])].map(({ code }) => code);
      const key = JSON.stringify([asset?.name ?? null, asset?.sources[0]?.bytes ?? null, ...found]);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return seen;
  }

  it.each(['asset.json', 'x'])(
    'in the place of the file %s: nothing of its target is read in half of 10,000 tries',
    async (name) => {
      const { folder, outside: other } = await swappedProject();
      const swapping = await startSwapping(join(folder, 'assets/a', name), join(other, name));

      const seen = await readFiveThousandTimes(folder);

      await swapping.stop();
      const allowed = [
        ['Inside', 6],
        ...(name === 'x'
          ? [
              ['Inside', null, 'source-link-outside'],
              ['Inside', null, 'source-not-a-file'],
            ]
          : [[null, null, 'manifest-not-a-file']]),
      ].map((each) => JSON.stringify(each));
      expect([...seen.keys()].filter((key) => !allowed.includes(key))).toEqual([]);
      // Both were there, so that the tries were some.
      expect(seen.size).toBeGreaterThan(1);
    },
    60_000,
  );

  const ways = [true, false].filter((byDescriptor) => !byDescriptor || process.platform === 'linux');
  const moments = [
    ['openFolder', 'assets/a'],
    ['list', 'assets/a'],
    ['open', 'assets/a/asset.json'],
    ['status', 'assets/a/x'],
  ] as const;
  const swaps = ways.flatMap((byDescriptor) => moments.map(([call, path]) => ({ byDescriptor, call, path })));

  it.each(swaps)(
    'in the place of a folder, before $call of $path (by descriptor: $byDescriptor): nothing of its target is told',
    async ({ byDescriptor, call, path }) => {
      const { folder, outside: other } = await swappedProject();
      const disk = watchBlockingDisk(createNodeBlockingDisk(byDescriptor));
      disk.before({ call, path }, () => {
        renameSync(join(folder, 'assets/a'), join(folder, 'away'));
        symlinkSync(other, join(folder, 'assets/a'));
      });

      const { assets, diagnostics } = await scanHere(disk)(folder, unhurried);

      expect(disk.unused()).toBe(0);
      expect(assets.map(({ name }) => name)).not.toContain('Outside');
      expect(assets.flatMap(({ sources }) => sources.map(({ bytes }) => bytes))).not.toContain(19);
      expect(codesOf(diagnostics)).toEqual(assets.length === 1 ? [] : ['folder-unreadable']);
    },
  );

  describe.runIf(process.platform === 'linux')('where folders are passed through', () => {
    /** Folders that are not older than a tick are opened: the disk's clock says that these are. */
    const passing = () => watchBlockingDisk(createNodeBlockingDisk(true, () => Date.now() + 60_000));

    function swap(folder: string, other: string): void {
      renameSync(join(folder, 'assets/a'), join(folder, 'away'));
      symlinkSync(other, join(folder, 'assets/a'));
    }

    function swapBack(folder: string): void {
      unlinkSync(join(folder, 'assets/a'));
      renameSync(join(folder, 'away'), join(folder, 'assets/a'));
    }

    it('X2 an asset is read without its folder being opened', async () => {
      const { folder } = await swappedProject();
      const disk = passing();

      const { assets } = await scanHere(disk)(folder, unhurried);

      expect(assets.map(({ name }) => name)).toEqual(['Inside']);
      expect(disk.calls.filter(({ call }) => call === 'openFolder' || call === 'isAsListed')).toEqual([
        { call: 'openFolder', path: join(folder, 'assets') },
        { call: 'isAsListed', path: join(folder, 'assets') },
      ]);
    });

    it.each([
      ['list', 'assets/a'],
      ['open', 'assets/a/asset.json'],
      ['status', 'assets/a/x'],
      ['isAsListed', 'assets'],
    ] as const)('nothing of its target is told, before %s of %s', async (call, path) => {
      const { folder, outside: other } = await swappedProject();
      const disk = passing();
      disk.before({ call, path }, () => {
        swap(folder, other);
      });

      const { assets, diagnostics } = await scanHere(disk)(folder, unhurried);

      expect(disk.unused()).toBe(0);
      expect(assets).toEqual([]);
      expect(codesOf(diagnostics)).toEqual(['folder-unreadable']);
    });

    it('nothing of its target is told where it is gone again before anybody looks', async () => {
      const { folder, outside: other } = await swappedProject();
      const disk = passing();
      disk.before({ call: 'list', path: 'assets/a' }, () => {
        swap(folder, other);
      });
      disk.before({ call: 'isAsListed' }, () => {
        swapBack(folder);
      });

      const { assets, diagnostics } = await scanHere(disk)(folder, unhurried);

      expect(disk.unused()).toBe(0);
      expect(assets.map(({ name, sources }) => [name, sources[0]?.bytes])).toEqual([['Inside', 6]]);
      expect(diagnostics).toEqual([]);
    });

    it('nothing of its target is told where a folder further up was a link for a time', async () => {
      const other = await freshFolder();
      await mkdir(join(other, 'b/c'), { recursive: true });
      await writeFile(join(other, 'b/c/asset.json'), JSON.stringify(anAsset({ name: 'Outside', sources: ['x'] })));
      const folder = await buildProject({ assets: { 'a/b/c': anAsset({ name: 'Inside' }) } });
      const disk = passing();
      disk.before({ call: 'list', path: 'assets/a/b/c' }, () => {
        swap(folder, other);
      });
      disk.before({ call: 'isAsListed', path: 'assets/a/b' }, () => {
        swapBack(folder);
      });

      const { assets } = await scanHere(disk)(folder, unhurried);

      expect(disk.unused()).toBe(0);
      expect(assets.map(({ name }) => name)).toEqual(['Inside']);
    });

    it('what is below a folder is not read through a link that has come into its place', async () => {
      const other = await freshFolder();
      await mkdir(join(other, 'b'));
      await writeFile(join(other, 'b/asset.json'), JSON.stringify(anAsset({ name: 'Outside', sources: ['x'] })));
      const folder = await buildProject({ assets: { 'a/b': anAsset() } });
      const disk = passing();
      disk.after({ call: 'list', path: 'assets/a' }, () => {
        swap(folder, other);
      });

      const { assets, diagnostics } = await scanHere(disk)(folder, unhurried);

      expect(disk.unused()).toBe(0);
      expect(assets).toEqual([]);
      expect(codesOf(diagnostics)).toEqual(['folder-unreadable']);
    });
  });

  it.each(ways)(
    'in the place of a folder further up (by descriptor: %s): nothing of its target is told',
    async (way) => {
      const other = await freshFolder();
      await mkdir(join(other, 'b'));
      await writeFile(join(other, 'b/asset.json'), JSON.stringify(anAsset({ name: 'Outside', sources: ['x'] })));
      const folder = await buildProject({ assets: { 'a/b': anAsset() } });
      const disk = watchBlockingDisk(createNodeBlockingDisk(way));
      disk.before({ call: 'openFolder', path: 'assets/a/b' }, () => {
        renameSync(join(folder, 'assets/a'), join(folder, 'away'));
        symlinkSync(other, join(folder, 'assets/a'));
      });

      const { assets } = await scanHere(disk)(folder, unhurried);

      expect(disk.unused()).toBe(0);
      expect(assets.map(({ name }) => name)).not.toContain('Outside');
    },
  );
});

describe('a hard link to a file outside', () => {
  it.each(['asset.json', 'picture.png'])('is read as any file: %s', async (name) => {
    const other = await freshFolder();
    const manifest = anAsset({ name: 'Linked' });
    await writeFile(join(other, 'asset.json'), JSON.stringify(manifest));
    await writeFile(join(other, 'picture.png'), '12345');
    await project.remove('assets/bad');
    await project.write('assets/bad/asset.json', JSON.stringify(manifest));
    await project.write('assets/bad/picture.png', '12345');
    await rm(join(project.folder, 'assets/bad', name));
    await link(join(other, name), join(project.folder, 'assets/bad', name));

    const { snapshot } = await readCase(project.folder);

    expect(codesAt(snapshot, 'bad')).toEqual([]);
  });
});
