import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { thumbnailPart } from '../../src-preload/contract/asset-pictures.ts';
import { plainFiles } from '../packer/disk/plain-files.ts';
import type { Packer } from '../packer/index.ts';
import type { Pictures } from '../thumbnails/pictures.ts';
import { parseByteRange } from './byte-range.ts';
import { noPicture, pictureHeaders, thumbnailResponse } from './thumbnail-response.ts';

const bytesAlone = 'application/octet-stream';

/** What the window draws and plays by itself. All else comes as bytes alone, so that no file can act as a page. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.gif', 'image/gif'],
  ['.webp', 'image/webp'],
  ['.avif', 'image/avif'],
  ['.bmp', 'image/bmp'],
  ['.svg', 'image/svg+xml'],
  ['.wav', 'audio/wav'],
  ['.ogg', 'audio/ogg'],
  ['.mp3', 'audio/mpeg'],
  ['.flac', 'audio/flac'],
]);

/**
 * Serves source files for previews from `asset://<projectId>/<root>/<path>`, the root as one encoded segment: GET
 * only, with ranges, and only files that the snapshot knows (see `Packer.findSourceFile`). A picture beyond
 * the limits is answered without a byte: what draws the page must not try. In the place of the path, `thumbnail` asks
 * for the asset's thumbnail.
 */
export function serveAssets(packer: Pick<Packer, 'findSourceFile'>, pictures: Pictures): void {
  protocol.handle('asset', async (request) => {
    const asked = request.method === 'GET' ? parseAssetUrl(request.url) : null;
    if (asked === null) {
      return new Response(null, { status: 404 });
    }
    if (asked.path === thumbnailPart) {
      return thumbnailResponse(pictures, asked);
    }
    const found = await packer.findSourceFile(asked.projectId, asked.root, asked.path);
    const contentType = contentTypes.get(extname(asked.path).toLowerCase()) ?? bytesAlone;
    if (!found.ok) {
      return new Response(null, { status: 404 });
    }
    if (contentType.startsWith('image/') && (await pictures.refusalOf(found.value)) !== null) {
      return noPicture(contentType);
    }
    try {
      return await fileResponse(found.value, contentType, request.headers.get('Range'));
    } catch {
      // Gone or not for us to read since the snapshot: the preview says that it can't be shown.
      return new Response(null, { status: 404 });
    }
  });
}

interface AskedFile {
  readonly projectId: string;
  readonly root: string;
  readonly path: string;
  readonly search: URLSearchParams;
}

function parseAssetUrl(text: string): AskedFile | null {
  try {
    const url = new URL(text);
    const [root, ...path] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    return root === undefined || path.length === 0
      ? null
      : { projectId: url.host, root, path: path.join('/'), search: url.searchParams };
  } catch {
    // Not a URL, or encoded in a way that nothing decodes: there is no such file.
    return null;
  }
}

async function fileResponse(file: string, contentType: string, rangeHeader: string | null): Promise<Response> {
  const status = await plainFiles.promises.stat(file);
  const range = parseByteRange(rangeHeader, status.size);
  const headers = { ...pictureHeaders(contentType), 'Accept-Ranges': 'bytes' };
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${String(status.size)}` },
    });
  }
  const { start, end } = range ?? { start: 0, end: status.size - 1 };
  const length = end - start + 1;
  const body =
    length === 0 ? null : (Readable.toWeb(plainFiles.createReadStream(file, { start, end })) as ReadableStream);
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': String(length),
      ...(range === null ? {} : { 'Content-Range': `bytes ${String(start)}-${String(end)}/${String(status.size)}` }),
    },
  });
}
