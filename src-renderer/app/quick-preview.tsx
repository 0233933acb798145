import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { AssetPreview } from '../features/preview/asset-preview.tsx';
import { failureMessage } from '../ipc/failure-message.ts';
import { projectQueries } from '../ipc/project-queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { SentenceAlert } from '../ui/sentence-alert.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { t } from './translation.ts';

interface QuickPreviewProps {
  readonly open: boolean;
  readonly projectId: string;
  /** The selected asset. */
  readonly root: string | null;
  /** When the disk was last read in full; null until that is known. */
  readonly readAt: string | null;
  /** On to the asset so many places further in the list. */
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

const steps: Readonly<Partial<Record<string, number>>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** What answers the arrows and Space itself while it has the focus. */
const ownKeys = 'input, textarea, select, button, [role=slider], [role=group][tabindex]';

/** The selected asset, large: arrows go through the list behind it, Space and Escape close. */
export function QuickPreview(props: QuickPreviewProps): ReactElement {
  const { open, projectId, root, readAt, onStep, onClose, onFocusLost } = props;
  const content = useRef<HTMLDivElement>(null);
  const { data: asset, error } = useQuery({
    ...projectQueries.details(projectId, root ?? ''),
    enabled: open && root !== null,
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }
    if (event.target instanceof Element && event.target !== content.current && event.target.matches(ownKeys)) {
      return;
    }
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      onStep(step);
    } else if (event.key === ' ') {
      event.preventDefault();
      onClose();
    }
  };

  return (
    <Dialog
      open={open}
      size="work"
      title={
        asset === undefined ? t('previews.quick.nothing') : t('previews.quick.title', { name: visibleText(asset.name) })
      }
      closeLabel={t('previews.quick.close')}
      initialFocus={content}
      onClose={onClose}
      onFocusLost={onFocusLost}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: what only takes keys is no fieldset */}
      <div
        ref={content}
        role="group"
        tabIndex={-1}
        aria-label={t('previews.quick.hint')}
        onKeyDown={onKeyDown}
        className="flex h-full flex-col outline-none"
      >
        {error !== null ? (
          <SentenceAlert {...failureMessage(error.failure)} />
        ) : asset === undefined || readAt === null ? null : (
          <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-control border border-line [&>:last-child]:min-h-0 [&>:last-child]:flex-1 [&>:last-child]:border-b-0">
            <AssetPreview projectId={projectId} asset={asset} readAt={readAt} large />
          </div>
        )}
        <p className="pt-2 text-center text-small text-fg-dim">{t('previews.quick.hint')}</p>
      </div>
    </Dialog>
  );
}
