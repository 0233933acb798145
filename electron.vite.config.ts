import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Every input is named because the folders are not electron-vite's defaults.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      rollupOptions: {
        input: {
          start: resolve('src-main/start.ts'),
          index: resolve('src-main/index.ts'),
          cli: resolve('src-main/cli.ts'),
          'append-worker': resolve('src-main/packer/disk/append-worker.ts'),
          'scan-worker': resolve('src-main/packer/disk/scan-worker.ts'),
          'thumbnail-worker': resolve('src-main/thumbnails/thumbnail-worker.ts'),
          'inspection-worker': resolve('src-main/inspection/inspection-worker.ts'),
        },
        // Native code can't be bundled: it is shipped as a package.
        external: ['@napi-rs/image'],
      },
    },
    plugins: [
      {
        // `npx prometeu-packer` in a checkout starts the file itself.
        name: 'make-command-executable',
        writeBundle: ({ dir = '' }) => {
          chmodSync(join(dir, 'cli.js'), 0o755);
        },
      },
    ],
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: { input: { index: resolve('src-preload/index.ts') }, output: { format: 'cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), tailwindcss()],
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
});
