import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import { t } from '../../app/translation.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { assetFileUrl, previewSource } from './asset-file-url.ts';
import { ImagePreview } from './image-preview.tsx';
import { SoundPreview } from './sound-preview.tsx';

interface AssetPreviewProps {
  readonly projectId: string;
  readonly asset: AssetDetails;
  /** When the disk was last read in full. */
  readonly readAt: string;
}

/** The asset itself, as far as the window can show it. Nothing is made up for a kind that it can't. */
export function AssetPreview({ projectId, asset, readAt }: AssetPreviewProps): ReactElement {
  const source = previewSource(asset.sources);
  const name = visibleText(asset.name);
  if (source !== null) {
    const url = assetFileUrl(projectId, asset.root, source.path, readAt);
    return source.kind === 'image' ? (
      <DescribedImage
        key={url}
        projectId={projectId}
        root={asset.root}
        source={source.path}
        readAt={readAt}
        url={url}
        name={name}
      />
    ) : (
      <SoundPreview key={url} url={url} label={t('studio.preview.audio', { name })} />
    );
  }
  const nothingThere = asset.sources.every(({ bytes }) => bytes === null);
  return (
    <div className="flex h-24 flex-col items-center justify-center gap-2 border-b border-line bg-app text-fg-faint">
      <TypeIcon type={asset.type ?? 'unknown'} size={20} />
      <p className="text-small">{nothingThere ? t('studio.preview.noFile') : t('studio.preview.none')}</p>
    </div>
  );
}

interface DescribedImageProps {
  readonly projectId: string;
  readonly root: string;
  readonly source: string;
  readonly readAt: string;
  readonly url: string;
  readonly name: string;
}

function DescribedImage({ projectId, root, source, readAt, url, name }: DescribedImageProps): ReactElement {
  const { data } = useQuery(projectQueries.picture(projectId, root, readAt, source));
  return <ImagePreview url={url} name={name} description={data} />;
}
