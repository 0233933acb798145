import clsx from 'clsx';
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react';
import { Tooltip } from './tooltip.tsx';

interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'disabled'> {
  readonly look?: 'primary' | 'plain' | 'quiet';
  /** Submits the form that it is in. */
  readonly submit?: boolean;
  /** Not available now. It stays in the tab order, so that its reason can be reached. */
  readonly unavailable?: boolean;
  readonly icon?: ReactNode;
  /** Whether a text that is too long for it goes on in further lines. */
  readonly wraps?: boolean;
}

const looks = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover font-medium',
  plain: 'border-line-strong bg-input text-fg hover:bg-raised',
  quiet: 'border-transparent bg-transparent text-fg-dim hover:bg-raised hover:text-fg',
};
const unavailableLook = 'border-line bg-transparent text-fg-faint cursor-default';

/** The one button of Studio: 28 px high, verb first. */
export function Button({
  look = 'plain',
  submit = false,
  unavailable = false,
  wraps = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      aria-disabled={unavailable || undefined}
      onClick={(event) => {
        if (unavailable) {
          event.preventDefault();
        } else {
          onClick?.(event);
        }
      }}
      className={clsx(
        'inline-flex items-center gap-2 rounded-control border px-3',
        wraps ? 'min-h-7 max-w-full py-1 text-left wrap-anywhere' : 'h-7 shrink-0 whitespace-nowrap',
        // What can't be done now is not faded to: each step of that would be a frame, just when a command has ended.
        unavailable ? unavailableLook : `transition-colors ${looks[look]}`,
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'aria-label' | 'disabled'> {
  readonly label: string;
  /** Why it can't be used now. It stays in the tab order, so that the reason can be reached. */
  readonly unavailable?: string | undefined;
  /** The keys that do the same, as this system writes them. */
  readonly keys?: string | null;
}

/** A 28 px square with an icon; its label is its name, and with its keys its tooltip. */
export function IconButton({
  label,
  unavailable,
  keys,
  className,
  children,
  onClick,
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <Tooltip label={label} keys={keys} shown={unavailable === undefined}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        aria-disabled={unavailable !== undefined || undefined}
        title={unavailable}
        onClick={unavailable === undefined ? onClick : undefined}
        className={clsx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-control transition-colors',
          unavailable === undefined ? 'text-fg-dim hover:bg-raised hover:text-fg' : 'cursor-default text-fg-faint',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
