import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { InspectionRefusal, SourceInspection } from '../../src-preload/contract/domain/source-inspection.ts';
import { sourceKindOf } from '../../src-preload/contract/source-kind.ts';
import type { WorkQueue } from '../child-work/work-queue.ts';
import { type Result, succeed } from '../packer/core/result.ts';
import type { Packer } from '../packer/index.ts';
import { contentIdentity, readFileStamp } from '../thumbnails/file-stamp.ts';
import type { InspectionOrder, MadeInspection, Sibling } from './inspection-messages.ts';

/** Everything that inspections stand on. */
interface InspectionParts {
  readonly packer: Pick<Packer, 'getAssetDetails' | 'findSourceFile'>;
  readonly queue: Pick<WorkQueue<InspectionOrder, MadeInspection, InspectionRefusal>, 'make'>;
}

/** What a source file of an open project says of itself. */
export type InspectSource = (
  projectId: string,
  root: string,
  path: string,
) => Promise<Result<SourceInspection, Failure>>;

/** Sources of a model that it may name. One that has more can't be shown whole. */
const mostSiblings = 200;

/**
 * Asks a process of its own for what a source file says of itself: only of files that the manifest lists and that lie
 * below `assets/` (see `Packer.findSourceFile`), as `asset://` does.
 */
export function createInspectSource({ packer, queue }: InspectionParts): InspectSource {
  async function siblingsOf(projectId: string, root: string, paths: readonly string[]): Promise<Sibling[]> {
    const found = await Promise.all(
      paths.slice(0, mostSiblings).map(async (path) => {
        const file = await packer.findSourceFile(projectId, root, path);
        return file.ok ? [{ path, file: file.value }] : [];
      }),
    );
    return found.flat();
  }

  return async (projectId, root, path) => {
    const details = packer.getAssetDetails(projectId, root);
    if (!details.ok) {
      return details;
    }
    const found = await packer.findSourceFile(projectId, root, path);
    if (!found.ok) {
      return found.failure.code === 'read-failed' ? succeed(refused('unreadable')) : found;
    }
    const kind = sourceKindOf(path, details.value.type);
    if (kind === null) {
      return succeed(refused('no-kind'));
    }
    const stamp = await readFileStamp(found.value).catch(() => null);
    if (stamp === null) {
      return succeed(refused('unreadable'));
    }
    const others =
      kind === 'model' ? details.value.sources.flatMap((each) => (each.bytes === null ? [] : each.path)) : [];
    const outcome = await queue.make(
      contentIdentity(found.value, stamp),
      { kind, file: found.value, stamp, path, siblings: await siblingsOf(projectId, root, others) },
      'visible',
      new AbortController().signal,
    );
    switch (outcome.kind) {
      case 'made':
        return succeed(outcome.inspection);
      case 'refused':
        return succeed(refused(outcome.code));
      case 'changed':
      case 'cancelled':
        return succeed(refused('changed'));
    }
  };
}

function refused(code: InspectionRefusal): SourceInspection {
  return { kind: 'refused', code };
}
