import type { EntryCompletion, TrashCompletion } from '../../../src-preload/contract/domain/completion.ts';
import { ownerOf } from '../core/edit-manifest.ts';
import { findAsset, type ProjectSnapshot } from '../core/project-snapshot.ts';
import { hasTwin, patchTrashed, refusalToTrash, type TrashChange } from '../core/trash-asset.ts';
import { type Disk, errnoOf } from '../disk/disk-port.ts';
import { findAssetPlace } from '../disk/manifest-file.ts';
import type { EntryCommands } from './entry-command.ts';
import type { EntryCommand } from './entry-write.ts';
import { createOwnerLook } from './owner-look.ts';
import type { Clock, PackerLog, Trash } from './ports.ts';
import type { ProjectHistory } from './project-history.ts';
import type { ProjectWriter } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import type { Ended } from './write-lane.ts';

/** What moving assets to the trash stands on. */
export interface TrashCommandParts {
  readonly projectId: string;
  readonly projectFolder: string;
  readonly disk: Disk;
  readonly snapshots: SnapshotWriter;
  readonly writer: ProjectWriter;
  readonly entries: EntryCommands;
  readonly history: ProjectHistory;
  readonly clock: Clock;
  /** Null where this process has no trash. */
  readonly trash: Trash | null;
  readonly log: PackerLog;
}

/** TRASH (rules T1 to T4). Never rejects for anything that a disk or an author can do. */
export interface TrashCommands {
  /** Assets in one turn of the lane, at most. */
  readonly most: number;
  /** Whether this process can move anything to a trash. */
  readonly isAvailable: boolean;
  /** What is unregistered on the way belongs to the command. */
  run(roots: readonly string[], command: EntryCommand): Promise<readonly TrashCompletion[]>;
}

/** The system takes some 10 ms for each folder: others get their turn in the lane a few times a second. */
const mostTogether = 16;

export function createTrashCommands(parts: TrashCommandParts): TrashCommands {
  const { projectId, projectFolder, disk, snapshots, writer, entries, history, clock, trash, log } = parts;
  const lookAtOwners = createOwnerLook(parts);

  async function trashOne(root: string, command: EntryCommand): Promise<TrashCompletion> {
    const unwritten = (await writer.ready()) ?? (await writer.fence(`assets/${root}`));
    // Only now: a registry in doubt is settled first, and what another program wrote is read then.
    const snapshot = writer.snapshot();
    if (unwritten !== null || snapshot === null || trash === null) {
      return (
        unwritten ?? { status: 'refused', refusal: { code: trash === null ? 'no-trash' : 'snapshot-unavailable' } }
      );
    }
    const refusal = refusalToTrash(snapshot, root);
    if (refusal !== null) {
      return { status: 'refused', refusal };
    }
    let path: string;
    try {
      path = (await findAssetPlace(disk, projectFolder, root)).folder;
    } catch (error) {
      // The folder is gone, or a link stands there by now.
      log.warn('asset-not-found', { projectId, root, errno: errnoOf(error) });
      return { status: 'refused', refusal: { code: 'asset-missing', root } };
    }
    if (findAsset(snapshot, root)?.entry !== null) {
      const unregistered = await unregister(root, command);
      if (unregistered.status !== 'committed') {
        return unregistered;
      }
    }
    if (!(await moveToTrash(trash, path))) {
      return { status: 'failed', failure: { code: 'trash-refused', root }, disk: 'as-before' };
    }
    return publish(root);
  }

  /** By the same path as every unregistration, so that the history has it (rule T2). */
  async function unregister(root: string, command: EntryCommand): Promise<TrashCompletion> {
    const { value, afterwards } = await entries.run([{ write: { kind: 'unregister', root, trashed: true }, command }]);
    await afterwards?.();
    const [ended] = value as readonly (Ended<EntryCompletion> | undefined)[];
    if (ended === undefined || 'thrown' in ended) {
      throw new Error('The unregistration did not end', { cause: ended?.thrown });
    }
    const { value: completion } = ended;
    return completion.status === 'committed' ? { status: 'committed', revision: completion.revision } : completion;
  }

  /** What can be seen afterwards counts: the system may have moved it and say otherwise. */
  async function moveToTrash(bin: Trash, path: string): Promise<boolean> {
    try {
      await bin.moveToTrash(path);
    } catch (error) {
      log.warn('trash-failed', { projectId, path, error });
    }
    try {
      await disk.status(path);
      return false;
    } catch (error) {
      return errnoOf(error) === 'ENOENT';
    }
  }

  /** The folder is gone, whatever memory does (rules P5 and P6). */
  async function publish(root: string): Promise<TrashCompletion> {
    try {
      const before = currentSnapshot();
      const asset = findAsset(before, root);
      const isCompared = hasTwin(before, root);
      let { revision } = snapshots.replace(projectId, (current) => patchTrashed(current, root));
      revision = (await lookAtOwners(asset === undefined ? null : ownerOf(asset))) ?? revision;
      if (isCompared) {
        revision = (await writer.rereadRegistry())?.revision ?? revision;
      }
      return { status: 'committed', revision };
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      const { snapshot } = await writer.fullReload();
      return { status: 'committed', revision: snapshot?.revision ?? null, recovered: 'full-reload' };
    }
  }

  function currentSnapshot(): ProjectSnapshot {
    const snapshot = writer.snapshot();
    if (snapshot === null) {
      throw new Error('There is no snapshot to patch');
    }
    return snapshot;
  }

  return {
    most: mostTogether,
    isAvailable: trash !== null,
    run: async (roots, command) => {
      const completions: TrashCompletion[] = [];
      for (const root of roots) {
        completions.push(await trashOne(root, command));
      }
      const changes = roots.flatMap((root, at): TrashChange[] =>
        completions[at]?.status === 'committed' ? [{ op: 'trashed', root }] : [],
      );
      // What was made and is taken back has a change of its own there (rule N7).
      if (changes.length > 0 && command.kind === 'do') {
        const { commandId: id, what, kind, undoes } = command;
        history.note({ id, at: clock.now(), what, kind, undoes, changes });
      }
      return completions;
    },
  };
}
