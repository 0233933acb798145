import clsx from 'clsx';
import { Grid3x3, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react';
import type { PictureDescription } from '../../../src-preload/contract/domain/picture.ts';
import { t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { useElementSize } from '../../ui/use-element-size.ts';
import { visibleText } from '../../ui/visible-text.ts';
import { type AtlasFrame, framesPath } from './atlas-frames.ts';
import { AtlasSettings } from './atlas-settings.tsx';
import { ChannelChoice, ChannelFilter } from './channel-choice.tsx';
import { GroundChoice } from './ground-choice.tsx';
import { channelMatrix, usePictureChannel } from './picture-channel.ts';
import { PreviewFailure } from './preview-failure.tsx';
import { groundClasses, usePreviewGround } from './preview-ground.ts';
import { gridPath, useSheetGrid } from './sheet-grid.ts';
import { SheetSettings } from './sheet-settings.tsx';
import { type AtlasFile, useAtlas } from './use-atlas.ts';
import { useAtlasPlay } from './use-atlas-play.ts';
import { useZoom } from './use-zoom.ts';

interface ImagePreviewProps {
  readonly url: string;
  readonly name: string;
  /** What the file says of itself; undefined until it has been read. */
  readonly description: PictureDescription | undefined;
  /** Whether it has a pane of its own. */
  readonly large: boolean;
  /** Whose grid can be laid over it, where it is a sheet of sprites or tiles. */
  readonly sheet: string | null;
  /** The picture's own path, and the file that may tell where its frames are. */
  readonly path: string;
  readonly atlas: AtlasFile | null;
}

type Loaded = { readonly width: number; readonly height: number } | 'failed' | null;

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** An image on a neutral ground, as large as fits or as the author zooms, in whole pixels where it is enlarged. */
export function ImagePreview({ url, name, description, large, sheet, path, atlas }: ImagePreviewProps): ReactElement {
  const [loaded, setLoaded] = useState<Loaded>(null);
  const [measure, room] = useElementSize();
  const viewport = useRef<HTMLDivElement>(null);
  const { ground } = usePreviewGround();
  const filter = useId();
  const matrix = channelMatrix(usePictureChannel(({ channel }) => channel));
  const grid = useSheetGrid(sheet ?? '');
  const hasGrid = sheet !== null && grid.shown;
  const frames = useAtlas(atlas, path);
  const play = useAtlasPlay(frames);
  const frame = play.at === null ? undefined : frames?.[play.at];
  const { scale, isFitting, fit, zoomTo } = useZoom(viewport, loaded === 'failed' ? null : loaded, room);

  if (loaded === 'failed') {
    const refusal = description?.refusal ?? null;
    return (
      <PreviewFailure
        title={t('studio.preview.failed')}
        hint={refusal === null ? t('studio.preview.failedHint') : t(`studio.picture.refusal.${refusal}`)}
      />
    );
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keyed[event.key];
    if (act !== undefined) {
      event.preventDefault();
      act();
    }
  };
  const keyed: Readonly<Partial<Record<string, () => void>>> = {
    '+': () => {
      zoomTo('in');
    },
    '=': () => {
      zoomTo('in');
    },
    '-': () => {
      zoomTo('out');
    },
    '0': fit,
    '1': () => {
      zoomTo(1);
    },
  };

  return (
    <figure className={clsx('border-b border-line bg-app pt-3', large && 'flex h-full flex-col')}>
      <div ref={measure} className={clsx('mx-3', large ? 'min-h-0 flex-1' : 'h-52')}>
        {/* biome-ignore lint/a11y/useSemanticElements: what can be scrolled by keys is no fieldset */}
        <div
          ref={viewport}
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled and zoomed by keys
          tabIndex={0}
          aria-label={t('studio.preview.canvas', { name })}
          title={t('studio.preview.canvasHint')}
          onKeyDown={onKeyDown}
          className={clsx('h-full overflow-auto rounded-control -outline-offset-2', groundClasses[ground])}
        >
          <div className="grid size-max min-h-full min-w-full place-items-center">
            {play.playing && frame !== undefined && loaded !== null && room !== null ? (
              <FramePicture frame={frame} url={url} sheet={loaded} room={room} />
            ) : null}
            <div className={clsx('relative', play.playing && 'hidden')}>
              {matrix === null ? null : <ChannelFilter id={filter} matrix={matrix} />}
              <img
                src={url}
                alt={t('studio.preview.label', { name })}
                draggable={false}
                onLoad={({ currentTarget }) => {
                  setLoaded({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
                }}
                onError={() => {
                  setLoaded('failed');
                }}
                style={
                  loaded === null || scale === null
                    ? { visibility: 'hidden', width: 1, height: 1 }
                    : {
                        width: loaded.width * scale,
                        height: loaded.height * scale,
                        filter: matrix === null ? undefined : `url("#${filter}")`,
                      }
                }
                className={clsx('block max-w-none', scale !== null && scale > 1 && 'pixelated')}
              />
              {hasGrid && loaded !== null && scale !== null ? (
                <GridLines path={frames === null ? gridPath(grid.grid, loaded) : framesPath(frames)} size={loaded} />
              ) : null}
              {frame === undefined || loaded === null ? null : <ChosenFrame frame={frame} size={loaded} />}
            </div>
          </div>
        </div>
      </div>
      <div
        role="toolbar"
        aria-label={t('studio.preview.tools')}
        className="flex min-h-9 flex-wrap items-center gap-0.5 px-2"
      >
        <IconButton label={t('studio.preview.fit')} aria-pressed={isFitting} onClick={fit}>
          <Maximize {...icon} />
        </IconButton>
        <IconButton
          label={t('studio.preview.actualSize')}
          aria-pressed={!isFitting && scale === 1}
          onClick={() => {
            zoomTo(1);
          }}
        >
          <span aria-hidden="true" className="text-small tabular-nums">
            {t('studio.preview.oneToOne')}
          </span>
        </IconButton>
        <IconButton
          label={t('studio.preview.zoomOut')}
          onClick={() => {
            zoomTo('out');
          }}
        >
          <ZoomOut {...icon} />
        </IconButton>
        <IconButton
          label={t('studio.preview.zoomIn')}
          onClick={() => {
            zoomTo('in');
          }}
        >
          <ZoomIn {...icon} />
        </IconButton>
        <span className="min-w-12 px-1 text-small text-fg-dim tabular-nums">
          {scale === null ? null : t('studio.preview.scale', { percent: Math.round(scale * 100) })}
        </span>
        <span className="flex-1" />
        {sheet === null ? null : (
          <IconButton
            label={t(frames === null ? 'previews.sheet.toggle' : 'previews.atlas.toggle')}
            aria-pressed={grid.shown}
            onClick={grid.toggle}
            className={clsx(grid.shown && 'bg-selected text-fg')}
          >
            <Grid3x3 {...icon} />
          </IconButton>
        )}
        <GroundChoice />
      </div>
      {loaded === null ? null : frames !== null && atlas !== null ? (
        <AtlasSettings frames={frames} path={atlas.path} play={play} />
      ) : hasGrid ? (
        <SheetSettings choice={grid} size={loaded} />
      ) : null}
      {/* Where there is no room for both, the channels stand below: neither is cut. */}
      <figcaption className="flex flex-wrap items-center gap-2 px-3 pb-2 text-small text-fg-dim tabular-nums">
        <span className="min-w-0 flex-auto truncate">{loaded === null ? null : sizeText(loaded, description)}</span>
        <ChannelChoice />
      </figcaption>
    </figure>
  );
}

interface GridLinesProps {
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
}

/** The lines of a grid over a picture of whatever scale: light on dark, so that they are seen on any ground. */
function GridLines({ path, size }: GridLinesProps): ReactElement {
  return (
    <svg
      viewBox={`0 0 ${String(size.width)} ${String(size.height)}`}
      aria-hidden="true"
      data-grid=""
      className="pointer-events-none absolute inset-0 size-full overflow-visible fill-none"
    >
      <path d={path} vectorEffect="non-scaling-stroke" strokeWidth={3} className="stroke-ground-black opacity-40" />
      <path d={path} vectorEffect="non-scaling-stroke" strokeWidth={1} className="stroke-ground-white" />
    </svg>
  );
}

interface ChosenFrameProps {
  readonly frame: AtlasFrame;
  readonly size: { readonly width: number; readonly height: number };
}

/** What marks one frame of a sheet among the others. */
function ChosenFrame({ frame, size }: ChosenFrameProps): ReactElement {
  return (
    <svg
      viewBox={`0 0 ${String(size.width)} ${String(size.height)}`}
      aria-hidden="true"
      data-frame=""
      className="pointer-events-none absolute inset-0 size-full overflow-visible fill-none"
    >
      <path d={framesPath([frame])} vectorEffect="non-scaling-stroke" strokeWidth={5} className="stroke-ground-black" />
      <path d={framesPath([frame])} vectorEffect="non-scaling-stroke" strokeWidth={3} className="stroke-accent" />
    </svg>
  );
}

interface FramePictureProps {
  readonly frame: AtlasFrame;
  readonly url: string;
  readonly sheet: { readonly width: number; readonly height: number };
  readonly room: { readonly width: number; readonly height: number };
}

/** One frame by itself, as large as fits, in whole pixels where it is enlarged. */
function FramePicture({ frame, url, sheet, room }: FramePictureProps): ReactElement {
  const { x, y, width, height, isTurned } = frame;
  const fitting = Math.min(room.width / Math.max(width, 1), room.height / Math.max(height, 1));
  const scale = fitting > 1 ? Math.floor(fitting) : fitting;
  return (
    <div
      role="img"
      aria-label={t('previews.atlas.shown', { name: visibleText(frame.name) })}
      className={clsx('bg-no-repeat', scale > 1 && 'pixelated', isTurned && '-rotate-90')}
      style={{
        width: width * scale,
        height: height * scale,
        backgroundImage: `url("${url}")`,
        backgroundPosition: `${String(-x * scale)}px ${String(-y * scale)}px`,
        backgroundSize: `${String(sheet.width * scale)}px ${String(sheet.height * scale)}px`,
      }}
    />
  );
}

function sizeText(
  { width, height }: { readonly width: number; readonly height: number },
  description: PictureDescription | undefined,
): string {
  const size = t('studio.preview.size', { width, height });
  const header = description?.header ?? null;
  if (header === null) {
    return size;
  }
  return t(header.alpha ? 'studio.preview.withAlpha' : 'studio.preview.opaque', { size });
}
