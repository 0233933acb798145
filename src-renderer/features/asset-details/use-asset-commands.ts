import { type MutationFilters, useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ActionCapability, AssetAction } from '../../../src-preload/contract/domain/asset-action.ts';
import type { EntryWhat } from '../../../src-preload/contract/domain/history.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { t } from '../../app/translation.ts';
import { actionReason } from '../../ipc/action-reason.ts';
import { failureLine, failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce, CommandSubject } from './command-subject.ts';
import { useEntryCommand } from './use-entry-command.ts';

export interface AssetCommands {
  /** Carries out an action if the packer says that it is available, as soon as it says so; says why not if it does not. */
  readonly run: (action: AssetAction) => void;
  /** Why an action can't be carried out now, as a sentence; null where it can, or where that is still being asked. */
  readonly reasonFor: (action: AssetAction) => string | null;
  /** What is being written of the selected asset. */
  readonly pending: EntryWhat | null;
  /** Why the last attempt on the selected asset did not work, until the next selecting or attempt. */
  readonly refusal: FailureSentence | null;
  /** What to try again as a way out of the refusal, or null. */
  readonly retry: EntryWhat | null;
}

/** Actions that the project’s screen carries out, because they ask the author something. */
export type AskingActions = Readonly<Record<'edit-manifest' | 'move' | 'trash', (asset: CommandSubject) => void>>;

/** The actions on the selected asset, for the action bar and the native menu alike. */
export function useAssetCommands(
  projectId: string,
  subject: CommandSubject | null,
  announce: Announce,
  asking: AskingActions,
): AssetCommands {
  const queryClient = useQueryClient();
  const root = subject?.root ?? '';
  const actions = useQuery({ ...projectQueries.actions(projectId, root), enabled: subject !== null });
  const register = useEntryCommand(projectId, 'register', announce);
  const unregister = useEntryCommand(projectId, 'unregister', announce);
  const reveal = useMutation({
    mutationFn: (asset: CommandSubject) => call('packer:reveal-asset', { projectId, root: asset.root }),
    onSuccess: () => {
      announce(() => t('studio.outcome.revealed'));
    },
  });
  const copyPath = useMutation({
    mutationFn: (asset: CommandSubject) => call('packer:copy-asset-path', { projectId, root: asset.root }),
    onSuccess: ({ path }) => {
      announce(() => t('studio.outcome.pathCopied', { path: visibleTextInSentence(path) }));
    },
  });
  const copyId = useMutation({
    mutationFn: (asset: CommandSubject) => call('packer:copy-asset-id', { projectId, root: asset.root }),
    onSuccess: ({ assetId }) => {
      announce(() => t('studio.outcome.idCopied', { assetId }));
    },
  });
  const isOfRoot: MutationFilters['predicate'] = ({ state }) =>
    (state.variables as { readonly root?: string } | undefined)?.root === root;
  const registering = useIsMutating({ mutationKey: register.mutationKey, predicate: isOfRoot });
  const unregistering = useIsMutating({ mutationKey: unregister.mutationKey, predicate: isOfRoot });
  const pending = registering > 0 ? 'register' : unregistering > 0 ? 'unregister' : null;

  const start: Record<AssetAction, (asset: CommandSubject) => void> = {
    register: register.start,
    unregister: unregister.start,
    ...asking,
    reveal: reveal.mutate,
    'copy-path': copyPath.mutate,
    'copy-id': copyId.mutate,
  };

  const reasonFor = (action: AssetAction): string | null => {
    if (subject === null) {
      return t('studio.commandReason.nothingSelected');
    }
    if (actions.data === undefined && actions.error !== null) {
      return failureLine(actions.error.failure);
    }
    return reasonIn(actions.data?.actions ?? [], action);
  };

  const run = (action: AssetAction): void => {
    // The cache knows of a click before anything is rendered after it.
    const isBusy = [register, unregister].some(
      ({ mutationKey }) => queryClient.isMutating({ mutationKey, predicate: isOfRoot }) > 0,
    );
    if ((action === 'register' || action === 'unregister') && isBusy) {
      return;
    }
    const reason = reasonFor(action);
    if (reason !== null) {
      announce(() => reason, { reason: true });
    } else if (subject !== null && actions.data === undefined) {
      // A key can come before the answer: it is meant for this asset, and waits for what is said of that.
      queryClient.query(projectQueries.actions(projectId, root)).then(
        (found) => {
          carryOut(action, subject, reasonIn(found.actions, action));
        },
        () => {
          // Why it can't be asked is said in the details, where its answer is shown.
        },
      );
    } else if (subject !== null) {
      carryOut(action, subject, null);
    }
  };

  const carryOut = (action: AssetAction, asset: CommandSubject, reason: string | null): void => {
    if (reason !== null) {
      announce(() => reason, { reason: true });
      return;
    }
    register.reset();
    unregister.reset();
    reveal.reset();
    copyPath.reset();
    copyId.reset();
    start[action](asset);
  };

  const refusalOf = (mutation: typeof reveal | typeof copyPath | typeof copyId): FailureSentence | null =>
    mutation.error !== null && mutation.variables.turn === subject?.turn
      ? failureMessage(mutation.error.failure)
      : null;

  const ofRegister = register.refusalFor(subject);
  const ofUnregister = unregister.refusalFor(subject);
  const isAvailable = (action: AssetAction): boolean =>
    actions.data?.actions.some((each) => each.action === action && each.available) === true;
  return {
    run,
    reasonFor,
    pending,
    refusal: ofRegister ?? ofUnregister ?? refusalOf(reveal) ?? refusalOf(copyPath) ?? refusalOf(copyId),
    // Where the whole registry can't be written by now, that is told elsewhere, with its own way out.
    retry:
      ofRegister !== null && register.retryable && isAvailable('register')
        ? 'register'
        : ofUnregister !== null && unregister.retryable && isAvailable('unregister')
          ? 'unregister'
          : null,
  };
}

function reasonIn(capabilities: readonly ActionCapability[], action: AssetAction): string | null {
  const capability = capabilities.find((each) => each.action === action);
  return capability === undefined ? null : actionReason(capability);
}
