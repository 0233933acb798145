import { FilePlus2 } from 'lucide-react';
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { t } from '../../app/translation.ts';
import { isDialogOpen } from '../../ui/open-dialogs.ts';

interface DropZoneProps {
  readonly onDrop: (files: readonly File[]) => void;
}

/**
 * What stands over the list while files are dragged over the window: what a drop would do. The whole window takes the drop,
 * so that nobody has to aim; behind a dialog there is none.
 */
export function DropZone({ onDrop }: DropZoneProps): ReactElement | null {
  const [count, setCount] = useState<number | null>(null);
  const over = useEffectEvent((event: DragEvent) => {
    const { dataTransfer } = event;
    if (dataTransfer?.types.includes('Files') !== true) {
      return;
    }
    // Also where nothing is taken: the page must not make way for the file.
    event.preventDefault();
    const isCovered = isDialogOpen();
    dataTransfer.dropEffect = isCovered ? 'none' : 'copy';
    setCount(isCovered ? null : filesOf(dataTransfer));
  });
  const left = useEffectEvent((event: DragEvent) => {
    // To another element of the page it goes with that one as its next.
    if (event.relatedTarget === null) {
      setCount(null);
    }
  });
  const dropped = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) {
      return;
    }
    event.preventDefault();
    setCount(null);
    if (!isDialogOpen()) {
      onDrop([...event.dataTransfer.files]);
    }
  });
  useEffect(() => {
    document.addEventListener('dragenter', over);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', left);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('dragenter', over);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', left);
      document.removeEventListener('drop', dropped);
    };
  }, []);
  return count === null ? null : (
    <div className="pointer-events-none absolute inset-0 z-10 flex bg-panel p-2">
      <div className="flex flex-1 flex-col items-center justify-center gap-2 rounded-dialog border-2 border-dashed border-accent p-6 text-center">
        <FilePlus2 size={32} strokeWidth={1.5} aria-hidden="true" className="text-accent" />
        <p className="text-head font-semibold">
          {count === 0 ? t('studio.newAssets.heading') : t('studio.newAssets.drop', { count })}
        </p>
        <p className="text-fg-dim">{t('studio.newAssets.dropHint')}</p>
      </div>
    </div>
  );
}

/**
 * How many files are dragged; 0 where that is not known before they are dropped: some systems do not say, and what has no
 * media type may be a folder.
 */
function filesOf({ items }: DataTransfer): number {
  const dragged = [...items].filter(({ kind }) => kind === 'file');
  return dragged.some(({ type }) => type === '') ? 0 : dragged.length;
}
