import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildProject, freshFolder } from './packer/testing/project-builder.ts';
import { createRecentProjects, type RecentProjects } from './recent-projects.ts';

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

function aProject(path: string, name: string, openedAt: string): Parameters<RecentProjects['add']>[0] {
  return { path, name, openedAt, assets: 3 };
}

interface RecentTest {
  readonly recent: RecentProjects;
  readonly file: string;
  readonly troubles: unknown[];
}

async function aList(content?: string): Promise<RecentTest> {
  const file = join(await freshFolder(), 'data/recent.json');
  if (content !== undefined) {
    await mkdir(join(file, '..'));
    await writeFile(file, content);
  }
  const troubles: unknown[] = [];
  const recent = createRecentProjects(file, (error) => troubles.push(error));
  return { recent, file, troubles };
}

const pathsOf = async (recent: RecentProjects): Promise<string[]> => (await recent.list()).map(({ path }) => path);

describe('recent projects', () => {
  it('are none at first, which is no trouble', async () => {
    const { recent, troubles } = await aList();

    const list = await recent.list();

    expect(list).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('come newest first', async () => {
    const { recent } = await aList();

    await recent.add(aProject('/a', 'A', day(1)));
    await recent.add(aProject('/b', 'B', day(2)));

    expect(await recent.list()).toEqual([
      { path: '/b', name: 'B', openedAt: day(2), assets: 3, pinned: false, exists: false },
      { path: '/a', name: 'A', openedAt: day(1), assets: 3, pinned: false, exists: false },
    ]);
  });

  it('have a project once, where it was opened last', async () => {
    const { recent } = await aList();

    await recent.add(aProject('/a', 'A', day(1)));
    await recent.add(aProject('/b', 'B', day(2)));
    await recent.add(aProject('/a', 'A again', day(3)));

    expect(await recent.list()).toMatchObject([{ path: '/a', name: 'A again', openedAt: day(3) }, { path: '/b' }]);
  });

  it('say whether the project is still there', async () => {
    const { recent } = await aList();
    const [project, folder] = [await buildProject(), await freshFolder()];

    await recent.add(aProject(project, 'A', day(1)));
    await recent.add(aProject(folder, 'B', day(2)));

    expect((await recent.list()).map(({ exists }) => exists)).toEqual([false, true]);
  });

  it('are twenty at most', async () => {
    const { recent } = await aList();

    await Promise.all(Array.from({ length: 25 }, (_, at) => recent.add(aProject(`/${String(at)}`, 'N', day(1)))));

    expect(await pathsOf(recent)).toEqual(Array.from({ length: 20 }, (_, at) => `/${String(24 - at)}`));
  });

  it('come after those that are pinned, which no newer one pushes out', async () => {
    const { recent } = await aList();
    await recent.add(aProject('/kept', 'Kept', day(1)));
    await recent.pin('/kept', true);

    for (let at = 0; at < 25; at += 1) {
      await recent.add(aProject(`/${String(at)}`, 'N', day(2)));
    }
    await recent.add(aProject('/kept', 'Kept', day(3)));

    const paths = await pathsOf(recent);
    expect(paths).toHaveLength(21);
    expect(paths[0]).toBe('/kept');

    await recent.pin('/kept', false);
    await recent.add(aProject('/newest', 'Newest', day(4)));
    expect((await pathsOf(recent)).slice(0, 2)).toEqual(['/newest', '/kept']);
  });

  it('are read from a file of before pins and counts', async () => {
    const { recent, troubles } = await aList(
      JSON.stringify({ v: 1, projects: [{ path: '/a', name: 'A', openedAt: day(1) }] }),
    );

    expect(await recent.list()).toMatchObject([{ path: '/a', assets: null, pinned: false }]);
    expect(troubles).toEqual([]);
  });

  it('lose none of changes that are made at the same time', async () => {
    const { recent } = await aList();

    await Promise.all([
      recent.add(aProject('/a', 'A', day(1))),
      recent.add(aProject('/b', 'B', day(1))),
      recent.remove('/a'),
      recent.add(aProject('/c', 'C', day(1))),
    ]);

    expect(await pathsOf(recent)).toEqual(['/c', '/b']);
  });

  it('forget one that is removed', async () => {
    const { recent } = await aList();
    await recent.add(aProject('/a', 'A', day(1)));

    await recent.remove('/a');
    await recent.remove('/not-there');

    expect(await recent.list()).toEqual([]);
  });

  it('are there after the next start', async () => {
    const { recent, file } = await aList();
    await recent.add(aProject('/a', 'A', day(1)));

    const later = createRecentProjects(file, () => undefined);

    expect(await pathsOf(later)).toEqual(['/a']);
  });
});

describe('a file of recent projects', () => {
  it.each([
    ['empty', ''],
    ['no JSON', '{'],
    ['another value', '[]'],
    ['of another version', '{"v":2,"projects":[]}'],
    ['with a wrong field', '{"v":1,"projects":[{"path":1,"name":"a","openedAt":"x"}]}'],
    ['with a key too many', '{"v":1,"projects":[],"__proto__":{}}'],
  ])('that is %s counts as empty, and is told', async (_, content) => {
    const { recent, troubles } = await aList(content);

    const list = await recent.list();

    expect(list).toEqual([]);
    expect(troubles).toHaveLength(1);
  });

  it('that can’t be read is mended by the next change', async () => {
    const { recent, file } = await aList('{');

    await recent.add(aProject('/a', 'A', day(1)));

    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      v: 1,
      projects: [{ path: '/a', name: 'A', openedAt: day(1), assets: 3, pinned: false }],
    });
  });

  it('that can’t be written is told and stands in nobody’s way', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const troubles: unknown[] = [];
    const recent = createRecentProjects(join(folder, 'data/recent.json'), (error) => troubles.push(error));

    await recent.add(aProject('/a', 'A', day(1)));

    expect(troubles.length).toBeGreaterThan(0);
  });
});
