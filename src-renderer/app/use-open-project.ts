import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useLayoutEffect } from 'react';
import { type KeptView, viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import { dropDraftsOf, unsavedIn } from '../features/asset-details/manifest-drafts.ts';
import { call } from '../ipc/packer-client.ts';
import { projectKeys } from '../ipc/project-queries.ts';
import type { RequestFailed } from '../ipc/request-failed.ts';
import { studioKeys } from '../ipc/studio-queries.ts';
import { visibleTextInSentence } from '../ui/visible-text.ts';
import { cancelJob, runJob } from './jobs.ts';
import { resetOpeningView } from './opening-view.ts';
import { beginLook } from './project-look.ts';
import { readBeginning } from './read-beginning.ts';
import { type Destination, type Folder, useSession } from './session.ts';
import { t } from './translation.ts';
import { useFollowLink } from './use-follow-link.ts';

interface OpenProject {
  /** Opens a folder: now, or once what is being opened has ended. Asks first where edits of the open project are not saved. */
  readonly open: (folder: Folder) => void;
  /** Asks for a folder with the system's dialog, then opens it. */
  readonly choose: () => void;
  readonly openSample: () => void;
  /** Opens the folder that Studio was started with, if there is one. */
  readonly openLaunchFolder: () => void;
  /** Gives up what is being opened. */
  readonly cancel: () => void;
  /** Closes the project that is shown. Asks first where edits of it are not saved. */
  readonly close: () => void;
  /** Roots whose edits are not saved while the author is asked about them; none, and nothing is asked. */
  readonly unsaved: readonly string[];
  /** The answers to that: to go on without the edits, or to stay with them. */
  readonly discard: () => void;
  readonly stay: () => void;
  /** Whether a folder is being asked for. Asking again does nothing until that has an answer. */
  readonly asking: boolean;
}

const askingKey = ['ask-for-folder'];

/** Opening a project, from wherever the folder comes. A project that was open before is closed once the new one is. */
export function useOpenProject(): OpenProject {
  const queryClient = useQueryClient();
  const forget = useForgetProject();

  const { mutate: follow } = useFollowLink();
  const { mutate: start } = useMutation({
    mutationFn: ({ folder, jobId }: { readonly folder: Destination; readonly jobId: string }) =>
      runJob(
        { kind: 'open', jobId, projectId: null },
        async () => {
          const { folderToken } = folder;
          const kept = await readKeptView(folderToken);
          const { projectId, name } = await call('packer:open-project', { folderToken, jobId });
          const beginning = await readBeginning(queryClient, projectId, kept);
          return { projectId, name, beginning };
        },
        ({ name }) =>
          // It was open already when the author said that he did not want it.
          useSession.getState().opening?.cancelled === true
            ? null
            : {
                text: () => t('studio.outcome.opened', { name: visibleTextInSentence(name) }),
                outcome: 'done',
                bulk: null,
              },
      ),
    onSuccess: ({ projectId, beginning }, { folder }) => {
      const { projectId: before, opening: opened } = useSession.getState();
      if (opened?.cancelled === true) {
        // It was open already when that was said.
        endOpening();
        if (before !== projectId) {
          forget(projectId);
        }
        return;
      }
      const isNew = before !== projectId;
      useSession.setState({
        projectId,
        opening: null,
        result: null,
        ...(isNew ? { beginning, folder, drawing: opened } : {}),
      });
      if (before !== null && isNew) {
        forget(before);
      }
      if (folder.asset !== null) {
        follow({ projectId, asset: folder.asset });
      }
    },
    onError: (error) => {
      endOpening();
      fail(error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: studioKeys.recent() }),
  });

  const begin = useCallback(
    (folder: Destination): void => {
      const next = { folder, jobId: crypto.randomUUID(), cancelled: false };
      resetOpeningView();
      useSession.setState({ opening: next, wanted: null, leaving: null, openFailure: null, creating: false });
      start(next);
    },
    [start],
  );
  const opening = useSession((session) => session.opening);
  const wanted = useSession((session) => session.wanted);
  const leaving = useSession((session) => session.leaving);
  // Before the window is painted: the start screen must not flash between one opening and the next.
  useLayoutEffect(() => {
    if (wanted === null || opening !== null) {
      return;
    }
    const { projectId, folder } = useSession.getState();
    // The project that is shown already is not left.
    const isOther = folder?.folderToken !== wanted.folderToken;
    if (projectId !== null && !isOther && wanted.asset !== null) {
      useSession.setState({ wanted: null, openFailure: null });
      follow({ projectId, asset: wanted.asset });
      return;
    }
    const roots = projectId !== null && isOther ? unsavedIn(projectId) : [];
    if (roots.length === 0) {
      begin(wanted);
    } else {
      useSession.setState({ leaving: { roots, to: wanted }, wanted: null, creating: false });
    }
  }, [opening, wanted, begin, follow]);

  const leave = useCallback(
    (projectId: string): void => {
      useSession.setState({
        projectId: null,
        folder: null,
        drawing: null,
        leaving: null,
        openFailure: null,
        result: null,
      });
      forget(projectId);
    },
    [forget],
  );
  const cancel = useCallback((): void => {
    const { opening: now, drawing, projectId } = useSession.getState();
    if (now !== null) {
      useSession.setState({ opening: { ...now, cancelled: true } });
      cancelJob(now.jobId);
    } else if (drawing !== null && projectId !== null) {
      // It is open already, and nobody has seen it.
      leave(projectId);
    }
  }, [leave]);
  const close = (): void => {
    const { projectId } = useSession.getState();
    const roots = projectId === null ? [] : unsavedIn(projectId);
    if (roots.length > 0) {
      useSession.setState({ leaving: { roots, to: null } });
    } else if (projectId !== null) {
      leave(projectId);
    }
  };
  const discard = (): void => {
    const { projectId } = useSession.getState();
    if (leaving === null || projectId === null) {
      return;
    }
    if (leaving.to === null) {
      leave(projectId);
    } else {
      // The edits are dropped once it is open: where it can't be opened, the project stays, and so do they.
      begin(leaving.to);
    }
  };

  const { mutate: choose } = useMutation({
    mutationKey: askingKey,
    mutationFn: () => call('packer:choose-folder', { purpose: 'open' }),
    onSuccess: (folder) => {
      if (folder !== null) {
        open(folder);
      }
    },
    onError: fail,
  });

  const { mutate: openSample } = useMutation({
    mutationKey: askingKey,
    mutationFn: () => call('packer:find-sample', {}),
    onSuccess: open,
    onError: fail,
  });

  const { mutate: openLaunchFolder } = useMutation({
    mutationFn: () => call('packer:get-launch-folder', {}),
    onSuccess: (destination) => {
      if (destination !== null) {
        useSession.setState({ wanted: destination });
      }
    },
    onError: fail,
    onSettled: () => {
      useSession.setState({ launched: true });
    },
  });

  const asking = useIsMutating({ mutationKey: askingKey }) > 0;
  const once = (ask: () => void) => (): void => {
    // The cache knows of a click before anything is rendered after it.
    if (queryClient.isMutating({ mutationKey: askingKey }) === 0) {
      ask();
    }
  };

  return {
    open,
    choose: once(choose),
    openSample: once(openSample),
    openLaunchFolder,
    cancel,
    close,
    unsaved: leaving?.roots ?? [],
    discard,
    stay,
    asking,
  };
}

/**
 * How a project was shown last, and its look until the author changes it. That of the project which is open is the
 * window's own.
 */
async function readKeptView(folderToken: string): Promise<KeptView> {
  // It stands in nobody's way: what is wrong with the folder is told by its opening.
  const kept = await call('studio:get-kept-view', { folderToken }).catch(() => viewAtFirst);
  if (useSession.getState().folder?.folderToken !== folderToken) {
    beginLook(folderToken, kept);
  }
  return kept;
}

/** Forgets a project: main waits for its accepted writes, the window drops what it read of it and what was typed into it. */
function useForgetProject(): (projectId: string) => void {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (projectId: string) => call('packer:close-project', { projectId }),
    onMutate: dropDraftsOf,
    onSettled: (_value, _error, projectId) => {
      queryClient.removeQueries({ queryKey: projectKeys.project(projectId) });
    },
  });
  return mutate;
}

function stay(): void {
  useSession.setState({ leaving: null });
}

/** What was chosen in what did not come to a project is chosen in none. */
function endOpening(): void {
  useSession.setState({ opening: null });
  resetOpeningView();
}

function open(folder: Folder): void {
  useSession.setState({ wanted: { ...folder, asset: null } });
}

function fail({ failure }: RequestFailed): void {
  useSession.setState({ openFailure: failure.code === 'cancelled' ? null : failure });
}
