import { Copy, FolderSearch, Plus } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useRef } from 'react';
import type { ActionCapability, AssetAction } from '../../../src-preload/contract/domain/asset-action.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { shortcutOf } from '../../app/commands.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { Button } from '../../ui/button.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { ActionButton } from './action-button.tsx';

interface ActionBarProps {
  readonly actions: readonly ActionCapability[];
  readonly registering: boolean;
  readonly refusal: FailureSentence | null;
  /** Whether registering again is offered beside the refusal. */
  readonly retryable: boolean;
  readonly onRun: (action: AssetAction) => void;
}

const menuCommandOf = { register: 'register-asset', reveal: 'reveal-asset', 'copy-path': 'copy-asset-path' } as const;

const iconStyle = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const icons: Record<AssetAction, ReactNode> = {
  register: <Plus {...iconStyle} />,
  reveal: <FolderSearch {...iconStyle} />,
  'copy-path': <Copy {...iconStyle} />,
};

/** On to what can be done with the asset, from the list. */
export function focusAssetActions(): void {
  document.querySelector<HTMLElement>('[data-actions] button')?.focus();
}

/** What can be done with the asset: the packer's own list, in its order, with its reasons. */
export function ActionBar({ actions, registering, refusal, retryable, onRun }: ActionBarProps): ReactElement {
  const label = useId();
  const section = useRef<HTMLElement>(null);
  const reasons = actions.map((capability) => (capability.available ? null : reasonOf(capability)));
  const [first = null] = reasons;
  // What is in the way of all of them is said once.
  const common = reasons.length > 1 && reasons.every((reason) => reason === first) ? first : null;
  const commonId = useId();
  const retry = (): void => {
    // The button goes with the sentence; the focus stays at the action.
    section.current?.querySelector('button')?.focus();
    onRun('register');
  };
  return (
    <section ref={section} data-actions="" aria-labelledby={label} className="space-y-2 px-4 pb-4">
      <h3 id={label} className="sr-only">
        {t('studio.details.actions')}
      </h3>
      {actions.map(({ action }, position) => {
        const pending = action === 'register' && registering;
        return (
          <ActionButton
            key={action}
            label={pending ? t('studio.action.registering') : t(`studio.action.${action}`)}
            icon={icons[action]}
            keys={shortcutOf(menuCommandOf[action])}
            primary={action === 'register'}
            pending={pending}
            reason={pending || common !== null ? null : (reasons[position] ?? null)}
            reasonId={common === null ? null : commonId}
            onRun={() => {
              onRun(action);
            }}
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
          action={retryable ? <Button onClick={retry}>{t('studio.common.tryAgain')}</Button> : undefined}
        />
      )}
    </section>
  );
}

function reasonOf({ reason }: Extract<ActionCapability, { available: false }>): string {
  const { wrong, next } = failureMessage(reason);
  return t('studio.action.unavailable', { wrong, next });
}
