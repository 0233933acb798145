import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  type AssetSelection,
  narrowedTo,
  narrowedToErrors,
  type RowSelection,
  refusedLimit,
} from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { BulkWhat, EntryWhat } from '../../../src-preload/contract/domain/history.ts';
import { announceFailure } from '../../app/announce-failure.ts';
import { runJob } from '../../app/jobs.ts';
import { useOverlay } from '../../app/overlay.ts';
import type { MarkedRows } from '../../app/project-view.ts';
import { countOf } from '../../app/row-ranges.ts';
import { announce } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import type { AssetsToMake } from '../../ipc/assets-to-make.ts';
import { type BulkResult, bulkOutcome, bulkSentence, hasMoreToSee, refusedCount } from '../../ipc/bulk-message.ts';
import { call } from '../../ipc/packer-client.ts';
import type { ListView } from '../../ipc/project-queries.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { countFor, rowSelection } from './use-counted-rows.ts';

/** Assets that are to be registered, unregistered or moved to the trash as soon as the author says so. */
export interface BulkQuestion {
  readonly what: BulkWhat;
  readonly selection: AssetSelection;
  readonly count: number;
  /** How many of those that are to be registered have errors, which most often are in the way. */
  readonly withErrors: number;
}

interface BulkWrite {
  readonly running: boolean;
  /** Registers the rows that are chosen and not registered yet, after a question that has their number. */
  readonly registerMarked: (view: ListView, marked: MarkedRows) => void;
  /** Unregisters the rows that are chosen and registered, after a question that has their number. */
  readonly unregisterMarked: (view: ListView, marked: MarkedRows) => void;
  /** Moves the rows that are chosen, or one asset, to the trash, after a question in each case. */
  readonly trashMarked: (view: ListView, marked: MarkedRows) => void;
  readonly trashOne: (root: string) => void;
  /** Registers every unregistered asset of the list, after a question where they are more than one. */
  readonly registerAllShown: (view: ListView) => void;
  /** Makes assets of files that were looked through, and leads to the first of them where `mayLead` says so by then. */
  readonly create: (assets: AssetsToMake, register: boolean, mayLead: () => boolean) => void;
  readonly question: BulkQuestion | null;
  readonly confirm: () => void;
  readonly dismiss: () => void;
  /** Tries again what an earlier one refused, and nothing else; before anything is moved to the trash, after a question. */
  readonly retry: (result: BulkResult) => void;
  /** The result that is looked at. While there is one, the next takes its place. */
  readonly shown: BulkResult | null;
  readonly show: (result: BulkResult) => void;
  readonly hide: () => void;
}

type BulkCommand = { readonly commandId: string } & (
  | { readonly what: BulkWhat; readonly selection: AssetSelection }
  | {
      readonly what: 'create';
      readonly assets: AssetsToMake;
      readonly register: boolean;
      readonly mayLead: () => boolean;
    }
);

/** Rows that are to be registered, or unregistered, as far as they are not yet. */
interface MarkedEntries {
  readonly what: EntryWhat;
  readonly rows: RowSelection;
}

/** Between two refreshes of what is shown while registrations are being written. */
const refreshPauseMs = 350;

