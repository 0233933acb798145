/** The smallest sample that at least `percent` % of the samples do not exceed (nearest rank). Throws without samples. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) {
    throw new Error('There are no samples');
  }
  return found;
}
