import { create } from 'zustand';

/** What of a picture is shown: all of it, or one channel in grey. */
export const pictureChannels = ['all', 'red', 'green', 'blue', 'alpha'] as const;
export type PictureChannel = (typeof pictureChannels)[number];

/** The channel that the author chose last: the same for each picture, until Studio is closed. */
export const usePictureChannel = create<{ readonly channel: PictureChannel }>(() => ({ channel: 'all' }));

const inputs = ['red', 'green', 'blue', 'alpha'] as const;

/** The matrix of a filter (`feColorMatrix`) that shows one channel in grey and opaque; null where all are shown. */
export function channelMatrix(channel: PictureChannel): string | null {
  if (channel === 'all') {
    return null;
  }
  const grey = [...inputs.map((input) => (input === channel ? 1 : 0)), 0].join(' ');
  return `${grey} ${grey} ${grey} 0 0 0 0 1`;
}
