import clsx from 'clsx';
import { memo, type ReactElement, type ReactNode } from 'react';
import type { AssetAction } from '../../../src-preload/contract/domain/asset-action.ts';
import { Button } from '../../ui/button.tsx';

interface ActionButtonProps {
  readonly action: AssetAction;
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys: string | null;
  readonly primary: boolean;
  readonly pending: boolean;
  readonly available: boolean;
  /** Why it is not available now, where that is said here. */
  readonly reason: string | null;
  /** The element that says why. */
  readonly reasonId: string;
  readonly onRun: (action: AssetAction) => void;
}

/** An action over the full width: its verb with its key, or why it is not available. */
export const ActionButton = memo(function ActionButton(props: ActionButtonProps): ReactElement {
  const { action, label, icon, keys, primary, pending, available, reason, reasonId, onRun } = props;
  return (
    <div>
      <Button
        look={primary ? 'primary' : 'plain'}
        unavailable={!available}
        icon={icon}
        aria-describedby={available || pending ? undefined : reasonId}
        onClick={() => {
          onRun(action);
        }}
        className="w-full"
      >
        <span title={label} className="min-w-0 flex-1 truncate text-left">
          {label}
        </span>
        {keys === null || !available ? null : (
          <span aria-hidden="true" className={clsx('shrink-0 text-small', !primary && 'text-fg-dim')}>
            {keys}
          </span>
        )}
      </Button>
      {reason === null ? null : (
        <p id={reasonId} className="mt-1 text-small text-fg-dim wrap-anywhere">
          {reason}
        </p>
      )}
    </div>
  );
});
