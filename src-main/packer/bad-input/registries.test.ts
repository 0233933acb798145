import { describe, expect, it } from 'vitest';
import { readRegistry } from '../disk/registry-reader.ts';
import { codesOf, inTime, nameOf } from './case-project.ts';
import { expectPrototypesUnchanged } from './prototypes.ts';
import { goodRoots, mendedCases, type RegistryCase, registryCases } from './registry-cases.ts';

async function expectRead({ bytes, codes, roots }: RegistryCase): Promise<void> {
  const registry = await inTime(() => readRegistry(bytes));

  expect(registry.entries.map(({ root }) => root).toSorted()).toEqual([...goodRoots, ...roots].toSorted());
  expect([...new Set(codesOf(registry.diagnostics))]).toEqual(codes);
  expectPrototypesUnchanged();
}

describe.each(registryCases())('%s', (_rule, least, cases) => {
  it(`is in the corpus ${String(least)} times or more`, () => {
    expect(new Set(cases.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))).size).toBeGreaterThanOrEqual(least);
  });

  it.each(cases.map((each) => [nameOf(each.name), each] as const))(
    'is told, and no good line is lost: %s',
    (_name, each) => expectRead(each),
  );
});

describe('what the reader once did not do', () => {
  it.each(mendedCases.map((each) => [each.name, each] as const))('%s', (_name, each) => expectRead(each));
});
