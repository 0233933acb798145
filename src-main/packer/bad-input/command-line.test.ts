import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleChild, type ChildBundle } from '../testing/child-bundle.ts';
import { createCaseProject, goodRoot } from './case-project.ts';
import { buildEverythingBad } from './everything-bad.ts';
import {
  controlCharacterCases,
  halfCharacterCases,
  literalPathCases,
  pathCases,
  reservedNameCases,
  tooLongCases,
} from './path-cases.ts';

/** What a terminal acts on, beside the end of a line. */
const steering = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

let program: ChildBundle;
let everything = '';

beforeAll(async () => {
  program = await bundleChild('cli.ts');
  ({ folder: everything } = await buildEverythingBad(7));
}, 120_000);

afterAll(() => program.remove());

interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `prometeu-packer` as a process of its own, and holds that it says nothing that a terminal would act on. */
async function run(folder: string, ...typed: readonly string[]): Promise<Ended> {
  const limits = { cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000, timeout: 30_000 } as const;
  const end = await new Promise<Ended>((done) => {
    execFile(process.execPath, [program.path, ...typed], limits, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (error.code ?? null), stdout, stderr });
    });
  });
  expect(steering.exec(end.stdout)).toBeNull();
  expect(steering.exec(end.stderr)).toBeNull();
  expect(end.stderr, 'no stack of a defect').not.toContain('    at ');
  return end;
}

