import clsx from 'clsx';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import type { PictureDescription } from '../../../src-preload/contract/domain/picture.ts';
import { t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { useElementSize } from '../../ui/use-element-size.ts';
import { GroundChoice } from './ground-choice.tsx';
import { groundClasses, usePreviewGround } from './preview-ground.ts';
import { useZoom } from './use-zoom.ts';

interface ImagePreviewProps {
  readonly url: string;
  readonly name: string;
  /** What the file says of itself; undefined until it has been read. */
  readonly description: PictureDescription | undefined;
}

type Loaded = { readonly width: number; readonly height: number } | 'failed' | null;

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** An image on a neutral ground, as large as fits or as the author zooms, in whole pixels where it is enlarged. */
export function ImagePreview({ url, name, description }: ImagePreviewProps): ReactElement {
  const [loaded, setLoaded] = useState<Loaded>(null);
  const [measure, room] = useElementSize();
  const viewport = useRef<HTMLDivElement>(null);
  const { ground } = usePreviewGround();
  const { scale, isFitting, fit, zoomTo } = useZoom(viewport, loaded === 'failed' ? null : loaded, room);

  if (loaded === 'failed') {
    const refusal = description?.refusal ?? null;
    return (
      <div className="flex min-h-24 flex-col items-center justify-center border-b border-line bg-app px-4 py-3 text-center">
        <p className="font-medium">{t('studio.preview.failed')}</p>
        <p className="text-small text-fg-dim">
          {refusal === null ? t('studio.preview.failedHint') : t(`studio.picture.refusal.${refusal}`)}
        </p>
      </div>
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
    <figure className="border-b border-line bg-app pt-3">
      <div ref={measure} className="mx-3 h-52">
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
                  : { width: loaded.width * scale, height: loaded.height * scale }
              }
              className={clsx('block max-w-none', scale !== null && scale > 1 && 'pixelated')}
            />
          </div>
        </div>
      </div>
      <div role="toolbar" aria-label={t('studio.preview.tools')} className="flex h-9 items-center gap-0.5 px-2">
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
        <GroundChoice />
      </div>
      <figcaption className="flex h-6 items-start px-3 text-small text-fg-dim tabular-nums">
        {loaded === null ? null : sizeText(loaded, description)}
      </figcaption>
    </figure>
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
