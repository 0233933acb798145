import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { anAsset, buildProject, freshFolder } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import { watchBlockingDisk } from '../testing/watched-blocking-disk.ts';
import type { BlockingDisk } from './blocking-disk.ts';
import type { ScannedAssets } from './disk-port.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import { scanHere } from './scan-here.ts';

const makePipe = (path: string): Promise<unknown> => promisify(execFile)('mkfifo', [path]);

function scan(folder: string, disk: BlockingDisk = createNodeBlockingDisk()): Promise<ScannedAssets> {
  return scanHere(disk)(folder, unhurried);
}

const rootsOf = ({ assets }: ScannedAssets): string[] => assets.map(({ root }) => root).toSorted();

async function scanOne(folder: string, disk?: BlockingDisk): Promise<ScannedAsset> {
  const { assets } = await scan(folder, disk);
  const [asset] = assets;
  if (asset === undefined || assets.length > 1) {
    throw new Error(`The test's project has ${String(assets.length)} assets`);
  }
  return asset;
}

/** The findings of a project whose one asset lists one source, after the test did something to its folder. */
async function findingsOfSource(
  path: string,
  prepare: (assetFolder: string) => Promise<unknown>,
): Promise<Diagnostic[]> {
  const folder = await buildProject({ files: { 'assets/a/asset.json': JSON.stringify(anAsset({ sources: [path] })) } });
  await prepare(join(folder, 'assets/a'));
  return [...(await scanOne(folder)).diagnostics];
}

const sourcePlace = { file: 'assets/a/asset.json', pointer: '/sources/0' };

describe('a scan', () => {
  it('finds every asset below assets, at any depth', async () => {
    const folder = await buildProject({
      assets: { a: anAsset(), 'b/c': anAsset(), 'b/d/e/f': anAsset(), 'ünï/雲': anAsset() },
    });

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual(['a', 'b/c', 'b/d/e/f', 'ünï/雲']);
    expect(scanned.diagnostics).toEqual([]);
  });

  it('reads manifest and sizes of sources', async () => {
    const content = anAsset({ sources: ['picture.png', 'sub/other.png'] });
    const folder = await buildProject({ assets: { a: content } });

    const asset = await scanOne(folder);

    expect(asset).toEqual({
      root: 'a',
      name: 'Asset',
      type: 'image',
      manifest: content,
      sources: [
        { path: 'picture.png', bytes: 6 },
        { path: 'sub/other.png', bytes: 6 },
      ],
      diagnostics: [],
    });
  });

  it('takes a folder without asset.json for no asset', async () => {
    const folder = await buildProject({ files: { 'assets/a/picture.png': 'x', 'assets/a/ASSET.JSON': '{}' } });

    const scanned = await scan(folder);

    expect(scanned).toEqual({ assets: [], diagnostics: [] });
  });

  it.each(['.git', '.hidden', '.prometeu', 'node_modules'])('does not enter %s', async (name) => {
    const folder = await buildProject({ assets: { [`a/${name}/b`]: anAsset(), [name]: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());

    const scanned = await scan(folder, disk);

    expect(scanned).toEqual({ assets: [], diagnostics: [] });
    expect(disk.calls.filter(({ path }) => path.includes(name))).toEqual([]);
  });

  it('tells each asset when it has read it', async () => {
    const folder = await buildProject({ assets: { a: anAsset(), b: anAsset(), c: anAsset() } });
    let told = 0;

    await scanHere(createNodeBlockingDisk())(folder, {
      ...unhurried,
      onProgress: () => {
        told += 1;
      },
    });

    expect(told).toBe(3);
  });

  it('follows an assets folder that is a link, whose target it takes for the bounds', async () => {
    const elsewhere = await buildProject({ assets: { a: anAsset() } });
    const folder = await freshFolder();
    await symlink(join(elsewhere, 'assets'), join(folder, 'assets'));

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual(['a']);
  });

  it('throws the disk’s error where assets can’t be listed', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.fail({ call: 'list' }, 'EACCES');

    const scanning = scan(folder, disk);

    await expect(scanning).rejects.toMatchObject({ code: 'EACCES' });
  });

  it('ends with the reason of a signal that was given before', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const controller = new AbortController();
    controller.abort(new Error('enough'));

    const scanning = scanHere(createNodeBlockingDisk())(folder, { ...unhurried, signal: controller.signal });

    await expect(scanning).rejects.toThrow('enough');
  });

  it('ends with the reason of a signal that comes meanwhile, and reads no further', async () => {
    const roots = Array.from({ length: 300 }, (_, at) => `a${String(at)}`);
    const folder = await buildProject({
      files: Object.fromEntries(roots.map((root) => [`assets/${root}/asset.json`, '{}'])),
    });
    const controller = new AbortController();
    let told = 0;

    const scanning = scanHere(createNodeBlockingDisk())(folder, {
      signal: controller.signal,
      onProgress: () => {
        told += 1;
        controller.abort(new Error('enough'));
      },
    });

    await expect(scanning).rejects.toThrow('enough');
    expect(told).toBeLessThan(100);
  });
});

