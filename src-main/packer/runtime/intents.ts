import { dirname, join } from 'node:path';
import type { EntryCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { isAssetRefusal } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { RegistryContent } from '../core/project-snapshot.ts';
import { foldText } from '../core/text-order.ts';
import { folderOfRoot, makeParents, removeEmptyParents, standsAt, syncParents } from '../disk/asset-folder.ts';
import { readBoundedFile } from '../disk/bounded-file.ts';
import { digestOf } from '../disk/digest.ts';
import { type Disk, errnoOf } from '../disk/disk-port.ts';
import { manifestFileName } from '../disk/folder-listing.ts';
import {
  type CreateIntent,
  type Intent,
  intentFileName,
  type MoveIntent,
  readIntent,
  removeIntent,
  setIntentAside,
  writeIntent,
} from '../disk/intent-file.ts';
import { findAssetsFolder } from '../disk/manifest-file.ts';
import { manifestByteLimit } from '../disk/manifest-text.ts';
import { removeStaged } from '../disk/new-asset-folder.ts';
import { isTemporaryName, privateFolderName, privateFolderOf } from '../disk/private-folder.ts';
import type { EntryCommands } from './entry-command.ts';
import type { EntryCommand } from './entry-write.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import type { Ended } from './write-lane.ts';

/** What intents stand on. */
export interface IntentParts {
  readonly projectId: string;
  readonly projectFolder: string;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
  /** The registry as it is now, for comparing alone. */
  readonly peekRegistry: () => Promise<RegistryContent>;
  /** Whether the lock file is still ours, by a look at it. */
  readonly holdsLock: () => Promise<boolean>;
}

/**
 * Intents of one project: what a command of several steps says durably before the first of them, and how such a command
 * that did not come to its end is finished or taken back (rules V2, V5 and V6). For the process that has the lock, in a
 * turn of the lane.
 */
export interface Intents {
  /** Says what is about to be done. Throws the disk's error; nothing may be done then. */
  begin(intent: Intent): Promise<void>;
  /**
   * All of it was done, or none. Where that can't be written, which it answers with false, the intent is settled later, which
   * changes nothing then.
   */
  end(): Promise<boolean>;
  /** The command stopped in between: its intent stays. */
  leave(): void;
  /** Before the folders are read: all that can be settled by renaming. The lock is ours. */
  settleFolders(): Promise<void>;
  /** After that: writes the records that are missing. */
  settleRecords(entries: EntryCommands): Promise<void>;
  /**
   * Settles what an earlier command of this session left standing, as an opening would, with the project read again between
   * folders and records. Answers whether nothing stands by then; nothing is read where nothing did.
   */
  settled(readAgain: () => Promise<unknown>, entries: EntryCommands): Promise<boolean>;
  /** What became of the intent that was found last. */
  notices(): readonly Diagnostic[];
}

export function createIntents(parts: IntentParts): Intents {
  const { projectId, projectFolder, disk, clock, ids, log, peekRegistry, holdsLock } = parts;
  let stands = false;
  let unrecorded: MoveIntent | null = null;
  let cutOff: CutOffCreate | null = null;
  let notices: readonly Diagnostic[] = [];

  function tell(notice: Diagnostic): void {
    notices = [...notices, notice];
  }

  async function end(): Promise<boolean> {
    try {
      await removeIntent(disk, projectFolder);
      stands = false;
    } catch (error) {
      log.warn('intent-stays', { projectId, errno: errnoOf(error) });
      stands = true;
    }
    return !stands;
  }

  async function setAside(noticeOf: (copy: string) => Diagnostic): Promise<void> {
    const copy = await setIntentAside(disk, projectFolder, clock.now());
    stands = false;
    tell(noticeOf(copy));
  }

  async function settleFolders(): Promise<void> {
    unrecorded = null;
    cutOff = null;
    notices = [];
    try {
      const reading = await readIntent(disk, projectFolder);
      stands = reading.kind !== 'none';
      if (reading.kind === 'unreadable') {
        await setAside((copy) => ({ code: 'intent-unreadable', copy, place: intentPlace }));
      } else if (reading.kind === 'intent') {
        const { intent } = reading;
        await (intent.op === 'move' ? settleMove(intent) : lookAtCreated(intent));
      }
      await removeLeftOver();
    } catch (error) {
      // It stands as it is, and the next opening finds it.
      log.warn('intent-not-settled', { projectId, errno: errnoOf(error) });
    }
  }

  async function settleMove(intent: MoveIntent): Promise<void> {
    const { from, to, entry } = intent;
    const registry = entry === null ? null : await peekRegistry();
    if (registry !== null && registry.readOnly !== null) {
      return;
    }
    const known = Array.from(registry?.entries ?? []).find(({ assetId }) => assetId === entry?.assetId);
    const assetsFolder = await findAssetsFolder(disk, projectFolder);
    const [source, target] = [folderOfRoot(assetsFolder, from), folderOfRoot(assetsFolder, to)];
    const isOneFolder = foldText(from) === foldText(to);
    const [atSource, atTarget] = [await lookAt(source, isOneFolder), await lookAt(target, isOneFolder)];
    switch (endOf(intent, known, atSource, atTarget)) {
      case 'not-begun':
        await removeEmptyParents(disk, assetsFolder, to);
        await removeIntent(disk, projectFolder);
        stands = false;
        tell({ code: 'move-not-begun', from, to, place: { file: `assets/${from}` } });
        return;
      case 'rename':
        if ((await makeParents(disk, assetsFolder, to)).kind !== 'made') {
          await setMoveAside(intent);
          return;
        }
        await disk.rename(source, target);
        await finish(intent, assetsFolder);
        return;
      case 'done':
        await finish(intent, assetsFolder);
        return;
      case 'unrecorded':
        await syncParents(disk, source, target);
        unrecorded = intent;
        return;
      case 'unclear':
        await setMoveAside(intent);
        return;
    }
  }

  /** By another spelling of the same folder, there is nothing at a path. */
  async function lookAt(folder: string, isOneFolder: boolean): ReturnType<typeof standsAt> {
    const found = await standsAt(disk, folder);
    return isOneFolder && found === 'other' ? 'nothing' : found;
  }

  async function finish({ from, to }: MoveIntent, assetsFolder: string): Promise<void> {
    await syncParents(disk, folderOfRoot(assetsFolder, from), folderOfRoot(assetsFolder, to));
    await removeIntent(disk, projectFolder);
    stands = false;
    await removeEmptyParents(disk, assetsFolder, from);
    tell({ code: 'move-finished', from, to, place: { file: `assets/${to}` } });
  }

  function setMoveAside({ from, to }: MoveIntent): Promise<void> {
    return setAside((copy) => ({ code: 'move-unclear', from, to, copy, place: { file: `assets/${to}` } }));
  }

  /** Which of the folders that were to be made have their places (rule N6), durably from now on. */
  async function lookAtCreated(intent: CreateIntent): Promise<void> {
    const assetsFolder = await findAssetsFolder(disk, projectFolder);
    const placed: string[] = [];
    const parents = new Set<string>();
    for (const { root, staging, manifest } of intent.assets) {
      // A folder that is still where it was put together never had its place: what stands there is somebody else's.
      const wasPlaced = (await standsAt(disk, join(privateFolderOf(projectFolder), staging))) === 'nothing';
      const folder = folderOfRoot(assetsFolder, root);
      // So is what stands there in place of one that was never put together.
      if (wasPlaced && (await standsAt(disk, folder)) === 'folder' && (await hasManifest(folder, manifest))) {
        placed.push(root);
        parents.add(dirname(folder));
      } else if ((await standsAt(disk, dirname(folder))) !== 'other') {
        // Folders that were made for it. Through a link, none was.
        await removeEmptyParents(disk, assetsFolder, root);
      }
    }
    for (const parent of parents) {
      await disk.syncFolder(parent);
    }
    cutOff = { intent, placed };
  }

  /** Folders that were never placed are no sign of anything once no intent stands (rule N6). Tried one by one. */
  async function removeLeftOver(): Promise<void> {
    if (stands) {
      return;
    }
    const folder = privateFolderOf(projectFolder);
    const entries = await disk.list(folder);
    const left = entries.flatMap(({ name, kind }) =>
      kind === 'folder' && name !== null && isTemporaryName(name) ? [name] : [],
    );
    // Whoever has the lock by now may be putting one together.
    if (left.length === 0 || !(await holdsLock())) {
      return;
    }
    for (const name of left) {
      try {
        await removeStaged(disk, join(folder, name));
      } catch (error) {
        log.warn('create-left-over', { projectId, name, errno: errnoOf(error) });
      }
    }
  }

  async function hasManifest(folder: string, hash: string): Promise<boolean> {
    const read = await readBoundedFile(disk, join(folder, manifestFileName), manifestByteLimit);
    return read.kind === 'bytes' && digestOf(read.bytes) === hash;
  }

  /**
   * Registers what has its place, by the command that made it, and removes what never came that far. The intent stays where
   * one of them could not be registered now and can be later.
   */
  async function settleCreated({ intent, placed }: CutOffCreate, entries: EntryCommands): Promise<void> {
    const { commandId, register, assets } = intent;
    if (register && placed.length > 0) {
      const command: EntryCommand = { commandId, what: 'register', kind: 'do', undoes: null };
      const { value, afterwards } = await entries.run(
        placed.map((root) => ({ write: { kind: 'register', root }, command })),
      );
      await afterwards?.();
      const open = value.find((ended) => !isSettled(ended));
      if (open !== undefined) {
        log.warn('intent-not-settled', { projectId, ended: open });
        return;
      }
    }
    try {
      await removeIntent(disk, projectFolder);
      stands = false;
      await removeLeftOver();
    } catch (error) {
      log.warn('intent-stays', { projectId, errno: errnoOf(error) });
    }
    tell({ code: 'create-finished', count: placed.length, asked: assets.length, place: { file: 'assets' } });
  }

  async function settleRecords(entries: EntryCommands): Promise<void> {
    if (cutOff !== null) {
      await settleCreated(cutOff, entries);
      cutOff = null;
    }
    const intent = unrecorded;
    unrecorded = null;
    if (intent?.entry == null) {
      return;
    }
    const { from: root, to, commandId, kind, undoes, entry } = intent;
    const write = { kind: 'move', root, to, scanned: null, assetId: entry.assetId } as const;
    const { value, afterwards } = await entries.run([{ write, command: { commandId, what: 'move', kind, undoes } }]);
    await afterwards?.();
    const [ended] = value;
    if (ended === undefined || !isSettled(ended)) {
      log.warn('intent-not-settled', { projectId, ended });
      return;
    }
    try {
      if (ended.value.status === 'committed') {
        await finish(intent, await findAssetsFolder(disk, projectFolder));
      } else {
        // Refused for good. To stand in the way of every other command would help nobody.
        await setMoveAside(intent);
      }
      await removeLeftOver();
    } catch (error) {
      log.warn('intent-stays', { projectId, errno: errnoOf(error) });
    }
  }

  return {
    begin: async (intent) => {
      try {
        await writeIntent(disk, projectFolder, intent, ids.newTemporaryName());
      } catch (error) {
        await end();
        throw error;
      }
    },
    end,
    leave: () => {
      stands = true;
    },
    settleFolders,
    settleRecords,
    settled: async (readAgain, entries) => {
      if (stands) {
        await settleFolders();
        await readAgain();
        await settleRecords(entries);
      }
      return !stands;
    },
    notices: () => notices,
  };
}

/** A making of assets that did not come to its end, and those that have their places. */
interface CutOffCreate {
  readonly intent: CreateIntent;
  readonly placed: readonly string[];
}

/**
 * Whether trying again would come to the same: the record is written, or it is refused for what the asset or its entry is.
 * What is in the way of every record now may be gone later.
 */
function isSettled(
  ended: Ended<EntryCompletion>,
): ended is { readonly value: Exclude<EntryCompletion, { status: 'failed' }> } {
  if ('thrown' in ended || ended.value.status === 'failed') {
    return false;
  }
  const { value } = ended;
  return value.status === 'committed' || isAssetRefusal(value.refusal) || value.refusal.code === 'changed-since';
}

const intentPlace = { file: `${privateFolderName}/${intentFileName}` };

type Stands = Awaited<ReturnType<typeof standsAt>>;

/**
 * How a move stands that did not come to its end (rule V5). `known` is what the registry says of its entry now. What is not
 * told by the disk beyond doubt is not guessed at.
 */
function endOf(
  { from, to, entry }: MoveIntent,
  known: Pick<RegistryEntry, 'root'> | undefined,
  source: Stands,
  target: Stands,
): 'not-begun' | 'rename' | 'done' | 'unrecorded' | 'unclear' {
  if (entry !== null && known?.root !== from && known?.root !== to) {
    return 'unclear';
  }
  if (source === 'folder' && target === 'nothing') {
    // A record that nobody knew to be durable, and that was, came before the folder could follow it.
    return entry !== null && known?.root === to ? 'rename' : 'not-begun';
  }
  if (source === 'nothing' && target === 'folder') {
    return entry === null || known?.root === to ? 'done' : 'unrecorded';
  }
  return 'unclear';
}
