import clsx from 'clsx';
import { type ReactElement, type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';

interface ActionButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys: string | null;
  readonly primary: boolean;
  readonly pending: boolean;
  /** Why it is not available now. */
  readonly reason: string | null;
  /** The element that says why, where that is not this one. */
  readonly reasonId: string | null;
  readonly onRun: () => void;
}

/** An action over the full width: its verb with its key, or why it is not available. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const { label, icon, keys, primary, pending, reason, reasonId, onRun } = props;
  const ownId = useId();
  const available = reason === null && reasonId === null && !pending;
  return (
    <div>
      <Button
        look={primary ? 'primary' : 'plain'}
        unavailable={!available}
        icon={icon}
        aria-describedby={reasonId ?? (reason === null ? undefined : ownId)}
        onClick={onRun}
        className="w-full"
      >
        <span className="flex-1 text-left">{label}</span>
        {keys === null || !available ? null : (
          <span aria-hidden="true" className={clsx('text-small', !primary && 'text-fg-dim')}>
            {keys}
          </span>
        )}
      </Button>
      {reason === null ? null : (
        <p id={ownId} className="mt-1 text-small text-fg-dim wrap-anywhere">
          {reason}
        </p>
      )}
    </div>
  );
}
