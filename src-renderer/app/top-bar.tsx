import { House } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import { SearchField } from '../features/asset-list/search-field.tsx';
import { SortControl } from '../features/asset-list/sort-control.tsx';
import { IconButton } from '../ui/button.tsx';
import { SafeText } from '../ui/safe-text.tsx';
import { commands } from './commands.ts';
import type { ProjectView } from './project-view.ts';

interface TopBarProps {
  /** Null until it has been read. */
  readonly project: ProjectSummary | null;
  readonly view: ProjectView;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onLeaveSearch: () => void;
  readonly onClose: () => void;
}

/** The band over the panes: which project this is, the search, the order of the list. */
export function TopBar({ project, view, searchRef, onLeaveSearch, onClose }: TopBarProps): ReactElement {
  return (
    <header className="grid h-11 shrink-0 grid-cols-[minmax(160px,1fr)_minmax(200px,520px)_minmax(160px,1fr)] items-center gap-4 border-b border-line bg-panel pr-3 pl-2">
      <div className="flex min-w-0 items-center gap-2">
        <IconButton label={commands['close-project'].label} onClick={onClose}>
          <House size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
        {project === null ? null : (
          <div className="flex min-w-0 items-baseline gap-2">
            <h1 className="min-w-16 shrink-0 basis-auto font-semibold">
              <SafeText text={project.name} />
            </h1>
            <SafeText text={project.path} className="shrink font-mono text-small text-fg-faint" />
          </div>
        )}
      </div>
      <SearchField ref={searchRef} value={view.search} onSearch={view.setSearch} onLeave={onLeaveSearch} />
      <div className="flex justify-end">
        <SortControl sort={view.sort} descending={view.descending} onSort={view.setSort} onReverse={view.reverse} />
      </div>
    </header>
  );
}
