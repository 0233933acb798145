interface Place {
  /** The row that has the cursor, null when none has. */
  readonly index: number | null;
  readonly total: number;
  /** Rows beside each other: 1 in a list. */
  readonly perLine: number;
  /** Lines that one screen shows. */
  readonly screen: number;
}

/** The row to which a key leads, null for a key that does not move the cursor. */
export function nextIndex(key: string, { index, total, perLine, screen }: Place): number | null {
  if (total === 0) {
    return null;
  }
  const last = total - 1;
  const clamp = (to: number): number => Math.max(0, Math.min(last, to));
  /** Up or down, in the same column. The last line may be too short for that: then its end. */
  const byLines = (from: number, lines: number): number => {
    const line = Math.floor(from / perLine);
    const to = Math.max(0, Math.min(Math.floor(last / perLine), line + lines));
    return clamp(from + (to - line) * perLine);
  };
  switch (key) {
    case 'ArrowDown':
      return index === null ? 0 : byLines(index, 1);
    case 'ArrowUp':
      return index === null ? last : byLines(index, -1);
    case 'ArrowRight':
      return perLine === 1 ? null : index === null ? 0 : clamp(index + 1);
    case 'ArrowLeft':
      return perLine === 1 ? null : index === null ? last : clamp(index - 1);
    case 'PageDown':
      return byLines(index ?? 0, screen);
    case 'PageUp':
      return byLines(index ?? 0, -screen);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
