import { type AssetQuery, windowLimit } from '../../../src-preload/contract/domain/asset-list.ts';
import type {
  CompactCompletion,
  EntryCompletion,
  RepairCompletion,
} from '../../../src-preload/contract/domain/completion.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { ProjectSummary } from '../../../src-preload/contract/domain/project.ts';
import type { RepairFix, RepairRule } from '../../../src-preload/contract/domain/repair.ts';
import type { Result } from '../core/result.ts';
import type { Disk } from '../disk/disk-port.ts';
import type { Failpoints } from '../disk/failpoints.ts';
import { historyFileName } from '../disk/history-file.ts';
import { privateFolderOf, temporaryNameOf } from '../disk/private-folder.ts';
import { type BulkFollower, createPacker, type Packer, type PackerPorts } from '../index.ts';
import type { ReadingOptions } from '../runtime/project-reader.ts';
import { type DiskImage, imageOfFiles } from '../testing/crash-disk.ts';

export const projectFolder = '/project';
export const registryPath = `${projectFolder}/assets.jsonl`;
export const historyPath = `${privateFolderOf(projectFolder)}/${historyFileName}`;

export const unhurried: ReadingOptions = { signal: new AbortController().signal, onProgress: () => undefined };
/** A bulk write that nobody watches and nobody cancels. */
export const unfollowed: BulkFollower = {
  signal: new AbortController().signal,
  begun: () => undefined,
  advanced: () => undefined,
};

/** A project on a disk in memory: these assets, this registry (null for none), and other files by their path in it. */
export function projectImage(
  roots: readonly string[],
  registry: string | Uint8Array | null,
  files: Readonly<Record<string, string | Uint8Array | null>> = {},
): DiskImage {
  const all: Record<string, string | Uint8Array | null> = {
    [`${projectFolder}/prometeu.json`]: '{"schemaVersion":1,"name":"Faults"}',
    [`${projectFolder}/assets`]: null,
  };
  for (const root of roots) {
    const manifest = { schemaVersion: 1, name: root, type: 'image', sources: ['picture.png'] };
    all[`${projectFolder}/assets/${root}/asset.json`] = JSON.stringify(manifest);
  }
  if (registry !== null) {
    all[registryPath] = registry;
  }
  for (const [path, content] of Object.entries(files)) {
    all[`${projectFolder}/${path}`] = content;
  }
  return imageOfFiles(all);
}

/** A packer on some disk with one project. Commands have ids of their own. */
export interface CrashSession {
  readonly packer: Packer;
  readonly projectId: string;
  readonly summary: ProjectSummary;
  register(root: string): Promise<EntryCompletion>;
  compact(): Promise<CompactCompletion>;
  /** Applies the fix to the first finding of the rule that offers it; null where none can be seen. */
  repair(rule: RepairRule, fix: RepairFix['fix']): Promise<RepairCompletion | null>;
  /** Assets in memory by root: the id of each that is registered, and null of the others. */
  registrations(): ReadonlyMap<string, string | null>;
  /** How many differences a comparison with the disk finds. */
  differences(): Promise<number>;
  /** What the packer told developers, by event. */
  readonly events: readonly string[];
}

const everyAsset: AssetQuery = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'root',
  descending: false,
  offset: 0,
  limit: windowLimit,
};

let sessions = 0;
let milliseconds = 0;

/** What a packer in a fault stands on. No two give the same id, and time goes on by a millisecond at each look. */
export function packerPorts(disk: Disk, failpoints?: Failpoints): PackerPorts & { readonly events: readonly string[] } {
  sessions += 1;
  const source = sessions.toString(16).padStart(8, '0');
  const events: string[] = [];
  let given = 0;
  const next = (): string => {
    given += 1;
    return given.toString(16).padStart(12, '0');
  };
  return {
    disk,
    clock: {
      now: () => {
        milliseconds += 1;
        return new Date(Date.UTC(2027, 0, 1) + milliseconds).toISOString();
      },
    },
    ids: {
      newAssetId: () => `${source}-0000-7000-8000-${next()}`,
      newProjectId: () => `${source}-0000-4000-8000-${next()}`,
      newTemporaryName: () => temporaryNameOf(`${source}-${next()}`),
    },
    log: {
      warn: (event) => {
        events.push(event);
      },
    },
    // Every registry has a checkpoint, be it ever so small.
    checkpointFrom: 0,
    ...(failpoints === undefined ? {} : { failpoints }),
    events,
  };
}

/** Opens the project, or answers why it can't be opened. */
export async function openSession(disk: Disk, failpoints?: Failpoints): Promise<Result<CrashSession, Failure>> {
  const ports = packerPorts(disk, failpoints);
  const packer = createPacker(ports);
  let commands = 0;
  const opened = await packer.openProject(projectFolder, unhurried);
  if (!opened.ok) {
    await packer.close();
    return opened;
  }
  const summary = opened.value;
  const { projectId } = summary;
  return {
    ok: true,
    value: {
      packer,
      projectId,
      summary,
      register: async (root) => {
        commands += 1;
        return valueOf(await packer.register(projectId, root, `${projectId} ${String(commands)}`));
      },
      compact: async () => valueOf(await packer.compact(projectId)),
      repair: async (rule, fix) => {
        const listed = await packer.listRepairs(projectId);
        for (const finding of listed.ok ? listed.value.findings : []) {
          const offered = finding.fixes.find((each) => each.fix === fix);
          if (finding.rule === rule && offered !== undefined) {
            return valueOf(await packer.applyRepair(projectId, finding.id, offered));
          }
        }
        return null;
      },
      registrations: () => {
        const { rows } = valueOf(packer.listAssets(projectId, everyAsset));
        return new Map(
          rows.map(({ root, registration, assetId }) => [root, registration === 'registered' ? assetId : null]),
        );
      },
      differences: async () => valueOf(await packer.verify(projectId, unhurried)).differenceCount,
      events: ports.events,
    },
  };
}

/** The value of a result that can't be a failure here. */
export function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) {
    throw new Error(`Expected a value, got ${JSON.stringify(result.failure)}`);
  }
  return result.value;
}
