import { expect, test } from 'vitest';
import { waveformPath, waveformPeaks } from './waveform-peaks.ts';

test('each part has its loudest sample, of whatever channel and sign', () => {
  const left = Float32Array.of(0.1, 0.5, 0, 0, 0.25, 0);
  const right = Float32Array.of(0, 0, 0, -0.75, 0, 2);

  expect(waveformPeaks([left, right], 3)).toEqual([0.5, 0.75, 1]);
});

test('a sound shorter than the parts, and one of nothing, are shown', () => {
  expect(waveformPeaks([Float32Array.of(0.5)], 3)).toEqual([0.5, 0.5, 0.5]);
  expect(waveformPeaks([new Float32Array()], 3)).toEqual([]);
  expect(waveformPeaks([], 3)).toEqual([]);
});

test('silence leaves a trace', () => {
  expect(waveformPath([0, 1])).toBe('M0.2 49.2h0.6v1.6h-0.6zM1.2 2.0h0.6v96.0h-0.6z');
});
