import { ownerOf, patchEdited } from '../core/edit-manifest.ts';
import { findAsset } from '../core/project-snapshot.ts';
import type { Disk } from '../disk/disk-port.ts';
import { findAssetPlace, lookAtAsset, readManifestFile } from '../disk/manifest-file.ts';
import type { SnapshotWriter } from './runtime-registry.ts';

/** What a look at the assets around one stands on. */
export interface OwnerLookParts {
  readonly projectId: string;
  readonly projectFolder: string;
  readonly disk: Disk;
  readonly snapshots: SnapshotWriter;
}

/**
 * Looks again at an asset around one that came or went, and at those around it: they may have sources in its folder.
 * Answers the revision that memory has then, null where there was none to look at.
 */
export type LookAtOwners = (owner: string | null) => Promise<number | null>;

export function createOwnerLook({ projectId, projectFolder, disk, snapshots }: OwnerLookParts): LookAtOwners {
  return async (first) => {
    let revision: number | null = null;
    for (let owner = first; owner !== null; ) {
      const current = snapshots.current(projectId);
      const asset = current?.state === 'ready' ? findAsset(current.snapshot, owner) : undefined;
      const outer = asset === undefined ? null : ownerOf(asset);
      const place = await findAssetPlace(disk, projectFolder, owner);
      const scanned = await lookAtAsset(disk, place, outer, (await readManifestFile(disk, place)).parsed);
      ({ revision } = snapshots.replace(projectId, (snapshot) => patchEdited(snapshot, scanned)));
      owner = outer;
    }
    return revision;
  };
}