describe('a manifest that can’t be read as one', () => {
  it('of 50 MB is not read', async () => {
    const folder = await buildProject({ files: { 'assets/a/asset.json': '' } });
    await truncate(join(folder, 'assets/a/asset.json'), 50 * 1024 * 1024);
    const disk = watchBlockingDisk(createNodeBlockingDisk());

    const asset = await scanOne(folder, disk);

    expect(asset.diagnostics).toEqual([
      {
        code: 'manifest-too-large',
        bytes: 50 * 1024 * 1024,
        limit: 1024 * 1024,
        place: { file: 'assets/a/asset.json' },
      },
    ]);
    expect(disk.calls.map(({ call }) => call)).not.toContain('file.read');
  });

  it('of a mebibyte exactly is read', async () => {
    const text = JSON.stringify(anAsset());
    const folder = await buildProject({
      assets: { a: text.padEnd(1024 * 1024) },
      files: { 'assets/a/picture.png': '' },
    });

    const asset = await scanOne(folder);

    expect(asset.diagnostics).toEqual([]);
  });

  it.each([
    ['invalid UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'manifest-not-utf8'],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), 'manifest-not-utf8'],
    ['nothing', '', 'manifest-not-json'],
    ['NUL bytes', '\0'.repeat(4096), 'manifest-not-json'],
  ])('of %s is told', async (_, content, code) => {
    const folder = await buildProject({ files: { 'assets/a/asset.json': content } });

    const asset = await scanOne(folder);

    expect(asset.diagnostics.map((found) => found.code)).toEqual([code]);
    expect(asset.manifest).toBeNull();
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['a pipe that nobody writes to', makePipe],
    ['a folder', (path) => mkdir(path)],
    ['a link to a manifest', (path) => symlink('../b.json', path)],
    ['a link to nowhere', (path) => symlink('nowhere', path)],
    ['a link to itself', (path) => symlink('asset.json', path)],
    ['a link to a device', (path) => symlink('/dev/zero', path)],
  ])('is %s: told, without waiting', async (_, make) => {
    const folder = await buildProject({ files: { 'assets/a/x': '', 'assets/b.json': JSON.stringify(anAsset()) } });
    await make(join(folder, 'assets/a/asset.json'));

    const asset = await scanOne(folder);

    expect(asset.diagnostics).toEqual([{ code: 'manifest-not-a-file', place: { file: 'assets/a/asset.json' } }]);
  });

  it('may not be for us to read', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.fail({ call: 'open', path: 'asset.json' }, 'EACCES');

    const asset = await scanOne(folder, disk);

    expect(asset.diagnostics).toEqual([
      { code: 'manifest-unreadable', errno: 'EACCES', place: { file: 'assets/a/asset.json' } },
    ]);
  });

  it('may go between listing and reading', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.before({ call: 'open', path: 'asset.json' }, () => {
      rmSync(join(folder, 'assets/a/asset.json'));
    });

    const asset = await scanOne(folder, disk);

    expect(asset.diagnostics).toMatchObject([{ code: 'manifest-unreadable', errno: 'ENOENT' }]);
  });

  it('does not hide other assets', async () => {
    const folder = await buildProject({ assets: { a: '{', b: anAsset() } });

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual(['a', 'b']);
    expect(scanned.assets.find(({ root }) => root === 'b')?.diagnostics).toEqual([]);
  });
});

