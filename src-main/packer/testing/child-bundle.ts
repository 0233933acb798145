import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const sources = resolve(import.meta.dirname, '../..');

/** A program that Node can run: it can't run the sources as they are. */
export interface ChildBundle {
  readonly path: string;
  /** The folder that it lies in, which a test may use, and which goes with it. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Bundles a module of `src-main`, named by its path from there. Beside it, under the name that the product has for it,
 * is what the product runs in threads of its own.
 */
export async function bundleChild(source: string): Promise<ChildBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'prometeu-child-'));
  // Another user has to run it where a test wants that.
  await chmod(folder, 0o755);
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rolldownOptions: {
        input: {
          child: resolve(sources, source),
          'append-worker': resolve(sources, 'packer/disk/append-worker.ts'),
          'scan-worker': resolve(sources, 'packer/disk/scan-worker.ts'),
        },
      },
    },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return { path: join(folder, 'child.js'), folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
