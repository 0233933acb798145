import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeBlockingDisk } from '../disk/node-blocking-disk.ts';
import { scanHere } from '../disk/scan-here.ts';
import { anAsset } from '../testing/project-builder.ts';
import { watchBlockingDisk } from '../testing/watched-blocking-disk.ts';
import { codesAt, codesOf, createCaseProject, findingsAt, readCase } from './case-project.ts';
import { makeDeepFolders, notUtf8, oddFiles, removeDeepFolders, withEndlessFolder, writeSparse } from './file-cases.ts';

const project = await createCaseProject();
const bad = join(project.folder, 'assets/bad');
const isRoot = process.getuid?.() === 0;
const mebibyte = 1024 * 1024;
const tebibyte = mebibyte * mebibyte;

/** Folders below each other, and files in one: more than anybody has, and no more than can be made in some seconds. */
const veryDeep = 1000;
const veryMany = 200_000;

/** An empty folder for the bad asset. */
async function anEmptyAsset(): Promise<void> {
  await project.remove('assets/bad');
  await mkdir(bad);
}

const manifestOf = (...sources: readonly string[]): string => JSON.stringify(anAsset({ sources }));

describe('what is no file', () => {
  const cases = oddFiles.filter(({ privileged }) => privileged !== true || isRoot);

  it.each(cases.map((each) => [each.name, each] as const))('in the place of asset.json: %s', async (_name, odd) => {
    await anEmptyAsset();
    await odd.make(bad, 'asset.json');

    const { snapshot } = await readCase(project.folder);

    expect(codesAt(snapshot, 'bad')).toEqual(['manifest-not-a-file']);
  });

  it.each(cases.map((each) => [each.name, each] as const))('in the place of a source: %s', async (_name, odd) => {
    await anEmptyAsset();
    await odd.make(bad, 'x');
    await writeFile(join(bad, 'asset.json'), manifestOf('x', 'x/x'));

    const { snapshot, calls } = await readCase(project.folder);

    const below = odd.name === 'a folder with files' ? [] : ['source-missing'];
    expect(codesAt(snapshot, 'bad')).toEqual([...below, 'source-not-a-file'].toSorted());
    expect(calls.filter(({ call, path }) => call === 'open' && path.endsWith('/x'))).toEqual([]);
  });

  it.each(cases.map((each) => [each.name, each] as const))(
    'in the place of an asset’s folder: %s',
    async (_name, odd) => {
      await project.remove('assets/bad');
      await odd.make(join(project.folder, 'assets'), 'bad');

      const { snapshot } = await readCase(project.folder);

      expect(codesAt(snapshot, 'bad')).toEqual(['no-such-asset']);
      expect(snapshot.diagnostics).toEqual([]);
    },
  );
});

