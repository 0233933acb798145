import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bridge } from '../src-preload/contract/bridge.ts';
import type { PageChannelName } from '../src-preload/contract/channels.ts';
import { commitsHeld, holdCommitsBehind, letCommitsGo } from './fixtures/held-commits.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

const appendCalls = ['open', 'file.status', 'file.write', 'file.datasync', 'status', 'file.close'];
const lockCalls = ['status'];

test('P4 a register makes the calls of one commit and none below assets', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();
  // What the preview asks of the disk comes first.
  await expect(studio.project.details.getByText('PNG', { exact: true })).toBeVisible();
  const before = studio.diskCalls().length;

  await studio.project.register.click();
  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();

  // The history is written behind the answer (rule U4).
  const history = join(meadow.folder, '.prometeu/history.jsonl');
  const calls = studio
    .diskCalls()
    .slice(before)
    .filter(({ path }) => path !== history);
  expect(calls.map(({ call }) => call)).toEqual([...lockCalls, ...appendCalls]);
  expect(calls.map(({ path }) => path)).toEqual([
    ...lockCalls.map(() => join(meadow.folder, '.prometeu/lock')),
    ...appendCalls.map(() => join(meadow.folder, 'assets.jsonl')),
  ]);
});

test('P4 with the assets folder gone after the load, register, list and details still answer', async ({
  launch,
  meadow,
}) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');
  const before = meadow.records();
  renameSync(join(meadow.folder, 'assets'), join(meadow.folder, 'assets-away'));

  await test.step('register', async () => {
    // Data is shown once it could be inspected, so the window asks for none of the files that are away.
    await studio.project.search.fill('light and music');
    await studio.project.row('Light and music over the day').click();
    await studio.project.register.click();

    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
    await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 0');
    await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 1');
    const records = meadow.records();
    expect(records.slice(0, -1)).toEqual(before);
    expect(records.at(-1)).toContain('"root":"data/day-cycle"');
  });
  await test.step('list', async () => {
    await studio.project.search.fill('spawn table');
    await expect.poll(() => studio.project.total()).toBe(1);
  });
  await test.step('details of another asset', async () => {
    await studio.project.row('Spawn table').click();
    await expect(studio.project.assetName).toHaveText('Spawn table');
    await expect(studio.project.details).toContainText('spawns.json');
  });
  expect(existsSync(join(meadow.folder, 'assets'))).toBe(false);
});

