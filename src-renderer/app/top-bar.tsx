import { House } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from '../ui/button.tsx';
import { SafeText } from '../ui/safe-text.tsx';

interface TopBarProps {
  /** Null until it has been read. */
  readonly project: { readonly name: string | null; readonly path: string } | null;
  readonly leaveLabel: string;
  /** The keys that lead back too; null where there are none. */
  readonly leaveKeys: string | null;
  /** Back to the start page. */
  readonly onLeave: () => void;
  readonly search: ReactNode;
  readonly order: ReactNode;
  /** What else can be reached from here. */
  readonly tools: ReactNode;
}

/** The band over the panes: which project this is, the search, the order of the list. */
export function TopBar({ project, leaveLabel, leaveKeys, onLeave, search, order, tools }: TopBarProps): ReactElement {
  return (
    <header
      data-region=""
      // The right column is never narrower than what stands in it: else that would lie over the search.
      className="grid h-11 shrink-0 grid-cols-[minmax(100px,1fr)_minmax(160px,520px)_max-content] min-[800px]:grid-cols-[minmax(160px,1fr)_minmax(200px,1.4fr)_minmax(max-content,1fr)] items-center gap-4 border-b border-line bg-panel pr-3 pl-2"
    >
      <div className="flex min-w-0 items-center gap-2">
        <IconButton label={leaveLabel} keys={leaveKeys} onClick={onLeave}>
          <House size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
        {project === null ? null : (
          <div className="flex min-w-0 flex-1 items-baseline gap-2">
            {project.name === null ? null : (
              <h1 className="min-w-0 font-semibold">
                <SafeText text={project.name} />
              </h1>
            )}
            {/* It gives way before the name does, but stays long enough to be told from another. */}
            <SafeText
              text={project.path}
              className="min-w-24 shrink-[1000] font-mono text-small text-fg-faint max-[799px]:hidden"
            />
          </div>
        )}
      </div>
      {search}
      <div className="flex justify-end gap-1">
        {order}
        {tools}
      </div>
    </header>
  );
}