describe('a source', () => {
  it.each(['../b/picture.png', '..', '/etc/passwd', 'C:\\x', '~/x', 'a/../../x', '..\\x', '//server/x'])(
    'that leaves the asset’s folder is told and not looked at: %s',
    async (path) => {
      const folder = await buildProject({
        files: { 'assets/a/asset.json': JSON.stringify(anAsset({ sources: [path] })) },
      });
      const disk = watchBlockingDisk(createNodeBlockingDisk());

      const asset = await scanOne(folder, disk);

      expect(asset.diagnostics).toEqual([{ code: 'source-path-outside', path, place: sourcePlace }]);
      expect(asset.sources).toEqual([{ path, bytes: null }]);
      expect(disk.calls.filter(({ call }) => call === 'status')).toEqual([]);
    },
  );

  it.each([
    ['a\\b.png', 'backslash'],
    ['con.png', 'reserved-name'],
    ['a\0b', 'control-character'],
    ['./a.png', 'empty-segment'],
    ['.git/config', 'private-folder'],
  ])('whose path breaks a rule of some system is told and not looked at: %j', async (path, reason) => {
    const folder = await buildProject({
      files: { 'assets/a/asset.json': JSON.stringify(anAsset({ sources: [path] })) },
    });
    const disk = watchBlockingDisk(createNodeBlockingDisk());

    const asset = await scanOne(folder, disk);

    expect(asset.diagnostics).toEqual([{ code: 'source-path-not-portable', path, reason, place: sourcePlace }]);
    expect(disk.calls.filter(({ call }) => call === 'status')).toEqual([]);
  });

  it.each<[string, string, (folder: string) => Promise<unknown>]>([
    ['is not there', 'no.png', () => Promise.resolve()],
    ['lies below a file', 'x/no.png', (folder) => writeFile(join(folder, 'x'), '')],
    ['is a link to nowhere', 'no.png', (folder) => symlink('nowhere', join(folder, 'no.png'))],
    ['lies in a folder that is not there', 'x/y/no.png', () => Promise.resolve()],
  ])('that %s is missing', async (_, path, prepare) => {
    const findings = await findingsOfSource(path, prepare);

    expect(findings).toEqual([{ code: 'source-missing', path, place: sourcePlace }]);
  });

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['a folder', (folder) => mkdir(join(folder, 'x'))],
    ['a pipe', (folder) => makePipe(join(folder, 'x'))],
    [
      'a link to a folder',
      async (folder) => {
        await mkdir(join(folder, 'sub'));
        await symlink('sub', join(folder, 'x'));
      },
    ],
  ])('that is %s is no file', async (_, prepare) => {
    const findings = await findingsOfSource('x', prepare);

    expect(findings).toEqual([{ code: 'source-not-a-file', path: 'x', place: sourcePlace }]);
  });

  it.each<[string, string, (folder: string) => Promise<unknown>]>([
    ['a link to a file outside', 'x', (folder) => symlink('/etc/passwd', join(folder, 'x'))],
    [
      'a link to the project’s own file outside assets',
      'x',
      (folder) => symlink('../../prometeu.json', join(folder, 'x')),
    ],
    ['behind a link to a folder outside', 'x/passwd', (folder) => symlink('/etc', join(folder, 'x'))],
    [
      'a link to the assets folder’s name with more behind it',
      'x',
      async (folder) => {
        await mkdir(join(folder, '../../assets-more'));
        await writeFile(join(folder, '../../assets-more/y'), '');
        await symlink('../../assets-more/y', join(folder, 'x'));
      },
    ],
    [
      'a link by way of a link',
      'x',
      async (folder) => {
        await symlink('y', join(folder, 'x'));
        await symlink('/etc/passwd', join(folder, 'y'));
      },
    ],
  ])('that is %s leads out', async (_, path, prepare) => {
    const findings = await findingsOfSource(path, prepare);

    expect(findings).toEqual([{ code: 'source-link-outside', path, place: sourcePlace }]);
  });

  it('that is a link within assets is followed', async () => {
    const findings = await findingsOfSource('x.png', async (folder) => {
      await writeFile(join(folder, '../shared.png'), 'shared');
      await symlink('../shared.png', join(folder, 'x.png'));
    });

    expect(findings).toEqual([]);
  });

  it('that is a link in a circle can’t be looked at', async () => {
    const findings = await findingsOfSource('x', async (folder) => {
      await symlink('y', join(folder, 'x'));
      await symlink('x', join(folder, 'y'));
    });

    expect(findings).toEqual([{ code: 'source-unreadable', path: 'x', errno: 'ELOOP', place: sourcePlace }]);
  });

  it('that the system does not let us look at is told', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.fail({ call: 'status', path: 'picture.png' }, 'EACCES');

    const asset = await scanOne(folder, disk);

    expect(asset.diagnostics).toEqual([
      { code: 'source-unreadable', path: 'picture.png', errno: 'EACCES', place: sourcePlace },
    ]);
  });

  it('that is listed twice is used once', async () => {
    const folder = await buildProject({ assets: { a: anAsset({ sources: ['x.png', 'y.png', 'x.png'] }) } });

    const asset = await scanOne(folder);

    expect(asset.sources.map(({ path }) => path)).toEqual(['x.png', 'y.png']);
    expect(asset.diagnostics).toEqual([
      { code: 'source-duplicate', path: 'x.png', place: { file: 'assets/a/asset.json', pointer: '/sources/2' } },
    ]);
  });
});

