import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

const at = resolve('/work-folder');

describe('the command line', () => {
  it.each<[string, string[], boolean, string | null]>([
    ['of an installed app without arguments', ['studio'], true, null],
    ['of an installed app', ['studio', '/games/one'], true, resolve('/games/one')],
    ['of an app from its sources without arguments', ['electron', '.'], false, null],
    ['of an app from its sources', ['electron', '.', '/games/one'], false, resolve('/games/one')],
    ['with a folder below where it was started', ['studio', 'one'], true, resolve(at, 'one')],
    ['with a folder above', ['studio', '../one'], true, resolve(at, '../one')],
    ['with flags before the folder', ['studio', '--no-sandbox', '-x', '/one'], true, resolve('/one')],
    ['with flags between', ['electron', '--inspect', '.', '--user-data=/u', '/one'], false, resolve('/one')],
    ['with two folders takes the first', ['studio', '/one', '/two'], true, resolve('/one')],
    ['with a project file', ['studio', '/one/prometeu.json'], true, resolve('/one')],
    ['with a folder of a like name', ['studio', '/one/my-prometeu.json'], true, resolve('/one/my-prometeu.json')],
    [
      'with a file URL, as desktops hand it over',
      ['studio', 'file:///my%20games/one/prometeu.json'],
      true,
      '/my games/one',
    ],
    ['with a URL of a host, as it stands', ['studio', 'file://host/one'], true, resolve(at, 'file://host/one')],
    ['with a URL of another kind, as it stands', ['studio', 'https://x/one'], true, resolve(at, 'https://x/one')],
    ['with a folder that has a space', ['studio', '/my games/one'], true, resolve('/my games/one')],
  ])('%s gives the folder', (_, argv, isPackaged, folder) => {
    const parsed = parseCommandLine(argv, isPackaged, at);

    expect(parsed.folder).toBe(folder);
  });

  it('gives the folder of the app’s data and the file of the disk log', () => {
    const parsed = parseCommandLine(['studio', '--user-data=/u', '--disk-log=/log'], true, at);

    expect(parsed).toEqual({
      folder: null,
      link: null,
      userData: resolve('/u'),
      diskLog: resolve('/log'),
      updateFeed: null,
    });
  });

  it('gives a feed of updates to an app from its sources alone', () => {
    expect(parseCommandLine(['electron', '.', '--update-feed=/f'], false, at).updateFeed).toBe(resolve('/f'));
    expect(parseCommandLine(['studio', '--update-feed=/f'], true, at).updateFeed).toBeNull();
  });

  it('takes paths in flags from where it was started, as the folder', () => {
    const parsed = parseCommandLine(['studio', '--user-data=u', '--disk-log=log', 'one'], true, at);

    expect(parsed).toEqual({
      folder: resolve(at, 'one'),
      link: null,
      userData: resolve(at, 'u'),
      diskLog: resolve(at, 'log'),
      updateFeed: null,
    });
  });

  it('gives null for flags that are not there', () => {
    const parsed = parseCommandLine(['studio', '--user-data'], true, at);

    expect(parsed).toEqual({ folder: null, link: null, userData: null, diskLog: null, updateFeed: null });
  });

  it.each([
    ['of an installed app', ['studio', '--user-data=/u', 'prometeu://open?project=/one'], true],
    ['of an app from its sources', ['electron', '.', '--user-data=/u', 'prometeu://open?project=/one'], false],
    [
      'with flags that came with the link, which are not the author’s',
      ['studio', '--user-data=/u', 'prometeu://open?project=/one', '--user-data=/other', '--disk-log=/log'],
      true,
    ],
  ])('%s gives the link as it came', (_, argv, isPackaged) => {
    const parsed = parseCommandLine(argv, isPackaged, at);

    expect(parsed).toEqual({
      folder: null,
      link: 'prometeu://open?project=/one',
      userData: resolve('/u'),
      diskLog: null,
      updateFeed: null,
    });
  });
});
