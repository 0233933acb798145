import { describe, expect, it } from 'vitest';
import { aFolder } from '../packer/testing/open-test-project.ts';
import { actionsShape, detailsShape, failureShape } from './json-shapes.ts';
import { objectOf, runIn } from './testing/run-command.ts';

describe('details', () => {
  it('tells everything of one asset', async () => {
    const folder = await aFolder('ui/ok');
    await folder.writeAsset('ui/ok', {
      tags: ['a', 'b'],
      description: 'two\nlines',
      sources: ['picture.png', 'gone.png'],
    });
    await runIn(folder.path, 'register', 'ui/ok');

    const json = await runIn(folder.path, 'details', 'ui/ok', '--json');
    const shown = await runIn(folder.path, 'details', 'ui/ok');

    expect(objectOf(detailsShape, json)).toMatchObject({ root: 'ui/ok', registration: 'registered', health: 'error' });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('Folder: ui/ok\n');
    expect(shown.stdout).toContain('Description: two\\u000alines\n');
    expect(shown.stdout).toContain('  picture.png (5 bytes)\n  gone.png (not read)\n');
    expect(shown.stdout).toContain('  assets/ui/ok/asset.json/sources/1: ');
  });

  it.each(['ui/ok/', 'assets/ui/ok', './assets/ui/ok/asset.json'])('knows which asset %s is', async (typed) => {
    const folder = await aFolder('ui/ok');

    expect(objectOf(detailsShape, await runIn(folder.path, 'details', typed, '--json')).root).toBe('ui/ok');
  });

  it('takes a root as it stands before anything else', async () => {
    const folder = await aFolder('ok', 'assets/ok');

    const end = await runIn(folder.path, 'details', 'assets/ok', '--json');

    expect(objectOf(detailsShape, end).root).toBe('assets/ok');
  });

  it('ends with 1 where there is no such asset', async () => {
    const folder = await aFolder('a');

    const end = await runIn(folder.path, 'details', 'b\u001b[2J', '--json');

    expect(end.code).toBe(1);
    expect(objectOf(failureShape, end)).toMatchObject({
      failure: { code: 'no-such-asset', root: 'b\u001b[2J' },
      sentence: { wrong: 'There is no asset “b\\u001b[2J” in this project.' },
    });
    expect(end.stderr).not.toContain('\u001b');
  });
});

describe('actions', () => {
  it('tells what can be done, and why the rest can not', async () => {
    const folder = await aFolder('a');
    await runIn(folder.path, 'register', 'a');

    const json = await runIn(folder.path, 'actions', 'a', '--json');
    const shown = await runIn(folder.path, 'actions', 'a');

    expect(json.code).toBe(0);
    expect(objectOf(actionsShape, json)).toMatchObject({
      root: 'a',
      actions: [
        { action: 'register', available: false, reason: { code: 'already-registered' } },
        { action: 'unregister', available: true },
        { action: 'edit-manifest', available: true },
        { action: 'move', available: true },
        { action: 'reveal', available: true },
        { action: 'copy-path', available: true },
        { action: 'copy-id', available: true },
        { action: 'trash', available: true },
      ],
    });
    expect(shown.stdout).toContain('Register: not possible. “a” is registered already.');
    expect(shown.stdout).toContain('Copy path: possible\n');
  });

  it('does not say that registering is impossible because it was opened for reading', async () => {
    const folder = await aFolder('a');

    const end = await runIn(folder.path, 'actions', 'a', '--json');

    expect(objectOf(actionsShape, end).actions[0]).toEqual({ action: 'register', available: true });
  });
});
