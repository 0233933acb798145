import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type ReactElement, useEffect, useState } from 'react';
import type { TypeFilter } from '../../../src-preload/contract/domain/asset.ts';
import { awaitPicture, pictureArrived } from '../../app/picture-job.ts';
import { t } from '../../app/translation.ts';
import type { ListedAsset } from '../../ipc/asset-state.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { imageScale } from '../../ui/image-scale.ts';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { madeAhead, thumbnailSizeFor, thumbnailUrl } from './thumbnail-url.ts';

/** Where the thumbnails of a project come from. */
export interface ThumbnailSource {
  readonly projectId: string;
  /** What names the picture of a root: another text after each full reading of the disk, and after a move. */
  readonly versionOf: (root: string) => string;
}

/** How soon a thumbnail is wanted: now, after those, or not before the list comes to rest. */
export type ThumbnailWish = 'visible' | 'ahead' | 'later';

interface ThumbnailProps {
  readonly asset: ListedAsset;
  /** Null where there are none yet. */
  readonly source: ThumbnailSource | null;
  readonly wish: ThumbnailWish;
  /** The edge of the square that it fits in, in pixels. */
  readonly edge: number;
  readonly iconSize: number;
}

const pictured: readonly TypeFilter[] = ['image', 'tileset', 'sprite-atlas'];

/** Whether there may be a picture of an asset. */
export function mayHavePicture(asset: ListedAsset): boolean {
  return pictured.includes(asset.type ?? 'unknown') && !('health' in asset && asset.health === 'missing');
}

/** The picture of an asset, or the icon of its type where there is none. It is decoration: the name stands beside it. */
export function Thumbnail({ asset, source, wish, edge, iconSize }: ThumbnailProps): ReactElement {
  const type = asset.type ?? 'unknown';
  const icon = <TypeIcon type={type} size={iconSize} />;
  if (source === null || !mayHavePicture(asset)) {
    return (
      <span title={t(`studio.type.${type}`)} className="flex">
        {icon}
      </span>
    );
  }
  const size = thumbnailSizeFor(edge, window.devicePixelRatio);
  const url = thumbnailUrl(source.projectId, asset.root, size, source.versionOf(asset.root));
  return (
    <Picture
      key={`${source.projectId} ${asset.root} ${String(size)}`}
      projectId={source.projectId}
      root={asset.root}
      url={url}
      wish={wish}
      edge={edge}
      icon={icon}
      failed={<FailedThumbnail source={source} root={asset.root} icon={icon} />}
    />
  );
}

interface PictureProps {
  readonly projectId: string;
  readonly root: string;
  readonly url: string;
  readonly wish: ThumbnailWish;
  readonly edge: number;
  /** Stands there until the picture does. */
  readonly icon: ReactElement;
  readonly failed: ReactElement;
}

interface Asked {
  readonly url: string;
  readonly ahead: boolean;
}

interface LoadedPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

function Picture({ projectId, root, url, wish, edge, icon, failed }: PictureProps): ReactElement {
  // What was asked for stays asked for, however fast the list goes by.
  const [asked, setAsked] = useState<Asked | null>(null);
  const [loaded, setLoaded] = useState<LoadedPicture | null>(null);
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const [givenUp, setGivenUp] = useState<Asked | null>(null);
  const isNew = asked?.url !== url;
  // One that has come into view is not to wait behind others that have not.
  if (wish !== 'later' && (isNew || (asked.ahead && wish === 'visible' && loaded === null && failedUrl !== url))) {
    setAsked({ url, ahead: wish === 'ahead' });
  }
  // One that the author gave up is asked for again when it comes into view the next time.
  if (givenUp?.ahead === true && wish === 'visible') {
    setGivenUp(null);
  } else if (givenUp?.ahead === false && wish === 'ahead') {
    setGivenUp({ ...givenUp, ahead: true });
  }
  const isGivenUp = asked !== null && givenUp?.url === asked.url;
  const awaited = asked === null || isGivenUp || [loaded?.url, failedUrl].includes(asked.url) ? null : asked;
  useEffect(() => {
    if (awaited === null) {
      return undefined;
    }
    const giveUp = (): void => {
      setLoaded(null);
      setGivenUp(awaited);
    };
    return awaitPicture(projectId, { root, ahead: awaited.ahead, giveUp });
  }, [projectId, root, awaited]);
  if (failedUrl === url) {
    return failed;
  }
  const scale = loaded === null ? 1 : imageScale(loaded, { width: edge, height: edge });
  const hasSize = loaded !== null && loaded.width > 0 && loaded.height > 0;
  return (
    <>
      {loaded === null ? icon : null}
      {asked === null || isGivenUp ? null : (
        <img
          ref={giveUpWhenGone}
          src={asked.ahead ? madeAhead(asked.url) : asked.url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget }) => {
            const { naturalWidth, naturalHeight } = currentTarget;
            pictureArrived(projectId);
            setLoaded({ url: asked.url, width: naturalWidth, height: naturalHeight });
          }}
          onError={() => {
            pictureArrived(projectId);
            setLoaded(null);
            setFailedUrl(asked.url);
          }}
          style={
            hasSize
              ? { width: loaded.width * scale, height: loaded.height * scale }
              : // A drawing without a size of its own takes what there is.
                { width: edge, height: edge }
          }
          className={clsx('max-w-none', loaded === null && 'invisible absolute', scale > 1 && 'pixelated')}
        />
      )}
    </>
  );
}

/** A picture that leaves the page goes on being loaded, unless it is told not to be. */
function giveUpWhenGone(image: HTMLImageElement): () => void {
  return () => {
    if (!image.complete) {
      image.removeAttribute('src');
    }
  };
}

interface FailedThumbnailProps {
  readonly source: ThumbnailSource;
  readonly root: string;
  readonly icon: ReactElement;
}

/** The icon, with the reason in its tooltip. */
function FailedThumbnail({ source, root, icon }: FailedThumbnailProps): ReactElement {
  const { data } = useQuery(projectQueries.picture(source.projectId, root, source.versionOf(root)));
  const reason = data === undefined ? undefined : t(`studio.picture.refusal.${data.refusal ?? 'unknown'}`);
  return (
    <span title={reason} className="flex">
      {icon}
      <span className="sr-only">{reason}</span>
    </span>
  );
}
