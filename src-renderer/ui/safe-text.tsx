import clsx from 'clsx';
import type { ReactElement, ReactNode } from 'react';
import { markedParts, type TextPart } from './marked-parts.ts';
import { splitForMiddle } from './split-for-middle.ts';
import { hasRightToLeft, visibleText } from './visible-text.ts';

interface SafeTextProps {
  /** Text that an author wrote: a name, a path. */
  readonly text: string;
  /** Texts that are marked wherever they stand in it. */
  readonly marks?: readonly string[];
  readonly className?: string;
  /** Whether what holds it has the whole text as its name: then it is not read aloud from here. */
  readonly isNamed?: boolean;
}

const noMarks: readonly string[] = [];

/**
 * Author's text on one line: isolated from the text around it, with hidden characters as escapes, and cut in the
 * middle where the room is short, so that extension and number stay readable. The tooltip has the whole.
 */
export function SafeText({ text, marks = noMarks, className, isNamed = false }: SafeTextProps): ReactElement {
  const shown = visibleText(text);
  const parts = hasRightToLeft(shown) ? null : splitForMiddle(shown);
  if (parts === null) {
    return (
      <bdi title={shown} className={clsx('block min-w-0 truncate', className)}>
        {withMarks(markedParts(shown, marks))}
      </bdi>
    );
  }
  const marked = markedParts(shown, marks);
  return (
    // What is only read aloud stands where this does: else it would make whatever scrolls around this one longer.
    <bdi title={shown} className={clsx('middle-cut relative flex min-w-0', className)}>
      {isNamed ? null : <span className="sr-only">{shown}</span>}
      {/* The end gives way only where the beginning has come down to a letter and all of its ellipsis. */}
      <span aria-hidden="true" className="middle-cut-head shrink-[1000000] truncate whitespace-pre">
        {withMarks(partsBetween(marked, 0, parts.head.length))}
      </span>
      <span aria-hidden="true" className="min-w-0 shrink truncate whitespace-pre">
        {withMarks(partsBetween(marked, parts.head.length, shown.length))}
      </span>
    </bdi>
  );
}

function withMarks(parts: readonly TextPart[]): ReactNode {
  const [only] = parts;
  if (parts.length === 1 && only?.marked === false) {
    return only.text;
  }
  let start = 0;
  return parts.map(({ text, marked }) => {
    start += text.length;
    return marked ? <mark key={start}>{text}</mark> : text;
  });
}

/** What of a text's parts lies between two places in it. */
function partsBetween(parts: readonly TextPart[], from: number, to: number): readonly TextPart[] {
  let start = 0;
  return parts.flatMap(({ text, marked }) => {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += text.length;
    return part === '' ? [] : [{ text: part, marked }];
  });
}
