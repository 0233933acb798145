import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { useOpenDialog } from './open-dialogs.ts';
import { useThereWhileOpen } from './use-there-while-open.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  /** What stays in sight over the content while that is scrolled. */
  readonly header?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** `work` has the height of the window and 880 px of width at most. */
  readonly size?: 'report' | 'work';
  /** Whether it has nothing but text below its header: the content then takes the focus itself, so that keys scroll it. */
  readonly textOnly?: boolean;
  /** What gets the focus at first. Without it that is the first thing that can have it. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Gets the focus after closing where what had it before is not there any more. */
  readonly onFocusLost?: () => void;
}

const sizes = {
  report: 'top-[12vh] max-h-[76vh] w-[560px]',
  work: 'top-[5vh] h-[90vh] w-[880px]',
};

/** A dialog for a decision, a report or a piece of work, closed by Escape, by its cross and by its footer. */
export function Dialog({
  open,
  onClose,
  title,
  closeLabel,
  header,
  children,
  footer,
  size = 'report',
  textOnly = false,
  initialFocus,
  onFocusLost,
}: DialogProps): ReactElement | null {
  useOpenDialog(open);
  const { isThere, closed } = useThereWhileOpen(open);
  return isThere ? (
    <BaseDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) {
          onClose();
        }
      }}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) {
          return;
        }
        closed();
        if (document.activeElement === null || document.activeElement === document.body) {
          onFocusLost?.();
        }
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-10 bg-veil" />
        <BaseDialog.Popup
          {...(initialFocus === undefined ? {} : { initialFocus })}
          className={clsx(
            'fixed left-1/2 z-20 flex max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col rounded-dialog border border-line bg-panel shadow-overlay',
            sizes[size],
          )}
        >
          <div className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
            <BaseDialog.Title className="text-head font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close
              aria-label={closeLabel}
              title={closeLabel}
              className="inline-flex size-7 items-center justify-center rounded-control text-fg-dim transition-colors hover:bg-raised hover:text-fg"
            >
              <X size={16} strokeWidth={1.5} aria-hidden="true" />
            </BaseDialog.Close>
          </div>
          {header === undefined ? null : <div className="px-5 pb-3">{header}</div>}
          <div
            {...(textOnly ? { role: 'group', 'aria-label': title, tabIndex: 0 } : {})}
            className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 -outline-offset-2"
          >
            {children}
          </div>
          {footer === undefined ? null : (
            <div className="flex items-center justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  ) : null;
}
