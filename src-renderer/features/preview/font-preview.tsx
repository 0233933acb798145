import clsx from 'clsx';
import { RotateCcw } from 'lucide-react';
import { type ReactElement, useEffect, useId, useState } from 'react';
import type { FontAxis } from '../../../src-preload/contract/domain/source-inspection.ts';
import { t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { CharacterGrid } from './character-grid.tsx';
import { PreviewFailure } from './preview-failure.tsx';
import type { PreviewProps } from './preview-props.ts';
import { readSource } from './read-source.ts';

const sizes = { least: 8, most: 120, first: 28 } as const;

/** A sample in a font, with its size and its axes to try. The text is the author's to change. */
export function FontPreview({ url, name, inspection, large }: PreviewProps): ReactElement {
  // The browser complains of a broken font in the page's console: it is given none that can't even be inspected.
  const family = useFontFamily(url, inspection?.kind === 'font');
  const [sample, setSample] = useState<string>(t('previews.font.sample'));
  const [size, setSize] = useState<number>(sizes.first);
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const axes = inspection?.kind === 'font' ? inspection.axes : [];

  if (family === 'failed' || inspection?.kind === 'refused') {
    const refusal = inspection?.kind === 'refused' ? inspection.code : 'not-decodable';
    return <PreviewFailure title={t('previews.font.failed')} hint={t(`previews.refusal.${refusal}`)} />;
  }
  const settings = axes
    .filter(({ tag }) => /^[\x20-\x7e]{4}$/.test(tag) && !tag.includes('"') && !tag.includes('\\'))
    .map((axis) => `"${axis.tag}" ${String(chosen[axis.tag] ?? axis.default)}`)
    .join(', ');
  return (
    <div className={clsx('flex flex-col gap-2 border-b border-line bg-app px-3 pt-3 pb-2', large && 'h-full')}>
      <textarea
        aria-label={t('previews.font.label', { name })}
        spellCheck={false}
        dir="auto"
        value={sample}
        onChange={(event) => {
          setSample(event.target.value);
        }}
        className={clsx(
          'w-full resize-none rounded-control border border-line bg-panel p-3 leading-[1.3] select-text -outline-offset-2',
          large ? 'min-h-40 flex-1' : 'h-40',
          family === null && 'text-transparent',
        )}
        style={{
          fontFamily: family === null ? undefined : `"${family}"`,
          fontSize: size,
          fontFeatureSettings: 'normal',
          fontVariationSettings: settings === '' ? undefined : settings,
        }}
      />
      <Slider
        label={t('previews.font.size')}
        value={size}
        valueText={t('previews.font.sizeValue', { size })}
        min={sizes.least}
        max={sizes.most}
        step={1}
        onChange={setSize}
      />
      {axes.map((axis) => (
        <Slider
          key={axis.tag}
          label={t('previews.font.axis', { name: visibleText(axis.name) })}
          value={chosen[axis.tag] ?? axis.default}
          valueText={String(chosen[axis.tag] ?? axis.default)}
          min={axis.min}
          max={axis.max}
          step={stepOf(axis)}
          onChange={(value) => {
            setChosen({ ...chosen, [axis.tag]: value });
          }}
        />
      ))}
      {axes.length === 0 ? null : (
        <IconButton
          label={t('previews.font.reset')}
          className="self-end"
          onClick={() => {
            setChosen({});
          }}
        >
          <RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      )}
      {family === null || inspection?.kind !== 'font' || inspection.ranges.length === 0 ? null : (
        <CharacterGrid family={family} name={name} ranges={inspection.ranges} />
      )}
    </div>
  );
}

/** Axes of weight go from 1 to 1000, those of optical grades from 0 to 1. */
function stepOf({ min, max }: FontAxis): number {
  return max - min > 20 ? 1 : (max - min) / 100;
}

let loadedFonts = 0;

/** Loads a font under a name of its own, for as long as it is shown. Null until it is there. */
function useFontFamily(url: string, isWanted: boolean): string | null {
  const [family, setFamily] = useState<string | null>(null);
  useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    const given = new AbortController();
    let face: FontFace | null = null;
    const load = async (): Promise<void> => {
      const content = await readSource(url, given.signal);
      loadedFonts += 1;
      const own = `preview-${String(loadedFonts)}`;
      face = new FontFace(own, content);
      await face.load();
      given.signal.throwIfAborted();
      document.fonts.add(face);
      setFamily(own);
    };
    load().catch(() => {
      // Gone, or refused by the browser's own check of fonts.
      if (!given.signal.aborted) {
        setFamily('failed');
      }
    });
    return () => {
      given.abort();
      if (face !== null) {
        document.fonts.delete(face);
      }
    };
  }, [url, isWanted]);
  return family;
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly valueText: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

function Slider({ label, value, valueText, min, max, step, onChange }: SliderProps): ReactElement {
  const id = useId();
  return (
    <div className="flex h-6 items-center gap-2 text-small">
      <label htmlFor={id} className="w-20 shrink-0 truncate text-fg-dim">
        <bdi>{label}</bdi>
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={valueText}
        onChange={(event) => {
          onChange(event.target.valueAsNumber);
        }}
        className="h-6 min-w-0 flex-1 accent-accent"
      />
      <output htmlFor={id} className="w-16 shrink-0 text-right tabular-nums">
        {valueText}
      </output>
    </div>
  );
}
