import clsx from 'clsx';
import { ChevronDown, ChevronRight, Folder, FolderOpen } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { AssetFolder, FolderContent } from '../../../src-preload/contract/domain/asset-facets.ts';
import { language, t } from '../../app/translation.ts';
import { formatCount } from '../../ui/format.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { FilterSection } from './filter-section.tsx';
import { folderKey } from './open-folders.ts';

interface FolderTreeProps {
  /** What is in the topmost folder and in those that are open, as far as it is known. */
  readonly contents: readonly FolderContent[];
  readonly openFolders: readonly string[];
  readonly isChosen: (path: string) => boolean;
  readonly onOpen: (path: string, isOpen: boolean) => void;
  readonly onChoose: (path: string) => void;
}

interface TreeRow {
  readonly folder: AssetFolder;
  /** 1 for what lies in the topmost folder. */
  readonly level: number;
  readonly parent: string;
}

/**
 * The folders of the project as a tree with one tab stop. Arrows move, Right opens, Left closes or leads out, Enter and
 * Space choose; with the mouse the arrow before a folder opens it, and the rest chooses it.
 */
export function FolderTree(props: FolderTreeProps): ReactElement | null {
  const { contents, openFolders, isChosen, onOpen, onChoose } = props;
  const tree = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const byPath = new Map(contents.map((content) => [folderKey(content.path), content]));
  const open = new Set(openFolders.map(folderKey));
  const rows = rowsIn(byPath, open, '', 1);
  if (rows.length === 0) {
    return null;
  }
  const at = Math.max(
    0,
    rows.findIndex(({ folder }) => folder.path === current),
  );

  const moveTo = (index: number): void => {
    const row = rows[index];
    if (row !== undefined) {
      setCurrent(row.folder.path);
      tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[index]?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }
    const { folder, parent } = row;
    const isOpen = open.has(folderKey(folder.path));
    switch (event.key) {
      case 'ArrowDown':
        moveTo(at + 1);
        break;
      case 'ArrowUp':
        moveTo(at - 1);
        break;
      case 'Home':
        moveTo(0);
        break;
      case 'End':
        moveTo(rows.length - 1);
        break;
      case 'ArrowRight':
        if (isOpen) {
          moveTo(rows.findIndex((other) => other.parent === folder.path));
        } else if (folder.hasFolders) {
          onOpen(folder.path, true);
        }
        break;
      case 'ArrowLeft':
        if (isOpen) {
          onOpen(folder.path, false);
        } else {
          moveTo(rows.findIndex((other) => other.folder.path === parent));
        }
        break;
      case 'Enter':
      case ' ':
        onChoose(folder.path);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <FilterSection heading={t('studio.filters.folders')}>
      <div ref={tree} role="tree" aria-label={t('studio.filters.folders')} onKeyDown={onKeyDown}>
        {rows.map(({ folder, level }, index) => (
          <FolderRow
            key={folder.path}
            folder={folder}
            level={level}
            isOpen={open.has(folderKey(folder.path))}
            isChosen={isChosen(folder.path)}
            isStop={index === at}
            onFocus={() => {
              setCurrent(folder.path);
            }}
            onOpen={() => {
              onOpen(folder.path, !open.has(folderKey(folder.path)));
            }}
            onChoose={() => {
              onChoose(folder.path);
            }}
          />
        ))}
      </div>
      {contents.some(({ more }) => more) ? (
        <p className="px-2 text-small text-fg-faint">{t('studio.filters.foldersLeftOut')}</p>
      ) : null}
    </FilterSection>
  );
}

/** The rows of a folder's content, those of open folders behind theirs. */
function rowsIn(
  contents: ReadonlyMap<string, FolderContent>,
  open: ReadonlySet<string>,
  parent: string,
  level: number,
): TreeRow[] {
  return (contents.get(folderKey(parent))?.folders ?? []).flatMap((folder) => [
    { folder, level, parent },
    ...(open.has(folderKey(folder.path)) ? rowsIn(contents, open, folder.path, level + 1) : []),
  ]);
}

interface FolderRowProps {
  readonly folder: AssetFolder;
  readonly level: number;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  /** Whether Tab leads here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onChoose: () => void;
}

function FolderRow(props: FolderRowProps): ReactElement {
  const { folder, level, isOpen, isChosen, isStop, onFocus, onOpen, onChoose } = props;
  const { name, count, hasFolders } = folder;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const Icon = isOpen ? FolderOpen : Folder;
  const row = useRef<HTMLDivElement>(null);
  // What was chosen by typing it may be out of sight.
  useEffect(() => {
    if (isChosen) {
      row.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes its keys
    <div
      ref={row}
      role="treeitem"
      tabIndex={isStop ? 0 : -1}
      aria-level={level}
      aria-expanded={hasFolders ? isOpen : undefined}
      aria-selected={isChosen}
      aria-label={t('studio.filters.button', { label: visibleText(name), count })}
      onFocus={onFocus}
      onClick={onChoose}
      style={{ paddingLeft: `${String((level - 1) * 12)}px` }}
      className={clsx(
        'relative flex h-7 items-center gap-1 rounded-control pr-2 -outline-offset-2 transition-colors',
        isChosen ? 'bg-selected font-medium' : 'hover:bg-raised',
        count === 0 && !isChosen && 'text-fg-faint',
      )}
    >
      {isChosen ? <span className="absolute inset-y-1 left-0 w-0.5 rounded-control bg-accent" /> : null}
      {hasFolders ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; keys have Right and Left
        // biome-ignore lint/a11y/useKeyWithClickEvents: for the mouse alone; keys have Right and Left
        <span
          data-opens="true"
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
          className="flex size-6 shrink-0 items-center justify-center rounded-control text-fg-faint hover:text-fg"
        >
          <Chevron size={14} strokeWidth={1.5} aria-hidden="true" />
        </span>
      ) : (
        <span className="size-6 shrink-0" />
      )}
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-fg-faint" />
      <SafeText text={name} className="ml-1 flex-1" />
      <span className={clsx('text-small tabular-nums', isChosen ? 'text-fg-dim' : 'text-fg-faint')}>
        {formatCount(count, language)}
      </span>
    </div>
  );
}
