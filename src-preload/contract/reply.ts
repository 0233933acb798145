import { z } from 'zod';
import { type Failure, failureSchema } from './domain/failure.ts';

/** The envelope of every answer: main never rejects, it answers a typed failure. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** The schema of the envelope around a response's own schema. */
export function replySchema<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: failureSchema }),
  ]);
}
