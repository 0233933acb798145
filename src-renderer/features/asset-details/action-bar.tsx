import { Copy, FolderInput, FolderSearch, Hash, Minus, PencilLine, Plus, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useRef } from 'react';
import { commandOfAction } from '../../../src-preload/contract/commands.ts';
import type { ActionCapability, AssetAction } from '../../../src-preload/contract/domain/asset-action.ts';
import type { EntryWhat } from '../../../src-preload/contract/domain/history.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { shortcutOf } from '../../app/commands.ts';
import { t } from '../../app/translation.ts';
import { actionReason } from '../../ipc/action-reason.ts';
import { Button } from '../../ui/button.tsx';
import { reachable } from '../../ui/reachable.ts';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { ActionButton } from './action-button.tsx';

interface ActionBarProps {
  readonly actions: readonly ActionCapability[];
  /** What is being written of the asset. */
  readonly pending: EntryWhat | null;
  readonly refusal: FailureSentence | null;
  /** What to try again is offered beside the refusal, or null. */
  readonly retry: EntryWhat | null;
  readonly onRun: (action: AssetAction) => void;
}

const iconStyle = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const icons: Record<AssetAction, ReactNode> = {
  register: <Plus {...iconStyle} />,
  unregister: <Minus {...iconStyle} />,
  'edit-manifest': <PencilLine {...iconStyle} />,
  move: <FolderInput {...iconStyle} />,
  reveal: <FolderSearch {...iconStyle} />,
  'copy-path': <Copy {...iconStyle} />,
  'copy-id': <Hash {...iconStyle} />,
  trash: <Trash2 {...iconStyle} />,
};

/** On to what can be done with the asset, from the list. */
export function focusAssetActions(): void {
  reachable('[data-actions] button')[0]?.focus();
}

/** What can be done with the asset: the packer's own list, in its order, with its reasons. */
export function ActionBar({ actions, pending, refusal, retry, onRun }: ActionBarProps): ReactElement {
  const label = useId();
  const section = useRef<HTMLElement>(null);
  const reasons = actions.map(actionReason);
  const [first = null] = reasons;
  // What is in the way of all of them is said once.
  const common = reasons.length > 1 && reasons.every((reason) => reason === first) ? first : null;
  const commonId = useId();
  const tryAgain = (what: EntryWhat): void => {
    // The button goes with the sentence; the focus stays at the actions.
    section.current?.querySelector('button')?.focus();
    onRun(what);
  };
  return (
    <section
      ref={section}
      data-actions=""
      aria-labelledby={label}
      className="space-y-2 border-line px-4 pb-4 [[data-problems]+&]:border-t [[data-problems]+&]:pt-4"
    >
      <h3 id={label} className="sr-only">
        {t('studio.details.actions')}
      </h3>
      {actions.map(({ action }, position) => {
        const isPending = action === pending;
        const reason = reasons[position] ?? null;
        // Said once, below the last of those that it is about.
        const told = reason === null ? position : reasons.lastIndexOf(reason);
        return (
          <ActionButton
            key={action}
            action={action}
            label={pending !== null && isPending ? t(`studio.action.${pending}ing`) : t(`studio.action.${action}`)}
            icon={icons[action]}
            keys={shortcutOf(commandOfAction(action))}
            primary={action === 'register'}
            pending={isPending}
            reason={isPending || common !== null || told > position ? null : reason}
            reasonId={common !== null ? commonId : `${label}-${String(told)}`}
            available={reason === null && !isPending}
            onRun={onRun}
          />
        );
      })}
      {common === null ? null : (
        <p id={commonId} className="text-small text-fg-dim wrap-anywhere">
          {common}
        </p>
      )}
      {refusal === null ? null : (
        <SentenceAlert
          {...refusal}
          action={
            retry === null ? undefined : (
              <Button
                onClick={() => {
                  tryAgain(retry);
                }}
              >
                {t('studio.common.tryAgain')}
              </Button>
            )
          }
        />
      )}
    </section>
  );
}
