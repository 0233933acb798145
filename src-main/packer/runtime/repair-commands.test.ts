import { execFileSync } from 'node:child_process';
import { appendFile, readdir, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepairCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { RepairFinding, RepairFix, RepairRule } from '../../../src-preload/contract/domain/repair.ts';
import { encodeEntry, encodeTombstone, registryHeader } from '../disk/registry-record.ts';
import { aFolder, registrationOf } from '../testing/open-test-project.ts';
import { anEntry, anId } from '../testing/project-builder.ts';
import {
  createTestPacker,
  endProcesses,
  type OpenTestProject,
  openIn,
  recordsOf,
  type TestFolder,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

const put = (number: number, parts: Partial<RegistryEntry> = {}): string =>
  encodeEntry(anEntry({ assetId: anId(number), root: `a/${number}`, ...parts }));
const unsealed = (line: string): string => line.replace(/"c":"......../, '"c":"00000000');

/** A project with the assets `a/1` to `a/4` whose registry has these lines behind its header. */
async function openWith(...lines: readonly string[]): Promise<OpenTestProject> {
  const folder = await aFolder('a/1', 'a/2', 'a/3', 'a/4');
  await writeFile(folder.registry, `${[registryHeader, ...lines].join('\n')}\n`);
  return openIn(createTestPacker(), folder);
}

async function findingsOf({ packer, projectId }: OpenTestProject): Promise<RepairFinding[]> {
  return valueOf(await packer.listRepairs(projectId)).findings;
}

async function theFinding(project: OpenTestProject, rule: RepairRule): Promise<RepairFinding> {
  const found = (await findingsOf(project)).filter((finding) => finding.rule === rule);
  const [finding] = found;
  if (finding === undefined || found.length > 1) {
    throw new Error(`Expected one finding of ${rule}, got ${JSON.stringify(found)}`);
  }
  return finding;
}

async function apply(project: OpenTestProject, rule: RepairRule, kind: RepairFix['fix']): Promise<RepairCompletion> {
  const { id, fixes } = await theFinding(project, rule);
  const fix = fixes.find((offered) => offered.fix === kind);
  if (fix === undefined) {
    throw new Error(`${rule} offers ${JSON.stringify(fixes)}`);
  }
  return valueOf(await project.packer.applyRepair(project.projectId, id, fix));
}

/** After every repair memory is what a fresh load would be (rule S3), and nobody looked at a folder for it. */
async function expectSettled(project: OpenTestProject): Promise<void> {
  expect(project.disk.calls.filter(({ path }) => path.includes('/assets/'))).toEqual([]);
  expect(valueOf(await project.packer.verify(project.projectId, unhurried)).differences).toEqual([]);
  expect(await findingsOf(project)).toEqual([]);
}

async function textOf({ registry }: TestFolder): Promise<string> {
  return readFile(registry, 'utf8');
}

async function copiesOf({ path }: TestFolder): Promise<Record<string, string>> {
  const folder = join(path, '.prometeu', 'recovery');
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(
    names.map(async (name) => [name.split('.')[1] ?? '', await readFile(join(folder, name), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

describe('a record whose checksum does not fit', () => {
  it('R5 is written again as it stands, sealed, with the next revision', async () => {
    const project = await openWith(put(1), unsealed(put(2)));
    const before = await textOf(project.folder);

    expect(await apply(project, 'R5', 'seal-again')).toEqual({ status: 'committed', revision: 2 });

    const after = await textOf(project.folder);
    expect(after.startsWith(before)).toBe(true);
    expect((await recordsOf(project.folder)).at(-1)).toMatchObject({ op: 'put', id: anId(2), rev: 2, root: 'a/2' });
    await expectSettled(project);
  });

  it('R5 that is a tombstone stays one', async () => {
    const tombstone = encodeTombstone({
      assetId: anId(2),
      rev: 4,
      commandId: 'c',
      writtenAt: '2026-11-24T14:02:03.004Z',
    });
    const project = await openWith(put(2), unsealed(tombstone));

    await apply(project, 'R5', 'seal-again');

    expect((await recordsOf(project.folder)).at(-1)).toMatchObject({ op: 'del', id: anId(2), rev: 5 });
    await expectSettled(project);
  });

  it('R5 of records that were glued together seals the one that was chosen', async () => {
    const project = await openWith(`${unsealed(put(1))}${unsealed(put(2))}${unsealed(put(2, { rev: 2 }))}`);
    const findings = (await findingsOf(project)).filter(({ rule }) => rule === 'R5');
    const second = findings.find(({ excerpt }) => excerpt.includes('a/2'));

    expect(findings).toHaveLength(2);
    await project.packer.applyRepair(project.projectId, second?.id ?? '', { fix: 'seal-again' });

    const written = (await textOf(project.folder)).trimEnd().split('\n').at(-1) ?? '';
    expect(JSON.parse(written)).toMatchObject({ op: 'put', id: anId(2), rev: 3, root: 'a/2' });
  });
});

describe('a line that is no record', () => {
  it('R6 goes out of the file and is kept byte for byte; every other byte stays', async () => {
    const project = await openWith(put(1), 'not a \u0001 record', put(2));

    expect(await theFinding(project, 'R6')).toMatchObject({
      excerpt: 'not a \u0001 record',
      diagnostic: { place: { line: 3 } },
    });
    await apply(project, 'R6', 'set-aside');

    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n${put(2)}\n`);
    expect(await copiesOf(project.folder)).toMatchObject({ line: 'not a \u0001 record' });
    await expectSettled(project);
  });

  it('R6 takes out of a line what can’t be read, and leaves the sealed record', async () => {
    const project = await openWith(`{"op":"put","id":"0${put(1)}`, put(2));

    await apply(project, 'R6', 'set-aside');

    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n${put(2)}\n`);
    await expectSettled(project);
  });

  it('R6 that stands twice is two findings, each with its own fix', async () => {
    const project = await openWith('same', put(1), 'same');
    const [first, second] = await findingsOf(project);

    expect(first?.id).not.toBe(second?.id);
    expect(
      valueOf(await project.packer.applyRepair(project.projectId, second?.id ?? '', { fix: 'set-aside' })),
    ).toMatchObject({ status: 'committed' });

    expect(await textOf(project.folder)).toBe(`${registryHeader}\nsame\n${put(1)}\n`);
  });
});

describe('a merge that is not finished', () => {
  it('R7 is finished by the author’s word: the marker lines go, and nothing else', async () => {
    const project = await openWith('<<<<<<< HEAD', put(1), '||||||| base', '=======', put(2), '>>>>>>> other');

    await apply(project, 'R7', 'finish-merge');

    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n${put(2)}\n`);
    expect(registrationOf(project, 'a/2')).toBe('registered');
    await expectSettled(project);
  });
});

describe('one revision with two contents', () => {
  it('R9 is settled by a next revision of the content that the author chooses', async () => {
    const project = await openWith(put(1, { root: 'a/1' }), put(1, { root: 'a/2' }));
    const { id, fixes } = await theFinding(project, 'R9');
    const roots = fixes.map((fix) => (fix.fix === 'keep-version' ? fix.root : null));
    expect(roots.toSorted()).toEqual(['a/1', 'a/2']);
    const loser = fixes[1];

    const completion = await project.packer.applyRepair(project.projectId, id, loser ?? { fix: 'tidy' });

    expect(valueOf(completion)).toMatchObject({ status: 'committed' });
    expect((await recordsOf(project.folder)).at(-1)).toMatchObject({ id: anId(1), rev: 2, root: roots[1] });
    expect(registrationOf(project, roots[1] ?? '')).toBe('registered');
    expect(registrationOf(project, roots[0] ?? '')).toBe('unregistered');
    await expectSettled(project);
  });

  it('R9 between a deletion and an edit offers both', async () => {
    const deletion = encodeTombstone({
      assetId: anId(1),
      rev: 2,
      commandId: 'c',
      writtenAt: '2026-11-24T14:02:03.004Z',
    });
    const project = await openWith(put(1), put(1, { rev: 2, root: 'a/2' }), deletion);

    const { fixes } = await theFinding(project, 'R9');

    expect(fixes.map((fix) => (fix.fix === 'keep-version' ? fix.root : '?'))).toEqual(
      expect.arrayContaining(['a/2', null]),
    );
  });
});

describe('two entries of one root', () => {
  it('R10 has the others unregistered by tombstones', async () => {
    const first = { registeredAt: '2001-01-01T00:00:00.000Z', writtenAt: '2001-01-01T00:00:00.000Z' };
    const project = await openWith(put(1), put(2, { root: 'a/1', ...first }), put(3, { root: 'a/1' }));
    const { id, fixes } = await theFinding(project, 'R10');
    expect(fixes[0]).toMatchObject({ fix: 'keep-entry', assetId: anId(2) });

    await project.packer.applyRepair(project.projectId, id, fixes[1] ?? { fix: 'tidy' });

    const kept = fixes[1]?.fix === 'keep-entry' ? fixes[1].assetId : '';
    const deleted = (await recordsOf(project.folder)).flatMap(({ op, id: of }) => (op === 'del' ? [of] : []));
    expect(deleted.toSorted()).toEqual([anId(1), anId(2), anId(3)].filter((other) => other !== kept));
    await expectSettled(project);
  });
});

describe('a file in another form', () => {
  it('R13 and R14 is written as we would, by one fix', async () => {
    const folder = await aFolder('a/1', 'a/2');
    await writeFile(folder.registry, `\uFEFF${put(1)}${put(2)}\r\n`);
    const project = await openIn(createTestPacker(), folder);
    expect((await findingsOf(project)).map(({ rule }) => rule).toSorted()).toEqual(['R13', 'R13', 'R13', 'R14']);

    await apply(project, 'R14', 'tidy');

    expect(await textOf(folder)).toBe(`${registryHeader}\n${put(1)}\n${put(2)}\n`);
    await expectSettled(project);
  });
});

describe('a registry that lost everything', () => {
  /** Known by an earlier session to hold two registrations. */
  async function aLostProject(lose: (folder: TestFolder) => Promise<unknown>): Promise<OpenTestProject> {
    const project = await openWith(put(1), put(2));
    await project.packer.close();
    await lose(project.folder);
    return openIn(createTestPacker(), project.folder);
  }

  it.each([
    ['removed', (folder: TestFolder) => unlink(folder.registry)],
    ['emptied', (folder: TestFolder) => truncate(folder.registry, 0)],
    ['cut to its header', (folder: TestFolder) => truncate(folder.registry, registryHeader.length + 1)],
    ['cut within its first record', (folder: TestFolder) => truncate(folder.registry, registryHeader.length + 40)],
  ])('R2 is never taken for a new one: %s', async (_, lose) => {
    const project = await aLostProject(lose);
    const { packer, projectId, register } = project;

    expect(valueOf(packer.getProject(projectId)).lane).toEqual({
      state: 'read-only',
      refusal: { code: 'registry-read-only', reason: 'lost' },
    });
    expect(await register('a/3')).toMatchObject({ status: 'refused', refusal: { reason: 'lost' } });
    const { diagnostic, fixes } = await theFinding(project, 'R2');
    expect(diagnostic).toMatchObject({ code: 'registry-lost', records: 2 });
    expect(fixes).toEqual([{ fix: 'confirm-empty' }]);
    expect(valueOf(await packer.verify(projectId, unhurried)).differences).toEqual([]);
  });

  it('R2 stays known over restarts until the author has decided', async () => {
    const project = await aLostProject((folder) => unlink(folder.registry));
    await project.packer.close();

    const again = await openIn(createTestPacker(), project.folder);

    expect(await theFinding(again, 'R2')).toMatchObject({ diagnostic: { records: 2 } });
  });

  it('R2 goes on empty when the author says so', async () => {
    const project = await aLostProject((folder) => unlink(folder.registry));

    expect(await apply(project, 'R2', 'confirm-empty')).toMatchObject({ status: 'committed' });

    expect(await textOf(project.folder)).toBe(`${registryHeader}\n`);
    await expectSettled(project);
    expect(await project.register('a/3')).toMatchObject({ status: 'committed' });
    await project.packer.close();
    const again = await openIn(createTestPacker(), project.folder);
    expect(valueOf(again.packer.getProject(again.projectId))).toMatchObject({
      lane: { state: 'healthy' },
      diagnostics: [],
    });
  });

  it('R2 brings back the file of the last commit, whatever git is told to run', async () => {
    const project = await aLostProject(async (folder) => {
      const git = (...args: string[]): void => {
        const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
        execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder.path, env });
      };
      git('init', '--quiet');
      git('add', 'assets.jsonl');
      git('commit', '--quiet', '-m', 'registry');
      await unlink(folder.registry);
    });
    const { fixes } = await theFinding(project, 'R2');
    expect(fixes).toContainEqual({ fix: 'restore-committed', records: 2 });

    expect(await apply(project, 'R2', 'restore-committed')).toMatchObject({ status: 'committed' });

    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n${put(2)}\n`);
    await expectSettled(project);
  });

  it('R2 tells of a registry that has less than half of what was known', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => put(at + 1));
    const folder = await aFolder();
    await writeFile(folder.registry, `${[registryHeader, ...lines].join('\n')}\n`);
    await (await openIn(createTestPacker(), folder)).packer.close();
    await writeFile(folder.registry, `${[registryHeader, ...lines.slice(0, 5)].join('\n')}\n`);

    const { packer, projectId } = await openIn(createTestPacker(), folder);

    expect(valueOf(packer.getProject(projectId)).diagnostics).toMatchObject([
      { code: 'registry-shrunk', before: 20, now: 5 },
    ]);
    expect(valueOf(packer.getProject(projectId)).lane).toEqual({ state: 'healthy' });
  });

  it('R1 makes the file with the first registration where nothing was ever known', async () => {
    const folder = await aFolder('a/1');
    await unlink(folder.registry);
    const project = await openIn(createTestPacker(), folder);
    expect(valueOf(project.packer.getProject(project.projectId)).diagnostics).toMatchObject([
      { code: 'registry-missing' },
    ]);

    expect(await project.register('a/1')).toMatchObject({ status: 'committed' });

    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['a/1']);
    expect(await findingsOf(project)).toEqual([]);
  });
});

describe('registrations that another program took away', () => {
  async function aProjectThatLost(): Promise<OpenTestProject> {
    const project = await openWith(put(1), put(2), put(3));
    await writeFile(project.folder.registry, `${registryHeader}\n${put(1)}\n`);
    expect(valueOf(await project.packer.reload(project.projectId, unhurried))).toMatchObject({ gone: 2 });
    project.disk.calls.length = 0;
    return project;
  }

  it('R15 are kept and told, and never written again unasked', async () => {
    const project = await aProjectThatLost();

    const { diagnostics } = valueOf(project.packer.getProject(project.projectId));
    expect(diagnostics).toMatchObject([{ code: 'registrations-gone', count: 2 }]);
    expect((await copiesOf(project.folder))['gone']).toBe(`${registryHeader}\n${put(2)}\n${put(3)}\n`);
    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n`);
    expect(registrationOf(project, 'a/2')).toBe('unregistered');
  });

  it('R15 are written again as they were when the author says so', async () => {
    const project = await aProjectThatLost();

    expect(await apply(project, 'R15', 'register-again')).toMatchObject({ status: 'committed' });

    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n${put(2)}\n${put(3)}\n`);
    await expectSettled(project);
    expect(valueOf(project.packer.getProject(project.projectId)).diagnostics).toEqual([]);
    expect(Object.keys(await copiesOf(project.folder))).toEqual(['left']);
  });

  it('R15 stay gone when the author says so, over restarts too', async () => {
    const project = await aProjectThatLost();

    await apply(project, 'R15', 'leave-gone');
    await expectSettled(project);
    await project.packer.close();

    const again = await openIn(createTestPacker(), project.folder);
    expect(valueOf(again.packer.getProject(again.projectId)).diagnostics).toEqual([]);
    expect(registrationOf(again, 'a/2')).toBe('unregistered');
  });

  it('R15 are told again after a restart', async () => {
    const project = await aProjectThatLost();
    await project.packer.close();

    const again = await openIn(createTestPacker(), project.folder);

    expect(await theFinding(again, 'R15')).toMatchObject({ diagnostic: { count: 2 }, excerpt: 'a/2\na/3' });
  });

  it('R15 that were unregistered by a tombstone are not gone', async () => {
    const project = await openWith(put(1), put(2));
    const tombstone = encodeTombstone({
      assetId: anId(2),
      rev: 2,
      commandId: 'c',
      writtenAt: '2026-11-24T14:02:03.004Z',
    });
    await appendFile(project.folder.registry, `${tombstone}\n`);

    expect(valueOf(await project.packer.reload(project.projectId, unhurried))).toMatchObject({ gone: 0 });

    expect(await findingsOf(project)).toEqual([]);
  });

  it('R15 are held in memory where no copy can be written, and kept as soon as one can', async () => {
    const project = await openWith(put(1), put(2));
    const { disk, folder, packer, projectId } = project;
    await writeFile(folder.registry, `${registryHeader}\n${put(1)}\n`);
    disk.fail({ call: 'file.write', path: 'recovery' }, 'ENOSPC');
    await packer.reload(projectId, unhurried);
    expect(valueOf(packer.getProject(projectId)).diagnostics).toMatchObject([
      { code: 'registrations-gone-unsaved', count: 1, errno: 'ENOSPC' },
    ]);

    expect(await theFinding(project, 'R15')).toMatchObject({ diagnostic: { code: 'registrations-gone', count: 1 } });

    expect((await copiesOf(folder))['gone']).toBe(`${registryHeader}\n${put(2)}\n`);
  });
});

describe('a repair', () => {
  it('is refused where the file says something else by now', async () => {
    const project = await openWith('no record', put(1));
    const { id } = await theFinding(project, 'R6');
    await writeFile(project.folder.registry, `${registryHeader}\n${put(1)}\n`);

    const completion = await project.packer.applyRepair(project.projectId, id, { fix: 'set-aside' });

    expect(valueOf(completion)).toEqual({ status: 'refused', refusal: { code: 'finding-gone' } });
    expect(await textOf(project.folder)).toBe(`${registryHeader}\n${put(1)}\n`);
  });

  it('is refused where the finding does not offer that fix', async () => {
    const project = await openWith('no record');
    const { id } = await theFinding(project, 'R6');

    const completion = await project.packer.applyRepair(project.projectId, id, { fix: 'confirm-empty' });

    expect(valueOf(completion)).toMatchObject({ status: 'refused', refusal: { code: 'finding-gone' } });
  });

  it('writes nothing where what it takes out can’t be kept', async () => {
    const project = await openWith('no record', put(1));
    const before = await textOf(project.folder);
    project.disk.fail({ call: 'file.write', path: 'recovery' }, 'ENOSPC');

    expect(await apply(project, 'R6', 'set-aside')).toEqual({
      status: 'failed',
      failure: { code: 'disk-refused', step: 'keep-copy', errno: 'ENOSPC' },
      disk: 'as-before',
    });

    expect(await textOf(project.folder)).toBe(before);
    expect(await apply(project, 'R6', 'set-aside')).toMatchObject({ status: 'committed' });
  });

  it('L8 shows nothing of a file that is in doubt: it may say what was never confirmed', async () => {
    const project = await openWith(put(1));
    const { disk, packer, projectId, register } = project;
    disk.fail({ call: 'file.datasync' }, 'EIO');
    disk.fail({ call: 'open', path: '.tmp' }, 'ENOSPC', Number.POSITIVE_INFINITY);
    await register('a/2');

    const failure = { code: 'registry-read-only', reason: 'rebuild-failed', errno: 'ENOSPC' };
    expect(await packer.listRepairs(projectId)).toEqual({ ok: false, failure });

    expect(registrationOf(project, 'a/2')).toBe('unregistered');
    disk.heal();
    valueOf(await packer.reload(projectId, unhurried));
    expect((await recordsOf(project.folder)).map(({ root }) => root)).toEqual(['a/1']);
  });

  it('keeps the whole file as it was, too', async () => {
    const project = await openWith('no record', put(1));
    const before = await textOf(project.folder);

    await apply(project, 'R6', 'set-aside');

    expect((await copiesOf(project.folder))['former']).toBe(before);
  });

  it('is refused in a project that was opened for reading, which changes nothing on the disk', async () => {
    const folder = await aFolder('a/1');
    await writeFile(folder.registry, `${registryHeader}\nno record\n${put(1)}\n{"op":"pu`);
    const { packer } = createTestPacker();
    const { projectId } = valueOf(await packer.openProject(folder.path, unhurried, 'read'));
    const refusal = { code: 'registry-read-only', reason: 'opened-for-reading' };
    const { findings } = valueOf(await packer.listRepairs(projectId));
    const before = await readdir(folder.path);

    expect(findings.map(({ rule }) => rule)).toEqual(['R6', 'R3']);
    expect(valueOf(await packer.applyRepair(projectId, findings[0]?.id ?? '', { fix: 'set-aside' }))).toEqual({
      status: 'refused',
      refusal,
    });
    expect(valueOf(await packer.compact(projectId))).toEqual({ status: 'refused', refusal });
    expect(valueOf(await packer.register(projectId, 'a/1', 'x'))).toEqual({ status: 'refused', refusal });

    expect(await readdir(folder.path)).toEqual(before);
    expect((await textOf(folder)).endsWith('{"op":"pu')).toBe(true);
  });
});

describe('compaction', () => {
  it('takes away what later records made void, keeps the former file, and reads nothing of the assets', async () => {
    const project = await openWith(put(1), put(2), put(1, { rev: 2 }));
    const before = await textOf(project.folder);

    const completion = valueOf(await project.packer.compact(project.projectId));

    const after = `${registryHeader}\n${put(2)}\n${put(1, { rev: 2 })}\n`;
    expect(completion).toMatchObject({
      status: 'committed',
      bytesBefore: before.length,
      bytesAfter: after.length,
      linesDropped: 1,
    });
    expect(await textOf(project.folder)).toBe(after);
    expect((await copiesOf(project.folder))['former']).toBe(before);
    await expectSettled(project);
    expect(await project.register('a/3')).toMatchObject({ status: 'committed' });
  });

  it('leaves a file alone in which nothing is void', async () => {
    const project = await openWith(put(1));

    expect(valueOf(await project.packer.compact(project.projectId))).toMatchObject({ linesDropped: 0 });

    expect(project.disk.calls.map(({ call }) => call)).not.toContain('rename');
  });

  it.each([
    ['registry-line-unreadable', ['no record']],
    ['registry-conflict-marker', ['=======']],
    ['registry-conflict', [put(2, { root: 'a/3' }), put(2)]],
  ])('is refused while there is %s', async (code, lines) => {
    const project = await openWith(put(1), put(1, { rev: 2 }), ...lines);
    const before = await textOf(project.folder);

    expect(valueOf(await project.packer.compact(project.projectId))).toEqual({
      status: 'refused',
      refusal: { code: 'compaction-blocked', diagnostics: [code] },
    });

    expect(await textOf(project.folder)).toBe(before);
  });

  it('is done at open where more than half of the file and more than 256 KiB are void', async () => {
    const folder = await aFolder('a/1');
    const lines = Array.from({ length: 3000 }, (_, at) => put(1, { rev: at + 1 }));
    await writeFile(folder.registry, `${[registryHeader, ...lines].join('\n')}\n`);

    const project = await openIn(createTestPacker(), folder);
    valueOf(await project.packer.listRepairs(project.projectId));

    expect(await textOf(folder)).toBe(`${registryHeader}\n${put(1, { rev: 3000 })}\n`);
    await expectSettled(project);
  });

  it('is not done at open for less', async () => {
    const project = await openWith(...Array.from({ length: 1000 }, (_, at) => put(1, { rev: at + 1 })));
    const before = await textOf(project.folder);

    valueOf(await project.packer.listRepairs(project.projectId));

    expect(await textOf(project.folder)).toBe(before);
  });

  it('P2 leaves the file as it was where the folder can’t be synced, and says that nobody knows', async () => {
    const project = await openWith(put(1), put(1, { rev: 2 }));
    const { disk, packer, projectId } = project;
    disk.fail({ call: 'syncFolder', path: project.folder.path }, 'EIO');
    // The first is the recovery folder's own.
    disk.heal();
    disk.before({ call: 'rename', path: 'assets-' }, () => {
      disk.fail({ call: 'syncFolder' }, 'EIO');
    });

    expect(valueOf(await packer.compact(projectId))).toMatchObject({ status: 'failed', disk: 'unknown' });

    expect(valueOf(packer.getProject(projectId)).lane).toEqual({ state: 'healthy' });
    expect(registrationOf(project, 'a/1')).toBe('registered');
    expect(valueOf(await packer.verify(projectId, unhurried)).differences).toEqual([]);
    expect(await project.register('a/2')).toMatchObject({ status: 'committed' });
  });
});

describe('the lock', () => {
  it('L8 shows a project that another has, says who, and writes it once it is free', async () => {
    const folder = await aFolder('a/1', 'a/2');
    const owner = await openIn(createTestPacker(), folder);
    const { packer } = createTestPacker();
    const { projectId, lane } = valueOf(await packer.openProject(folder.path, unhurried));
    const refusal = { code: 'registry-locked', pid: process.pid, sameHost: true };

    expect(lane).toMatchObject({ state: 'read-only', refusal });
    expect(valueOf(await packer.register(projectId, 'a/1', 'x'))).toMatchObject({ status: 'refused', refusal });
    expect(await owner.register('a/1')).toMatchObject({ status: 'committed' });
    await owner.packer.close();
    expect(await packer.reload(projectId, unhurried)).toMatchObject({ value: { changed: 1 } });

    expect(valueOf(packer.getProject(projectId)).lane).toEqual({ state: 'healthy' });
    expect(valueOf(await packer.register(projectId, 'a/2', 'y'))).toMatchObject({ status: 'committed' });
  });

  it('L8 has it again where its file was swept away with the folder', async () => {
    const project = await openWith(put(1));
    await rm(join(project.folder.path, '.prometeu'), { recursive: true });

    expect(await project.register('a/2')).toMatchObject({ status: 'committed' });

    expect(project.log.events).toEqual(['lock-lost']);
  });

  it('L8 writes nothing once another host has taken over, and says who', async () => {
    const project = await openWith(put(1));
    const lock = join(project.folder.path, '.prometeu', 'lock');
    const record = JSON.parse(await readFile(lock, 'utf8')) as Record<string, unknown>;
    await unlink(lock);
    await writeFile(
      lock,
      JSON.stringify({ ...record, nonce: anId(9), hostId: 'elsewhere', boot: 'other', host: 'elsewhere', pid: 5 }),
    );
    const before = await textOf(project.folder);

    const refusal = { code: 'registry-locked', host: 'elsewhere', pid: 5, sameHost: false };
    expect(await project.register('a/2')).toMatchObject({ status: 'refused', refusal });

    expect(await textOf(project.folder)).toBe(before);
    expect(valueOf(await project.packer.takeOverLock(project.projectId, unhurried))).toMatchObject({ gone: 0 });
    expect(await project.register('a/2', 'again')).toMatchObject({ status: 'committed' });
  });

  it('L5 is free when the project is closed', async () => {
    const project = await openWith(put(1));

    await project.packer.closeProject(project.projectId);

    expect(await readdir(join(project.folder.path, '.prometeu'))).toEqual(['state.json']);
    await endProcesses(project.folder.path);
  });
});
