import { useQuery } from '@tanstack/react-query';
import type { SourceInspection } from '../../../src-preload/contract/domain/source-inspection.ts';
import { useLasting } from '../../app/use-lasting.ts';
import { projectQueries } from '../../ipc/project-queries.ts';

/** What is only passed by on the way through the list is not read. */
const restMs = 120;

/**
 * What a source file says of itself; undefined until that is known. For a component that is mounted anew for each file:
 * it asks once that has been there for a moment.
 */
export function useInspection(
  projectId: string,
  root: string,
  source: string,
  readAt: string,
): SourceInspection | undefined {
  const rests = useLasting(restMs);
  const { data, error } = useQuery({ ...projectQueries.inspection(projectId, root, source, readAt), enabled: rests });
  // The asset is gone or another one by now: the details say so.
  return error === null ? data : { kind: 'refused', code: 'changed' };
}
