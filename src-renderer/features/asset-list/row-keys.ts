/** The keys of the rows that are drawn, by what names a row. */
export interface RowKeys {
  readonly of: ReadonlyMap<string, number>;
  /** One that no row has had yet. */
  readonly next: number;
}

/** Before the first rows. */
export const noRowKeys: RowKeys = { of: new Map(), next: 0 };

/**
 * Keys for the rows with these names, each named once. A row that stays keeps its key, and so its element, wherever it goes;
 * one that comes gets the key of one that goes: an element that is there already and gets other words costs a fraction of a
 * new one. Where the same rows are drawn, the keys are the same value.
 */
export function keysOfRows(before: RowKeys, names: readonly string[]): RowKeys {
  if (names.length === before.of.size && names.every((name) => before.of.has(name))) {
    return before;
  }
  const stays = new Set(names);
  const free = [...before.of].filter(([name]) => !stays.has(name)).map(([, key]) => key);
  const keys = new Map<string, number>();
  let { next } = before;
  for (const name of names) {
    const key = before.of.get(name) ?? free.shift();
    if (key === undefined) {
      keys.set(name, next);
      next += 1;
    } else {
      keys.set(name, key);
    }
  }
  return { of: keys, next };
}
