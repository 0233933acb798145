import clsx from 'clsx';
import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react';
import { t } from '../../app/translation.ts';
import { useElementSize } from '../../ui/use-element-size.ts';
import { type CharacterRange, characterAt, charactersIn, codePointName } from './character-ranges.ts';

interface CharacterGridProps {
  /** The font that the window has loaded. */
  readonly family: string;
  readonly name: string;
  readonly ranges: readonly CharacterRange[];
}

const cell = 36;

/** Lines beyond those that are seen. */
const ahead = 2;

/** Every character that a font has, in it: only those that are seen are drawn. One tab stop; arrows go through them. */
export function CharacterGrid({ family, name, ranges }: CharacterGridProps): ReactElement {
  const id = useId();
  const [measure, room] = useElementSize();
  const scroller = useRef<HTMLDivElement | null>(null);
  const [top, setTop] = useState(0);
  const [chosen, setChosen] = useState(0);
  const total = charactersIn(ranges);
  const columns = Math.max(1, Math.floor((room?.width ?? 0) / cell));
  const lines = Math.ceil(total / columns);
  const seen = Math.ceil((room?.height ?? 0) / cell);
  const firstLine = Math.max(0, Math.floor(top / cell) - ahead);
  const lastLine = Math.min(lines - 1, Math.floor(top / cell) + seen + ahead);
  const drawn = Array.from(
    { length: Math.max(0, lastLine - firstLine + 1) * columns },
    (_, at) => firstLine * columns + at,
  ).filter((place) => place < total);
  const code = characterAt(ranges, chosen);

  const choose = (place: number): void => {
    const next = Math.min(Math.max(place, 0), total - 1);
    setChosen(next);
    const element = scroller.current;
    if (element !== null) {
      const line = Math.floor(next / columns) * cell;
      element.scrollTop = Math.min(Math.max(element.scrollTop, line + cell - element.clientHeight), line);
    }
  };
  const moves: Readonly<Partial<Record<string, number>>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * Math.max(1, seen - 1),
    PageUp: -columns * Math.max(1, seen - 1),
    Home: -total,
    End: total,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (by !== undefined) {
      event.preventDefault();
      choose(chosen + by);
    }
  };

  return (
    <>
      <div
        ref={(element) => {
          scroller.current = element;
          return measure(element);
        }}
        role="listbox"
        tabIndex={0}
        aria-label={t('previews.font.charactersOf', { name })}
        aria-activedescendant={drawn.includes(chosen) ? `${id}-${String(chosen)}` : undefined}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop);
        }}
        className="h-44 overflow-y-auto rounded-control border border-line bg-panel -outline-offset-2"
      >
        <div role="presentation" className="relative" style={{ height: lines * cell }}>
          {drawn.map((place) => {
            const at = characterAt(ranges, place) ?? 0;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the option that is meant
              <div
                key={place}
                id={`${id}-${String(place)}`}
                role="option"
                aria-selected={place === chosen}
                aria-label={codePointName(at)}
                onClick={() => {
                  choose(place);
                }}
                className={clsx(
                  'absolute grid size-9 place-items-center overflow-hidden rounded-control text-[20px] leading-none',
                  place === chosen ? 'bg-selected text-fg' : 'hover:bg-raised',
                )}
                style={{
                  top: Math.floor(place / columns) * cell,
                  left: (place % columns) * cell,
                  fontFamily: `"${family}"`,
                }}
              >
                {String.fromCodePoint(at)}
              </div>
            );
          })}
        </div>
      </div>
      <p className="flex gap-2 text-small text-fg-dim tabular-nums">
        <span className="min-w-0 flex-1 truncate font-mono text-fg">{code === null ? null : codePointName(code)}</span>
        <span>{t('previews.font.characterCount', { count: total })}</span>
      </p>
    </>
  );
}
