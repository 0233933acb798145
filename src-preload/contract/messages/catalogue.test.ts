import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type DiagnosticCode,
  diagnosticRules,
  diagnosticSchema,
  fieldKinds,
  jsonProblems,
  textForms,
} from '../domain/diagnostic.ts';
import {
  type FailureCode,
  failureSchema,
  fileProblems,
  linkProblems,
  newRootReasons,
  notAProjectReasons,
  readOnlyReasons,
} from '../domain/failure.ts';
import { en } from './en/index.ts';

/** Names of the placeholders of a sentence, without the format that may stand behind a comma. */
function placeholdersOf(sentence: Readonly<Record<string, string>>): string[] {
  return Object.values(sentence).flatMap((text) =>
    [...text.matchAll(/\{\{(.*?)(?:, \w+)?\}\}/g)].map(([, name]) => name ?? ''),
  );
}

/** The fields of each code of a union. */
function fieldsByCode(schema: { readonly options: readonly { readonly shape: object }[] }): Map<string, string[]> {
  return new Map(
    schema.options.map(({ shape }) => {
      const [code] = (shape as { code: { values: Set<string> } }).code.values;
      return [code ?? '', Object.keys(shape)];
    }),
  );
}

const failureFields = fieldsByCode(failureSchema);
const diagnosticFields = fieldsByCode(diagnosticSchema);
const failureCodes = Object.keys(en.failures) as FailureCode[];
const diagnosticCodes = Object.keys(en.diagnostics) as DiagnosticCode[];

describe('the catalogue', () => {
  it('has a sentence for every failure, and for nothing else', () => {
    const codes = [...failureFields.keys()];

    expect(failureCodes.toSorted()).toEqual(codes.toSorted());
  });

  it('has a sentence for every diagnostic, and for nothing else', () => {
    const codes = [...diagnosticFields.keys()];

    expect(diagnosticCodes.toSorted()).toEqual(codes.toSorted());
    expect(codes.toSorted()).toEqual(Object.keys(diagnosticRules).toSorted());
  });

  it('has a sentence for every reason', () => {
    const reasons = [
      ...fieldKinds,
      ...jsonProblems,
      ...newRootReasons,
      ...textForms,
      ...notAProjectReasons,
      ...linkProblems,
      ...fileProblems,
      ...readOnlyReasons,
    ];

    expect(Object.keys(en.reasons).toSorted()).toEqual([...new Set<string>(reasons)].toSorted());
  });

  it.each(failureCodes)('fills the sentence of the failure %s from its own data', (code) => {
    const placeholders = placeholdersOf(en.failures[code]);

    expect(placeholders.filter((name) => !failureFields.get(code)?.includes(name))).toEqual([]);
  });

  it.each(diagnosticCodes)('fills the sentence of the diagnostic %s from its own data and place', (code) => {
    const placeholders = placeholdersOf(en.diagnostics[code]);

    const known = [...(diagnosticFields.get(code) ?? []), 'file', 'line', 'column', 'pointer'];
    expect(placeholders.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each([...Object.entries(en.failures), ...Object.entries(en.diagnostics)])(
    'says something in each part: %s',
    (_, sentence) => {
      const parts = Object.values(sentence as Readonly<Record<string, string>>);

      expect(parts).toHaveLength(3);
      expect(parts.filter((part) => !/^[A-Z“{a].*\.$/su.test(part))).toEqual([]);
    },
  );

  it.each([...failureCodes, ...diagnosticCodes])('%s is a code in kebab-case', (code) => {
    const parts = code.split('-');

    expect(parts.filter((part) => !/^[a-z0-9]+$/.test(part))).toEqual([]);
  });
});

describe('SPEC.md', () => {
  const spec = readFileSync(new URL('../../../src-main/packer/SPEC.md', import.meta.url), 'utf8');

  it('has the table of diagnostics that the code has', () => {
    const rows = [...spec.matchAll(/^\| `([a-z0-9-]+)` \| (\w+) \| (yes|no) \| (yes|no) \| .+ \|$/gm)];

    const table: unknown = Object.fromEntries(
      rows.map(([, code, severity, register, pack]) => [
        code,
        { severity, blocksRegister: register === 'yes', blocksPack: pack === 'yes' },
      ]),
    );
    expect(table).toEqual(diagnosticRules);
    expect(rows).toHaveLength(Object.keys(diagnosticRules).length);
  });

  it('has the diagnostics in the order that the code has', () => {
    const codes = [...spec.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code);

    expect(codes).toEqual(Object.keys(diagnosticRules));
  });
});
