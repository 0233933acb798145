import { describe, expect, it } from 'vitest';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import { anAsset, anEntry } from '../testing/project-builder.ts';
import { codesAt, createCaseProject, findingsAt, goodRoot, nameOf, readCase } from './case-project.ts';
import {
  canBeFolder,
  controlCharacterCases,
  halfCharacterCases,
  literalPathCases,
  type PathCase,
  pathCases,
  reservedNameCases,
  tooLongCases,
  twinCases,
} from './path-cases.ts';

const groups = pathCases();
const privateGroup = 'into a private folder';

/** The rows of the table of bad input, each with the least number of cases that it asks for. */
const rows: readonly (readonly [string, number, readonly PathCase[]])[] = [
  [
    'path that is not one below the asset',
    120,
    [...groups].flatMap(([name, all]) => (name === privateGroup ? [] : all)),
  ],
  ['control character', 40, controlCharacterCases()],
  ['name that Windows reserves', 60, reservedNameCases()],
  ['private folder', 20, groups.get(privateGroup) ?? []],
  ['path that is too long', 10, tooLongCases()],
  ['half of a character', 10, halfCharacterCases()],
];

const named = <Case extends { readonly path: string }>(cases: readonly Case[]): [string, Case][] =>
  cases.map((each) => [nameOf(each.path), each]);

const project = await createCaseProject();

describe.each(rows)('a %s', (_row, least, cases) => {
  it(`is in the corpus ${String(least)} times or more`, () => {
    expect(new Set(cases.map(({ path }) => path)).size).toBeGreaterThanOrEqual(least);
  });

  it.each(named(cases))('as a source is told and not looked for: %s', async (_name, { path, source, reason }) => {
    await project.write('assets/bad/asset.json', JSON.stringify(anAsset({ sources: [path] })));

    const { snapshot, calls } = await readCase(project.folder);

    expect(codesAt(snapshot, 'bad')).toEqual([source]);
    const why = source === 'source-path-not-portable' ? { path, reason } : { path };
    expect(findingsAt(snapshot, 'bad')).toMatchObject([why]);
    expect(calls.filter(({ call, path: of }) => call === 'status' && !of.includes(goodRoot))).toEqual([]);
  });

  it.each(named(cases))('as a root in the registry is told and not looked for: %s', async (_name, bad) => {
    const { snapshot, calls } = await readCase(project.folder, { entries: [anEntry({ root: bad.path })] });

    expect(codesAt(snapshot, bad.path)).toEqual(['manifest-missing', 'root-not-portable']);
    expect(findingsAt(snapshot, bad.path)).toContainEqual(
      expect.objectContaining({ code: 'root-not-portable', reason: bad.reason }),
    );
    expect(calls.map(({ path }) => path.slice(project.folder.length))).not.toContain(`/assets/${bad.path}/asset.json`);
  });

  const onDisk = cases.filter(({ path }) => canBeFolder(path));

  it.skipIf(onDisk.length === 0 || process.platform !== 'linux').each(named(onDisk))(
    'as a folder on the disk is told, or left alone where it begins with a dot: %s',
    async (_name, { path, reason }) => {
      const [top = ''] = path.split('/');
      await project.write(`assets/${path}/asset.json`, JSON.stringify(anAsset({ sources: ['asset.json'] })));

      const { snapshot } = await readCase(project.folder);

      await project.remove(`assets/${top}`);
      const isHidden = path.split('/').some((name) => name.startsWith('.') || name === 'node_modules');
      expect(codesAt(snapshot, path)).toEqual([isHidden ? 'no-such-asset' : 'root-not-portable']);
      expect(findingsAt(snapshot, path)).toMatchObject(isHidden ? [] : [{ root: path, reason }]);
    },
  );
});

describe('a path that some program decodes or expands', () => {
  it.each(named(literalPathCases.map((path) => ({ path }))))('means its own letters: %s', async (_name, { path }) => {
    await project.write('assets/bad/asset.json', JSON.stringify(anAsset({ sources: [path] })));

    const { snapshot, calls } = await readCase(project.folder);

    expect(codesAt(snapshot, 'bad')).toEqual(['source-missing']);
    const looks = calls.filter(({ call, path: of }) => call === 'status' && !of.includes(goodRoot));
    expect(looks.map(({ path: of }) => of)).toEqual([`${project.folder}/assets/bad/${path.split('/')[0] ?? ''}`]);
  });
});

describe('two roots that are one folder on some systems', () => {
  /** One of the two is registered; the other lies beside it on the disk. */
  async function readTwins(registered: string, other: string): Promise<ProjectSnapshot> {
    const twins = await createCaseProject();
    for (const root of [registered, other]) {
      await twins.write(`assets/twin-${root}/asset.json`, JSON.stringify(anAsset({ sources: ['asset.json'] })));
    }
    const { snapshot } = await readCase(twins.folder, { entries: [anEntry({ root: `twin-${registered}` })] });
    await twins.remove('.');
    return snapshot;
  }

  const expectTwins = (snapshot: ProjectSnapshot, one: string, other: string): void => {
    expect(codesAt(snapshot, `twin-${one}`)).toContain('duplicate-root');
    expect(findingsAt(snapshot, `twin-${other}`)).toContainEqual(
      expect.objectContaining({ code: 'duplicate-root', other: `twin-${one}` }),
    );
  };

  it('are in the corpus 30 times or more', () => {
    expect(twinCases.length).toBeGreaterThanOrEqual(30);
  });

  it.skipIf(process.platform !== 'linux').each(twinCases)('R10 are both told: %j and %j', async (one, other) => {
    const snapshot = await readTwins(one, other);

    expectTwins(snapshot, one, other);
  });
});
