import type { FileHandle } from 'node:fs/promises';
import { parseBuffer } from 'music-metadata';
import type { SoundInspection } from '../../src-preload/contract/domain/source-inspection.ts';
import type { OpenedSource } from './opened-source.ts';

/** The last bytes of an Ogg file in which its last page must lie: a page has 65,307 bytes at most (RFC 3533). */
const oggTail = 65_307;

/**
 * What a sound file says of itself: WAV, Ogg, MP3 or FLAC. Null where no sound is found in it. Throws what
 * music-metadata does where the file is damaged.
 */
export async function readSound({ bytes, isWhole, order, opened }: OpenedSource): Promise<SoundInspection | null> {
  const { format } = await parseBuffer(
    bytes,
    { path: order.path, size: order.stamp.bytes },
    // Without the whole file the end of an MP3 can only be guessed.
    { duration: isWhole, skipCovers: true, skipPostHeaders: true },
  );
  if (format.hasAudio !== true || format.container === undefined) {
    return null;
  }
  const channels = format.numberOfChannels ?? null;
  const sampleRate = format.sampleRate ?? null;
  const isCut = await isTruncated(bytes, order.stamp.bytes, opened);
  return {
    kind: 'sound',
    container: format.container,
    codec: format.codec ?? null,
    // Of a file that is cut off, it would be what there was once.
    seconds: isCut ? null : finite(format.duration),
    channels: positive(channels),
    sampleRate: positive(sampleRate),
    bitsPerSample: positive(format.bitsPerSample ?? null),
    bitrate: finite(format.bitrate),
    truncated: isCut,
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : null;
}

function positive(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && value > 0 ? value : null;
}

/** Whether the file ends before what it holds does, for the containers that tell. */
async function isTruncated(first: Uint8Array, size: number, opened: FileHandle): Promise<boolean> {
  switch (textAt(first, 0)) {
    case 'OggS': {
      const length = Math.min(size, oggTail);
      const tail = Buffer.alloc(length);
      await opened.read(tail, 0, length, size - length);
      return !endsWithLastPage(tail);
    }
    case 'RIFF':
      return isWavCut(first, size);
    default:
      return false;
  }
}

/** Whether an Ogg stream's last page says that it is the last, and is whole. */
function endsWithLastPage(tail: Buffer): boolean {
  const at = tail.lastIndexOf('OggS');
  const segments = tail[at + 26];
  if (at === -1 || segments === undefined || at + 27 + segments > tail.length) {
    return false;
  }
  const body = tail.subarray(at + 27, at + 27 + segments).reduce((sum, each) => sum + each, 0);
  const isLast = ((tail[at + 5] ?? 0) & 4) !== 0;
  return isLast && at + 27 + segments + body <= tail.length;
}

/** Whether the data chunk of a WAV file says that it is longer than the file. */
function isWavCut(first: Uint8Array, size: number): boolean {
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const length = view.getUint32(at + 4, true);
    if (textAt(first, at) === 'data') {
      // What is written before the length is known, has none.
      return length !== 0xffffffff && at + 8 + length > size;
    }
    at += 8 + length + (length % 2);
  }
  return false;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
