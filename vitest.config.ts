import { defineConfig } from 'vitest/config';

// No test measures time: a limit is there for what hangs, and not for a machine that is busy.
const limits = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // A test waits for what it waits for, and so need not be alone: by default a core would be left to others.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...limits,
          name: 'node',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'src-preload/**/*.test.ts', 'tools/**/*.test.mjs', 'bench/**/*.test.ts'],
        },
      },
      {
        test: {
          ...limits,
          name: 'renderer',
          environment: 'happy-dom',
          include: ['src-renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
