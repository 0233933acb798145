/** The loudest sample of each part of a sound, all channels together, from 0 to 1. */
export function waveformPeaks(channels: readonly Float32Array[], parts: number): readonly number[] {
  const length = channels[0]?.length ?? 0;
  return Array.from({ length: length === 0 ? 0 : parts }, (_, part) => {
    const start = Math.floor((part * length) / parts);
    const end = Math.max(start + 1, Math.floor(((part + 1) * length) / parts));
    let peak = 0;
    for (const samples of channels) {
      for (let at = start; at < end; at += 1) {
        peak = Math.max(peak, Math.abs(samples[at] ?? 0));
      }
    }
    return Math.min(1, peak);
  });
}

/** The outline of a waveform in a box of `peaks.length` times 100: mirrored bars with a gap, never without a trace. */
export function waveformPath(peaks: readonly number[]): string {
  return peaks
    .map((peak, at) => {
      const half = Math.max(0.8, peak * 48);
      return `M${String(at + 0.2)} ${(50 - half).toFixed(1)}h0.6v${(half * 2).toFixed(1)}h-0.6z`;
    })
    .join('');
}
