import clsx from 'clsx';
import type { ReactElement } from 'react';

/** Four states and two severities, told apart by shape first, by colour second. */
export type GlyphShape = 'disc-tick' | 'dashed-ring' | 'broken-square' | 'dot' | 'octagon-bar' | 'triangle-mark';

interface StateGlyphProps {
  readonly shape: GlyphShape;
  readonly className?: string;
}

const colours: Record<GlyphShape, string> = {
  'disc-tick': 'text-ok',
  'dashed-ring': 'text-warn',
  'broken-square': 'text-err',
  dot: 'text-fg-faint',
  'octagon-bar': 'text-err',
  'triangle-mark': 'text-warn',
};

/** A state as a 16 px shape. It is decoration: the text beside it says the same. */
export function StateGlyph({ shape, className }: StateGlyphProps): ReactElement {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={clsx('size-4 shrink-0', colours[shape], className)}>
      {paths[shape]}
    </svg>
  );
}

const mark = 'fill-none stroke-panel';
const outline = 'fill-none stroke-current';

const paths: Record<GlyphShape, ReactElement> = {
  'disc-tick': (
    <>
      <circle cx="8" cy="8" r="6" className="fill-current" />
      <path
        d="M5.2 8.2 7.2 10.2 10.9 6.1"
        className={mark}
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  'dashed-ring': <circle cx="8" cy="8" r="5.25" className={outline} strokeWidth="1.5" strokeDasharray="2.35 1.77" />,
  'broken-square': (
    <>
      <path
        d="M6 2.75H4A1.25 1.25 0 0 0 2.75 4v8A1.25 1.25 0 0 0 4 13.25h2M10 2.75h2A1.25 1.25 0 0 1 13.25 4v8A1.25 1.25 0 0 1 12 13.25h-2"
        className={outline}
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path d="m6.2 6.2 3.6 3.6m0-3.6L6.2 9.8" className={outline} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  dot: <circle cx="8" cy="8" r="2" className="fill-current" />,
  'octagon-bar': (
    <>
      <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5z" className="fill-current" />
      <path d="M5.25 8h5.5" className={mark} strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  'triangle-mark': (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" className={outline} strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M8 6.3v3.2M8 11.3v.2" className={outline} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
};
