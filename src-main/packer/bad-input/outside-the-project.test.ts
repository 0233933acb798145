import { execFile, spawnSync } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleChild, type ChildBundle } from '../testing/child-bundle.ts';
import { anAsset, buildProject } from '../testing/project-builder.ts';
import { goodRoot } from './case-project.ts';
import { buildEverythingBad, type EverythingBad } from './everything-bad.ts';
import { twinCases } from './path-cases.ts';

const run = promisify(execFile);
const many = { maxBuffer: 100_000_000 };

let child: ChildBundle;
let everything: EverythingBad = { folder: '', outside: '', written: 0 };

beforeAll(async () => {
  child = await bundleChild('packer/testing/scan-child.ts');
  everything = await buildEverythingBad();
}, 120_000);

afterAll(() => child.remove());

/**
 * What the system's own libraries open, and what says which system this is: a lock has to name it, and a list of
 * locks is asked for who holds one. Nothing that a project could name.
 */
const ofTheSystem = ['/etc/machine-id', '/etc/localtime', '/dev/null', '/proc/', '/sys/devices/system/cpu/online'];

/** What the child says of a project: the failure, or what it found. */
interface Said {
  readonly failure?: { readonly code: string; readonly errno?: string };
  readonly state?: string;
  readonly ofProject?: readonly string[];
  readonly assets?: readonly (readonly [string, string, readonly string[] | null])[];
}

const ordersFor = (folder: string, access: 'read' | 'write' = 'read'): string => JSON.stringify({ folder, access });

async function scanBy(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly uid?: number;
    readonly gid?: number;
  } = {},
): Promise<Said> {
  const { stdout, stderr } = await run(command, args, { ...many, timeout: 60_000, ...options });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Said;
}

const goodIn = ({ assets = [] }: Said): unknown => assets.find(([root]) => root === goodRoot);

const hasStrace = spawnSync('strace', ['--version']).status === 0;

if (!hasStrace) {
  process.stdout.write('left out: files that are opened outside of a bad project, because strace is not installed\n');
}

