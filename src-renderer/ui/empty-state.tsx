import type { ReactElement, ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

/** What a pane shows when it has nothing to show: one sentence and what to do about it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1 p-8 text-center">
      <div className="mb-2 text-fg-faint">{icon}</div>
      <p className="text-head font-semibold">{title}</p>
      <div className="max-w-[340px] text-fg-dim">{children}</div>
      {action === undefined ? null : <div className="mt-4">{action}</div>}
    </div>
  );
}
