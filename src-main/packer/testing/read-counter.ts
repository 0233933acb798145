/** Counts what is read of values. */
export interface ReadCounter {
  /** The value as it is, with all that is in it, but for bytes. */
  readonly watched: <Value>(value: Value) => Value;
  readonly reads: () => number;
}

/** Gives values out as they are, and counts what is read of them. */
export function createReadCounter(): ReadCounter {
  let reads = 0;
  const views = new WeakMap<object, object>();
  const watched = <Value>(value: Value): Value => {
    // The bytes of the search text and of assets are not looked at from without.
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
      return value;
    }
    const view = views.get(value) ?? new Proxy(value, { get: (target, key) => read(Reflect.get(target, key)) });
    views.set(value, view);
    return view as Value;
  };
  const read = (value: unknown): unknown => {
    reads += 1;
    return watched(value);
  };
  return { watched, reads: () => reads };
}
