import clsx from 'clsx';
import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';
import { groundClasses, previewGrounds, usePreviewGround } from './preview-ground.ts';

/** What the picture lies on, as small pieces of it. */
export function GroundChoice(): ReactElement {
  const { ground } = usePreviewGround();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a few buttons are no form
    <div role="group" aria-label={t('studio.preview.ground')} className="flex">
      {previewGrounds.map((each) => (
        <button
          key={each}
          type="button"
          aria-label={t(`studio.preview.grounds.${each}`)}
          aria-pressed={each === ground}
          title={t(`studio.preview.grounds.${each}`)}
          onClick={() => {
            usePreviewGround.setState({ ground: each });
          }}
          className="flex size-6 items-center justify-center rounded-control hover:bg-raised"
        >
          <span
            className={clsx(
              'size-4 rounded-control border',
              groundClasses[each],
              each === ground ? 'border-accent outline-2 outline-accent' : 'border-line-strong',
            )}
          />
        </button>
      ))}
    </div>
  );
}