describe('a project with every bad input at once', () => {
  it('is read whole, and its good asset is registered', async () => {
    const said = await scanBy(process.execPath, [child.path, ordersFor(everything.folder)]);

    expect(goodIn(said)).toEqual([goodRoot, 'registered', []]);
    expect(said.assets?.length).toBeGreaterThan(everything.written / 2);
    expect(JSON.stringify(said)).not.toContain('Outside');
  }, 60_000);

  it.skipIf(!hasStrace).each(['read', 'write'] as const)(
    'has no file opened outside of it, by system calls, for %s (left out without strace)',
    async (access) => {
      const log = join(child.folder, `${access}.log`);
      const orders = ordersFor(everything.folder, access);
      const traced = ['-f', '-y', '-s', '4096', '-e', 'trace=%file', '-o', log, process.execPath, child.path, orders];

      const said = await scanBy('strace', traced);

      expect(goodIn(said)).toEqual([goodRoot, 'registered', []]);
      const text = await readFile(log, 'latin1');
      const [, whileOpen = ''] = text.split(/^.*mark-begin.*$/m);
      const lines = (whileOpen.split(/^.*mark-end.*$/m)[0] ?? '').split('\n');
      const opens = lines.filter((line) => /^\d+ +(?:open|openat|openat2|creat|execve|execveat)\(/.test(line));
      expect(opens.length).toBeGreaterThan(everything.written);
      const inside = (path: string): boolean => path === everything.folder || path.startsWith(`${everything.folder}/`);
      const opened = opens.map((line) => /"([^"]*)"/.exec(line)?.[1] ?? line);
      const elsewhere = opened.filter((path) => !inside(path) && !ofTheSystem.some((file) => path.startsWith(file)));
      expect(elsewhere).toEqual([]);
      // Asking where a link leads names the outside; nothing there is opened, made, moved or taken away.
      const changes = lines.filter((line) =>
        /^\d+ +(?:unlink|rename|mkdir|rmdir|link|symlink|chmod|truncate)\w*\(/.test(line),
      );
      expect(changes.filter((line) => !line.includes(`"${everything.folder}/.prometeu`))).toEqual([]);
    },
    120_000,
  );
});

describe('surroundings that are not as usual', () => {
  const same: readonly (readonly [string, { cwd?: string; env?: NodeJS.ProcessEnv }])[] = [
    ['no home', { env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'HOME')) }],
    ['a home that is not there', { env: { ...process.env, HOME: '/nonexistent' } }],
    ['a home that is relative', { env: { ...process.env, HOME: '..' } }],
    ['no folder for temporary files', { env: { ...process.env, TMPDIR: '/nonexistent' } }],
    ['a folder for temporary files that is a device', { env: { ...process.env, TMPDIR: '/dev/null' } }],
    ['a Turkish language', { env: { ...process.env, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } }],
    ['a Lithuanian language', { env: { ...process.env, LANG: 'lt_LT.UTF-8', LC_ALL: 'lt_LT.UTF-8' } }],
    ['a language that is none', { env: { ...process.env, LANG: 'xx', LC_ALL: '../../x' } }],
    ['a clock of another zone', { env: { ...process.env, TZ: 'Pacific/Kiritimati' } }],
    ['nothing in the environment', { env: {} }],
    ['the root of the system as working folder', { cwd: '/' }],
  ];

  let folder = '';
  let usual: Said = {};

  beforeAll(async () => {
    const roots = twinCases.flatMap((twins, at) => twins.map((root) => `${String(at)}/${root}`));
    folder = await buildProject({ assets: Object.fromEntries(roots.map((root) => [root, anAsset()])) });
    usual = await scanBy(process.execPath, [child.path, ordersFor(folder)]);
  }, 60_000);

  it.each(same)(
    'change nothing of what is read: %s',
    async (_name, options) => {
      const said = await scanBy(process.execPath, [child.path, ordersFor(folder)], options);

      expect(usual.assets?.length).toBe(2 * twinCases.length);
      expect(said).toEqual(usual);
    },
    60_000,
  );

  it.skipIf(process.platform === 'win32').each([30, 40, 60])(
    'that leave %i open files to a process are told where they are too few',
    async (files) => {
      const roots = Array.from({ length: 100 }, (_, at) => `a${String(at)}`);
      const folder = await buildProject({ assets: Object.fromEntries(roots.map((root) => [root, anAsset()])) });
      const args = [
        '-c',
        `ulimit -n ${String(files)}; exec "$0" "$@"`,
        process.execPath,
        child.path,
        ordersFor(folder),
      ];

      const said = await scanBy('sh', args);

      const missing = 100 - (said.assets?.length ?? 0);
      const told = said.failure === undefined ? (said.ofProject ?? []) : [said.failure.code];
      expect(told.filter((code) => code === 'folder-unreadable')).toHaveLength(
        said.failure === undefined ? missing : 1,
      );
    },
    60_000,
  );

  it.skipIf(process.getuid?.() !== 0)(
    'of a user who may not look into a folder, an asset.json or a source are told (left out where nobody is refused)',
    async () => {
      const folder = await buildProject({
        assets: { open: anAsset(), 'closed/a': anAsset(), 'silent/a': anAsset(), 'deaf/a': anAsset() },
      });
      await run('chmod', ['-R', 'a+rX', folder]);
      await chmod(join(folder, '..'), 0o755);
      await chmod(join(folder, 'assets/closed'), 0);
      await chmod(join(folder, 'assets/silent/a/asset.json'), 0);
      await chmod(join(folder, 'assets/deaf/a'), 0o444);

      const said = await scanBy(process.execPath, [child.path, ordersFor(folder)], { uid: 65534, gid: 65534 });

      expect(said.ofProject).toEqual(['folder-unreadable']);
      expect(said.assets).toEqual([
        ['deaf/a', 'unregistered', ['manifest-unreadable']],
        ['open', 'unregistered', []],
        ['silent/a', 'unregistered', ['manifest-unreadable']],
      ]);
    },
    60_000,
  );
});