/** The registration and unregistration of many assets: the question before it, the job, and what it came to. */
export function useBulkWrite(projectId: string): BulkWrite {
  const invalidateProject = useInvalidateProject();
  const [question, setQuestion] = useState<BulkQuestion | null>(null);
  const [shown, setShown] = useState<BulkResult | null>(null);

  const onError = ({ failure }: RequestFailed): void => {
    announceFailure(projectId, failure);
  };

  const bulk = useMutation({
    mutationKey: ['write-assets', projectId],
    mutationFn: (command: BulkCommand) => {
      const { what, commandId } = command;
      const jobId = crypto.randomUUID();
      return runJob(
        { kind: what, jobId, projectId },
        () => {
          if (command.what === 'create') {
            const { assets, register } = command;
            return call('packer:create-assets', { projectId, assets, register, commandId, jobId });
          }
          return call(`packer:${command.what}-assets`, { projectId, selection: command.selection, commandId, jobId });
        },
        (completion) => ({
          text: () => bulkSentence(what, completion),
          outcome: bulkOutcome(completion),
          bulk: { what, commandId, completion },
        }),
      );
    },
    // Under way until what it changed has been read again, whatever its end.
    onSettled: async (completion, failed, command) => {
      const { what, commandId } = command;
      await invalidateProject(projectId);
      if (failed !== null) {
        onError(failed);
      }
      if (completion === undefined) {
        return;
      }
      const result = { what, commandId, completion };
      setShown((before) => (before === null ? null : result));
      announce(projectId, () => bulkSentence(what, completion), {
        problem: completion.status === 'failed',
        ...(hasMoreToSee(completion) ? { next: result } : {}),
      });
      if (command.what === 'create' && completion.written > 0) {
        const { assets, mayLead } = command;
        const refused = await refusedRoots(projectId, result);
        const roots = assets.map(({ root }) => root).filter((root) => !refused.has(root));
        useOverlay.setState({ made: { roots, mayLead } });
      }
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

  const start = (what: BulkWhat, selection: AssetSelection): void => {
    bulk.mutate({ what, selection, commandId: crypto.randomUUID() });
  };

  const count = useMutation({
    mutationFn: async (unregistered: ListView) => {
      const faulty = narrowedToErrors(unregistered.filter);
      const totalOf = async (view: ListView): Promise<number> => {
        const query = { ...view, offset: 0, limit: 0 };
        return (await call('packer:list-assets', { projectId, query })).total;
      };
      const total = await totalOf(unregistered);
      // What a single one has is told by its refusal: there is no question before it.
      const withErrors = faulty === null || total < 2 ? 0 : await totalOf({ ...unregistered, filter: faulty });
      // A write in between can leave fewer of them.
      return { total, withErrors: Math.min(total, withErrors) };
    },
    onSuccess: ({ total, withErrors }, { filter, sort, descending }) => {
      const selection: AssetSelection = { by: 'filter', filter, sort, descending };
      if (total === 0) {
        announce(projectId, () => t('studio.bulk.nothingToRegister'));
      } else if (total === 1) {
        start('register', selection);
      } else {
        setQuestion({ what: 'register', selection, count: total, withErrors });
      }
    },
    onError,
  });

  const unlessRunning = (act: () => void): void => {
    if (isPending) {
      announce(projectId, () => t('studio.bulk.underWay'));
    } else {
      act();
    }
  };

  const countMarked = useMutation({
    mutationFn: ({ rows }: MarkedEntries) => call('packer:count-selected', { projectId, rows }),
    onSuccess: (counted, { what, rows: selection }) => {
      const count = countFor(what, counted);
      if (count > 0) {
        setQuestion({ what, selection, count, withErrors: what === 'register' ? counted.unregisteredWithErrors : 0 });
      } else {
        announce(projectId, () => t(`studio.bulk.none.${what}`));
      }
    },
    onError,
  });

  const askForMarked =
    (what: EntryWhat) =>
    (view: ListView, marked: MarkedRows): void => {
      unlessRunning(() => {
        countMarked.mutate({ what, rows: rowSelection(view, marked) });
      });
    };

  const askForTrash = (selection: AssetSelection, assets: number): void => {
    setQuestion({ what: 'trash', selection, count: assets, withErrors: 0 });
  };

  return {
    running: isPending,
    registerMarked: askForMarked('register'),
    unregisterMarked: askForMarked('unregister'),
    trashMarked: (view, marked) => {
      unlessRunning(() => {
        askForTrash(rowSelection(view, marked), countOf(marked.ranges));
      });
    },
    trashOne: (root) => {
      unlessRunning(() => {
        askForTrash({ by: 'roots', roots: [root] }, 1);
      });
    },
    registerAllShown: (view) => {
      unlessRunning(() => {
        const filter = narrowedTo(view.filter, 'unregistered');
        if (filter === null) {
          announce(projectId, () => t('studio.bulk.nothingToRegister'));
        } else {
          count.mutate({ ...view, filter });
        }
      });
    },
    create: (assets, register, mayLead) => {
      unlessRunning(() => {
        bulk.mutate({ what: 'create', assets, register, mayLead, commandId: crypto.randomUUID() });
      });
    },
    question,
    confirm: () => {
      if (question !== null) {
        setQuestion(null);
        start(question.what, question.selection);
      }
    },
    dismiss: () => {
      setQuestion(null);
    },
    retry: (result) => {
      unlessRunning(() => {
        const { what, commandId } = result;
        const selection: AssetSelection = { by: 'refused', commandId };
        if (what === 'trash') {
          askForTrash(selection, refusedCount(result.completion));
        } else if (what !== 'create') {
          start(what, selection);
        }
      });
    },
    shown,
    show: setShown,
    hide: () => {
      setShown(null);
    },
  };
}

/** Roots that a bulk write refused, the first of each reason: something may stand there that it did not make. */
async function refusedRoots(projectId: string, { commandId, completion }: BulkResult): Promise<ReadonlySet<string>> {
  const groups = await Promise.all(
    completion.refused.map(async ({ code, examples }) => {
      const request = { projectId, commandId, code, offset: 0, limit: refusedLimit };
      const answer = await call('packer:list-refused-assets', request).catch(() => null);
      return answer === null ? examples : answer.refused.map(({ root }) => root);
    }),
  );
  return new Set(groups.flat());
}
