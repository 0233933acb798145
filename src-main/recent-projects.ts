import { join } from 'node:path';
import { z } from 'zod';
import { timestampSchema } from '../src-preload/contract/domain/registry-entry.ts';
import { createKeptFile } from './kept-file.ts';
import { projectFileName } from './packer/disk/project-folder.ts';
import { pathExists } from './path-exists.ts';

const recentLimit = 20;

const recentFileSchema = z.strictObject({
  v: z.literal(1),
  projects: z.array(
    z.strictObject({
      path: z.string(),
      name: z.string(),
      openedAt: timestampSchema,
      // Not in the files of before.
      assets: z.int().min(0).nullable().default(null),
      pinned: z.boolean().default(false),
    }),
  ),
});
type RecentFile = z.infer<typeof recentFileSchema>;

/** A project that was open before, and whether its `prometeu.json` is still there. */
export interface RecentProjectFolder {
  readonly path: string;
  readonly name: string;
  readonly openedAt: string;
  /** Assets that it had when it was opened; null where that is not known. */
  readonly assets: number | null;
  readonly pinned: boolean;
  readonly exists: boolean;
}

/** The list of recent projects, those that are pinned before the others, in one file of the user's data (kept-file.ts). */
export interface RecentProjects {
  /** Newest first, among those that are pinned as among the others. */
  list(): Promise<RecentProjectFolder[]>;
  /** One that is pinned stays so. Of the others the twenty that were opened last are kept. */
  add(project: Omit<RecentProjectFolder, 'pinned' | 'exists'>): Promise<void>;
  pin(path: string, pinned: boolean): Promise<void>;
  remove(path: string): Promise<void>;
}

export function createRecentProjects(file: string, onTrouble: (error: unknown) => void): RecentProjects {
  const kept = createKeptFile<RecentFile>(file, recentFileSchema, { v: 1, projects: [] }, onTrouble);

  async function change(next: (projects: RecentFile['projects']) => RecentFile['projects']): Promise<void> {
    await kept.change(({ projects }) => {
      const [pinned, others] = splitByPin(next(projects));
      return { v: 1, projects: [...pinned, ...others.slice(0, recentLimit)] };
    });
  }

  return {
    list: async () =>
      Promise.all(
        (await kept.read()).projects.map(async (project) => ({
          ...project,
          exists: await pathExists(join(project.path, projectFileName)),
        })),
      ),
    add: (project) =>
      change((projects) => {
        const pinned = projects.some(({ path, pinned: isPinned }) => path === project.path && isPinned);
        return [{ ...project, pinned }, ...projects.filter(({ path }) => path !== project.path)];
      }),
    pin: (path, pinned) =>
      change((projects) =>
        projects
          .map((project) => (project.path === path ? { ...project, pinned } : project))
          .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : a.openedAt > b.openedAt ? -1 : 0)),
      ),
    remove: (path) => change((projects) => projects.filter((project) => project.path !== path)),
  };
}

function splitByPin(projects: RecentFile['projects']): [RecentFile['projects'], RecentFile['projects']] {
  return [projects.filter(({ pinned }) => pinned), projects.filter(({ pinned }) => !pinned)];
}