/** The one object that a command printed on its one line. */
function objectOf({ stdout, stderr }: Ended): Record<string, unknown> {
  expect(stdout, stderr).toMatch(/^\{[^\n]*\}\n$/);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const failureOf = (end: Ended): { readonly code: string } => objectOf(end)['failure'] as { readonly code: string };

interface ListedAsset {
  readonly root: string;
  readonly registration: string;
  readonly health: string;
}

const listedIn = (end: Ended): ListedAsset[] => objectOf(end)['assets'] as ListedAsset[];

describe('prometeu-packer in a project with much that is bad at once', { timeout: 120_000 }, () => {
  it('lists, for people and for programs, and shows the details of what it lists', async () => {
    const table = await run(everything, 'list');
    const json = await run(everything, 'list', '--json');
    const assets = listedIn(json);
    const some = assets.map(({ root }) => root).filter((root, at) => at % 83 === 0 && !root.includes('\0'));

    expect([table.code, json.code]).toEqual([0, 0]);
    expect(assets.find(({ root }) => root === goodRoot)).toMatchObject({ registration: 'registered', health: 'ok' });
    for (const root of some) {
      const details = await run(everything, 'details', '--json', '--', root);
      const inWords = await run(everything, 'details', '--', root);
      expect([details.code, inWords.code]).toEqual([0, 0]);
      expect(objectOf(details)['root']).toBe(root);
    }
  });

  it('says what is wrong, by the exit code too, and changes nothing', async () => {
    const before = await readFile(join(everything, 'assets.jsonl'));

    const ends = [
      await run(everything, 'verify', '--json'),
      await run(everything, 'verify'),
      await run(everything, 'doctor', '--json'),
      await run(everything, 'repair', '--list'),
    ];

    expect(ends.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    const [verified = { code: null, stdout: '', stderr: '' }] = ends;
    expect(JSON.stringify(objectOf(verified))).toMatch(/registry-line-unreadable.*registry-conflict-marker/);
    expect(await readFile(join(everything, 'assets.jsonl'))).toEqual(before);
  });

  it('registers what can be, refuses the rest, and loses no line', async () => {
    const before = await readFile(join(everything, 'assets.jsonl'));

    const first = await run(everything, 'register', '--all', '--json');
    const second = await run(everything, 'register', '--all', '--json');

    expect([first.code, second.code]).toEqual([1, 1]);
    const { asked, confirmed, refused } = objectOf(first);
    expect(objectOf(first)).toMatchObject({ failed: 0, left: [], stopped: null });
    expect(Number(confirmed)).toBeGreaterThan(0);
    expect(Number(confirmed) + Number(refused)).toBe(asked);
    expect(objectOf(second)).toMatchObject({ confirmed: 0, refused, failed: 0 });
    expect((await readFile(join(everything, 'assets.jsonl'))).subarray(0, before.length)).toEqual(before);
  });
});

const paths = [
  ...[...pathCases().values()].flat(),
  ...controlCharacterCases(),
  ...reservedNameCases(),
  ...tooLongCases(),
  ...halfCharacterCases(),
]
  .map(({ path }) => path)
  .concat(literalPathCases)
  // A process can't be given NUL, half a character, or an argument of more than 128 KiB.
  .filter((path) => !/\0|\p{Surrogate}/u.test(path) && path.length < 120_000);

describe('prometeu-packer with bad roots', { timeout: 60_000 }, () => {
  it('refuses each of them, and writes none', async () => {
    const { folder } = await createCaseProject();
    const before = await readFile(join(folder, 'assets.jsonl'));

    const end = await run(folder, 'register', '--json', '--', ...paths);

    expect(end.code).toBe(1);
    const { asked, refused, reasons } = objectOf(end);
    expect(asked).toBe(new Set(paths).size);
    expect(refused).toBe(asked);
    expect(reasons).toMatchObject([{ code: 'no-such-asset', count: asked }]);
    expect(await readFile(join(folder, 'assets.jsonl'))).toEqual(before);
  });

  it.each(['details', 'actions'])('has no %s of one', async (command) => {
    const { folder } = await createCaseProject();

    for (const path of paths.filter((_path, at) => at % 97 === 0)) {
      const end = await run(folder, command, '--json', '--', path);
      expect([end.code, failureOf(end).code]).toEqual([1, 'no-such-asset']);
    }
  });

  it.each([
    ['names of manifests', '/asset.json'.repeat(10_000)],
    ['names of assets', `${'assets/'.repeat(15_000)}x`],
    ['dots and slashes', './'.repeat(50_000)],
  ])('is not slow at %s', async (_name, path) => {
    const { folder } = await createCaseProject();

    expect((await inProcessTime(() => run(folder, 'details', '--json', '--', path))).code).toBe(1);
  });

  // The slashes at the end are looked for from each slash anew: seconds for as many as fit into an argument.
  it('is not slow at slashes and a letter', async () => {
    const { folder } = await createCaseProject();
    const path = `${'/'.repeat(90_000)}x`;

    expect((await inProcessTime(() => run(folder, 'details', '--json', '--', path))).code).toBe(1);
  });
});

/** Runs it, and holds that it took no more than twice what a command takes that has nothing hard to do, and a second. */
async function inProcessTime(hard: () => Promise<Ended>): Promise<Ended> {
  const { folder } = await createCaseProject();
  const begin = performance.now();
  await run(folder, 'details', '--json', '--', 'x');
  const between = performance.now();
  const end = await hard();
  expect(performance.now() - between).toBeLessThan(2 * (between - begin) + 1000);
  return end;
}

describe('prometeu-packer with a bad project', { timeout: 60_000 }, () => {
  it.each([
    '/nonexistent',
    '/dev/null',
    '/dev/zero',
    '/etc/passwd',
    '/proc/self/environ',
    '/proc',
    '~',
    '\u001b[31m',
    `/${'a'.repeat(10_000)}`,
    '/a'.repeat(10_000),
  ])('refuses it in words of its own: %j', async (project) => {
    const { folder } = await createCaseProject();

    const end = await run(folder, 'list', '--json', `--project=${project}`);

    expect([1, 3]).toContain(end.code);
    expect(failureOf(end).code).toMatch(/^(?:not-a-project|folder-unreadable)$/);
  });

  it.each(['{', 'null', '{"__proto__":{"polluted":1}}', '\u001b[2J'])('whose prometeu.json is %j', async (content) => {
    const { folder } = await createCaseProject();
    await writeFile(join(folder, 'prometeu.json'), content);

    const end = await run(folder, 'list', '--json');

    expect(end.code).toBe(1);
    expect(failureOf(end)).toEqual({ code: 'not-a-project', reason: 'project-file-invalid' });
  });
});
