import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RepairFinding, RepairFix, RepairList } from '../../../src-preload/contract/domain/repair.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { announce } from '../../app/session.ts';
import { language, type Saying, t } from '../../app/translation.ts';
import { isRecovered, refusalMessage } from '../../ipc/completion-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { projectKeys } from '../../ipc/project-queries.ts';
import { repairMessage } from '../../ipc/repair-message.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { formatBytes } from '../../ui/format.ts';
import { nextFinding } from './finding-groups.ts';

/** One fix of one finding, as the author chose it. */
interface ChosenFix {
  readonly findingId: string;
  readonly fix: RepairFix;
}

/** How the last write of this view ended. A new one has a new `turn`. */
export interface RepairOutcome {
  readonly turn: number;
  readonly text: Saying;
  /** Why it did not happen; null where it did. */
  readonly refusal: FailureSentence | null;
  /** The finding that it was about; null for the compaction. */
  readonly findingId: string | null;
  /** What to do again where the reason may pass. */
  readonly retry: RepairFix | null;
  /** The finding to go on with; null where none is left, and where nothing was settled. */
  readonly nextId: string | null;
}

export interface Repairs {
  readonly apply: (finding: RepairFinding, fix: RepairFix) => void;
  readonly compact: () => void;
  /** The fix that is being written now. */
  readonly applying: ChosenFix | null;
  readonly compacting: boolean;
  readonly outcome: RepairOutcome | null;
  readonly dismissOutcome: () => void;
}

/**
 * The writes of the Repair view, one at a time. Each is pending until what it changed has been read again, the findings
 * included: their ids follow the lines.
 */
export function useRepairs(projectId: string): Repairs {
  const queryClient = useQueryClient();
  const invalidateProject = useInvalidateProject();
  const [outcome, setOutcome] = useState<RepairOutcome | null>(null);
  const turns = useRef(0);
  const mutationKey = ['repair', projectId];

  const say = (next: Omit<RepairOutcome, 'turn'>): void => {
    turns.current += 1;
    setOutcome({ ...next, turn: turns.current });
    announce(projectId, next.text, { problem: next.refusal !== null });
  };
  const listed = (): RepairList | undefined => queryClient.getQueryData<RepairList>(projectKeys.repairs(projectId));

  const apply = useMutation({
    mutationKey,
    mutationFn: (chosen: ChosenFix) => call('packer:apply-repair', { projectId, ...chosen }),
    onSettled: async (completion, error, { findingId, fix }) => {
      const before = listed()?.findings ?? [];
      await invalidateProject(projectId);
      const refusal = refusalMessage(completion, error?.failure);
      const after = listed();
      say({
        findingId,
        refusal,
        retry: error !== null || completion?.status === 'failed' ? fix : null,
        nextId: refusal === null ? (nextFinding(before, findingId, after?.findings ?? [])?.id ?? null) : null,
        text: () => {
          const { label } = repairMessage(fix);
          const wrong = refusalMessage(completion, error?.failure)?.wrong;
          return wrong === undefined
            ? t(isRecovered(completion) ? 'studio.repair.doneAfterReload' : 'studio.repair.done', {
                label,
                left: leftText(after?.total ?? 0),
              })
            : t('studio.repair.notDone', { label, wrong });
        },
      });
    },
  });

  const compact = useMutation({
    mutationKey,
    mutationFn: () => call('packer:compact-registry', { projectId }),
    onSettled: async (completion, error) => {
      await invalidateProject(projectId);
      const refusal = refusalMessage(completion, error?.failure);
      if (refusal !== null) {
        const wrong = (): string => refusalMessage(completion, error?.failure)?.wrong ?? '';
        say({ ...aboutNoFinding, refusal, text: () => t('studio.compact.notDone', { wrong: wrong() }) });
      } else if (completion?.status === 'committed') {
        const text = (): string => {
          const done = t('studio.compact.done', {
            before: formatBytes(completion.bytesBefore, language),
            after: formatBytes(completion.bytesAfter, language),
            count: completion.linesDropped,
          });
          return isRecovered(completion) ? t('studio.compact.doneAfterReload', { done }) : done;
        };
        say({ ...aboutNoFinding, refusal, text });
      }
    },
  });

  const once = (start: () => void): void => {
    // The cache knows of a click before anything is rendered after it.
    if (queryClient.isMutating({ mutationKey }) === 0) {
      start();
    }
  };

  return {
    apply: ({ id }, fix) => {
      once(() => {
        apply.mutate({ findingId: id, fix });
      });
    },
    compact: () => {
      once(() => {
        compact.mutate();
      });
    },
    applying: apply.isPending ? apply.variables : null,
    compacting: compact.isPending,
    outcome,
    dismissOutcome: () => {
      setOutcome(null);
    },
  };
}

const aboutNoFinding = { findingId: null, nextId: null, retry: null } as const;

function leftText(count: number): string {
  return count === 0 ? t('studio.repair.nothingLeft') : t('studio.repair.left', { count });
}
