import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { AssetIndex } from '../core/asset-index.ts';
import {
  buildAssetIndex,
  buildRegistryView,
  buildSnapshot,
  isWhole,
  type ProjectSnapshot,
} from '../core/project-snapshot.ts';
import type { ReadRecords } from '../core/read-records.ts';
import type { RegistryView } from '../core/registry-view.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import type { Disk, ScanOptions } from '../disk/disk-port.ts';
import { findProject } from '../disk/project-folder.ts';
import type { HowToRead, RegistryAhead, RegistryJournal } from '../disk/registry-journal.ts';
import { createTimedPause } from '../disk/timed-pause.ts';
import type { PackerLog } from './ports.ts';

/** Who waits for a reading: hears how far it is, and can stop it. */
export interface ReadingOptions extends Pick<ScanOptions, 'signal' | 'onProvisional'> {
  /**
   * `assets` were read so far. Where the scan index names some, `expected` is how many, and what is read beyond them is
   * not counted.
   */
  readonly onProgress: (assets: number, expected?: number) => void;
  /** Reads every manifest and every line, whatever the scan index and the registry's checkpoint say of them. */
  readonly withoutCaches?: true;
}

/** Whether nothing is known of the project's registrations, because its registry can't be read. */
export function isRegistryUnreadable({ readOnly }: Pick<ProjectSnapshot, 'readOnly'>): boolean {
  return readOnly === 'unreadable' || readOnly === 'not-a-file';
}

/**
 * Answers the snapshot where its registry was read, and throws what the disk said where it was not: what was confirmed
 * must not be shown as gone because the registry can't be read now.
 */
export function withReadableRegistry(read: ProjectSnapshot): ProjectSnapshot {
  if (isRegistryUnreadable(read)) {
    const found = read.diagnostics.find(({ code }) => code === 'registry-unreadable');
    const code = found?.code === 'registry-unreadable' ? found.errno : 'EIO';
    throw Object.assign(new Error('The registry can’t be read'), { code });
  }
  return read;
}

/** What was read. */
export interface ProjectReading {
  readonly snapshot: ProjectSnapshot;
  /** Where the scan index was compared: roots whose manifest it has wrong. */
  readonly wrongInIndex: readonly string[];
}

/** Reads one project whole. */
export interface ProjectReader {
  /**
   * Reads the project's folder, registry included; to `use` the index is to read the registry by its checkpoint, too.
   * Throws the disk's error, or the signal's reason.
   */
  read(revision: number, reading: ReadingOptions, index?: ScanOptions['index']): Promise<ProjectReading>;
  /** Resolves when nothing is written any more: the scan index is kept after the answer. */
  settled(): Promise<void>;
}

/** What reading a project stands on. */
export interface ReaderParts {
  readonly disk: Disk;
  readonly folder: string;
  readonly readRegistry: RegistryJournal['read'];
  /** Reads the registry while the folders are read; null where that is not worth it. */
  readonly readRegistryAhead: RegistryJournal['readAhead'] | null;
  /** The name of a temporary file for the scan index, or null where this process must not write. */
  readonly keepIndexBy: () => string | null;
  readonly log: PackerLog;
}

/** Assets after which folders take long enough to be read for the registry to be read meanwhile. */
const assetsOfLong = 2000;

/** What was made of the registry while the folders were read. */
interface ViewAhead {
  readonly ahead: RegistryAhead;
  readonly entries: ReadRecords<RegistryEntry>;
  readonly view: RegistryView;
}

/** What was made of the assets that the scan index names, while threads looked whether the disk has them. */
interface AssetsAhead {
  readonly assets: readonly ScannedAsset[];
  /** Null where nothing could be made of them, or something else was found on the disk. */
  readonly index: Promise<AssetIndex | null>;
}

/**
 * The full reload of one project: folders first and the registry last. Nothing after the registry can fail, so a read
 * that fails leaves the journal as it was. An opening reads the registry ahead, while threads read the folders, and takes
 * what was found when it is the registry's turn. Meanwhile it makes of the scan index, and of the registry, what the
 * snapshot will be if the folders turn out to be as the index says (rule X4).
 */
