import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useOpenDialog } from './open-dialogs.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** A dialog for a decision or a report: 560 px wide at most, closed by Escape, by its cross and by its footer. */
export function Dialog({ open, onClose, title, closeLabel, children, footer }: DialogProps): ReactElement {
  useOpenDialog(open);
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) {
          onClose();
        }
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-10 bg-veil" />
        <BaseDialog.Popup className="fixed top-[12vh] left-1/2 z-20 flex max-h-[76vh] w-[560px] max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col rounded-dialog border border-line bg-panel shadow-overlay">
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
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
          {footer === undefined ? null : (
            <div className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
