import clsx from 'clsx';
import type { ReactElement } from 'react';
import { splitForMiddle } from './split-for-middle.ts';
import { hasRightToLeft, visibleText } from './visible-text.ts';

interface SafeTextProps {
  /** Text that an author wrote: a name, a path. */
  readonly text: string;
  readonly className?: string;
}

/**
 * Author's text on one line: isolated from the text around it, with hidden characters as escapes, and cut in the
 * middle where the room is short, so that extension and number stay readable. The tooltip has the whole.
 */
export function SafeText({ text, className }: SafeTextProps): ReactElement {
  const shown = visibleText(text);
  const parts = hasRightToLeft(shown) ? null : splitForMiddle(shown);
  if (parts === null) {
    return (
      <bdi title={shown} className={clsx('block min-w-0 truncate', className)}>
        {shown}
      </bdi>
    );
  }
  return (
    <bdi title={shown} className={clsx('flex min-w-0 max-w-full', className)}>
      <span className="sr-only">{shown}</span>
      <span aria-hidden="true" className="min-w-0 shrink truncate whitespace-pre">
        {parts.head}
      </span>
      <span aria-hidden="true" className="shrink-0 whitespace-pre">
        {parts.tail}
      </span>
    </bdi>
  );
}
