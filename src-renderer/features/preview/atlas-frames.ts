import { z } from 'zod';

/** A picture within a sheet, in the sheet's own pixels, as it lies there. */
export interface AtlasFrame {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether it lies there turned clockwise by a quarter. */
  readonly isTurned: boolean;
  /** How long it is shown in an animation; null where the file does not say. */
  readonly milliseconds: number | null;
}

/** Frames of one sheet that are read: a file of more says nothing that anybody could look at. */
export const mostFrames = 10_000;

const pixels = z.int().min(0).max(65_536);
const milliseconds = z.number().min(0).max(3_600_000).optional();

/** `frames` as a list of places: what Studio's own sample has. */
const listed = z.object({
  image: z.string().optional(),
  frames: z.array(
    z.object({
      name: z.string().optional(),
      x: pixels,
      y: pixels,
      width: pixels,
      height: pixels,
      duration: milliseconds,
    }),
  ),
});

const packedFrame = z.object({
  filename: z.string().optional(),
  frame: z.object({ x: pixels, y: pixels, w: pixels, h: pixels }),
  rotated: z.boolean().optional(),
  duration: milliseconds,
});

/** “JSON (Hash)” and “JSON (Array)” of TexturePacker, which Aseprite, free-tex-packer and Phaser’s tools write, too. */
const packed = z.object({
  frames: z.union([z.array(packedFrame), z.record(z.string(), packedFrame)]),
  meta: z.object({ image: z.string().optional() }).optional(),
});

/**
 * The frames that a JSON file has for a picture, in its order, at most `mostFrames`. Null where it is no atlas that is
 * known, one of another picture, or one without a frame.
 */
export function atlasFrames(text: string, picture: string): readonly AtlasFrame[] | null {
  const frames = framesIn(parsed(text), picture);
  return frames?.length === 0 ? null : frames;
}

function framesIn(content: unknown, picture: string): readonly AtlasFrame[] | null {
  const own = listed.safeParse(content);
  if (own.success) {
    const { image, frames } = own.data;
    return ofPicture(image, picture)
      ? frames.slice(0, mostFrames).map(({ name, x, y, width, height, duration }, at) => ({
          name: name ?? String(at),
          x,
          y,
          width,
          height,
          isTurned: false,
          milliseconds: duration ?? null,
        }))
      : null;
  }
  const other = packed.safeParse(content);
  if (!other.success || !ofPicture(other.data.meta?.image, picture)) {
    return null;
  }
  const { frames } = other.data;
  const named = Array.isArray(frames)
    ? frames.map((frame, at) => [frame.filename ?? String(at), frame] as const)
    : Object.entries(frames);
  return named.slice(0, mostFrames).map(([name, { frame, rotated = false, duration }]) => ({
    name,
    x: frame.x,
    y: frame.y,
    // The size is told as it is before it is turned.
    width: rotated ? frame.h : frame.w,
    height: rotated ? frame.w : frame.h,
    isTurned: rotated,
    milliseconds: duration ?? null,
  }));
}

/** The file that may say where the frames of a picture are: one that is named like it, else the only one there is. */
export function atlasFileOf(picture: string, sources: readonly string[]): string | null {
  const files = sources.filter((path) => /\.json$/i.test(path));
  return files.find((path) => stemOf(path) === stemOf(picture)) ?? (files.length === 1 ? (files[0] ?? null) : null);
}

/** The outlines of frames as lines over the picture, in its own pixels. */
export function framesPath(frames: readonly AtlasFrame[]): string {
  return frames
    .map(
      ({ x, y, width, height }) => `M${String(x)} ${String(y)}h${String(width)}v${String(height)}h${String(-width)}z`,
    )
    .join('');
}

function ofPicture(image: string | undefined, picture: string): boolean {
  return image === undefined || lastPart(image) === lastPart(picture);
}

/** `bee.atlas.json` and `bee.png` are both of `bee`. */
function stemOf(path: string): string {
  return lastPart(path).split('.')[0] ?? '';
}

function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse has one way to fail: the text is no JSON.
    return null;
  }
}
