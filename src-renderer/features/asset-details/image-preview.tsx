import clsx from 'clsx';
import { type ReactElement, useState } from 'react';
import { t } from '../../app/translation.ts';
import { useElementSize } from '../../ui/use-element-size.ts';
import { imageScale } from './image-scale.ts';

interface ImagePreviewProps {
  readonly url: string;
  readonly label: string;
}

type Loaded = { readonly width: number; readonly height: number } | 'failed' | null;

/** An image on a neutral ground, as large as fits, in whole pixels where it is enlarged. */
export function ImagePreview({ url, label }: ImagePreviewProps): ReactElement {
  const [loaded, setLoaded] = useState<Loaded>(null);
  const [frame, room] = useElementSize();

  if (loaded === 'failed') {
    return (
      <div className="flex h-24 flex-col items-center justify-center border-b border-line bg-app px-4 text-center">
        <p className="font-medium">{t('studio.preview.failed')}</p>
        <p className="text-small text-fg-dim">{t('studio.preview.failedHint')}</p>
      </div>
    );
  }

  const scale = loaded === null || room === null ? null : imageScale(loaded, room);
  return (
    <figure className="border-b border-line bg-app pt-3">
      <div
        ref={frame}
        className="checkerboard mx-3 flex h-52 items-center justify-center overflow-hidden rounded-control"
      >
        <img
          src={url}
          alt={label}
          draggable={false}
          onLoad={({ currentTarget }) => {
            setLoaded({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
          }}
          onError={() => {
            setLoaded('failed');
          }}
          style={
            loaded === null || scale === null
              ? { visibility: 'hidden' }
              : { width: loaded.width * scale, height: loaded.height * scale }
          }
          className={clsx('max-w-none', scale !== null && scale > 1 && 'pixelated')}
        />
      </div>
      <figcaption className="flex h-7 items-center justify-between px-3 text-small text-fg-dim tabular-nums">
        {loaded === null || scale === null ? null : (
          <>
            <span>{t('studio.preview.size', { width: loaded.width, height: loaded.height })}</span>
            <span>{t('studio.preview.scale', { percent: Math.round(scale * 100) })}</span>
          </>
        )}
      </figcaption>
    </figure>
  );
}
