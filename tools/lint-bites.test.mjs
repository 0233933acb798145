// @ts-check
// The rules of direction and of style are only worth something when they fail on what they forbid.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { checkDirections } from './check-directions.mjs';
import { checkout } from './setup/checkout.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'prometeu-directions-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** @param {Record<string, string>} files */
function writeTree(files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

describe('dependency directions', () => {
  it('name each import that goes the wrong way', async () => {
    writeTree({
      'src-main/app-window.ts': 'export const shell = 1;\n',
      'src-main/packer/index.ts': "import { app } from 'electron';\nexport const name = app;\n",
      'src-main/packer/core/value.ts': "import { read } from '../disk/read.ts';\nexport const value = read;\n",
      'src-main/packer/disk/read.ts': "import { shell } from '../../app-window.ts';\nexport const read = shell;\n",
      'src-renderer/main.ts':
        "import { value } from '../src-main/packer/core/value.ts';\nexport const shown = value;\n",
      'src-preload/contract/channels.ts': "import fs from 'node:fs';\nexport const names = fs;\n",
      'node_modules/electron/package.json': '{"name":"electron","main":"index.js"}',
      'node_modules/electron/index.js': 'exports.app = 1;\n',
    });

    const { violations } = await checkDirections(folder, ['src-main', 'src-preload', 'src-renderer']);

    expect(violations.map(({ rule, from }) => `${rule.name} ${from}`).toSorted()).toEqual([
      'contract-knows-only-zod src-preload/contract/channels.ts',
      'core-is-pure src-main/packer/core/value.ts',
      'electron-only-at-the-edge src-main/packer/index.ts',
      'packer-knows-no-shell src-main/packer/disk/read.ts',
      'packer-without-electron src-main/packer/index.ts',
      'renderer-not-main src-renderer/main.ts',
    ]);
  });

  it('see the modules of this repository', async () => {
    const { totalCruised } = await checkDirections(checkout, ['src-main/packer', 'src-preload/contract']);

    expect(totalCruised).toBeGreaterThan(40);
  });
});

describe('lint', () => {
  const eslint = new ESLint({ cwd: checkout });

  it.each([
    [
      'electron in the packer',
      'src-main/packer/index.ts',
      "import { app } from 'electron';\napp.quit();\n",
      'no-restricted-imports',
    ],
    [
      'a clock in the core',
      'src-main/packer/core/result.ts',
      'export const now = Date.now();\n',
      'no-restricted-globals',
    ],
    [
      'setQueryData in Studio',
      'src-renderer/app/query-client.ts',
      "import { QueryClient } from '@tanstack/react-query';\nnew QueryClient().setQueryData(['a'], 1);\n",
      'no-restricted-properties',
    ],
    [
      'a text that is not from the catalogue',
      'src-renderer/app/app.tsx',
      'export function App() {\n  return <p>Hello there</p>;\n}\n',
      'no-restricted-syntax',
    ],
    ...[
      '<p>{"Hello there"}</p>',
      '<p>{`Hello there`}</p>',
      '<>{`Hello ${1}`}</>',
      '<p title="Hello there" />',
      '<p title={"Hello there"} />',
      '<p aria-label={`Hello ${1}`} />',
    ].map((element) => [
      `a text that is not from the catalogue in ${element}`,
      'src-renderer/app/app.tsx',
      `export function App() {\n  return ${element};\n}\n`,
      'no-restricted-syntax',
    ]),
    ['any', 'src-main/packer/core/result.ts', 'export const value: any = 1;\n', '@typescript-eslint/no-explicit-any'],
    ['a default export', 'src-main/packer/core/result.ts', 'export default 1;\n', 'no-restricted-syntax'],
  ])(
    'finds %s',
    async (_what, file, code, rule) => {
      const [result] = await eslint.lintText(code, { filePath: path.join(checkout, file) });

      expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
    },
    60_000,
  );
});
