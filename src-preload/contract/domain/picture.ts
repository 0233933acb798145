import { z } from 'zod';

/**
 * Why there is no picture of an asset: no file that the window can draw, one beyond a limit or that can't be read or
 * decoded, or one at which the process that makes thumbnails ended or did not answer.
 */
export const pictureRefusals = [
  'no-file',
  'not-drawn',
  'file-too-large',
  'too-many-pixels',
  'not-decodable',
  'unreadable',
  'crashed',
  'timed-out',
] as const;
export const pictureRefusalSchema = z.literal(pictureRefusals);
export type PictureRefusal = z.infer<typeof pictureRefusalSchema>;

/** What an image file says of itself in its header. `alpha` says that pixels can be transparent, not that any is. */
export const imageHeaderSchema = z.strictObject({
  format: z.literal(['png', 'jpeg', 'webp', 'avif', 'bmp', 'gif']),
  width: z.int().min(1),
  height: z.int().min(1),
  alpha: z.boolean(),
});
export type ImageHeader = z.infer<typeof imageHeaderSchema>;

/** What is known of the picture of an asset. `header` is null where the file has none that can be read, as an SVG. */
export const pictureDescriptionSchema = z.strictObject({
  header: imageHeaderSchema.nullable(),
  refusal: pictureRefusalSchema.nullable(),
});
export type PictureDescription = z.infer<typeof pictureDescriptionSchema>;
