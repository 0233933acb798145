import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { detailsShape, failureShape, listShape, registerShape, verifyShape } from './cli/json-shapes.ts';
import { objectOf } from './cli/testing/run-command.ts';
import { encodeScanIndex } from './packer/disk/scan-index.ts';
import { bundleChild, type ChildBundle } from './packer/testing/child-bundle.ts';
import { assetRowsIn } from './packer/testing/index-rows.ts';
import { aFolder } from './packer/testing/open-test-project.ts';
import { createTestPacker, recordsOf, unhurried, valueOf } from './packer/testing/test-packer.ts';

let program: ChildBundle;

beforeAll(async () => {
  program = await bundleChild('cli.ts');
});

afterAll(() => program.remove());

interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, ...typed: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [program.path, ...typed], { cwd, encoding: 'utf8' }, (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

describe('prometeu-packer as a process of its own', { timeout: 60_000 }, () => {
  it('lists, registers and says the same by its exit code', async () => {
    const folder = await aFolder('a', 'b');

    const registered = await run(folder.path, 'register', '--all', '--json');
    const listed = await run(folder.path, 'list', '--json');
    const wrong = await run(folder.path, 'list', '--frobnicate');

    expect(registered.code, registered.stderr).toBe(0);
    expect(objectOf(registerShape, registered)).toMatchObject({ confirmed: 2 });
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(objectOf(listShape, listed).assets.map(({ registration }) => registration)).toEqual([
      'registered',
      'registered',
    ]);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect((await run('/', 'list')).code).toBe(1);
  });

  it('X3 ends with 1 where a row of the scan index is wrong, tells which, and --no-cache does not believe it', async () => {
    const folder = await aFolder('a', 'b');
    expect((await run(folder.path, 'register', '--all')).code).toBe(0);
    const assets = join(folder.path, 'assets');
    const index = join(folder.path, '.prometeu/scan-index');
    const before = await run(folder.path, 'verify', '--json');
    const kept = assetRowsIn(await readFile(index), assets);
    const planted = await Promise.all(
      Array.from(kept, async ([root, row]) => {
        const { size, mtimeMs, ctimeMs, ino } = await lstat(join(assets, root, 'asset.json'));
        const rest = JSON.parse(row) as unknown[];
        return JSON.stringify([root, [size, mtimeMs, ctimeMs, ino], root === 'b' ? 'Planted' : root, ...rest.slice(3)]);
      }),
    );
    await folder.writeFile('.prometeu/scan-index', encodeScanIndex(assets, planted));

    const after = await run(folder.path, 'verify', '--json');
    const bypassed = await run(folder.path, 'details', 'b', '--json', '--no-cache');

    expect(kept.size).toBe(2);
    expect(before.code).toBe(0);
    expect(after.code).toBe(1);
    expect(objectOf(verifyShape, after).checks[0]?.differences).toContainEqual({
      part: 'scan-index',
      key: 'b',
      change: 'different',
    });
    expect(objectOf(detailsShape, bypassed).name).toBe('b');
  });

  it('meets the lock of another process, ends with 4, and names it', async () => {
    const folder = await aFolder('a');
    const { packer } = createTestPacker();
    onTestFinished(() => packer.close());
    valueOf(await packer.openProject(folder.path, unhurried));

    const end = await run(folder.path, 'register', 'a', '--json');

    expect(end.code).toBe(4);
    expect(objectOf(failureShape, end).failure).toMatchObject({ code: 'registry-locked', pid: process.pid });
    expect((await run(folder.path, 'list')).code).toBe(0);
  });

  // Batches enough that the interrupt comes between two of them.
  const interrupted = 4000;

  it('ends with 130 at an interrupt, and what it confirmed is in the file', async () => {
    const folder = await aFolder(...Array.from({ length: interrupted }, (_, at) => `a${String(at)}`));
    const child: ChildProcess = spawn(process.execPath, [program.path, 'register', '--all', '--json'], {
      cwd: folder.path,
    });
    const ended = once(child, 'close');
    const said = { stdout: '' };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said.stdout += chunk;
    });
    child.stderr?.once('data', () => child.kill('SIGINT')).resume();

    const [code] = (await ended) as [number | null];

    expect(code).toBe(130);
    const answer = objectOf(registerShape, said);
    expect(answer).toMatchObject({ asked: interrupted, stopped: 'interrupted', failed: 0 });
    expect(answer.confirmed).toBeGreaterThan(0);
    expect(answer.confirmed + answer.left.length).toBe(interrupted);
    expect(await recordsOf(folder)).toHaveLength(answer.confirmed);
  });

  it('goes on registering when nobody reads what it says any more', async () => {
    const folder = await aFolder(...Array.from({ length: 50 }, (_, at) => `a${String(at)}`));
    const child: ChildProcess = spawn(process.execPath, [program.path, 'register', '--all'], { cwd: folder.path });
    const ended = once(child, 'close');
    child.stdout?.destroy();
    child.stderr?.resume();

    expect(await ended).toEqual([0, null]);
    expect(await recordsOf(folder)).toHaveLength(50);
  });

  it('imports nothing of Electron', async () => {
    const names = await readdir(program.folder, { recursive: true });
    const code = await Promise.all(
      names.filter((name) => name.endsWith('js')).map((name) => readFile(join(program.folder, name), 'utf8')),
    );

    const imported = code.flatMap((text) =>
      [...text.matchAll(/^import .*?["']([^"']+)["'];$/gm)].map(([, from]) => from),
    );
    expect(imported.length).toBeGreaterThan(3);
    expect(imported.filter((from) => from?.startsWith('node:') !== true && from?.startsWith('./') !== true)).toEqual(
      [],
    );
    expect(code.join('\n')).not.toMatch(/require\(["']electron/);
  });
});
