import { basename, dirname, join } from 'node:path';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type {
  CreateCompletion,
  EntryCompletion,
  TrashCompletion,
} from '../../../src-preload/contract/domain/completion.ts';
import type { CommitStep, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { newManifest, patchCreated, refusalsToCreate } from '../core/create-asset.ts';
import type { CreateChange, MadeFile, UncreateChange } from '../core/create-change.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { folderOfRoot, foldersAbove, removeEmptyParents, standsAt } from '../disk/asset-folder.ts';
import { digestOf } from '../disk/digest.ts';
import { type Disk, errnoOf } from '../disk/disk-port.ts';
import { manifestFileName } from '../disk/folder-listing.ts';
import { type CreateIntent, intentFileName } from '../disk/intent-file.ts';
import { newManifestText } from '../disk/manifest-edit.ts';
import { findAssetPlace, findAssetsFolder, lookAtAsset, parsedManifestOf } from '../disk/manifest-file.ts';
import { type FileToCopy, isAsMade, placeStaged, removeStaged, stageAsset } from '../disk/new-asset-folder.ts';
import { privateFolderName, privateFolderOf } from '../disk/private-folder.ts';
import type { EntryCommands } from './entry-command.ts';
import type { EntryCommand } from './entry-write.ts';
import type { Intents } from './intents.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import type { ProjectHistory } from './project-history.ts';
import type { ProjectWriter, Unwritten } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import type { TrashCommands } from './trash-command.ts';
import type { Ended } from './write-lane.ts';

/** What the making of assets stands on. */
export interface CreateCommandParts {
  readonly projectId: string;
  readonly projectFolder: string;
  readonly disk: Disk;
  readonly snapshots: SnapshotWriter;
  readonly writer: ProjectWriter;
  readonly entries: EntryCommands;
  readonly intents: Intents;
  readonly history: ProjectHistory;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
}

/** An asset that is to be made of files that lie anywhere. */
export interface NewAsset {
  readonly root: string;
  readonly name: string;
  readonly type: AssetManifest['type'];
  readonly files: readonly FileToCopy[];
}

/** CREATE (rules N1 to N6). Never rejects for anything that a disk or an author can do. */
export interface CreateCommands {
  /** How many of these are made in one turn of the lane: one at least. */
  most(assets: readonly NewAsset[]): Promise<number>;
  /** Where the signal comes before the first has its place, none has, and null says of each open one that it was not tried. */
  run(
    assets: readonly NewAsset[],
    register: boolean,
    commandId: string,
    signal: AbortSignal,
  ): Promise<readonly (CreateCompletion | null)[]>;
  /** Why the making of an asset can't be undone now, or null: looks at its folder (rule N7). */
  refusalToTakeBack(change: CreateChange): Promise<Refusal | null>;
  /** Undoes the making of assets: each is looked at again, unregistered where it is registered, and moved to the trash. */
  takeBack(
    changes: readonly CreateChange[],
    command: EntryCommand,
    trash: TrashCommands,
  ): Promise<readonly TrashCompletion[]>;
}

/** With one sync of the registry for all of them; others get their turn in the lane between two batches. */
const mostTogether = 64;

/** Bytes that are copied in one turn, but for an asset that is larger by itself: about a second on a disk. */
const bytesTogether = 64 * 1024 * 1024;

/** One asset of a batch: where it is put together, and how it ended as soon as that is known. */
interface Member {
  readonly asset: NewAsset;
  readonly staging: string;
  readonly manifest: Uint8Array;
  marks: readonly MadeFile[];
  foldersMade: number;
  isPlaced: boolean;
  ended: CreateCompletion | null;
}

export function createCreateCommands(parts: CreateCommandParts): CreateCommands {
  const { projectId, projectFolder, disk, snapshots, writer, entries, intents, history, clock, ids, log } = parts;
  const privateFolder = privateFolderOf(projectFolder);
  let adding = { commandId: '', folders: new Set<string>() };

  async function run(
    assets: readonly NewAsset[],
    register: boolean,
    commandId: string,
    signal: AbortSignal,
  ): Promise<readonly (CreateCompletion | null)[]> {
    const unwritten = (await writer.ready()) ?? (await settleStanding()) ?? (await writer.fence('assets'));
    const snapshot = writer.snapshot();
    if (unwritten !== null || snapshot === null) {
      const why: Unwritten = unwritten ?? { status: 'refused', refusal: { code: 'snapshot-unavailable' } };
      return assets.map(() => why);
    }
    const refusals = refusalsToCreate(
      snapshot,
      assets.map(({ root }) => root),
    );
    const members = assets.map((asset, at) => memberOf(asset, refusals[at] ?? null));
    if (members.some(isOpen)) {
      await make(members, { commandId, what: 'create', kind: 'do', undoes: null }, register, signal);
    }
    return members.map(({ ended }) => {
      if (ended === null && !signal.aborted) {
        throw new Error('The making of an asset did not end');
      }
      return ended;
    });
  }

  /** There is one intent at a time. */
  async function settleStanding(): Promise<Unwritten | null> {
    const path = `${privateFolderName}/${intentFileName}`;
    return (await intents.settled(() => writer.fullReload(), entries))
      ? null
      : { status: 'failed', failure: { code: 'file-refused', path, step: 'check', errno: 'EBUSY' }, disk: 'as-before' };
  }

  function memberOf(asset: NewAsset, refusal: ReturnType<typeof refusalsToCreate>[number]): Member {
    const { name, type, files } = asset;
    const sources = files.map((file) => file.name);
    return {
      asset,
      staging: ids.newTemporaryName(),
      manifest: Buffer.from(newManifestText(newManifest(name, type, sources))),
      marks: [],
      foldersMade: 0,
      isPlaced: false,
      ended: refusal === null ? null : { status: 'refused', refusal },
    };
  }

  /** Steps in the order of rule N2, each of which may be the last one that happens. */
  async function make(
    members: readonly Member[],
    command: EntryCommand,
    register: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const at = clock.now();
    let assetsFolder: string;
    try {
      assetsFolder = await findAssetsFolder(disk, projectFolder);
    } catch (error) {
      failAll(members, 'assets', 'check', errnoOf(error));
      return;
    }
    await lookAll(members, assetsFolder);
    const begun = members.filter(isOpen);
    const intent: CreateIntent = {
      op: 'create',
      commandId: command.commandId,
      at,
      register,
      assets: begun.map(({ asset, staging, manifest }) => ({
        root: asset.root,
        staging,
        manifest: digestOf(manifest),
      })),
    };
    if (begun.length === 0 || !(await keepIntent(intent, begun))) {
      return;
    }
    await stageAll(begun, signal);
    // Copies may take minutes, and whoever has the lock by now settles the intent.
    const fenced = begun.some(isOpen) ? await writer.fence('assets') : null;
    if (fenced !== null) {
      for (const member of begun.filter(isOpen)) {
        member.ended = fenced;
      }
      intents.leave();
      return;
    }
    if (!signal.aborted) {
      await placeAll(begun, assetsFolder, command.commandId);
    }
    const placed = begun.filter(({ isPlaced }) => isPlaced);
    if (placed.length > 0) {
      const changes = placed.map(changeOf);
      history.note({ id: command.commandId, at, what: command.what, kind: 'do', undoes: null, changes });
      const shown = await publish(placed);
      const made = placed.filter(isOpen);
      for (const member of made) {
        member.ended = shown;
      }
      if (register) {
        await registerAll(made, command);
      }
    }
    // What is left over goes last: as long as the intent stands, it says which folders never had their places.
    if (await intents.end()) {
      for (const { staging } of begun.filter(({ isPlaced }) => !isPlaced)) {
        await removeStaged(disk, join(privateFolder, staging)).catch(warn);
      }
    }
  }

  /** Nothing is begun for a place where something stands. */
  async function lookAll(members: readonly Member[], assetsFolder: string): Promise<void> {
    for (const member of members.filter(isOpen)) {
      const { root } = member.asset;
      if ((await standsAt(disk, folderOfRoot(assetsFolder, root))) !== 'nothing') {
        member.ended = refusedAs(root);
      }
    }
  }

  /** Says durably what is about to be done. False where that is not possible, and nothing was. */
  async function keepIntent(intent: CreateIntent, members: readonly Member[]): Promise<boolean> {
    try {
      await intents.begin(intent);
      return true;
    } catch (error) {
      failAll(members, `${privateFolderName}/${intentFileName}`, 'create', errnoOf(error));
      return false;
    }
  }

  /** Puts every folder together, beside the project's own. What the disk refuses ends all; a file that can't be taken, its asset. */
  async function stageAll(members: readonly Member[], signal: AbortSignal): Promise<void> {
    for (const member of members) {
      if (signal.aborted) {
        return;
      }
      const { asset, staging, manifest } = member;
      const staged = await stageAsset(disk, join(privateFolder, staging), manifest, asset.files, signal);
      switch (staged.kind) {
        case 'staged':
          member.marks = staged.files;
          break;
        case 'file-refused': {
          const file = basename(staged.path);
          const refusal = { code: 'file-not-usable', root: asset.root, file, ...staged.trouble } as const;
          member.ended = { status: 'refused', refusal };
          break;
        }
        case 'stopped':
          return;
        case 'failed':
          failAll(members, `${privateFolderName}/${staging}`, staged.step, staged.errno);
          return;
      }
    }
  }

  /** The folders that a command has made above those of its assets, in all of its batches. */
  function addedBy(commandId: string): Set<string> {
    if (adding.commandId !== commandId) {
      adding = { commandId, folders: new Set() };
    }
    return adding.folders;
  }

  /** Gives each folder its place, durably. Where the disk refuses one, those before it have theirs. */
  async function placeAll(members: readonly Member[], assetsFolder: string, commandId: string): Promise<void> {
    const ready = new Set<string>();
    const added = addedBy(commandId);
    const parents = new Set<string>();
    try {
      for (const member of members) {
        if (!isOpen(member)) {
          continue;
        }
        const { root } = member.asset;
        const placed = await placeStaged(disk, assetsFolder, join(privateFolder, member.staging), root, ready, added);
        switch (placed.kind) {
          case 'placed':
            member.isPlaced = true;
            member.foldersMade = foldersAbove(root).filter((folder) => added.has(folder)).length;
            parents.add(placed.parent);
            break;
          case 'taken':
            member.ended = refusedAs(root);
            break;
          case 'failed':
            failAll(
              members.filter(({ isPlaced }) => !isPlaced),
              `assets/${root}`,
              placed.step,
              placed.errno,
            );
            break;
        }
      }
      for (const parent of parents) {
        await disk.syncFolder(parent);
      }
    } catch (error) {
      const errno = errnoOf(error);
      for (const member of members.filter(isOpen)) {
        const path = `assets/${member.asset.root}`;
        const failure = { code: 'file-refused', path, step: 'sync', errno } as const;
        // What has its place can be seen, and may not outlast a power cut.
        member.ended = { status: 'failed', failure, disk: member.isPlaced ? 'unknown' : 'as-before' };
      }
    }
  }

  /** The folders are there, whatever memory does (rules P5 and P6). */
  async function publish(placed: readonly Member[]): Promise<CreateCompletion> {
    try {
      const scanned: ScannedAsset[] = [];
      for (const { asset, manifest } of placed) {
        const place = await findAssetPlace(disk, projectFolder, asset.root);
        const file = `assets/${asset.root}/${manifestFileName}`;
        const parsed = parsedManifestOf({ kind: 'bytes', bytes: manifest }, file);
        scanned.push(await lookAtAsset(disk, place, null, parsed));
      }
      const { revision } = snapshots.replace(projectId, (current) => patchCreated(current, scanned));
      return { status: 'committed', revision };
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      const { snapshot } = await writer.fullReload();
      return { status: 'committed', revision: snapshot?.revision ?? null, recovered: 'full-reload' };
    }
  }

  /** By the same path as every registration, with one sync for all of them. */
  async function registerAll(members: readonly Member[], command: EntryCommand): Promise<void> {
    const completions = await register(
      members.map(({ asset }) => asset.root),
      command,
    );
    for (const [at, member] of members.entries()) {
      const completion = completions[at];
      if (completion !== undefined) {
        member.ended =
          completion.status === 'committed' ? { status: 'committed', revision: completion.revision } : completion;
      }
    }
  }

  async function register(roots: readonly string[], command: EntryCommand): Promise<readonly EntryCompletion[]> {
    if (roots.length === 0) {
      return [];
    }
    const { value, afterwards } = await entries.run(
      roots.map((root) => ({ write: { kind: 'register', root }, command })),
    );
    await afterwards?.();
    return value.map((ended: Ended<EntryCompletion>) => {
      if ('thrown' in ended) {
        throw new Error('A registration did not end', { cause: ended.thrown });
      }
      return ended.value;
    });
  }

  async function refusalToTakeBack({ root, files }: CreateChange): Promise<Refusal | null> {
    const folder = join(projectFolder, 'assets', ...root.split('/'));
    return (await isAsMade(disk, folder, files)) ? null : { code: 'changed-since', root };
  }

  async function takeBack(
    changes: readonly CreateChange[],
    command: EntryCommand,
    trash: TrashCommands,
  ): Promise<readonly TrashCompletion[]> {
    const at = clock.now();
    const completions: TrashCompletion[] = [];
    const gone: UncreateChange[] = [];
    for (const change of changes) {
      const refusal = await refusalToTakeBack(change);
      const ended =
        refusal === null ? await trash.run([change.root], command) : [{ status: 'refused', refusal } as const];
      completions.push(...ended);
      if (ended.every(({ status }) => status === 'committed')) {
        gone.push({ op: 'uncreate', root: change.root });
      }
    }
    await removeFoldersMade(changes.filter(({ root }) => gone.some((each) => each.root === root)));
    if (gone.length > 0) {
      const { commandId: id, what, kind, undoes } = command;
      history.note({ id, at, what, kind, undoes, changes: gone });
    }
    return completions;
  }

  /** The folders that the making of assets made go with them where they are empty, once all of these have gone (rule N7). */
  async function removeFoldersMade(changes: readonly CreateChange[]): Promise<void> {
    const withFolders = changes.filter(({ foldersMade }) => foldersMade > 0);
    if (withFolders.length === 0) {
      return;
    }
    try {
      const assetsFolder = await findAssetsFolder(disk, projectFolder);
      for (const { root, foldersMade } of withFolders) {
        // A link that stands there by now leads to somebody else's.
        if ((await standsAt(disk, dirname(folderOfRoot(assetsFolder, root)))) === 'folder') {
          await removeEmptyParents(disk, assetsFolder, root, foldersMade);
        }
      }
    } catch (error) {
      warn(error);
    }
  }

  function warn(error: unknown): void {
    log.warn('create-left-over', { projectId, errno: errnoOf(error) });
  }

  async function most(assets: readonly NewAsset[]): Promise<number> {
    let bytes = 0;
    for (const [at, { files }] of assets.slice(0, mostTogether).entries()) {
      for (const { path } of files) {
        bytes += await bytesOf(path);
      }
      if (bytes > bytesTogether) {
        return Math.max(at, 1);
      }
    }
    return mostTogether;
  }

  /** What can't be looked at is not copied. */
  async function bytesOf(path: string): Promise<number> {
    try {
      return (await disk.status(path)).bytes;
    } catch (error) {
      errnoOf(error);
      return 0;
    }
  }

  return { most, run, refusalToTakeBack, takeBack };
}

function isOpen({ ended }: Member): boolean {
  return ended === null;
}

function changeOf({ asset, foldersMade, marks }: Member): CreateChange {
  return { op: 'create', root: asset.root, foldersMade, files: marks };
}

function refusedAs(root: string): CreateCompletion {
  return { status: 'refused', refusal: { code: 'new-root-taken', root, other: null } };
}

function failAll(members: readonly Member[], path: string, step: CommitStep, errno: string): void {
  for (const member of members.filter(isOpen)) {
    member.ended = { status: 'failed', failure: { code: 'file-refused', path, step, errno }, disk: 'as-before' };
  }
}