test('P4 the system calls of a register, seen from outside the app', async ({ launch, meadow }) => {
  const strace = spawn('strace', ['-V']);
  const hasStrace = await new Promise<boolean>((resolve) => {
    strace.on('error', () => {
      resolve(false);
    });
    strace.on('exit', () => {
      resolve(true);
    });
  });
  test.skip(!hasStrace, 'strace is not installed on this machine');
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();
  await expect(studio.project.register).toBeEnabled();
  const log = join(studio.userData, 'strace.log');
  const pid = String(studio.electron.process().pid);
  const tracer = spawn('strace', ['-f', '-y', '-s', '4096', '-e', 'trace=file,desc', '-o', log, '-p', pid]);
  const attached = new Promise<void>((resolve, reject) => {
    tracer.stderr.on('data', (text: Buffer) => {
      if (text.includes('attached')) {
        resolve();
      }
    });
    tracer.on('exit', () => {
      reject(new Error('strace could not attach to the app'));
    });
  });
  await attached;

  await studio.project.register.click();
  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
  const ended = new Promise((resolve) => tracer.on('exit', resolve));
  tracer.kill('SIGINT');
  await ended;

  const lines = readFileSync(log, 'utf8').split('\n');
  // `-y` writes behind each descriptor the file that it stands for.
  const onRegistry = /^\d+\s+(\w+)\((?:AT_FDCWD(?:<[^>]*>)?, )?(?:"|\d+<)[^">]*assets\.jsonl[">]/;
  const ofRegistry = lines.filter((line) => onRegistry.test(line));
  expect(ofRegistry.map((line) => onRegistry.exec(line)?.[1])).toEqual([
    'openat',
    'statx',
    'write',
    'fdatasync',
    'statx',
    'close',
  ]);
  expect(ofRegistry[0]).toMatch(/O_WRONLY.*O_APPEND.*O_NOFOLLOW/);
  expect(lines.filter((line) => line.includes(join(meadow.folder, 'assets/')))).toEqual([]);
});

test('L3 a register that the disk refuses is told, and the asset stays unregistered', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();
  const registry = join(meadow.folder, 'assets.jsonl');
  const before = meadow.records();
  chmodSync(registry, 0o444);

  await studio.project.register.click();

  await expect(studio.project.alert).toContainText('EACCES');
  await expect(studio.project.alert).toContainText('You have no permission for it.');
  await expect(studio.project.status).toContainText('“Backdrop, night” was not registered.');
  await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 1');
  expect(meadow.records()).toEqual(before);

  await test.step('once the disk allows it, the same button works', async () => {
    chmodSync(registry, 0o644);
    await studio.project.register.click();
    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
    await expect(studio.project.alert).toHaveCount(0);
    expect(meadow.records()).toHaveLength(before.length + 1);
  });
});

test('an asset added on disk is seen after Reload and not before', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');
  const folder = join(meadow.folder, 'assets', 'ui', 'badge');
  mkdirSync(folder);
  writeFileSync(join(folder, 'badge.png'), 'not really a picture');
  const manifest = { schemaVersion: 1, name: 'Late badge', type: 'image', sources: ['badge.png'] };
  writeFileSync(join(folder, 'asset.json'), JSON.stringify(manifest));
  rmSync(join(meadow.folder, 'assets', 'ui', 'icons', 'star-wrong-type'), { recursive: true });

  await studio.project.search.fill('late badge');
  await expect(studio.window.getByText('No asset matches')).toBeVisible();
  await studio.project.filter('Unregistered').click();
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 0');

  await studio.project.chooseMenu('reload-project');

  await expect(studio.project.status).toContainText('1 added, 0 changed, 1 removed');
  await expect(studio.project.row('Late badge')).toBeVisible();
});

test('L7 a disk that does not answer a commit holds up its own write and nothing else', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();
  await expect(studio.project.register).toBeEnabled();
  await holdCommitsBehind(studio, meadow.folder, 0);

  await studio.project.register.click();
  await expect.poll(() => commitsHeld(studio)).toBe(1);

  await test.step('the window and its reads go on while the write is under way', async () => {
    await studio.project.search.fill('hare');
    await expect(studio.project.row(/hare/i).first()).toBeVisible();
    await studio.project.row(/hare/i).first().click();
    await expect(studio.project.assetName).toContainText(/hare/i);
  });
  await test.step('another project registers meanwhile', async () => {
    const sample = projectOnDisk(join(studio.userData, 'samples', 'meadow'));
    const completion = await studio.window.evaluate(async (root) => {
      const { requests } = (window as unknown as { prometeu: Bridge }).prometeu;
      async function ask(channel: PageChannelName, request: unknown) {
        const reply = (await requests[channel](request)) as { value: Record<string, string> };
        return reply.value;
      }
      const { folderToken } = await ask('packer:find-sample', {});
      const { projectId } = await ask('packer:open-project', { folderToken, jobId: crypto.randomUUID() });
      return ask('packer:register-asset', { projectId, root, commandId: crypto.randomUUID() });
    }, 'data/day-cycle');

    expect(completion).toBeDefined();
    expect(sample.records().at(-1)).toContain('"root":"data/day-cycle"');
  });
  await test.step('nothing is said to be registered before it is on the disk', async () => {
    await studio.project.search.fill('');
    await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 65');
  });
  await test.step('and then the write is there', async () => {
    await letCommitsGo(studio);
    await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 66');
    expect(meadow.records().at(-1)).toContain('"root":"world/backdrops/night"');
  });
});
