import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../packer/testing/open-test-project.ts';
import { recordsOf, type TestFolder } from '../packer/testing/test-packer.ts';
import { compactShape, failureShape, repairListShape, repairShape } from './json-shapes.ts';
import { objectOf, runIn } from './testing/run-command.ts';

async function aRegistered(...roots: string[]): Promise<TestFolder> {
  const folder = await aFolder(...roots);
  expect((await runIn(folder.path, 'register', '--all')).code).toBe(0);
  return folder;
}

async function plantInRegistry(folder: TestFolder, change: (text: string) => string): Promise<void> {
  await folder.writeFile('assets.jsonl', change(await readFile(folder.registry, 'utf8')));
}

const listIn = async (folder: TestFolder) => objectOf(repairListShape, await runIn(folder.path, 'repair', '--json'));

describe('repair', () => {
  it('lists nothing where nothing is wrong', async () => {
    const folder = await aRegistered('a');

    expect(await runIn(folder.path, 'repair')).toMatchObject({ code: 0, stdout: 'There is nothing to repair.\n' });
    expect((await listIn(folder)).findings).toEqual([]);
  });

  it('R6 lists a finding with its fixes, and applies the one that is named', async () => {
    const folder = await aRegistered('a', 'b');
    await plantInRegistry(folder, (text) => `${text}non\u001b[31msense\n`);

    const listed = await runIn(folder.path, 'repair', '--list');
    const [finding] = (await listIn(folder)).findings;
    const id = finding?.id ?? '';

    expect(listed.code).toBe(1);
    expect(listed.stdout).toContain(`  --finding ${id} --fix set-aside\n`);
    expect(listed.stdout).not.toContain('\u001b');
    expect(finding).toMatchObject({ rule: 'R6', fixes: [{ fix: 'set-aside' }] });

    const applied = await runIn(folder.path, 'repair', '--finding', id, '--fix', 'set-aside', '--json');
    expect(applied.code).toBe(0);
    expect(objectOf(repairShape, applied)).toMatchObject({
      finding: id,
      fix: 'set-aside',
      completion: { status: 'committed' },
      left: 0,
    });
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['a', 'b']);
    const again = await runIn(folder.path, 'repair', '--finding', id, '--fix', 'set-aside', '--json');
    expect(again.code).toBe(1);
    expect(objectOf(failureShape, again).failure).toEqual({ code: 'finding-gone' });
  });

  it('R3 takes a tail for cut that opening for writing has cut', async () => {
    const folder = await aRegistered('a', 'b');
    await plantInRegistry(folder, (text) => text.slice(0, -10));
    const [finding] = (await listIn(folder)).findings;

    const end = await runIn(folder.path, 'repair', '--finding', finding?.id ?? '', '--fix', 'cut-tail', '--json');

    expect(finding).toMatchObject({ rule: 'R3', fixes: [{ fix: 'cut-tail' }] });
    expect(end.code).toBe(0);
    expect(objectOf(repairShape, end)).toMatchObject({ completion: { status: 'committed' }, left: 0 });
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['a']);
  });

  it('R2 brings back what was lost, though nothing else is written then', async () => {
    const folder = await aRegistered('a', 'b');
    await plantInRegistry(folder, (text) => `${text.split('\n')[0] ?? ''}\n`);

    expect((await runIn(folder.path, 'register', 'a')).code).toBe(1);
    const [finding] = (await listIn(folder)).findings;
    const end = await runIn(folder.path, 'repair', '--finding', finding?.id ?? '', '--fix', 'confirm-empty');

    expect(finding).toMatchObject({ rule: 'R2' });
    expect(end.code, end.stderr).toBe(0);
    expect((await runIn(folder.path, 'register', '--all')).code).toBe(0);
  });

  it('R9 asks which, where a finding has several fixes of a kind, and takes the one that is named in full', async () => {
    const folder = await aRegistered('a');
    const other = await aRegistered('b');
    const [line = ''] = (await readFile(other.registry, 'utf8')).split('\n').slice(1);
    const [own = ''] = (await readFile(folder.registry, 'utf8')).split('\n').slice(1);
    const { id } = JSON.parse(own) as { id: string };
    await plantInRegistry(folder, (text) => text + line.replace(/"id":"[^"]*"/, `"id":"${id}"`) + '\n');

    const { findings } = await listIn(folder);
    const conflict = findings.find(({ rule }) => rule === 'R9');
    const which = await runIn(folder.path, 'repair', '--finding', conflict?.id ?? '', '--fix', 'keep-version');
    const fix = conflict?.fixes.find((found) => found.fix === 'keep-version' && found.root === 'a');
    const name = `keep-version:${fix?.fix === 'keep-version' ? fix.checksum : ''}`;

    expect(which.code).toBe(2);
    expect(which.stderr).toContain(name);
    expect((await runIn(folder.path, 'repair', '--finding', conflict?.id ?? '', '--fix', 'nope')).code).toBe(2);
    expect((await runIn(folder.path, 'repair', '--finding', conflict?.id ?? '', '--fix', name)).code).toBe(0);
  });
});

describe('compact', () => {
  it('writes the registry without superseded records', async () => {
    const folder = await aRegistered('a');

    const end = await runIn(folder.path, 'compact', '--json');

    expect(end.code).toBe(0);
    expect(objectOf(compactShape, end).completion).toMatchObject({ status: 'committed', linesDropped: 0 });
  });

  it('ends with 1 where findings are in the way', async () => {
    const folder = await aRegistered('a');
    await plantInRegistry(folder, (text) => `${text}nonsense\n`);

    const end = await runIn(folder.path, 'compact', '--json');

    expect(end.code).toBe(1);
    expect(objectOf(compactShape, end).completion).toMatchObject({
      status: 'refused',
      refusal: { code: 'compaction-blocked' },
    });
    expect(end.stderr).toContain('Settle them with “prometeu-packer repair”');
  });
});
