import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';
import { nameShares, viewAtFirst } from '../../../src-preload/contract/domain/kept-view.ts';
import { t } from '../../app/translation.ts';

interface ColumnDividerProps {
  /** How much the name has of the room for name and folder, in percent. */
  readonly share: number;
  readonly onShare: (share: number) => void;
}

interface Drag {
  readonly startX: number;
  /** Pixels of the name when it was begun, and of name and folder together. */
  readonly name: number;
  readonly room: number;
}

/** Between the columns of name and folder: dragged, moved by arrow keys, and set back by a double click. */
export function ColumnDivider({ share, onShare }: ColumnDividerProps): ReactElement {
  const drag = useRef<Drag | null>(null);
  const change = (wanted: number): void => {
    const next = Math.round(Math.max(nameShares.least, Math.min(nameShares.most, wanted)));
    if (next !== share) {
      onShare(next);
    }
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const header = event.currentTarget.closest('[data-columns]');
    const widthOf = (column: string): number =>
      header?.querySelector(`[data-column=${column}]`)?.getBoundingClientRect().width ?? 0;
    const name = widthOf('name');
    drag.current = { startX: event.clientX, name, room: name + widthOf('root') };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = ({ clientX }: PointerEvent): void => {
    if (drag.current !== null && drag.current.room > 0) {
      const { startX, name, room } = drag.current;
      change((100 * (name + clientX - startX)) / room);
    }
  };
  const onPointerUp = (): void => {
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case 'ArrowLeft':
        change(share - 2);
        break;
      case 'ArrowRight':
        change(share + 2);
        break;
      case 'Home':
        change(nameShares.least);
        break;
      case 'End':
        change(nameShares.most);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that divides nothing but columns is no <hr>
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('studio.list.columnDivider')}
      aria-valuemin={nameShares.least}
      aria-valuemax={nameShares.most}
      aria-valuenow={share}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => {
        change(viewAtFirst.nameShare);
      }}
      onKeyDown={onKeyDown}
      className="group/divider pointer-events-auto absolute inset-y-0 -left-3 flex w-3 cursor-col-resize justify-center py-1 -outline-offset-2"
    >
      <span className="h-full w-px bg-line group-hover/divider:bg-accent" />
    </div>
  );
}