export function createProjectReader(parts: ReaderParts): ProjectReader {
  const { disk, folder, readRegistry, readRegistryAhead, keepIndexBy, log } = parts;
  let keeping: Promise<void> | null = null;

  async function note(kept: Promise<string | null>): Promise<void> {
    const errno = await kept;
    if (errno !== null) {
      // The next read takes longer; nothing is lost.
      log.warn('scan-index-failed', { folder, errno });
    }
  }

  async function viewAhead(how: HowToRead, pause: () => Promise<void>): Promise<ViewAhead | null> {
    const ahead = (await readRegistryAhead?.(how)) ?? null;
    if (ahead === null || !('registry' in ahead.file)) {
      return null;
    }
    const { entries } = ahead.file.registry;
    return { ahead, entries, view: await buildRegistryView(entries, pause) };
  }

  return {
    read: async (revision, reading, index) => {
      const project = await findProject(disk, folder);
      if (!project.ok) {
        throw Object.assign(new Error('The folder is not a project any more'), { code: 'ENOENT' });
      }
      const { signal, onProgress, onProvisional } = reading;
      let expected: number | undefined;
      const usesCaches = index === 'use' && reading.withoutCaches !== true;
      const how = usesCaches ? 'by-checkpoint' : 'line-by-line';
      const pause = createTimedPause(signal);
      const begun: Promise<ViewAhead | null>[] = [];
      function lookAhead(assets: number): void {
        if (index === 'use' && begun.length === 0 && assets >= assetsOfLong) {
          const underWay = viewAhead(how, pause);
          // A scan that fails is what is told; whatever became of this one is then nothing to anybody.
          underWay.catch(() => undefined);
          begun.push(underWay);
        }
      }
      const made: AssetsAhead[] = [];
      function makeAhead(assets: readonly ScannedAsset[], isRefuted: () => boolean): void {
        lookAhead(assets.length);
        const [underWay] = begun;
        if (underWay !== undefined) {
          // Nobody has looked at the rows yet, and they may be anything. What fails on the disk's own is told when it is read.
          const index = indexAhead(underWay, assets, isRefuted).catch(() => null);
          made.push({ assets, index });
        }
      }
      async function indexAhead(
        underWay: Promise<ViewAhead | null>,
        assets: readonly ScannedAsset[],
        isRefuted: () => boolean,
      ): Promise<AssetIndex | null> {
        const view = (await underWay)?.view;
        return view === undefined
          ? null
          : await buildAssetIndex(assets, view, async () => {
              await pause();
              if (isRefuted()) {
                throw new Error('The folders are not as the index says');
              }
            });
      }
      // Who reads again at once does not wait for what is being kept: the index is then older than it could be.
      const keepBy = keeping === null ? keepIndexBy() : null;
      const scanned = await disk.scan(folder, {
        signal,
        onProgress: (assets) => {
          lookAhead(assets);
          onProgress(Math.min(assets, expected ?? assets), expected);
        },
        onExpected: makeAhead,
        ...(onProvisional === undefined
          ? {}
          : {
              onProvisional: (assets) => {
                const before = expected;
                expected = assets.from === 'scan-index' ? assets.count() : undefined;
                onProvisional(assets);
                if (expected !== before) {
                  onProgress(0, expected);
                }
              },
            }),
        ...(index === undefined || reading.withoutCaches === true ? {} : { index }),
        ...(keepBy === null ? {} : { keepIndexBy: keepBy }),
      });
      if (scanned.kept !== undefined) {
        keeping = note(scanned.kept).finally(() => {
          keeping = null;
        });
      }
      signal.throwIfAborted();
      const before = (await begun[0]) ?? null;
      const registry = await readRegistry(how, before?.ahead);
      const { assets, diagnostics, wrongInIndex } = scanned;
      const found = { name: project.value.manifest.name, assets, diagnostics };
      const isRegistrySame = before?.entries === registry.entries;
      const [ahead] = made;
      const assetIndex = isRegistrySame && isWhole(found) && ahead?.assets === assets ? await ahead.index : null;
      const ready = isRegistrySame ? { view: before.view, assets: assetIndex } : undefined;
      return {
        snapshot: await buildSnapshot(found, registry, revision, pause, ready),
        wrongInIndex: Array.isArray(wrongInIndex) ? wrongInIndex : [],
      };
    },
    settled: async () => {
      await keeping;
    },
  };
}
