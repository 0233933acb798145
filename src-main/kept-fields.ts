import { z } from 'zod';

/**
 * What a file keeps as fields that are read one by one: each that can't be read costs itself alone, and is as `atFirst` has
 * it, because a newer Studio may know values that this one does not.
 */
export function keptFields<Fields extends object>(
  shape: { readonly [Name in keyof Fields]: z.ZodType<Fields[Name]> },
  atFirst: Fields,
): z.ZodType<Fields> {
  const names = Object.keys(atFirst) as (keyof Fields & string)[];
  return z.record(z.string(), z.unknown()).transform(
    (fields) =>
      Object.fromEntries(
        names.map((name) => {
          const read = shape[name].safeParse(fields[name]);
          return [name, read.success ? read.data : atFirst[name]];
        }),
      ) as Fields,
  );
}
