import { z } from 'zod';
import { resourceRefusals } from '../model-resource.ts';
import { jsonProblemSchema } from './diagnostic.ts';
import { imageHeaderSchema } from './picture.ts';

/**
 * Why nothing can be said of a source file: there is no kind to read it as, it can't be read, is too large, is damaged or
 * not what its name says, was changed while it was read, or is one at which the process that reads it ended or did not
 * answer.
 */
export const inspectionRefusals = [
  'no-kind',
  'unreadable',
  'file-too-large',
  'not-decodable',
  'changed',
  'crashed',
  'timed-out',
] as const;
export const inspectionRefusalSchema = z.literal(inspectionRefusals);
export type InspectionRefusal = z.infer<typeof inspectionRefusalSchema>;

const count = z.int().min(0);

export const imageInspectionSchema = z.strictObject({
  kind: z.literal('image'),
  /** Null where the file has none that can be read, as an SVG. */
  header: imageHeaderSchema.nullable(),
});

/** Each fact is null where the file does not tell it. */
export const soundInspectionSchema = z.strictObject({
  kind: z.literal('sound'),
  container: z.string().nullable(),
  codec: z.string().nullable(),
  seconds: z.number().min(0).nullable(),
  channels: z.int().min(1).nullable(),
  sampleRate: z.int().min(1).nullable(),
  bitsPerSample: z.int().min(1).nullable(),
  /** Bits a second. */
  bitrate: z.number().min(0).nullable(),
  /** Whether the file ends before what it holds does. */
  truncated: z.boolean(),
});
export type SoundInspection = z.infer<typeof soundInspectionSchema>;

export const fontAxisSchema = z.strictObject({
  /** Four characters. */
  tag: z.string(),
  name: z.string(),
  min: z.number(),
  max: z.number(),
  default: z.number(),
});
export type FontAxis = z.infer<typeof fontAxisSchema>;

export const fontInspectionSchema = z.strictObject({
  kind: z.literal('font'),
  format: z.string(),
  family: z.string().nullable(),
  style: z.string().nullable(),
  glyphs: count,
  /** Characters that have a glyph. */
  characters: count,
  /** Those of them that show something: first and last code point of what follows each other, ascending, at most `fontRangeLimit`. */
  ranges: z.array(z.tuple([count, count])),
  axes: z.array(fontAxisSchema),
  /** Four-letter codes of ISO 15924, the one with most characters first. */
  scripts: z.array(z.string()),
});
export type FontInspection = z.infer<typeof fontInspectionSchema>;

/** Runs of characters of one font that are told. Fonts of all of Chinese have some two thousand. */
export const fontRangeLimit = 4096;

export const modelIssueSeverities = ['error', 'warning', 'info', 'hint'] as const;

/** A finding of the Khronos validator. `message` is the validator's own text, quoted. */
export const modelIssueSchema = z.strictObject({
  code: z.string(),
  severity: z.literal(modelIssueSeverities),
  message: z.string(),
  /** A JSON pointer into the model; null where the finding is about the file. */
  pointer: z.string().nullable(),
});
export type ModelIssue = z.infer<typeof modelIssueSchema>;

export const modelInspectionSchema = z.strictObject({
  kind: z.literal('model'),
  meshes: count,
  triangles: count,
  vertices: count,
  materials: count,
  textures: count,
  /** Whether one of its pictures has more pixels than are ever drawn (`mostPixels`). */
  hugePicture: z.boolean(),
  /** Their names, empty where one has none. */
  animations: z.array(z.string()),
  errors: count,
  warnings: count,
  /** The worst first, at most `modelIssueLimit`. */
  issues: z.array(modelIssueSchema),
  /** Whether there are more than those. */
  moreIssues: z.boolean(),
  /** Files that the model names and that are not read. */
  refused: z.array(z.strictObject({ uri: z.string(), why: z.literal(resourceRefusals) })),
});
export type ModelInspection = z.infer<typeof modelInspectionSchema>;

/** Issues of one model that are told one by one. */
export const modelIssueLimit = 100;

export const textEncodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'not-text'] as const;

export const textInspectionSchema = z.strictObject({
  kind: z.literal('text'),
  encoding: z.literal(textEncodings),
  /** Null where the file is too large to be read to its end, or is no text. */
  lines: count.nullable(),
  /** Whether it is JSON, where its name says so: null where it does not, or the file is too large to be read to its end. */
  json: z
    .union([
      z.strictObject({ valid: z.literal(true) }),
      z.strictObject({
        valid: z.literal(false),
        reason: jsonProblemSchema,
        line: z.int().min(1),
        column: z.int().min(1),
      }),
    ])
    .nullable(),
});
export type TextInspection = z.infer<typeof textInspectionSchema>;

/** What a source file says of itself, by its kind, or why it says nothing. */
export const sourceInspectionSchema = z.discriminatedUnion('kind', [
  imageInspectionSchema,
  soundInspectionSchema,
  fontInspectionSchema,
  modelInspectionSchema,
  textInspectionSchema,
  z.strictObject({ kind: z.literal('refused'), code: inspectionRefusalSchema }),
]);
export type SourceInspection = z.infer<typeof sourceInspectionSchema>;
/** One that is about what the file holds. */
export type FileInspection = Exclude<SourceInspection, { readonly kind: 'refused' }>;
