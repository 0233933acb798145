import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense } from 'react';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import type { ShownSource } from '../../../src-preload/contract/source-kind.ts';
import { t } from '../../app/translation.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { assetFileUrl } from './asset-file-url.ts';
import { atlasFileOf } from './atlas-frames.ts';
import { useChosenSource } from './chosen-source.ts';
import { ImagePreview } from './image-preview.tsx';
import { SourceChoice } from './source-choice.tsx';
import { type AtlasFile, mostAtlasBytes } from './use-atlas.ts';
import { useInspection } from './use-inspection.ts';

// Images are what most assets are, and need no library: they are part of the first screen. All else is loaded when it is
// seen for the first time.
const SoundPreview = lazy(async () => ({ default: (await import('./sound-preview.tsx')).SoundPreview }));
const TextPreview = lazy(async () => ({ default: (await import('./text-preview.tsx')).TextPreview }));
const FontPreview = lazy(async () => ({ default: (await import('./font-preview.tsx')).FontPreview }));
const ModelPreview = lazy(async () => ({ default: (await import('./model-preview.tsx')).ModelPreview }));

interface AssetPreviewProps {
  readonly projectId: string;
  readonly asset: AssetDetails;
  /** When the disk was last read in full. */
  readonly readAt: string;
  /** Whether it has a pane of its own. */
  readonly large?: boolean;
}

/** The asset itself, as far as the window can show it. Nothing is made up for a kind that it can't. */
export function AssetPreview({ projectId, asset, readAt, large = false }: AssetPreviewProps): ReactElement {
  const { shown, source, choose } = useChosenSource(projectId, asset);
  if (source === null) {
    const nothingThere = asset.sources.every(({ bytes }) => bytes === null);
    return (
      <div className="flex h-24 flex-col items-center justify-center gap-2 border-b border-line bg-app text-fg-faint">
        <TypeIcon type={asset.type ?? 'unknown'} size={20} />
        <p className="text-small">{nothingThere ? t('studio.preview.noFile') : t('studio.preview.none')}</p>
      </div>
    );
  }
  return (
    <>
      {shown.length < 2 ? null : <SourceChoice shown={shown} chosen={source.path} onChoose={choose} />}
      <SourcePreview
        key={assetFileUrl(projectId, asset.root, source.path, readAt)}
        projectId={projectId}
        asset={asset}
        source={source}
        readAt={readAt}
        large={large}
      />
    </>
  );
}

interface SourcePreviewProps extends Required<AssetPreviewProps> {
  readonly source: ShownSource;
}

function SourcePreview(props: SourcePreviewProps): ReactElement {
  const { projectId, asset, source, readAt, large } = props;
  const url = assetFileUrl(projectId, asset.root, source.path, readAt);
  const name = visibleText(asset.name);
  if (source.kind === 'image') {
    const isSheet = asset.type === 'tileset' || asset.type === 'sprite-atlas';
    return (
      <DescribedImage
        projectId={projectId}
        root={asset.root}
        source={source.path}
        readAt={readAt}
        url={url}
        name={name}
        large={large}
        sheet={isSheet ? `${projectId}/${asset.root}` : null}
        path={source.path}
        atlas={isSheet ? atlasOf(props) : null}
      />
    );
  }
  return (
    <Suspense fallback={<div className="h-24 border-b border-line bg-app" />}>
      <InspectedPreview {...props} url={url} name={name} />
    </Suspense>
  );
}

interface InspectedPreviewProps extends SourcePreviewProps {
  readonly url: string;
  readonly name: string;
}

function InspectedPreview(props: InspectedPreviewProps): ReactElement | null {
  const { projectId, asset, source, readAt, large, url, name } = props;
  const inspection = useInspection(projectId, asset.root, source.path, readAt);
  const bytes = asset.sources.find(({ path }) => path === source.path)?.bytes ?? 0;
  const common = { url, name, bytes, inspection, large };
  switch (source.kind) {
    case 'sound':
      return <SoundPreview {...common} />;
    case 'text':
      return <TextPreview {...common} path={source.path} />;
    case 'font':
      return <FontPreview {...common} />;
    case 'model':
      return (
        <ModelPreview
          {...common}
          path={source.path}
          urlOf={(path) => assetFileUrl(projectId, asset.root, path, readAt)}
          listed={asset.sources.flatMap((each) => (each.bytes === null ? [] : each.path))}
        />
      );
    case 'image':
      return null;
  }
}

/** The file beside a sheet that may tell where its frames are, where it is there and not too large to look into. */
function atlasOf({ projectId, asset, source, readAt }: SourcePreviewProps): AtlasFile | null {
  const readable = asset.sources.flatMap(({ path, bytes }) =>
    bytes !== null && bytes > 0 && bytes <= mostAtlasBytes ? [path] : [],
  );
  const path = atlasFileOf(source.path, readable);
  return path === null ? null : { path, url: assetFileUrl(projectId, asset.root, path, readAt) };
}

interface DescribedImageProps {
  readonly projectId: string;
  readonly root: string;
  readonly source: string;
  readonly readAt: string;
  readonly url: string;
  readonly name: string;
  readonly large: boolean;
  readonly sheet: string | null;
  readonly path: string;
  readonly atlas: AtlasFile | null;
}

function DescribedImage({ projectId, root, source, readAt, ...image }: DescribedImageProps): ReactElement {
  const { data } = useQuery(projectQueries.picture(projectId, root, readAt, source));
  return <ImagePreview {...image} description={data} />;
}
