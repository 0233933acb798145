import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { buildProject } from '../testing/project-builder.ts';
import { createNodeDisk } from './node-disk.ts';
import { checkUpProject, compareHint } from './project-checkup.ts';

const disk = createNodeDisk();
const mayWrite = () => Promise.resolve(null);

describe('a check-up of a project', () => {
  it.each([
    ['assets.jsonl text eol=lf merge=union\n', true],
    ['*.png binary\r\n/assets.jsonl   merge=union eol=lf text\r\n', true],
    ['assets.jsonl text eol=lf merge=union\nassets.jsonl -merge\n', false],
    ['assets.jsonl -text eol=lf merge=union\n', false],
    ['assets.jsonl text eol=lf\n', false],
    ['# assets.jsonl text eol=lf merge=union\n', false],
    ['other.jsonl text eol=lf merge=union\n', false],
    ['', false],
  ])('knows whether version control merges by line: %j', async (text, mergesByLine) => {
    const folder = await buildProject({ files: { '.gitattributes': text } });

    expect(await checkUpProject(disk, folder, mayWrite)).toMatchObject({ mergesByLine });
  });

  it.each([
    ['.prometeu/\n', true],
    ['node_modules\n/.prometeu\n', true],
    ['**/.prometeu/**\n', true],
    ['.prometeu/\n!.prometeu/\n', false],
    ['#.prometeu/\n', false],
    ['prometeu/\n', false],
  ])('knows whether version control leaves the private folder out: %j', async (text, ignoresPrivateFolder) => {
    const folder = await buildProject({ files: { '.gitignore': text } });

    expect(await checkUpProject(disk, folder, mayWrite)).toMatchObject({ ignoresPrivateFolder });
  });

  it('counts what is kept, and names what was left behind', async () => {
    const folder = await buildProject({
      files: {
        '.prometeu/recovery/x': '12345',
        '.prometeu/recovery/y': '67',
        '.prometeu/b.tmp': '',
        '.prometeu/a.tmp': '',
        '.prometeu/assets-1.tmp/leaf.png': 'half',
        '.prometeu/mine.tmp/notes.txt': 'mine',
      },
    });

    expect(await checkUpProject(disk, folder, mayWrite)).toMatchObject({
      recovery: { copies: 2, bytes: 7 },
      leftovers: ['a.tmp', 'assets-1.tmp', 'b.tmp'],
      unreadable: [],
    });
  });

  it('is content with a project that has none of all this', async () => {
    const folder = await buildProject({ registry: null });

    expect(await checkUpProject(disk, folder, mayWrite)).toEqual({
      mergesByLine: false,
      ignoresPrivateFolder: false,
      recovery: { copies: 0, bytes: 0 },
      leftovers: [],
      notWritable: [],
      unreadable: [],
    });
  });

  it('asks whether what a registration writes may be written, and takes what is not there for no problem', async () => {
    const folder = await buildProject({});
    const errnos = new Map([
      [folder, 'EROFS'],
      [join(folder, 'assets.jsonl'), 'EACCES'],
    ]);

    const { notWritable } = await checkUpProject(disk, folder, async (path) => errnos.get(path) ?? 'ENOENT');

    expect(notWritable).toEqual([
      { path: '.', errno: 'EROFS' },
      { path: 'assets.jsonl', errno: 'EACCES' },
    ]);
  });

  it('tells a folder of ours that can not be looked into, and goes on', async () => {
    const folder = await buildProject({ files: { '.gitignore': '.prometeu/' } });
    await mkdir(join(folder, '.prometeu'));
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call: 'list', path: '.prometeu' }, 'EACCES', 2);

    expect(await checkUpProject(faulty, folder, mayWrite)).toMatchObject({
      ignoresPrivateFolder: true,
      unreadable: [
        { path: '.prometeu/recovery', errno: 'EACCES' },
        { path: '.prometeu', errno: 'EACCES' },
      ],
    });
  });
});

describe('the hint beside the registry', () => {
  const hint = (text: string) => buildProject({ files: { '.prometeu/state.json': text } });
  const bytes = '{"prometeu":"assets","v":1}\n'.length;

  it('says nothing where it is not there', async () => {
    expect(await compareHint(disk, await buildProject({}), 0)).toBeNull();
  });

  it.each([
    ['knows as many', `{"records":2,"bytes":${bytes}}`, []],
    ['is older', '{"records":1,"bytes":10}', []],
    ['knows of more', '{"records":3,"bytes":10}', [{ problem: 'fewer', known: 3, found: 2 }]],
    ['knows of other ones', `{"records":1,"bytes":${bytes}}`, [{ problem: 'other', known: 1, found: 2 }]],
    ['is no JSON', '{"records":', [{ problem: 'invalid' }]],
    ['is of another kind', '{"records":"2"}', [{ problem: 'invalid' }]],
  ])('R2 is compared where it %s', async (_, text, differences) => {
    expect(await compareHint(disk, await hint(text), 2)).toEqual(differences);
  });

  it('R2 is told where it can not be read', async () => {
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call: 'open', path: 'state.json' }, 'EIO');

    expect(await compareHint(faulty, await hint('{}'), 2)).toEqual([{ problem: 'unreadable', errno: 'EIO' }]);
  });
});
