/** The directions of the layers, executable. `tools/check-directions.mjs` also asserts that modules were seen. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'packer/core imports itself and the schemas of the contract’s domain.',
      severity: 'error',
      from: { path: '^src-main/packer/core/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(src-main/packer/core|src-preload/contract/domain)/' },
    },
    {
      name: 'packer-without-electron',
      severity: 'error',
      from: { path: '^src-main/packer/' },
      to: { path: '(^|/)electron(-log)?(/|$)' },
    },
    {
      name: 'packer-knows-no-shell',
      severity: 'error',
      from: { path: '^src-main/packer/' },
      to: { path: '^src-main/(?!packer/)|^src-renderer|^src-preload/(?!contract/)' },
    },
    {
      name: 'disk-knows-no-runtime',
      severity: 'error',
      from: { path: '^src-main/packer/disk/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src-main/packer/(runtime|index)' },
    },
    {
      name: 'electron-only-at-the-edge',
      severity: 'error',
      from: {
        pathNot:
          '^(src-main/(?!cli)[^/]+\\.ts|src-main/ipc/ipc-adapter\\.ts|src-main/protocols/|src-preload/index\\.ts|e2e/)',
      },
      to: { path: '(^|/)electron$|node_modules/electron/' },
    },
    {
      name: 'command-line-without-electron',
      comment: 'The command line is bundled for plain Node.',
      severity: 'error',
      from: { path: '^src-main/cli' },
      to: { path: '(^|/)electron(-log)?(/|$)|^src-main/(?!packer/|cli)|^src-renderer' },
    },
    {
      name: 'renderer-not-main',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '^src-renderer/testing/|\\.test\\.tsx?$' },
      to: { path: '^src-main/' },
    },
    {
      name: 'main-not-renderer',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-renderer/' },
    },
    {
      name: 'contract-knows-only-zod',
      severity: 'error',
      from: { path: '^src-preload/contract/', pathNot: '\\.test(-d)?\\.ts$' },
      to: { pathNot: '^src-preload/contract/|^node_modules/zod/' },
    },
    {
      name: 'preload-imports-no-schemas',
      severity: 'error',
      from: { path: '^src-preload/index\\.ts$' },
      to: {
        path: '^(src-|node_modules/)',
        pathNot: '^src-preload/contract/(channels|bridge)\\.ts$|^node_modules/electron/',
      },
    },
    {
      name: 'product-knows-no-bench',
      severity: 'error',
      from: { path: '^src-' },
      to: { path: '^bench/' },
    },
    {
      name: 'product-knows-no-gallery',
      comment: 'The gallery is built by itself, and never shipped.',
      severity: 'error',
      from: { path: '^src-(?!renderer/gallery/)' },
      to: { path: '^src-renderer/gallery/' },
    },
    {
      name: 'features-not-each-other',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/(features/(?!$1/)|app/app)' },
    },
    {
      name: 'ui-knows-nothing-of-projects',
      severity: 'error',
      from: { path: '^src-renderer/ui/' },
      to: { path: '^src-renderer/(features|ipc)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|samples)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
