import { useEffect, useState } from 'react';
import { useLasting } from '../../app/use-lasting.ts';
import { type AtlasFrame, atlasFrames } from './atlas-frames.ts';
import { readSource } from './read-source.ts';
import { decodeText } from './text-lines.ts';

/** Where the frames of a picture may be told, and in a file of which name. */
export interface AtlasFile {
  readonly url: string;
  readonly path: string;
}

/** A larger file is not looked into: ten thousand frames take less. */
export const mostAtlasBytes = 4_000_000;

/** What is only passed by on the way through the list is not read. */
const restMs = 120;

/** The frames of a picture by its atlas file; null until they are known, and where the file tells none of it. */
export function useAtlas(file: AtlasFile | null, picture: string): readonly AtlasFrame[] | null {
  const [frames, setFrames] = useState<readonly AtlasFrame[] | null>(null);
  const rests = useLasting(restMs);
  const url = rests ? (file?.url ?? null) : null;
  useEffect(() => {
    if (url === null) {
      return undefined;
    }
    const given = new AbortController();
    readSource(url, given.signal).then(
      (content) => {
        const text = decodeText(content, true);
        setFrames(text === null ? null : atlasFrames(text, picture));
      },
      () => {
        // Gone by now: the details say so.
        if (!given.signal.aborted) {
          setFrames(null);
        }
      },
    );
    return () => {
      given.abort();
    };
  }, [url, picture]);
  return frames;
}
