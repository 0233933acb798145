import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import { type KeptView, keptViewSchema, viewAtFirst } from '../src-preload/contract/domain/kept-view.ts';
import { keptFields } from './kept-fields.ts';
import { createKeptFile } from './kept-file.ts';

const projectLimit = 100;

const viewsFileSchema = z.object({
  v: z.literal(1),
  projects: z.array(z.object({ path: z.string(), view: keptFields(keptViewSchema.shape, viewAtFirst) })),
});
type ViewsFile = z.infer<typeof viewsFileSchema>;

/** A change is written with all that follow it in so many milliseconds. */
const pauseMs = 1000;

/**
 * How each project was shown last, by its path with every link resolved, in one file of the user's data (kept-file.ts), and
 * in memory from the first read on. Of the projects those that were shown last are kept.
 */
export interface KeptViews {
  /** That of a project which was never shown is `viewAtFirst`. */
  read(path: string): Promise<KeptView>;
  /** What was kept last is read from now on, whether or not it can be written, which it is a little later. */
  keep(path: string, view: KeptView): Promise<void>;
  /** Writes what is not written yet, and waits for it. */
  write(): Promise<void>;
}

/** `after` calls something in so many milliseconds, unless its answer is called before. */
export function createKeptViews(
  file: string,
  after: (milliseconds: number, call: () => void) => () => void,
  onTrouble: (error: unknown) => void,
): KeptViews {
  const kept = createKeptFile<ViewsFile>(file, viewsFileSchema, { v: 1, projects: [] }, onTrouble);
  const resolved = new Map<string, Promise<string>>();
  let projects: Promise<ViewsFile['projects']> | null = null;
  let keeping: Promise<unknown> = Promise.resolve();
  let waiting: (() => void) | null = null;

  /** One look a path: what is kept before something is read has to be there first. */
  function resolve(path: string): Promise<string> {
    const found = resolved.get(path) ?? realpath(path).catch(() => path);
    resolved.set(path, found);
    return found;
  }

  function readProjects(): Promise<ViewsFile['projects']> {
    projects ??= kept.read().then((content) => content.projects);
    return projects;
  }

  async function keepInMemory(path: string, view: KeptView): Promise<void> {
    const resolvedPath = await resolve(path);
    projects = readProjects().then((known) =>
      [{ path: resolvedPath, view }, ...known.filter((project) => project.path !== resolvedPath)].slice(
        0,
        projectLimit,
      ),
    );
    await projects;
    waiting ??= after(pauseMs, () => {
      void writeNow();
    });
  }

  async function writeNow(): Promise<void> {
    waiting?.();
    waiting = null;
    const now = await readProjects();
    await kept.change(() => ({ v: 1, projects: now }));
  }

  return {
    read: async (path) => {
      const resolvedPath = await resolve(path);
      const known = await readProjects();
      return known.find((project) => project.path === resolvedPath)?.view ?? viewAtFirst;
    },
    keep: (path, view) => {
      const done = keepInMemory(path, view);
      // One that failed says so to who asked for it, and does not keep the others from being written.
      keeping = Promise.allSettled([keeping, done]).then(() => undefined);
      return done;
    },
    write: async () => {
      await keeping;
      if (waiting !== null) {
        await writeNow();
      }
    },
  };
}
