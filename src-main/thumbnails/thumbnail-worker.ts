import { makeThumbnail } from './make-thumbnail.ts';
import { napiImageCodec } from './napi-image-codec.ts';
import type { ThumbnailAnswer, ThumbnailRequest } from './thumbnail-messages.ts';

// The process that makes thumbnails: one order at a time, and an answer to each. What it decodes is any file that an
// author has, by native code: whatever becomes of it, the app goes on.

let running = new AbortController();

function answer(message: ThumbnailAnswer): void {
  process.parentPort.postMessage(message);
}

process.parentPort.on('message', ({ data }) => {
  const request = data as ThumbnailRequest;
  if (request.kind === 'cancel') {
    running.abort();
    return;
  }
  running = new AbortController();
  void makeThumbnail(request.order, napiImageCodec, running.signal).then(answer);
});

answer({ kind: 'ready' });
