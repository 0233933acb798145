interface Place {
  /** The row that has the cursor, null when none has. */
  readonly index: number | null;
  readonly total: number;
  /** Rows that one screen shows. */
  readonly screen: number;
}

/** The row to which a key leads, null for a key that does not move the cursor. */
export function nextIndex(key: string, { index, total, screen }: Place): number | null {
  if (total === 0) {
    return null;
  }
  const last = total - 1;
  const clamp = (to: number): number => Math.max(0, Math.min(last, to));
  switch (key) {
    case 'ArrowDown':
      return index === null ? 0 : clamp(index + 1);
    case 'ArrowUp':
      return index === null ? last : clamp(index - 1);
    case 'PageDown':
      return clamp((index ?? 0) + screen);
    case 'PageUp':
      return clamp((index ?? 0) - screen);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
