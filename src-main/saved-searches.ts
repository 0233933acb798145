import { z } from 'zod';
import { type SavedSearch, savedSearchSchema } from '../src-preload/contract/domain/saved-search.ts';
import { createKeptFile } from './kept-file.ts';
import { compareFolded } from './packer/core/text-order.ts';

const projectLimit = 100;
const searchesOfProject = 50;

const savedFileSchema = z.strictObject({
  v: z.literal(1),
  projects: z.array(z.strictObject({ path: z.string(), searches: z.array(savedSearchSchema) })),
});
type SavedFile = z.infer<typeof savedFileSchema>;

/**
 * The searches that the author saved, by the path of the project, in the order of their names, in one file of the user's
 * data (kept-file.ts). Of the projects those that were changed last are kept.
 */
export interface SavedSearches {
  list(path: string): Promise<SavedSearch[]>;
  /** One of the same name is replaced. Answers whether it was written. */
  save(path: string, search: SavedSearch): Promise<boolean>;
  remove(path: string, name: string): Promise<boolean>;
}

export function createSavedSearches(file: string, onTrouble: (error: unknown) => void): SavedSearches {
  const kept = createKeptFile<SavedFile>(file, savedFileSchema, { v: 1, projects: [] }, onTrouble);

  function change(path: string, next: (searches: readonly SavedSearch[]) => SavedSearch[]): Promise<boolean> {
    return kept.change(({ projects }) => {
      const searches = next(searchesIn(projects, path)).slice(-searchesOfProject);
      const others = projects.filter((project) => project.path !== path);
      return {
        v: 1,
        projects: (searches.length === 0 ? others : [{ path, searches }, ...others]).slice(0, projectLimit),
      };
    });
  }

  return {
    list: async (path) => searchesIn((await kept.read()).projects, path).toSorted(byName),
    save: (path, search) =>
      change(path, (searches) => [...searches.filter(({ name }) => name !== search.name), search]),
    remove: (path, name) => change(path, (searches) => searches.filter((search) => search.name !== name)),
  };
}

function searchesIn(projects: SavedFile['projects'], path: string): readonly SavedSearch[] {
  return projects.find((project) => project.path === path)?.searches ?? [];
}

const byName = (a: SavedSearch, b: SavedSearch): number => compareFolded(a.name, b.name);
