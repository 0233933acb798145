import { mostPixels } from '../../src-preload/contract/asset-pictures.ts';
import type { PictureRefusal } from '../../src-preload/contract/domain/picture.ts';
import type { ImageCodec } from './image-codec.ts';
import { readImageHeader } from './image-header.ts';
import { headerBytes, readStart } from './read-start.ts';
import { readStampedFile } from './stamped-file.ts';
import type { ThumbnailOrder, ThumbnailOutcome } from './thumbnail-messages.ts';

/** The largest image file that is read for a thumbnail: 128 MiB, a few times what 8,192 by 8,192 pixels take as PNG. */
const mostFileBytes = 128 * 1024 * 1024;

/**
 * Makes one thumbnail. The file is opened without following a link and must be the one of the stamp; its header is read
 * before anything else of it, so that a picture beyond the limits is refused and never decoded. An aborted signal ends
 * it before its next step. Rejects never.
 */
export async function makeThumbnail(
  { file, stamp, size }: ThumbnailOrder,
  codec: ImageCodec,
  signal: AbortSignal,
): Promise<ThumbnailOutcome> {
  try {
    const outcome = await readStampedFile(file, stamp, async (opened): Promise<ThumbnailOutcome> => {
      if (stamp.bytes > mostFileBytes) {
        return refused('file-too-large');
      }
      const first = await readStart(opened, Math.min(stamp.bytes, headerBytes));
      const early = readImageHeader(first);
      if (early !== null && early.width * early.height > mostPixels) {
        return refused('too-many-pixels');
      }
      signal.throwIfAborted();
      const bytes = first.length === stamp.bytes ? first : await readStart(opened, stamp.bytes);
      const header = early ?? readImageHeader(bytes);
      if (header === null) {
        return refused('not-decodable');
      }
      if (header.width * header.height > mostPixels) {
        return refused('too-many-pixels');
      }
      signal.throwIfAborted();
      return { kind: 'made', bytes: await codec.encodeThumbnail(bytes, header, size, signal) };
    });
    return outcome === 'unreadable' ? refused(outcome) : outcome === 'changed' ? { kind: outcome } : outcome;
  } catch {
    // The codec says in words that nobody reads what it could not do.
    return signal.aborted ? { kind: 'cancelled' } : refused('not-decodable');
  }
}

function refused(code: PictureRefusal): ThumbnailOutcome {
  return { kind: 'refused', code };
}
