import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from '../packer/testing/open-test-project.ts';
import { createTestPacker, recordsOf, unhurried, valueOf } from '../packer/testing/test-packer.ts';
import { failureShape, listShape, registerShape } from './json-shapes.ts';
import { createCommandLine, objectOf, runIn } from './testing/run-command.ts';

const rootsIn = async (folder: Parameters<typeof recordsOf>[0]) =>
  (await recordsOf(folder)).map(({ root }) => root as string);

/** `a000` and on, in the order of the list. */
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `a${String(at).padStart(3, '0')}`);

describe('register', () => {
  it('registers the assets that are named, in that order, once each', async () => {
    const folder = await aFolder('a', 'b', 'c');

    const end = await runIn(folder.path, 'register', 'c', 'a', 'assets/c/', '--json');

    expect(end.code).toBe(0);
    const answer = objectOf(registerShape, end);
    expect(answer).toMatchObject({
      asked: 2,
      confirmed: 2,
      refused: 0,
      failed: 0,
      stopped: null,
      reasons: [],
      left: [],
    });
    expect(answer.results.map(({ root }) => root)).toEqual(['c', 'a']);
    expect(await rootsIn(folder)).toEqual(['c', 'a']);
    expect(end.stderr).toContain('Registered “c” as ');
    expect(end.stderr).toContain('2 of 2 assets registered, and on the disk.');
  });

  it('registers all that are not, goes on behind one that can not be, and ends with 1 then', async () => {
    const folder = await aFolder('a', 'b', 'd');
    await folder.writeAsset('c', 'no json');
    await runIn(folder.path, 'register', 'a');

    const end = await runIn(folder.path, 'register', '--all');

    expect(end.code).toBe(1);
    expect(end.stderr).toBe('');
    expect(await rootsIn(folder)).toEqual(['a', 'b', 'd']);
    expect(end.stdout).toContain(
      '2 of 3 assets registered, and on the disk.\n1 was not: the asset.json is not valid\n',
    );
    const again = await runIn(folder.path, 'register', '--all', '--json');
    expect(again.code).toBe(1);
    expect(objectOf(registerShape, again)).toMatchObject({
      asked: 1,
      reasons: [{ code: 'invalid-manifest', errno: null, count: 1 }],
    });
  });

  it('registers those of the unregistered ones that have the words', async () => {
    const folder = await aFolder('ui/a', 'ui/b', 'world/a');

    expect((await runIn(folder.path, 'register', '--filter', 'ui')).code).toBe(0);

    expect(await rootsIn(folder)).toEqual(['ui/a', 'ui/b']);
    const none = await runIn(folder.path, 'register', '--filter', 'ui');
    expect(none).toMatchObject({ code: 0, stdout: 'There is nothing to register.\n' });
  });

  it('ends with 1 where an asset is registered already', async () => {
    const folder = await aFolder('a');
    await runIn(folder.path, 'register', 'a');

    const end = await runIn(folder.path, 'register', 'a', 'nope', '--json');

    expect(end.code).toBe(1);
    expect(objectOf(registerShape, end).reasons).toEqual([
      { code: 'already-registered', errno: null, count: 1 },
      { code: 'no-such-asset', errno: null, count: 1 },
    ]);
  });

  it('stops at a full disk, says what is confirmed, what is left, and how to go on', async () => {
    const roots = numbered(600);
    const folder = await aFolder(...roots);
    const line = createCommandLine(folder.path);
    const write = { call: 'file.write', path: 'assets.jsonl' } as const;
    line.disk.before(write, () => undefined);
    line.disk.fail(write, 'ENOSPC', Number.POSITIVE_INFINITY);

    const end = await line.run('register', '--all');

    expect(end.code).toBe(3);
    expect(await rootsIn(folder)).toEqual(roots.slice(0, 256));
    expect(end.stdout).toContain('256 of 600 assets registered, and on the disk.\n');
    expect(end.stdout).toContain('256 were not: The disk is full.');
    expect(end.stdout).toContain('Stopped at “a256”');
    expect(end.stdout).toContain('88 were not tried.\n');
    expect(end.stdout).toContain('Free some space on it, then try again.\n');
    expect(end.stdout).toContain('Then run the same command again');

    line.disk.heal();
    const again = await line.run('register', '--all', '--json');
    expect(again.code).toBe(0);
    expect(objectOf(registerShape, again)).toMatchObject({ asked: 344, confirmed: 344 });
    expect(await rootsIn(folder)).toEqual(roots);
  });

  it('says that the outcome is not known where a sync failed, and ends with 3', async () => {
    const folder = await aFolder('a', 'b');
    const line = createCommandLine(folder.path);
    line.disk.fail({ call: 'file.datasync', path: 'assets.jsonl' }, 'EIO');

    const end = await line.run('register', 'a', 'b', '--json');

    expect(end.code).toBe(3);
    expect(objectOf(registerShape, end)).toMatchObject({
      confirmed: 0,
      failed: 2,
      stopped: 'disk',
      results: [
        { root: 'a', completion: { status: 'failed', disk: 'unknown', failure: { errno: 'EIO' } } },
        { root: 'b', completion: { status: 'failed', disk: 'unknown', failure: { errno: 'EIO' } } },
      ],
      reasons: [{ code: 'disk-refused', errno: 'EIO', count: 2 }],
      left: [],
    });
    expect(end.stderr).toContain('It is not known whether 2 registrations, from “a” on, reached the disk.');
  });

  it('stops where registrations are gone from the file, before it hides that with a new one', async () => {
    const folder = await aFolder('a', 'b', 'c', 'd');
    await runIn(folder.path, 'register', 'a', 'd');
    const rolledBack = (await readFile(folder.registry, 'utf8')).split('\n').slice(0, 2).join('\n').concat('\n');
    const changed = createCommandLine(folder.path, {
      newId: () => {
        // Between the reading and the write: what another program would do that rolls the file back.
        writeFileSync(folder.registry, rolledBack);
        return randomUUID();
      },
    });

    const end = await changed.run('register', 'b', 'c', '--json');

    expect(end.code).toBe(3);
    expect(objectOf(registerShape, end)).toMatchObject({ stopped: 'registry', confirmed: 0, failed: 2, left: [] });
    expect(await rootsIn(folder)).toEqual(['a']);
  });

  it('ends behind the write that is under way when it is interrupted', async () => {
    const roots = numbered(260);
    const folder = await aFolder(...roots);
    const interrupt = new AbortController();
    const line = createCommandLine(folder.path, { interrupt: interrupt.signal });
    line.disk.before({ call: 'file.datasync', path: 'assets.jsonl' }, () => {
      interrupt.abort();
    });

    const end = await line.run('register', '--all', '--json');

    expect(end.code).toBe(130);
    expect(objectOf(registerShape, end)).toMatchObject({
      confirmed: 256,
      stopped: 'interrupted',
      left: roots.slice(256),
    });
    expect(await rootsIn(folder)).toEqual(roots.slice(0, 256));
    expect(end.stderr).toContain('Stopped because you interrupted it.');
  });

  it('makes one sync for many', async () => {
    const folder = await aFolder(...numbered(20));
    const line = createCommandLine(folder.path);

    expect((await line.run('register', '--all')).code).toBe(0);

    const syncs = line.disk.calls.filter(({ call, path }) => call === 'file.datasync' && path === folder.registry);
    expect(syncs).toHaveLength(1);
  });

  it('ends with 130 when it is interrupted while it reads', async () => {
    const folder = await aFolder('a');
    const end = await createCommandLine(folder.path, { interrupt: AbortSignal.abort() }).run('register', 'a', '--json');

    expect(end.code).toBe(130);
    expect(objectOf(failureShape, end).failure).toEqual({ code: 'cancelled' });
  });

  it('ends with 3 where the disk is so full that the lock can not be taken', async () => {
    const folder = await aFolder('a');
    const line = createCommandLine(folder.path);
    line.disk.fail({ call: 'file.write', path: '.prometeu' }, 'ENOSPC', Number.POSITIVE_INFINITY);

    const end = await line.run('register', 'a', '--json');

    expect(end.code).toBe(3);
    expect(objectOf(failureShape, end).failure).toMatchObject({ reason: 'lock-unavailable', errno: 'ENOSPC' });
    expect(end.stderr).toContain('Free some space on it, then try again.');
  });

  it('ends with 4 while another process has the lock, and says which; what only reads goes on', async () => {
    const folder = await aFolder('a');
    const { packer } = createTestPacker();
    onTestFinished(() => packer.close());
    valueOf(await packer.openProject(folder.path, unhurried));

    const end = await runIn(folder.path, 'register', 'a', '--json');

    expect(end.code).toBe(4);
    expect(objectOf(failureShape, end).failure).toMatchObject({ code: 'registry-locked', pid: process.pid });
    expect(end.stderr).toContain(`process ${String(process.pid)} on `);
    expect(await recordsOf(folder)).toEqual([]);
    const listed = await runIn(folder.path, 'list', '--json');
    expect(listed.code).toBe(0);
    expect(objectOf(listShape, listed).total).toBe(1);
    for (const typed of [['compact'], ['repair', '--finding', 'x', '--fix', 'tidy']]) {
      expect((await runIn(folder.path, ...typed)).code).toBe(4);
    }
  });

  it('ends with 4 where a lock file says nothing of its owner, and says what to do', async () => {
    const folder = await aFolder('a');
    await folder.writeFile('.prometeu/lock', 'whoever');

    const end = await runIn(folder.path, 'register', 'a', '--json');
    const looked = await runIn(folder.path, 'doctor', '--json');

    expect(end.code).toBe(4);
    expect(objectOf(failureShape, end).failure).toEqual({ code: 'registry-locked-by-unknown' });
    expect(end.stderr).toContain('take it over in Studio, or remove that file');
    expect(await recordsOf(folder)).toEqual([]);
    expect(looked.stdout).toContain('"code":"lock","ok":true');
    expect(looked.stdout).toContain('"holder":{"host":null');
  });
});
