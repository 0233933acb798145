import { serveWork } from '../child-work/serve-work.ts';
import { makeThumbnail } from './make-thumbnail.ts';
import { napiImageCodec } from './napi-image-codec.ts';
import type { ThumbnailOrder } from './thumbnail-messages.ts';

// The process that makes thumbnails, by native code.

serveWork((order: ThumbnailOrder, signal) => makeThumbnail(order, napiImageCodec, signal));
