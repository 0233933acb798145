import type { FileInspection, InspectionRefusal } from '../../src-preload/contract/domain/source-inspection.ts';
import type { SourceKind } from '../../src-preload/contract/source-kind.ts';
import { readImageHeader } from '../thumbnails/image-header.ts';
import { headerBytes, readStart } from '../thumbnails/read-start.ts';
import { readStampedFile } from '../thumbnails/stamped-file.ts';
import type { InspectionOrder, InspectionOutcome } from './inspection-messages.ts';
import type { OpenedSource } from './opened-source.ts';
import { readFont } from './read-font.ts';
import { readModel } from './read-model.ts';
import { readSound } from './read-sound.ts';
import { readText } from './read-text.ts';

const mebi = 1024 * 1024;

/**
 * What is read of a file at most. Images need their header; of a longer sound and a longer text the beginning is read;
 * a font or a model is read whole or not at all, and one above this size is larger than any that a game ships.
 */
export const mostBytes: Readonly<Record<SourceKind, number>> = {
  image: headerBytes,
  sound: 64 * mebi,
  text: 8 * mebi,
  font: 32 * mebi,
  model: 128 * mebi,
};

/**
 * Reads what one source file says of itself. The file is opened without following a link and must be the one of the
 * stamp. What a reader throws is about the file: it is damaged, or not what its name says. Rejects never.
 */
export async function inspectFile(order: InspectionOrder, signal: AbortSignal): Promise<InspectionOutcome> {
  const { file, stamp, kind } = order;
  try {
    const outcome = await readStampedFile(file, stamp, async (opened): Promise<InspectionOutcome> => {
      const isWhole = stamp.bytes <= mostBytes[kind];
      if (!isWhole && (kind === 'font' || kind === 'model')) {
        return refused('file-too-large');
      }
      const bytes = await readStart(opened, Math.min(stamp.bytes, mostBytes[kind]));
      if (signal.aborted) {
        return { kind: 'cancelled' };
      }
      const inspection = await readers[kind]({ bytes, isWhole, order, opened });
      return inspection === null ? refused('not-decodable') : { kind: 'made', inspection };
    });
    return outcome === 'unreadable' ? refused(outcome) : outcome === 'changed' ? { kind: outcome } : outcome;
  } catch {
    // The readers say in words that nobody reads what they could not do.
    return refused('not-decodable');
  }
}

const readers: Readonly<
  Record<SourceKind, (source: OpenedSource) => FileInspection | null | Promise<FileInspection | null>>
> = {
  image: ({ bytes, order }) => {
    const header = readImageHeader(bytes);
    return header === null && !/\.svg$/i.test(order.path) ? null : { kind: 'image', header };
  },
  sound: readSound,
  text: readText,
  font: readFont,
  model: readModel,
};

function refused(code: InspectionRefusal): InspectionOutcome {
  return { kind: 'refused', code };
}
