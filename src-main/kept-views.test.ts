import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { viewAtFirst } from '../src-preload/contract/domain/kept-view.ts';
import { createKeptViews } from './kept-views.ts';
import { freshFolder } from './packer/testing/project-builder.ts';

const noTrouble = (error: unknown): void => {
  throw error;
};

/** What would be written later is written when it is asked for. */
const neverLater = () => () => undefined;

const asTiles = { ...viewAtFirst, layout: 'grid', edge: 200, sidebar: false, selected: 'ui/buttons' } as const;

async function aFile(content: unknown): Promise<string> {
  const file = join(await freshFolder(), 'data/project-views.json');
  await mkdir(dirname(file));
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('a project is shown as at first, until it was shown otherwise, and so at the next start', async () => {
  const file = join(await freshFolder(), 'data/project-views.json');
  const views = createKeptViews(file, neverLater, noTrouble);
  expect(await views.read('/a')).toEqual(viewAtFirst);

  const kept = views.keep('/a', asTiles);

  expect(await views.read('/a')).toEqual(asTiles);
  expect(await views.read('/b')).toEqual(viewAtFirst);
  await kept;
  await views.write();
  expect(await createKeptViews(file, neverLater, noTrouble).read('/a')).toEqual(asTiles);
});

test('many changes are one write, a little later', async () => {
  const file = join(await freshFolder(), 'project-views.json');
  const waiting: (() => void)[] = [];
  const views = createKeptViews(
    file,
    (_milliseconds, call) => {
      waiting.push(call);
      return () => undefined;
    },
    noTrouble,
  );

  await views.keep('/a', { ...asTiles, edge: 100 });
  await views.keep('/b', viewAtFirst);
  await views.keep('/a', asTiles);

  expect(waiting).toHaveLength(1);
  expect(existsSync(file)).toBe(false);
  waiting[0]?.();
  await vi.waitUntil(() => existsSync(file));
  expect(await createKeptViews(file, neverLater, noTrouble).read('/a')).toEqual(asTiles);
});

test('a project that is opened through a link is shown as the one that it is', async () => {
  const folder = await freshFolder();
  await mkdir(join(folder, 'game'));
  await symlink(join(folder, 'game'), join(folder, 'link'), 'junction');
  const views = createKeptViews(join(folder, 'project-views.json'), neverLater, noTrouble);

  await views.keep(join(folder, 'link'), asTiles);

  expect(await views.read(join(folder, 'game'))).toEqual(asTiles);
});

test('what can’t be read of a view costs itself alone', async () => {
  const file = await aFile({
    v: 1,
    projects: [{ path: '/a', view: { ...asTiles, sidebarWidth: 12, sort: 'size', zoom: 3 }, seen: true }],
  });

  expect(await createKeptViews(file, neverLater, noTrouble).read('/a')).toEqual(asTiles);
});

test('a file that can’t be read, or written, stands in nobody’s way', async () => {
  const troubles: unknown[] = [];
  const file = await aFile('not JSON');
  expect(await createKeptViews(file, neverLater, (error) => troubles.push(error)).read('/a')).toEqual(viewAtFirst);
  const blocked = createKeptViews(join(file, 'below/views.json'), neverLater, (error) => troubles.push(error));

  await blocked.keep('/a', asTiles);
  await blocked.write();

  expect(await blocked.read('/a')).toEqual(asTiles);
  expect(troubles.length).toBeGreaterThanOrEqual(2);
});

test('a change that could not be kept does not keep the others from being written at quit', async () => {
  const file = join(await freshFolder(), 'project-views.json');
  let calls = 0;
  const views = createKeptViews(
    file,
    () => {
      calls += 1;
      if (calls === 1) {
        throw new Error('No timer');
      }
      return () => undefined;
    },
    noTrouble,
  );
  await expect(views.keep('/b', viewAtFirst)).rejects.toThrow('No timer');

  await views.keep('/a', asTiles);
  await views.write();

  expect(await createKeptViews(file, neverLater, noTrouble).read('/a')).toEqual(asTiles);
});