describe('a folder', () => {
  it('of an asset inside another one’s is told', async () => {
    const folder = await buildProject({ assets: { 'ui/a': anAsset(), 'ui/a/b/c': anAsset() } });

    const { assets } = await scan(folder);

    const inner = assets.find(({ root }) => root === 'ui/a/b/c');
    const outer = assets.find(({ root }) => root === 'ui/a');
    expect(inner?.diagnostics).toEqual([{ code: 'nested-asset', outer: 'ui/a', place: { file: 'assets/ui/a/b/c' } }]);
    expect(outer?.diagnostics).toEqual([]);
  });

  it('is told of the nearest asset above it', async () => {
    const folder = await buildProject({ assets: { a: anAsset(), 'a/b': anAsset(), 'a/b/c': anAsset() } });

    const { assets } = await scan(folder);

    const innermost = assets.find(({ root }) => root === 'a/b/c');
    expect(innermost?.diagnostics).toMatchObject([{ code: 'nested-asset', outer: 'a/b' }]);
  });

  it('whose path breaks a rule of some system is told', async () => {
    const folder = await buildProject({ assets: { 'ui/con': anAsset() } });

    const asset = await scanOne(folder);

    expect(asset.diagnostics).toEqual([
      { code: 'root-not-portable', root: 'ui/con', reason: 'reserved-name', place: { file: 'assets/ui/con' } },
    ]);
  });

  it('in the 64th level is entered, and one below it is not', async () => {
    const levels = Array.from({ length: 70 }, (_, at) => `f${String(at + 1)}`);
    const [deepest, tooDeep, farTooDeep] = [64, 65, 70].map((count) => levels.slice(0, count).join('/'));
    const folder = await buildProject({
      assets: {
        [String(deepest)]: anAsset(),
        [String(tooDeep)]: anAsset(),
        [String(farTooDeep)]: anAsset(),
        near: anAsset(),
      },
    });

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual([String(deepest), 'near']);
    expect(scanned.diagnostics).toEqual([
      { code: 'folder-too-deep', limit: 64, place: { file: `assets/${String(tooDeep)}` } },
    ]);
  });

  it('that can’t be listed is told, and the others are read', async () => {
    const folder = await buildProject({ assets: { 'closed/a': anAsset(), open: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.fail({ call: 'list', path: 'closed' }, 'EACCES');

    const scanned = await scan(folder, disk);

    expect(rootsOf(scanned)).toEqual(['open']);
    expect(scanned.diagnostics).toEqual([
      { code: 'folder-unreadable', errno: 'EACCES', place: { file: 'assets/closed' } },
    ]);
  });

  it('that goes between two looks is told', async () => {
    const folder = await buildProject({ assets: { 'going/a': anAsset(), open: anAsset() } });
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.before({ call: 'openFolder', path: 'going' }, () => {
      rmSync(join(folder, 'assets/going'), { recursive: true });
    });

    const scanned = await scan(folder, disk);

    expect(scanned.diagnostics).toMatchObject([{ code: 'folder-unreadable', errno: 'ENOENT' }]);
  });

  it.each([
    ['out of the project', '/etc'],
    ['to a folder within', 'real'],
    ['to the folder above', '.'],
    ['to nowhere', 'nowhere'],
    ['to itself', 'link'],
  ])('that is a link is not followed: %s', async (_, target) => {
    const folder = await buildProject({ assets: { 'real/a': anAsset() } });
    await symlink(target, join(folder, 'assets/link'));

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual(['real/a']);
    expect(scanned.diagnostics).toEqual([{ code: 'folder-link-not-followed', place: { file: 'assets/link' } }]);
  });

  it('that is a link inside an asset is not followed, and not told', async () => {
    const folder = await buildProject({ assets: { a: anAsset() } });
    await symlink('..', join(folder, 'assets/a/up'));

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual(['a']);
    expect(scanned.diagnostics).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('whose name is not UTF-8 is told and not entered', async () => {
    const folder = await buildProject({ assets: { 'ui/a': anAsset() } });
    const name = Buffer.concat([Buffer.from(join(folder, 'assets/ui/bad-')), Uint8Array.of(0xff, 0xfe)]);
    await mkdir(name);
    await writeFile(Buffer.concat([name, Buffer.from('/asset.json')]), '{}');

    const scanned = await scan(folder);

    expect(rootsOf(scanned)).toEqual(['ui/a']);
    expect(scanned.diagnostics).toEqual([{ code: 'name-not-utf8', place: { file: 'assets/ui' } }]);
  });
});

describe('an asset.json directly in assets', () => {
  it('is told, and is no asset', async () => {
    const folder = await buildProject({ files: { 'assets/asset.json': '{}' } });

    const scanned = await scan(folder);

    expect(scanned.assets).toEqual([]);
    expect(scanned.diagnostics).toEqual([{ code: 'manifest-without-folder', place: { file: 'assets/asset.json' } }]);
  });
});
