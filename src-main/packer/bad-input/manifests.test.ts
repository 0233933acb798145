import { describe, expect, it } from 'vitest';
import { anAsset, anEntry } from '../testing/project-builder.ts';
import { codesAt, createCaseProject, findingsAt, nameOf, readCase } from './case-project.ts';
import {
  encodedManifestCases,
  jsonCases,
  type ManifestCase,
  magicNameCases,
  magicNames,
  manifestSchemaCases,
  slowManifestCases,
  truncatedManifests,
} from './manifest-cases.ts';

/** The rows of the table of bad input, each with the least number of cases that it asks for. */
const rows: readonly (readonly [string, number, readonly ManifestCase[]])[] = [
  ['that is not as the schema says', 200, manifestSchemaCases()],
  ['whose JSON is wrong or too much', 60, jsonCases()],
  ['with a name that means something to the language', 60, magicNameCases()],
  ['in another encoding', 20, encodedManifestCases()],
];

const project = await createCaseProject();

async function expectCodes({ content, codes }: ManifestCase): Promise<void> {
  await project.write('assets/bad/asset.json', content);

  const { snapshot } = await readCase(project.folder);

  expect([...new Set(codesAt(snapshot, 'bad'))]).toEqual(codes);
  expect(findingsAt(snapshot, 'bad').length).toBeLessThanOrEqual(202);
  expect(JSON.stringify(findingsAt(snapshot, 'bad')).length).toBeLessThan(3_000_000);
}

describe.each(rows)('a manifest %s', (_row, least, cases) => {
  it(`is in the corpus ${String(least)} times or more`, () => {
    expect(new Set(cases.map(({ content }) => content)).size).toBeGreaterThanOrEqual(least);
  });

  it.each(cases.map((each) => [nameOf(each.name), each] as const))('is told: %s', (_name, each) => expectCodes(each));
});

describe('a manifest with as much of something as its bytes can hold', () => {
  it.each(slowManifestCases().map((each) => [each.name, each] as const))(
    'is read within a second: %s',
    (_name, each) => expectCodes(each),
    60_000,
  );
});

describe('a manifest that is cut off', () => {
  it.each(['utf-8', 'utf-8 with mark and CRLF', 'utf-16'] as const)(
    'after any byte of %s is told of that asset alone',
    async (encoding) => {
      const cuts = truncatedManifests(encoding);
      const codes: string[][] = [];
      for (const content of cuts) {
        await project.write('assets/bad/asset.json', content);
        const { snapshot } = await readCase(project.folder);
        codes.push(codesAt(snapshot, 'bad'));
      }

      const whole = encoding === 'utf-16' ? ['manifest-not-utf8'] : [];
      expect(codes.at(-1)).toEqual(whole);
      const kinds = new Set(codes.slice(0, -1).map(String));
      expect(kinds).toEqual(new Set(['manifest-not-json', 'manifest-not-utf8']));
    },
    20_000,
  );
});

describe('a name that means something to the language', () => {
  it.each(magicNames)('is a folder and a registered root as any other: %s', async (root) => {
    await project.write(`assets/${root}/asset.json`, JSON.stringify(anAsset({ sources: ['asset.json'] })));

    const { snapshot } = await readCase(project.folder, { entries: [anEntry({ root })] });

    expect(codesAt(snapshot, root)).toEqual([]);
    await project.remove(`assets/${root}`);
  });

  it.each(magicNames)('is a registered root whose folder is gone as any other: %s', async (root) => {
    const { snapshot } = await readCase(project.folder, { entries: [anEntry({ root })] });

    expect(codesAt(snapshot, root)).toEqual(['manifest-missing']);
  });
});