describe('a folder that can’t be looked into', () => {
  const refusals = ['EACCES', 'EPERM', 'EIO', 'ESTALE', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENOTDIR', 'ELOOP', 'ETIMEDOUT'];

  it.each(refusals)('is told, and the rest is read: %s', async (errno) => {
    await anEmptyAsset();
    await project.write('assets/bad/inner/asset.json', manifestOf('asset.json'));
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.fail({ call: 'list', path: 'assets/bad' }, errno);

    const { snapshot } = await readCase(project.folder, { disk });

    expect(snapshot.diagnostics).toEqual([{ code: 'folder-unreadable', errno, place: { file: 'assets/bad' } }]);
    expect(disk.unused()).toBe(0);
  });

  it.each(refusals.filter((errno) => !['ELOOP', 'ENOTDIR'].includes(errno)))(
    'or an asset.json or source that can’t be: %s',
    async (errno) => {
      await anEmptyAsset();
      await project.write('assets/bad/asset.json', manifestOf('asset.json'));
      const disk = watchBlockingDisk(createNodeBlockingDisk());
      disk.fail({ call: 'open', path: 'bad/asset.json' }, errno);
      const refused = await readCase(project.folder, { disk });
      disk.fail({ call: 'status', path: 'bad/asset.json' }, errno);

      const { snapshot } = await readCase(project.folder, { disk });

      expect(findingsAt(refused.snapshot, 'bad')).toMatchObject([{ code: 'manifest-unreadable', errno }]);
      expect(findingsAt(snapshot, 'bad')).toMatchObject([{ code: 'source-unreadable', errno }]);
    },
  );

  it('because it goes away before it is opened is told', async () => {
    await anEmptyAsset();
    await project.write('assets/bad/asset.json', manifestOf('asset.json'));
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.before({ call: 'openFolder', path: 'assets/bad' }, () => {
      renameSync(bad, join(project.folder, 'away'));
    });

    const { snapshot } = await readCase(project.folder, { disk });

    await rm(join(project.folder, 'away'), { recursive: true });
    expect(codesAt(snapshot, 'bad')).toEqual(['no-such-asset']);
    expect(codesOf(snapshot.diagnostics)).toEqual(['folder-unreadable']);
  });

  it.each([
    ['list', 'assets/bad'],
    ['open', 'bad/asset.json'],
    ['status', 'bad/asset.json'],
  ] as const)('or goes away before %s of %s: it is read as it was, or told', async (call, path) => {
    await anEmptyAsset();
    await project.write('assets/bad/asset.json', manifestOf('asset.json'));
    const disks = [true, false].map((byDescriptor) => watchBlockingDisk(createNodeBlockingDisk(byDescriptor)));
    const found: unknown[] = [];

    for (const disk of disks) {
      disk.before({ call, path }, () => {
        renameSync(bad, join(project.folder, 'away'));
      });
      const { snapshot } = await readCase(project.folder, { disk });
      found.push([codesAt(snapshot, 'bad'), codesOf(snapshot.diagnostics)]);
      renameSync(join(project.folder, 'away'), bad);
    }

    expect(found).toEqual([
      [[], []],
      [['no-such-asset'], ['folder-unreadable']],
    ]);
  });
});

describe('folders without end', () => {
  it('inside one another are entered to the 64th level', async () => {
    await anEmptyAsset();
    const disk = withEndlessFolder(createNodeBlockingDisk(), bad, 'd');

    const { snapshot, calls } = await readCase(project.folder, { disk });

    expect(codesOf(snapshot.diagnostics)).toEqual(['folder-too-deep']);
    expect(calls.filter(({ call }) => call === 'list').length).toBeLessThan(80);
  });

  it(`${String(veryDeep)} deep on the disk are entered to the 64th level`, async () => {
    await anEmptyAsset();
    makeDeepFolders(bad, veryDeep, 'd');
    onTestFinished(() => {
      removeDeepFolders(bad, 'd');
    }, 600_000);

    const { snapshot, calls } = await readCase(project.folder);

    expect(codesOf(snapshot.diagnostics)).toEqual(['folder-too-deep']);
    expect(calls.filter(({ call }) => call === 'list').length).toBeLessThan(80);
  }, 600_000);

  it('of names that make a path too long for the system are told where they end', async () => {
    await anEmptyAsset();
    const name = 'n'.repeat(255);
    makeDeepFolders(bad, 40, name);
    onTestFinished(() => {
      removeDeepFolders(bad, name);
    });

    const { snapshot } = await readCase(project.folder);

    expect(snapshot.diagnostics).toMatchObject([{ code: 'folder-unreadable', errno: 'ENAMETOOLONG' }]);
  });

  it('beside one another, 2,000 with nothing in them, are read', async () => {
    await anEmptyAsset();
    await Promise.all(Array.from({ length: 2000 }, (_, at) => mkdir(join(bad, String(at)))));

    const { snapshot } = await readCase(project.folder);

    expect(snapshot.diagnostics).toEqual([]);
  });

  it('of one inside another, each with a manifest, are told', async () => {
    await anEmptyAsset();
    const depths = Array.from({ length: 50 }, (_, at) => Array.from({ length: at + 1 }, () => 'd').join('/'));
    for (const path of depths) {
      await project.write(`assets/bad/${path}/asset.json`, manifestOf('asset.json'));
    }

    const { snapshot } = await readCase(project.folder);

    const codes = depths.map((path) => codesAt(snapshot, `bad/${path}`));
    expect(codes).toEqual(depths.map((_, at) => (at === 0 ? [] : ['nested-asset'])));
  });
});

describe(`${String(veryMany)} files in one folder`, () => {
  async function fill(): Promise<void> {
    await anEmptyAsset();
    await writeFile(join(bad, 'asset.json'), manifestOf('asset.json'));
    for (let from = 0; from < veryMany; from += 1000) {
      await Promise.all(Array.from({ length: 1000 }, (_, at) => writeFile(join(bad, String(from + at)), '')));
    }
  }

  it('are no reason not to read the rest, and reading can be ended', async () => {
    await fill();
    const names = await readdir(bad);
    const { snapshot, calls } = await readCase(project.folder);
    const enough = new AbortController();
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.after({ call: 'list', path: 'assets/bad' }, () => {
      enough.abort(new Error('enough'));
    });
    const ended = scanHere(disk)(project.folder, { signal: enough.signal, onProgress: () => undefined });

    expect(names.length).toBe(veryMany + 1);
    expect(codesAt(snapshot, 'bad')).toEqual([]);
    expect(calls.length).toBeLessThan(30);
    await expect(ended).rejects.toThrow('enough');
  }, 600_000);
});

describe('a file that is too large', () => {
  it.each([
    ['one byte too many', mebibyte + 1],
    ['100 MB', 100_000_000],
    ['4 GiB and a byte', 4096 * mebibyte + 1],
    ['1 TiB of nothing', tebibyte],
  ])('is no manifest, and no byte of it is read: %s', async (_name, bytes) => {
    await anEmptyAsset();
    await writeSparse(join(bad, 'asset.json'), bytes);

    const { snapshot, calls } = await readCase(project.folder);

    expect(findingsAt(snapshot, 'bad')).toMatchObject([{ code: 'manifest-too-large', bytes, limit: mebibyte }]);
    expect(calls.filter(({ call, path }) => call === 'file.read' && path.includes('/bad/'))).toEqual([]);
  });

  it.each([
    ['nothing', 0],
    ['4 GiB and a byte', 4096 * mebibyte + 1],
    ['1 TiB of nothing', tebibyte],
  ])('is a source of its size, and no byte of it is read: %s', async (_name, bytes) => {
    await anEmptyAsset();
    await writeSparse(join(bad, 'x'), bytes);
    await writeFile(join(bad, 'asset.json'), manifestOf('x'));

    const { snapshot, calls } = await readCase(project.folder);

    expect(codesAt(snapshot, 'bad')).toEqual([]);
    expect(calls.filter(({ call, path }) => call === 'open' && path.endsWith('/x'))).toEqual([]);
  });

  const valid = manifestOf('asset.json');

  it.each<[string, () => void, readonly string[]]>([
    [
      'grows by a byte',
      () => {
        appendFileSync(join(bad, 'asset.json'), ' ');
      },
      [],
    ],
    [
      'grows to 1 TiB',
      () => {
        truncateSync(join(bad, 'asset.json'), tebibyte);
      },
      [],
    ],
    [
      'shrinks by a byte',
      () => {
        truncateSync(join(bad, 'asset.json'), valid.length - 1);
      },
      ['manifest-not-json'],
    ],
    [
      'shrinks to nothing',
      () => {
        truncateSync(join(bad, 'asset.json'), 0);
      },
      ['manifest-not-json'],
    ],
    [
      'is another one',
      () => {
        writeFileSync(join(bad, 'asset.json'), 'x'.repeat(valid.length));
      },
      ['manifest-not-json'],
    ],
  ])('or becomes it, or less, while it is read: it %s', async (_name, change, codes) => {
    await anEmptyAsset();
    await writeFile(join(bad, 'asset.json'), valid);
    const disk = watchBlockingDisk(createNodeBlockingDisk());
    disk.after({ call: 'file.status', path: 'bad/asset.json' }, change);

    const { snapshot } = await readCase(project.folder, { disk });

    expect(codesAt(snapshot, 'bad')).toEqual(codes);
    expect(disk.unused()).toBe(0);
  });
});

describe.skipIf(process.platform !== 'linux')('a name that is not UTF-8', () => {
  const nameOf = (bytes: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from(`${bad}/`), Uint8Array.from(bytes), Buffer.from('x')]);

  it('is in the corpus 10 times or more', () => {
    expect(notUtf8.length).toBeGreaterThanOrEqual(10);
  });

  it.each(notUtf8)('of a folder is told and the folder not entered: %j %j %j', async (...bytes) => {
    await anEmptyAsset();
    await mkdir(nameOf(bytes));
    await writeFile(Buffer.concat([nameOf(bytes), Buffer.from('/asset.json')]), manifestOf('asset.json'));

    const { snapshot } = await readCase(project.folder);

    expect(snapshot.diagnostics).toEqual([{ code: 'name-not-utf8', place: { file: 'assets/bad' } }]);
    expect(snapshot.counts.all).toBe(1);
  });

  it.each(notUtf8)('of a file in an asset is told, and the asset is read: %j %j %j', async (...bytes) => {
    await anEmptyAsset();
    await writeFile(nameOf(bytes), '');
    await writeFile(join(bad, 'asset.json'), manifestOf('asset.json'));

    const { snapshot } = await readCase(project.folder);

    expect(codesOf(snapshot.diagnostics)).toEqual(['name-not-utf8']);
    expect(codesAt(snapshot, 'bad')).toEqual([]);
  });
});
