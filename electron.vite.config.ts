import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Every input is named because the folders are not electron-vite's defaults.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      rollupOptions: { input: { index: resolve('src-main/index.ts') } },
    },
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
