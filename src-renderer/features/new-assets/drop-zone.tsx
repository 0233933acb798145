import { FilePlus2 } from 'lucide-react';
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { t } from '../../app/translation.ts';
import { useOpenDialogs } from '../../ui/open-dialogs.ts';

interface DropZoneProps {
  /** What it stands over: the list of assets, or the sheet of a review, which is a dialog itself. */
  readonly covers: 'list' | 'sheet';
  readonly onDrop: (files: readonly File[]) => void;
}

/**
 * What stands over the list while files are dragged over the window: what a drop would do. The whole window takes the drop,
 * so that nobody has to aim; behind a dialog there is none, but for the sheet, to which the files are added.
 */
export function DropZone({ covers, onDrop }: DropZoneProps): ReactElement | null {
  const [count, setCount] = useState<number | null>(null);
  const isCovered = (): boolean => useOpenDialogs.getState() > (covers === 'sheet' ? 1 : 0);
  const over = useEffectEvent((event: DragEvent) => {
    const { dataTransfer } = event;
    if (dataTransfer?.types.includes('Files') !== true) {
      return;
    }
    // Also where nothing is taken: the page must not make way for the file.
    event.preventDefault();
    if (isCovered()) {
      // The sheet, which hears it after the list, takes it all the same.
      dataTransfer.dropEffect = 'none';
      setCount(null);
    } else {
      dataTransfer.dropEffect = 'copy';
      setCount(filesOf(dataTransfer));
    }
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
    if (!isCovered()) {
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
          {covers === 'sheet'
            ? count === 0
              ? t('studio.newAssets.addDropped')
              : t('studio.newAssets.addDroppedCount', { count })
            : count === 0
              ? t('studio.newAssets.heading')
              : t('studio.newAssets.drop', { count })}
        </p>
        <p className="text-fg-dim">
          {covers === 'sheet' ? t('studio.newAssets.addDroppedHint') : t('studio.newAssets.dropHint')}
        </p>
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
