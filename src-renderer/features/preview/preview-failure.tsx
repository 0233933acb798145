import type { ReactElement } from 'react';

interface PreviewFailureProps {
  readonly title: string;
  readonly hint: string;
}

/** Stands in the place of a preview that can't be shown, with the reason. */
export function PreviewFailure({ title, hint }: PreviewFailureProps): ReactElement {
  return (
    <div className="flex min-h-24 flex-col items-center justify-center border-b border-line bg-app px-4 py-3 text-center">
      <p className="font-medium">{title}</p>
      <p className="text-small text-fg-dim wrap-anywhere">{hint}</p>
    </div>
  );
}
