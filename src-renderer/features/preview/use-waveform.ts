import { useEffect, useState } from 'react';
import type { SoundInspection } from '../../../src-preload/contract/domain/source-inspection.ts';
import { readSource } from './read-source.ts';
import { waveformPeaks } from './waveform-peaks.ts';

/** A longer sound, or a larger file, is played without being decoded whole: ten minutes are 40 MB of samples. */
export const longestDecoded = { minutes: 10, bytes: 32 * 1024 * 1024 } as const;

/** Bars of a waveform: as many as the widest pane shows two pixels wide. */
const bars = 300;

/** Short sounds are decoded at the rate of most of them, long ones at the rate of a telephone: their bars don't differ. */
const rates = { short: 44_100, long: 8_000, shortSeconds: 60 } as const;

/** A sound's bars, and how long it is as decoded, which a file that is cut off does not say. */
export interface Bars {
  readonly peaks: readonly number[];
  readonly seconds: number;
}

export type Waveform = 'loading' | 'too-long' | 'none' | Bars;

/** The bars of a sound's waveform, or why there are none. Waits for what the file says of itself. */
export function useWaveform(url: string, bytes: number, sound: SoundInspection | null | undefined): Waveform {
  const [read, setRead] = useState<Waveform>('loading');
  const seconds = sound?.seconds ?? null;
  const isTooLong = bytes > longestDecoded.bytes || (seconds !== null && seconds > longestDecoded.minutes * 60);
  const isReady = sound !== undefined && sound !== null && !isTooLong;
  useEffect(() => {
    if (!isReady) {
      return undefined;
    }
    const given = new AbortController();
    decode(url, seconds ?? rates.shortSeconds + 1, given.signal).then(
      (decoded) => {
        setRead(decoded.peaks.length === 0 ? 'none' : decoded);
      },
      () => {
        // Aborted, or not decodable: the player tells what is wrong with the sound.
        if (!given.signal.aborted) {
          setRead('none');
        }
      },
    );
    return () => {
      given.abort();
    };
  }, [url, isReady, seconds]);
  return isTooLong ? 'too-long' : sound === null ? 'none' : read;
}

async function decode(url: string, seconds: number, signal: AbortSignal): Promise<Bars> {
  const bytes = await readSource(url, signal);
  const rate = seconds > rates.shortSeconds ? rates.long : rates.short;
  const decoded = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  signal.throwIfAborted();
  const channels = Array.from({ length: decoded.numberOfChannels }, (_, channel) => decoded.getChannelData(channel));
  return { peaks: waveformPeaks(channels, bars), seconds: decoded.duration };
}
