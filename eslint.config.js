import queryPlugin from '@tanstack/eslint-plugin-query';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const electronOnlyHere = [
  'src-main/*.ts',
  'src-main/ipc/ipc-adapter.ts',
  'src-main/protocols/*.ts',
  'src-preload/index.ts',
  'e2e/**/*.ts',
];

const electronElsewhere = {
  name: 'electron',
  message: 'Electron is imported by src-main/*.ts, ipc/ipc-adapter.ts, protocols/, src-preload/index.ts and e2e alone.',
};

const noDefaultExports = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a thing has one name everywhere.',
};

const noOptimisticPatching = [
  {
    property: 'setQueryData',
    message: 'Studio never patches its own copy: invalidate and ask again (use-invalidate-project.ts).',
  },
  { property: 'setQueriesData', message: 'Studio never patches its own copy: invalidate and ask again.' },
];

const texts = {
  attribute:
    'JSXAttribute[name.name=/^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label)$/]',
  literal: 'Literal[value=/\\p{L}{2,}/u]',
  template: 'TemplateLiteral > TemplateElement[value.raw=/\\p{L}{2,}/u]',
};

/** A text that a person reads comes from the catalogue, also where braces or a template hold it. */
const noBareTexts = [
  'JSXText[value=/\\p{L}{2,}/u]',
  `${texts.attribute} > ${texts.literal}`,
  ...[':matches(JSXElement, JSXFragment)', texts.attribute].flatMap((holder) =>
    [texts.literal, texts.template].map((text) => `${holder} > JSXExpressionContainer > ${text}`),
  ),
].map((selector) => ({
  selector,
  message: 'A text that a person reads comes from the catalogue (src-preload/contract/messages).',
}));

/** What reads and writes files of Studio's own, whose names it has made. */
const ofTheAppItself = ['src-main/thumbnails/thumbnail-cache.ts'];

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'dist/**',
      'node_modules/**',
      'samples/**',
      'tools/**',
      'test-results/**',
      '*.config.*',
      '.dependency-cruiser.cjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      curly: ['error', 'all'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A handler of the contract is a promise by type, whether or not this one has to wait.
      '@typescript-eslint/require-await': 'off',
      // There is no enum (the compiler refuses one), and hardly a class: the two would take a quarter of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': ['error', noDefaultExports],
      'no-restricted-imports': ['error', { paths: [electronElsewhere] }],
    },
  },
  {
    files: [
      'src-main/packer/{disk,runtime}/**/*.ts',
      'src-main/protocols/asset-protocol.ts',
      'src-main/thumbnails/*.ts',
    ],
    ignores: ['**/*.test.ts', 'src-main/packer/disk/plain-files.ts', ...ofTheAppItself],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['node:fs', 'node:fs/promises'].map((name) => ({
            name,
            allowTypeImports: true,
            message: 'Electron’s takes some files of authors for folders: plain-files.ts has those that do not.',
          })),
        },
      ],
    },
  },
  { files: electronOnlyHere, rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['src-main/packer/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'process', 'console', 'setTimeout', 'setInterval', 'fetch'].map((name) => ({
          name,
          message: 'The core asks nothing of the world: take it as an argument.',
        })),
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The core is pure.' }],
    },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    extends: [...queryPlugin.configs['flat/recommended-strict'], reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-properties': ['error', ...noOptimisticPatching],
      // The compiler that this warns for is not used.
      'react-hooks/incompatible-library': 'off',
      'no-restricted-syntax': ['error', noDefaultExports, ...noBareTexts],
    },
  },
  {
    // The result type of queryOptions has to be inferred; schemas are their own types.
    files: ['src-renderer/**/*-queries.ts', 'src-preload/contract/**/*.ts', 'src-renderer/**/*.tsx'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'src-main/packer/testing/**', 'src-renderer/testing/**', 'e2e/**'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // Ports and packers are closures without a `this`: a test may take one of their functions apart.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', noDefaultExports],
    },
  },
  {
    // The words of the gallery are specimens: it is no part of Studio.
    files: ['src-renderer/gallery/**'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExports] },
  },
  // Playwright and Vitest read their settings from a default export.
  { files: ['**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
