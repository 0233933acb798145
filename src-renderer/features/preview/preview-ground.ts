import { create } from 'zustand';

/** What a picture can lie on. None has a hue, so that its colours can be judged. */
export const previewGrounds = ['checkerboard', 'black', 'white', 'grey'] as const;
export type PreviewGround = (typeof previewGrounds)[number];

/** The ground that the author chose last: the same for each picture, until Studio is closed. */
export const usePreviewGround = create<{ readonly ground: PreviewGround }>(() => ({ ground: 'checkerboard' }));

/** How each ground is drawn. */
export const groundClasses: Readonly<Record<PreviewGround, string>> = {
  checkerboard: 'checkerboard',
  black: 'bg-ground-black',
  white: 'bg-ground-white',
  grey: 'bg-ground-grey',
};
