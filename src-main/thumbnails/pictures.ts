import { extname } from 'node:path';
import { isDrawable, mostPixels, type ThumbnailSize } from '../../src-preload/contract/asset-pictures.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { ImageHeader, PictureDescription, PictureRefusal } from '../../src-preload/contract/domain/picture.ts';
import type { WorkPriority, WorkQueue } from '../child-work/work-queue.ts';
import { fail, type Result, succeed } from '../packer/core/result.ts';
import type { Packer } from '../packer/index.ts';
import { contentIdentity, type FileStamp, readFileStamp } from './file-stamp.ts';
import { readImageHeader } from './image-header.ts';
import { headerBytes, openToRead, readStart } from './read-start.ts';
import type { ThumbnailCache } from './thumbnail-cache.ts';
import type { MadeThumbnail, ThumbnailOrder } from './thumbnail-messages.ts';

/** Everything that pictures stand on. */
export interface PictureParts {
  readonly packer: Pick<Packer, 'getAssetDetails' | 'findSourceFile'>;
  readonly cache: ThumbnailCache;
  readonly queue: Pick<WorkQueue<ThumbnailOrder, MadeThumbnail, PictureRefusal>, 'make'>;
}

/** What there is to show in a thumbnail's place. */
export type FoundThumbnail =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  /** A drawing or an animation, which the window draws itself: the file, links resolved. */
  | { readonly kind: 'original'; readonly file: string; readonly extension: '.svg' | '.gif' }
  /** Not made yet. `make` answers null where it can't be made, or the signal was aborted. */
  | {
      readonly kind: 'to-make';
      readonly make: (priority: WorkPriority, signal: AbortSignal) => Promise<Uint8Array | null>;
    }
  | { readonly kind: 'refused'; readonly code: PictureRefusal };

/** The pictures of the assets of open projects, and why there is none where there is none. */
export interface Pictures {
  /** The thumbnail of an asset: of the first source that the window can draw. */
  findThumbnail(projectId: string, root: string, size: ThumbnailSize): Promise<FoundThumbnail>;
  /**
   * What is known of the picture in a source of an asset, without one in that which its thumbnail shows, from its header and
   * from what became of its thumbnail.
   */
  describe(projectId: string, root: string, source?: string): Promise<Result<PictureDescription, Failure>>;
  /** Why a picture is not to be drawn at its full size either; null where nothing speaks against it. */
  refusalOf(file: string): Promise<PictureRefusal | null>;
}

/** The largest files that the window draws itself as thumbnails, however often: bytes. */
const mostOriginalBytes = { '.svg': 512 * 1024, '.gif': 8 * 1024 * 1024 } as const;

type Content =
  | { readonly kind: 'found'; readonly file: string; readonly stamp: FileStamp; readonly identity: string }
  | { readonly kind: 'refused'; readonly code: PictureRefusal };

export function createPictures({ packer, cache, queue }: PictureParts): Pictures {
  /**
   * By identity of the content, why no thumbnail of it could be made in this session. It is not tried again before the
   * file changes or the app is started anew: what ended a process once may have been the machine's fault.
   */
  const refusals = new Map<string, PictureRefusal>();

  async function contentOf(projectId: string, root: string, wanted?: string): Promise<Result<Content, Failure>> {
    const details = packer.getAssetDetails(projectId, root);
    if (!details.ok) {
      return details;
    }
    const { sources } = details.value;
    const source = sources.find(
      ({ path, bytes }) => bytes !== null && isDrawable(path) && (wanted === undefined || path === wanted),
    );
    if (source === undefined) {
      return succeed(refused(sources.some(({ bytes }) => bytes !== null) ? 'not-drawn' : 'no-file'));
    }
    const found = await packer.findSourceFile(projectId, root, source.path);
    if (!found.ok) {
      return found.failure.code === 'project-not-open' ? fail(found.failure) : succeed(refused('unreadable'));
    }
    const stamp = await readFileStamp(found.value).catch(() => null);
    return succeed(
      stamp === null
        ? refused('unreadable')
        : { kind: 'found', file: found.value, stamp, identity: contentIdentity(found.value, stamp) },
    );
  }

  async function make(
    content: Extract<Content, { readonly kind: 'found' }>,
    size: ThumbnailSize,
    priority: WorkPriority,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    const { file, stamp, identity } = content;
    const key = keyOf(identity, size);
    const outcome = await queue.make(key, { file, stamp, size }, priority, signal);
    switch (outcome.kind) {
      case 'made':
        await cache.write(key, outcome.bytes);
        return outcome.bytes;
      case 'refused':
        refusals.set(identity, outcome.code);
        return null;
      case 'changed':
      case 'cancelled':
        return null;
    }
  }

  return {
    findThumbnail: async (projectId, root, size) => {
      const found = await contentOf(projectId, root);
      if (!found.ok) {
        return refused('no-file');
      }
      const content = found.value;
      if (content.kind === 'refused') {
        return content;
      }
      const known = refusals.get(content.identity);
      if (known !== undefined) {
        return refused(known);
      }
      const extension = extname(content.file).toLowerCase();
      if (extension === '.svg' || extension === '.gif') {
        const refusal = await originalRefusal(content.file, content.stamp, extension);
        return refusal === null ? { kind: 'original', file: content.file, extension } : refused(refusal);
      }
      const bytes = await cache.read(keyOf(content.identity, size));
      return bytes === null
        ? { kind: 'to-make', make: (priority, signal) => make(content, size, priority, signal) }
        : { kind: 'made', bytes };
    },
    describe: async (projectId, root, source) => {
      const found = await contentOf(projectId, root, source);
      if (!found.ok) {
        return found;
      }
      const content = found.value;
      if (content.kind === 'refused') {
        return succeed({ header: null, refusal: content.code });
      }
      const header = await headerOf(content.file);
      const extension = extname(content.file).toLowerCase();
      const refusal =
        refusals.get(content.identity) ??
        (extension === '.svg' || extension === '.gif'
          ? await originalRefusal(content.file, content.stamp, extension)
          : hasTooManyPixels(header)
            ? 'too-many-pixels'
            : null);
      return succeed({ header, refusal });
    },
    refusalOf: async (file) => (hasTooManyPixels(await headerOf(file)) ? 'too-many-pixels' : null),
  };
}

function refused(code: PictureRefusal): { readonly kind: 'refused'; readonly code: PictureRefusal } {
  return { kind: 'refused', code };
}

function keyOf(identity: string, size: ThumbnailSize): string {
  return `${identity}-${String(size)}`;
}

async function originalRefusal(
  file: string,
  { bytes }: FileStamp,
  extension: keyof typeof mostOriginalBytes,
): Promise<PictureRefusal | null> {
  if (bytes > mostOriginalBytes[extension]) {
    return 'file-too-large';
  }
  return hasTooManyPixels(await headerOf(file)) ? 'too-many-pixels' : null;
}

function hasTooManyPixels(header: ImageHeader | null): boolean {
  return header !== null && header.width * header.height > mostPixels;
}

/** Null where the file can't be read, or says nothing that is understood. */
async function headerOf(file: string): Promise<ImageHeader | null> {
  try {
    const opened = await openToRead(file);
    try {
      return readImageHeader(await readStart(opened, headerBytes));
    } finally {
      await opened.close();
    }
  } catch {
    // Whoever serves the file says so himself.
    return null;
  }
}
