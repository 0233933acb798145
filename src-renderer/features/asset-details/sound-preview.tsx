import { type ReactElement, useState } from 'react';
import { t } from '../../app/translation.ts';

interface SoundPreviewProps {
  readonly url: string;
  readonly label: string;
}

/** A sound to listen to. */
export function SoundPreview({ url, label }: SoundPreviewProps): ReactElement {
  const [failed, setFailed] = useState(false);
  return (
    <div className="flex h-24 flex-col items-center justify-center border-b border-line bg-app px-3 text-center">
      {failed ? (
        <>
          <p className="font-medium">{t('studio.preview.failed')}</p>
          <p className="text-small text-fg-dim">{t('studio.preview.failedHint')}</p>
        </>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a game's sounds have no captions
        <audio
          controls
          preload="metadata"
          src={url}
          aria-label={label}
          onError={() => {
            setFailed(true);
          }}
          className="h-10 w-full"
        />
      )}
    </div>
  );
}
