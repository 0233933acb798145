import { readFile } from 'node:fs/promises';
import { aheadMark, thumbnailSizes } from '../../src-preload/contract/asset-pictures.ts';
import type { FoundThumbnail, Pictures } from '../thumbnails/pictures.ts';
import { studioOrigin } from './studio-origin.ts';

interface AskedThumbnail {
  readonly projectId: string;
  readonly root: string;
  readonly search: URLSearchParams;
}

/** What comes with every file of a project: its type is what is said here, and a drawing does nothing but be seen. */
export function pictureHeaders(contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'X-Content-Type-Options': 'nosniff',
    // Studio's own page reads bytes of it, to play, to draw and to show as text.
    'Access-Control-Allow-Origin': studioOrigin,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  };
}

/** An answer without a byte: the page's picture fails to load, and it is nothing that its console has to tell. */
export function noPicture(contentType: string): Response {
  return new Response(null, { headers: pictureHeaders(contentType) });
}

/**
 * The answer to `asset://<projectId>/<root>/thumbnail?size=<pixels>`, with `ahead` where it is not on screen yet. One
 * that has to be made is answered at once by a body that comes when it is there: where the page does not want it any
 * more, the body is cancelled, and with it the work.
 */
export async function thumbnailResponse(
  pictures: Pick<Pictures, 'findThumbnail'>,
  { projectId, root, search }: AskedThumbnail,
): Promise<Response> {
  const size = thumbnailSizes.find((each) => String(each) === search.get('size'));
  if (size === undefined) {
    return new Response(null, { status: 404 });
  }
  const found = await pictures.findThumbnail(projectId, root, size);
  switch (found.kind) {
    case 'made':
      return new Response(new Uint8Array(found.bytes), { headers: pictureHeaders('image/webp') });
    case 'original': {
      const type = found.extension === '.svg' ? 'image/svg+xml' : 'image/gif';
      const bytes = await readFile(found.file).catch(() => null);
      return bytes === null ? noPicture(type) : new Response(new Uint8Array(bytes), { headers: pictureHeaders(type) });
    }
    case 'to-make':
      return new Response(bodyOf(found, search.has(aheadMark)), { headers: pictureHeaders('image/webp') });
    case 'refused':
      return noPicture('image/webp');
  }
}

function bodyOf(
  { make }: Extract<FoundThumbnail, { readonly kind: 'to-make' }>,
  ahead: boolean,
): ReadableStream<Uint8Array> {
  const wanted = new AbortController();
  return new ReadableStream<Uint8Array>({
    start: (body) => {
      void make(ahead ? 'ahead' : 'visible', wanted.signal).then((bytes) => {
        if (wanted.signal.aborted) {
          return;
        }
        if (bytes !== null) {
          body.enqueue(bytes);
        }
        body.close();
      });
    },
    cancel: () => {
      wanted.abort();
    },
  });
}
