import { join } from 'node:path';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { ManifestCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { Failure, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { ManifestReading } from '../../../src-preload/contract/domain/manifest-reading.ts';
import { canBeMended, notEditable, ownerOf, patchEdited, refusalToEdit } from '../core/edit-manifest.ts';
import type { ManifestChange } from '../core/manifest-change.ts';
import { findAsset, type ProjectSnapshot } from '../core/project-snapshot.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { digestOf } from '../disk/digest.ts';
import { type Disk, errnoOf } from '../disk/disk-port.ts';
import { manifestFileName } from '../disk/folder-listing.ts';
import { editManifestText, writtenFields } from '../disk/manifest-edit.ts';
import {
  type AssetPlace,
  findAssetPlace,
  lookAtAsset,
  type ManifestFile,
  parsedManifestOf,
  readManifestFile,
  replaceManifest,
} from '../disk/manifest-file.ts';
import { manifestByteLimit, type ParsedManifest } from '../disk/manifest-text.ts';
import { privateFolderOf } from '../disk/private-folder.ts';
import type { EntryCommand } from './entry-write.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import type { ProjectHistory } from './project-history.ts';
import type { ProjectWriter, Unwritten } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';

/** What the edits of manifests stand on. */
export interface ManifestCommandParts {
  readonly projectId: string;
  readonly projectFolder: string;
  readonly disk: Disk;
  readonly snapshots: SnapshotWriter;
  readonly writer: ProjectWriter;
  readonly history: ProjectHistory;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
}

/**
 * What an author says of an asset, and the hash of the text that he said it on. Keys in `without` that the schema does not
 * have are taken out; all others that it does not have stay.
 */
export interface ManifestEdit {
  readonly root: string;
  readonly manifest: AssetManifest;
  readonly basedOn: string;
  readonly without?: readonly string[];
}

/** EDIT-MANIFEST and its undoing (rules M1 to M5), in a turn of the lane each. Neither rejects for anything that a disk or an author can do. */
export interface ManifestCommands {
  edit(edit: ManifestEdit, command: EntryCommand): Promise<ManifestCompletion>;
  /** Gives the file the text back that it had, where it says what the edit left behind. */
  restore(change: ManifestChange, command: EntryCommand): Promise<ManifestCompletion>;
  /** Reads a manifest for an edit, outside of the lane. */
  read(snapshot: ProjectSnapshot, root: string): Promise<Result<ManifestReading, Failure>>;
}

/** What is to be written, and what to answer where the file says something else than it was made from. */
interface WantedText {
  readonly root: string;
  readonly basedOn: string;
  readonly textFrom: (text: string) => string;
  readonly changed: Refusal;
  /** Whether it is an edit: one of a text that can be edited, and that leaves a manifest. A former text may be any. */
  readonly edits: boolean;
}

const byteOrderMark = '\uFEFF';

export function createManifestCommands(parts: ManifestCommandParts): ManifestCommands {
  const { projectId, projectFolder, disk, snapshots, writer, history, clock, ids, log } = parts;

  async function write(
    { root, basedOn, textFrom, changed, edits }: WantedText,
    command: EntryCommand,
  ): Promise<ManifestCompletion> {
    const unwritten = (await writer.ready()) ?? refusedByMemory(root) ?? (await writer.fence(fileOf(root)));
    if (unwritten !== null) {
      return unwritten;
    }
    let place: AssetPlace;
    try {
      place = await findAssetPlace(disk, projectFolder, root);
    } catch (error) {
      // The folder is gone, or a link stands there by now.
      log.warn('asset-not-found', { projectId, root, errno: errnoOf(error) });
      return refused(changed);
    }
    const { parsed: before, content } = await readManifestFile(disk, place);
    if (content?.hash !== basedOn) {
      return refused(changed);
    }
    if (edits && !canBeEdited(before)) {
      return refused(notEditable(root, before.diagnostics));
    }
    const text = textFrom(content.text);
    const bytes = Buffer.from(text);
    const parsed = parsedManifestOf(
      bytes.byteLength > manifestByteLimit
        ? { kind: 'too-large', bytes: bytes.byteLength }
        : { kind: 'bytes', bytes: new Uint8Array(bytes) },
      fileOf(root),
    );
    if (edits && parsed.manifest === null) {
      return refused(notEditable(root, parsed.diagnostics));
    }
    if (text === content.text) {
      return { ...(await publish(place, parsed)), hash: basedOn };
    }
    return replace(place, bytes, { before: content.text, basedOn, changed, parsed }, command);
  }

  async function replace(
    place: AssetPlace,
    bytes: Uint8Array,
    wanted: {
      readonly before: string;
      readonly basedOn: string;
      readonly changed: Refusal;
      readonly parsed: ParsedManifest;
    },
    command: EntryCommand,
  ): Promise<ManifestCompletion> {
    const { root, folder } = place;
    const { before, basedOn, parsed } = wanted;
    const name = ids.newTemporaryName();
    const temporaries = [join(privateFolderOf(projectFolder), name), join(folder, `.${name}`)];
    const outcome = await replaceManifest(disk, place, bytes, basedOn, temporaries);
    switch (outcome.kind) {
      case 'changed':
        return refused(wanted.changed);
      case 'failed': {
        const { step, errno } = outcome;
        if (outcome.disk === 'unknown') {
          // Memory follows the file that can be read, as a load would.
          await publish(place, (await readManifestFile(disk, place)).parsed);
        }
        return failed(root, step, errno, outcome.disk);
      }
      case 'replaced': {
        const after = digestOf(bytes);
        const { commandId: id, what, kind, undoes } = command;
        history.note({ id, at: clock.now(), what, kind, undoes, changes: [{ op: 'edit', root, before, after }] });
        return { ...(await publish(place, parsed)), hash: after };
      }
    }
  }

  /** After the new text is on the disk the edit stands, whatever memory does (rules P5 and P6). */
  async function publish(
    place: AssetPlace,
    parsed: ParsedManifest,
  ): Promise<Omit<Extract<ManifestCompletion, { status: 'committed' }>, 'hash'>> {
    try {
      const before = findAsset(currentSnapshot(), place.root);
      const scanned = await lookAtAsset(disk, place, before === undefined ? null : ownerOf(before), parsed);
      const { revision } = snapshots.replace(projectId, (current) => patchEdited(current, scanned));
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

  function refusedByMemory(root: string): Unwritten | null {
    const refusal = refusalToEdit(currentSnapshot(), root);
    return refusal === null ? null : refused(refusal);
  }

  async function read(snapshot: ProjectSnapshot, root: string): Promise<Result<ManifestReading, Failure>> {
    const refusal = refusalToEdit(snapshot, root);
    if (refusal !== null) {
      return fail(refusal);
    }
    let file: ManifestFile;
    try {
      file = await readManifestFile(disk, await findAssetPlace(disk, projectFolder, root));
    } catch (error) {
      errnoOf(error);
      return fail({ code: 'manifest-changed', root });
    }
    const { parsed, content } = file;
    const written = content !== null && canBeEdited(parsed) ? writtenFields(withoutMark(content.text)) : null;
    if (content === null || written === null) {
      return fail(notEditable(root, parsed.diagnostics));
    }
    return succeed({
      manifest: parsed.manifest,
      written,
      diagnostics: [...parsed.diagnostics],
      hash: content.hash,
    });
  }

  return {
    edit: ({ root, manifest, basedOn, without = [] }, command) => {
      const textFrom = (text: string): string => {
        const edited = editManifestText(withoutMark(text), manifest, without);
        return text.startsWith(byteOrderMark) ? byteOrderMark + edited : edited;
      };
      return write({ root, basedOn, textFrom, changed: { code: 'manifest-changed', root }, edits: true }, command);
    },
    restore: ({ root, before, after }, command) =>
      write(
        { root, basedOn: after, textFrom: () => before, changed: { code: 'changed-since', root }, edits: false },
        command,
      ),
    read,
  };
}

function fileOf(root: string): string {
  return `assets/${root}/${manifestFileName}`;
}

/** Whether a form can show what a text says, right or wrong. */
function canBeEdited({ manifest, diagnostics }: ParsedManifest): boolean {
  return manifest !== null || canBeMended(diagnostics);
}

function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

function refused(refusal: Refusal): Unwritten {
  return { status: 'refused', refusal };
}

function failed(
  root: string,
  step: Extract<Extract<Unwritten, { status: 'failed' }>['failure'], { code: 'file-refused' }>['step'],
  errno: string,
  disk: 'as-before' | 'unknown',
): Unwritten {
  return { status: 'failed', failure: { code: 'file-refused', path: fileOf(root), step, errno }, disk };
}
