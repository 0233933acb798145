import clsx from 'clsx';
import type { ComponentPropsWithRef, ReactElement } from 'react';

interface StatusButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'disabled'> {
  /** Not available now. It stays in the tab order. */
  readonly unavailable?: boolean;
  /** Whether it says that something runs. */
  readonly busy?: boolean;
}

/** A button in the status line: 24 px high, and quiet until it is pointed at. */
export function StatusButton({
  unavailable = false,
  busy = false,
  onClick,
  className,
  ...rest
}: StatusButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type="button"
      aria-disabled={unavailable || undefined}
      onClick={unavailable ? undefined : onClick}
      className={clsx(
        'h-6 rounded-control px-1.5 tabular-nums -outline-offset-2',
        unavailable
          ? 'cursor-default text-fg-faint'
          : ['hover:bg-raised', busy ? 'text-busy' : 'text-fg-dim hover:text-fg'],
        className ?? 'shrink-0',
      )}
    />
  );
}
