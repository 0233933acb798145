import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { timestampSchema } from '../src-preload/contract/domain/registry-entry.ts';
import { pathExists } from './path-exists.ts';

const recentLimit = 20;

const recentFileSchema = z.strictObject({
  v: z.literal(1),
  projects: z.array(z.strictObject({ path: z.string(), name: z.string(), openedAt: timestampSchema })),
});
type RecentFile = z.infer<typeof recentFileSchema>;

/** A project that was open before, and whether its `prometeu.json` is still there. */
export interface RecentProjectFolder {
  readonly path: string;
  readonly name: string;
  readonly openedAt: string;
  readonly exists: boolean;
}

/**
 * The list of recent projects, newest first, in one file of the user's data. It is a convenience: a file that can't
 * be read counts as empty, and one that can't be written is told to `onTrouble` and stands in nobody's way.
 */
export interface RecentProjects {
  list(): Promise<RecentProjectFolder[]>;
  add(path: string, name: string, openedAt: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export function createRecentProjects(file: string, onTrouble: (error: unknown) => void): RecentProjects {
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<RecentFile['projects']> {
    try {
      return recentFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).projects;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        onTrouble(error);
      }
      return [];
    }
  }

  /** One change at a time, so that two do not lose each other. */
  function change(next: (projects: RecentFile['projects']) => RecentFile['projects']): Promise<void> {
    const done = queue.then(async () => {
      try {
        const content: RecentFile = { v: 1, projects: next(await read()).slice(0, recentLimit) };
        await mkdir(dirname(file), { recursive: true });
        await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`);
      } catch (error) {
        onTrouble(error);
      }
    });
    queue = done;
    return done;
  }

  return {
    list: async () =>
      Promise.all(
        (await read()).map(async (project) => ({
          ...project,
          exists: await pathExists(join(project.path, 'prometeu.json')),
        })),
      ),
    add: (path, name, openedAt) =>
      change((projects) => [{ path, name, openedAt }, ...projects.filter((project) => project.path !== path)]),
    remove: (path) => change((projects) => projects.filter((project) => project.path !== path)),
  };
}
