import clsx from 'clsx';
import { memo, type ReactElement, type ReactNode, type Ref } from 'react';
import { language, t } from '../../app/translation.ts';
import { formatCount } from '../../ui/format.ts';

interface FilterButtonProps {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly icon: ReactNode;
  readonly label: string;
  /** Null until the project's counts are known. */
  readonly count: number | null;
  readonly pressed: boolean;
  /** Why it can't be used now, or null. */
  readonly unavailable: string | null;
  /** What is looked for once it was clicked on. */
  readonly leadsTo: string;
  readonly onSearch: (search: string) => void;
}

/**
 * One filter: what it shows, how many there are, and whether it is on. There are dozens: one of which nothing changed is not
 * drawn again, so that its icon has to be the same one, too.
 */
export const FilterButton = memo(function FilterButton({
  ref,
  icon,
  label,
  count,
  pressed,
  unavailable,
  leadsTo,
  onSearch,
}: FilterButtonProps): ReactElement {
  return (
    <button
      ref={ref}
      type="button"
      aria-pressed={pressed}
      aria-label={count === null ? label : t('studio.filters.button', { label, count })}
      aria-disabled={unavailable !== null || undefined}
      title={unavailable ?? undefined}
      onClick={
        unavailable === null
          ? () => {
              onSearch(leadsTo);
            }
          : undefined
      }
      className={clsx(
        'relative flex h-7 w-full items-center gap-2 rounded-control px-2 text-left -outline-offset-2 transition-colors',
        pressed ? 'bg-selected font-medium' : unavailable === null && 'hover:bg-raised',
        (count === 0 || unavailable !== null) && !pressed && 'text-fg-faint',
      )}
    >
      {pressed ? <span className="absolute inset-y-1 left-0 w-0.5 rounded-control bg-accent" /> : null}
      <span className={clsx('shrink-0', unavailable !== null && 'opacity-50')}>{icon}</span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span className={clsx('text-small tabular-nums', pressed ? 'text-fg-dim' : 'text-fg-faint')}>
        {count === null ? null : formatCount(count, language)}
      </span>
    </button>
  );
});
