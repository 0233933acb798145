import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { type ReactElement, useMemo } from 'react';
import { t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { AtlasFrame } from './atlas-frames.ts';
import type { AtlasPlay } from './use-atlas-play.ts';

interface AtlasSettingsProps {
  readonly frames: readonly AtlasFrame[];
  /** The file that tells them. */
  readonly path: string;
  readonly play: AtlasPlay;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The value of the choice of no frame. */
const wholeSheet = '';

/** The frames of an atlas: one of them to look at, or all as they follow each other. */
export function AtlasSettings({ frames, path, play }: AtlasSettingsProps): ReactElement {
  const frame = play.at === null ? undefined : frames[play.at];
  // There may be thousands, which stay as they are from one frame that is played to the next.
  const choices = useMemo(
    () =>
      frames.map(({ name }, at) => (
        <option key={at} value={String(at)}>
          {visibleText(name)}
        </option>
      )),
    [frames],
  );
  return (
    <fieldset className="px-3 pb-2">
      <legend className="sr-only">{t('previews.atlas.settings')}</legend>
      <div className="flex items-center gap-0.5">
        <IconButton label={t(play.playing ? 'previews.atlas.pause' : 'previews.atlas.play')} onClick={play.toggle}>
          {play.playing ? <Pause {...icon} /> : <Play {...icon} />}
        </IconButton>
        <IconButton
          label={t('previews.atlas.previous')}
          onClick={() => {
            play.step(-1);
          }}
        >
          <ChevronLeft {...icon} />
        </IconButton>
        <IconButton
          label={t('previews.atlas.next')}
          onClick={() => {
            play.step(1);
          }}
        >
          <ChevronRight {...icon} />
        </IconButton>
        <Select
          look="tool"
          className="flex-1"
          aria-label={t('previews.atlas.frame')}
          value={play.at === null ? wholeSheet : String(play.at)}
          onChoose={(value) => {
            play.choose(value === wholeSheet ? null : Number(value));
          }}
        >
          <option value={wholeSheet}>{t('previews.atlas.whole')}</option>
          {choices}
        </Select>
      </div>
      <p className="truncate pt-1 text-small text-fg-dim tabular-nums">
        {frame === undefined
          ? t('previews.atlas.count', { count: frames.length, file: visibleText(path) })
          : t('previews.atlas.place', { x: frame.x, y: frame.y, width: frame.width, height: frame.height })}
      </p>
    </fieldset>
  );
}
