import { join } from 'node:path';
import { z } from 'zod';
import { timestampSchema } from '../src-preload/contract/domain/registry-entry.ts';
import { createKeptFile } from './kept-file.ts';
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

/** The list of recent projects, newest first, in one file of the user's data (kept-file.ts). */
export interface RecentProjects {
  list(): Promise<RecentProjectFolder[]>;
  add(path: string, name: string, openedAt: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export function createRecentProjects(file: string, onTrouble: (error: unknown) => void): RecentProjects {
  const kept = createKeptFile<RecentFile>(file, recentFileSchema, { v: 1, projects: [] }, onTrouble);

  async function change(next: (projects: RecentFile['projects']) => RecentFile['projects']): Promise<void> {
    await kept.change(({ projects }) => ({ v: 1, projects: next(projects).slice(0, recentLimit) }));
  }

  return {
    list: async () =>
      Promise.all(
        (await kept.read()).projects.map(async (project) => ({
          ...project,
          exists: await pathExists(join(project.path, 'prometeu.json')),
        })),
      ),
    add: (path, name, openedAt) =>
      change((projects) => [{ path, name, openedAt }, ...projects.filter((project) => project.path !== path)]),
    remove: (path) => change((projects) => projects.filter((project) => project.path !== path)),
  };
}
