import type { ProvisionalView } from '../../../src-preload/contract/domain/provisional-view.ts';
import { type ProjectBeingOpened, type ProvisionalAssets, provisionalView } from '../core/provisional-view.ts';

/** A project from the moment at which its folder is known to be one until opening it has an answer. */
export interface OpeningProject {
  /** From now on the view is answered to those who ask by this id. */
  follow(openingId: string): void;
  /** What the view shows from now on. */
  readonly show: (assets: ProvisionalAssets) => void;
  end(): void;
}

/** The projects that are being opened, and what is known of them meanwhile (rule Q5). */
export interface OpeningProjects {
  begin(project: ProjectBeingOpened): OpeningProject;
  has(projectId: string): boolean;
  /** A window of the provisional view that is followed by this id, or null where there is none. Reads no disk. */
  view(openingId: string, offset: number, limit: number): ProvisionalView | null;
}

const nothing: ProvisionalAssets = { from: 'scan', count: () => 0, window: () => [] };

export function createOpeningProjects(): OpeningProjects {
  const projectIds = new Set<string>();
  const views = new Map<string, (offset: number, limit: number) => ProvisionalView>();

  return {
    begin: (project) => {
      const followers: string[] = [];
      let assets = nothing;
      projectIds.add(project.projectId);
      return {
        follow: (openingId) => {
          followers.push(openingId);
          views.set(openingId, (offset, limit) => provisionalView(project, assets, offset, limit));
        },
        show: (known) => {
          assets = known;
        },
        end: () => {
          projectIds.delete(project.projectId);
          for (const openingId of followers) {
            views.delete(openingId);
          }
        },
      };
    },
    has: (projectId) => projectIds.has(projectId),
    view: (openingId, offset, limit) => views.get(openingId)?.(offset, limit) ?? null,
  };
}
