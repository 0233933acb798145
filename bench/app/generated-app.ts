import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { benchFolder } from '../project-on-disk.ts';

const checkout = resolve(import.meta.dirname, '../..');

/** The built app in a folder of its own. */
export interface GeneratedApp {
  readonly folder: string;
  remove(): void;
}

/**
 * The app as it is built, but that the thread that scans makes up what it finds (generated-scan-worker.ts). All the rest is
 * the product's own.
 */
export async function makeGeneratedApp(): Promise<GeneratedApp> {
  const folder = mkdtempSync(join(benchFolder(), 'app-'));
  cpSync(join(checkout, 'out'), join(folder, 'out'), { recursive: true });
  cpSync(join(checkout, 'package.json'), join(folder, 'package.json'));
  const built = mkdtempSync(join(benchFolder(), 'worker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: built,
      target: 'node20',
      rolldownOptions: { input: { 'scan-worker': join(checkout, 'bench', 'generated-scan-worker.ts') } },
    },
  });
  cpSync(built, join(folder, 'out', 'main'), { recursive: true });
  rmSync(built, { recursive: true });
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
