import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  type AssetSelection,
  type BulkCompletion,
  unregisteredOf,
} from '../../../src-preload/contract/domain/bulk-registration.ts';
import { runJob } from '../../app/jobs.ts';
import type { MarkedRows } from '../../app/project-view.ts';
import { countOf } from '../../app/row-ranges.ts';
import { announce } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { bulkSentence } from '../../ipc/bulk-message.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import type { ListView } from '../../ipc/project-queries.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';

/** Assets that are to be registered as soon as the author says so. */
export interface BulkQuestion {
  readonly selection: AssetSelection;
  readonly count: number;
}

/** A bulk registration that has ended, with the id under which the packer remembers what it refused. */
export interface BulkResult {
  readonly commandId: string;
  readonly completion: BulkCompletion;
}

interface BulkRegister {
  readonly running: boolean;
  /** Registers the rows that are chosen, after a question. */
  readonly registerMarked: (view: ListView, marked: MarkedRows) => void;
  /** Registers every unregistered asset of the list, after a question where they are more than one. */
  readonly registerAllShown: (view: ListView) => void;
  readonly question: BulkQuestion | null;
  readonly confirm: () => void;
  readonly dismiss: () => void;
  /** The last one that has ended. */
  readonly result: BulkResult | null;
}

/** Between two refreshes of what is shown while assets are being registered. */
const refreshPauseMs = 350;

/** The registration of many assets: the question before it, the job, and what it came to. */
export function useBulkRegister(projectId: string): BulkRegister {
  const invalidateProject = useInvalidateProject();
  const [question, setQuestion] = useState<BulkQuestion | null>(null);
  const [result, setResult] = useState<BulkResult | null>(null);

  const announceFailure = ({ failure }: RequestFailed): void => {
    const { wrong, next } = failureMessage(failure);
    announce(projectId, t('studio.outcome.failed', { wrong, next }), { problem: true });
  };

  const bulk = useMutation({
    mutationKey: ['register-assets', projectId],
    mutationFn: ({ selection, commandId }: { readonly selection: AssetSelection; readonly commandId: string }) => {
      const jobId = crypto.randomUUID();
      return runJob({ kind: 'register', jobId, projectId }, () =>
        call('packer:register-assets', { projectId, selection, commandId, jobId }),
      );
    },
    // Under way until what it changed has been read again, whatever its end.
    onSettled: async (completion, failed, { commandId }) => {
      await invalidateProject(projectId);
      if (failed !== null) {
        announceFailure(failed);
      }
      if (completion === undefined) {
        return;
      }
      setResult({ commandId, completion });
      const hasMore = completion.status === 'failed' || completion.refused.length > 0;
      announce(projectId, bulkSentence(completion), {
        problem: completion.status === 'failed',
        ...(hasMore ? { next: 'bulk-result' } : {}),
      });
    },
  });
  const { isPending } = bulk;

  // What is confirmed on the way shows on the way. The next refresh waits until the one before it has ended.
  useEffect(() => {
    if (!isPending) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    const refreshLater = (): void => {
      timer = setTimeout(() => {
        void invalidateProject(projectId).finally(() => {
          if (!ended) {
            refreshLater();
          }
        });
      }, refreshPauseMs);
    };
    refreshLater();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [isPending, projectId, invalidateProject]);

  const start = (selection: AssetSelection): void => {
    bulk.mutate({ selection, commandId: crypto.randomUUID() });
  };

  const count = useMutation({
    mutationFn: (unregistered: ListView) =>
      call('packer:list-assets', { projectId, query: { ...unregistered, offset: 0, limit: 0 } }),
    onSuccess: ({ total }, { filter, sort, descending }) => {
      const selection: AssetSelection = { by: 'filter', filter, sort, descending };
      if (total === 0) {
        announce(projectId, t('studio.bulk.nothingToRegister'));
      } else if (total === 1) {
        start(selection);
      } else {
        setQuestion({ selection, count: total });
      }
    },
    onError: announceFailure,
  });

  const unlessRunning = (act: () => void): void => {
    if (isPending) {
      announce(projectId, t('studio.bulk.underWay'));
    } else {
      act();
    }
  };

  return {
    running: isPending,
    registerMarked: ({ filter, sort, descending }, { orderRevision, ranges }) => {
      unlessRunning(() => {
        const selection: AssetSelection = { by: 'rows', filter, sort, descending, orderRevision, ranges: [...ranges] };
        setQuestion({ selection, count: countOf(ranges) });
      });
    },
    registerAllShown: (view) => {
      unlessRunning(() => {
        const filter = unregisteredOf(view.filter);
        if (filter === null) {
          announce(projectId, t('studio.bulk.nothingToRegister'));
        } else {
          count.mutate({ ...view, filter });
        }
      });
    },
    question,
    confirm: () => {
      if (question !== null) {
        setQuestion(null);
        start(question.selection);
      }
    },
    dismiss: () => {
      setQuestion(null);
    },
    result,
  };
}
