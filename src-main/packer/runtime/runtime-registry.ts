import type { LaneState } from '../../../src-preload/contract/domain/lane.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';

/** A published snapshot. */
export interface ReadySnapshot {
  readonly state: 'ready';
  readonly snapshot: ProjectSnapshot;
  readonly readAt: string;
  /** The first revision from which this one differs by registrations alone: no asset came, went or changed. */
  readonly rowsRevision: number;
}

/** What is known of a loaded project: its snapshot, or (rule P6) that there is none to trust. */
export type CurrentSnapshot = ReadySnapshot | { readonly state: 'unavailable' };

/** For queries: sees what is published, and has no means to change it (rule L4). */
export interface SnapshotReader {
  /** The published snapshot of a loaded project, or undefined where the project is not loaded. */
  current(projectId: string): CurrentSnapshot | undefined;
  /** What the project's write lane can do now (rule L8); `reloading` until it is known. */
  lane(projectId: string): LaneState;
}

/** Reads a whole project from disk as a snapshot with the given revision. Throws where that is not possible. */
export type LoadSnapshot = (revision: number) => Promise<ProjectSnapshot>;

/** For the write lane alone: every way in which a published snapshot changes. */
export interface SnapshotWriter extends SnapshotReader {
  /** Full reload: publishes what the loader read. When it throws, nothing is published. */
  reload(projectId: string, load: LoadSnapshot): Promise<ProjectSnapshot>;
  /**
   * Point patch: publishes what the pure function makes of the current snapshot, which differs from it by registrations
   * alone. When it throws, nothing is published.
   */
  patch(projectId: string, apply: (snapshot: ProjectSnapshot) => ProjectSnapshot): ProjectSnapshot;
  /** The same for any other change, after which assets may be others, or in other places. */
  replace(projectId: string, apply: (snapshot: ProjectSnapshot) => ProjectSnapshot): ProjectSnapshot;
  /** Publishes that the snapshot can't be trusted any more. */
  markUnavailable(projectId: string): void;
  setLane(projectId: string, lane: LaneState): void;
  dispose(projectId: string): void;
}

/**
 * Holds the loaded snapshots, one a project. Publishing swaps one reference in one synchronous statement, so that a
 * reader sees the snapshot before or the one after, never half of one (rule S1).
 */
export function createRuntimeRegistry(now: () => string): SnapshotWriter {
  const published = new Map<string, CurrentSnapshot>();
  const revisions = new Map<string, number>();
  const lanes = new Map<string, LaneState>();

  function publish(
    projectId: string,
    snapshot: ProjectSnapshot,
    readAt: string,
    rowsRevision = snapshot.revision,
  ): ProjectSnapshot {
    revisions.set(projectId, snapshot.revision);
    published.set(projectId, { state: 'ready', snapshot, readAt, rowsRevision });
    return snapshot;
  }

  function ready(projectId: string): ReadySnapshot {
    const current = published.get(projectId);
    if (current?.state !== 'ready') {
      throw new Error('There is no snapshot to patch');
    }
    return current;
  }

  return {
    current: (projectId) => published.get(projectId),
    lane: (projectId) => lanes.get(projectId) ?? { state: 'reloading' },
    setLane: (projectId, lane) => {
      lanes.set(projectId, lane);
    },
    reload: async (projectId, load) => {
      const readAt = now();
      const snapshot = await load((revisions.get(projectId) ?? 0) + 1);
      return publish(projectId, snapshot, readAt);
    },
    patch: (projectId, apply) => {
      const { snapshot, readAt, rowsRevision } = ready(projectId);
      return publish(projectId, apply(snapshot), readAt, rowsRevision);
    },
    replace: (projectId, apply) => {
      const { snapshot, readAt } = ready(projectId);
      return publish(projectId, apply(snapshot), readAt);
    },
    markUnavailable: (projectId) => {
      published.set(projectId, { state: 'unavailable' });
    },
    dispose: (projectId) => {
      published.delete(projectId);
      revisions.delete(projectId);
      lanes.delete(projectId);
    },
  };
}
