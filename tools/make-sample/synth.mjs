// @ts-check

export const sampleRate = 44_100;

/**
 * A WAV file, 16 bit, one channel.
 *
 * @param {Float32Array} samples in -1..1
 * @returns {Uint8Array}
 */
export function toWav(samples) {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const text = (/** @type {number} */ at, /** @type {string} */ value) =>
    bytes.set(new TextEncoder().encode(value), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => {
    view.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  });
  return bytes;
}

/**
 * @param {number} seconds
 * @param {(time: number, index: number) => number} wave
 */
export function render(seconds, wave) {
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = wave(index / sampleRate, index);
  }
  return samples;
}

/**
 * Brings the loudest sample to `peak` and takes the click off both ends.
 *
 * @param {Float32Array} samples
 * @param {number} peak
 */
export function finish(samples, peak) {
  const loudest = samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 1e-9);
  const fade = Math.min(samples.length / 4, sampleRate * 0.004);
  return samples.map((sample, index) => {
    const edge = Math.min(1, index / (fade / 4), (samples.length - 1 - index) / fade);
    return ((sample * peak) / loudest) * edge;
  });
}

/**
 * A filter that lets through what is lower than the cutoff, which may move while it runs.
 *
 * @returns {(sample: number, cutoff: number) => number}
 */
export function lowPass() {
  let held = 0;
  return (sample, cutoff) => {
    held += (1 - Math.exp((-2 * Math.PI * cutoff) / sampleRate)) * (sample - held);
    return held;
  };
}

/**
 * Sums a frequency that moves into a phase, so that glides have no clicks.
 *
 * @returns {(frequency: number) => number} the phase in radians
 */
export function oscillator() {
  let phase = 0;
  return (frequency) => {
    phase += (2 * Math.PI * frequency) / sampleRate;
    return phase;
  };
}

/**
 * @param {number} note as in MIDI: 69 is the A of 440 Hz
 */
export function pitch(note) {
  return 440 * 2 ** ((note - 69) / 12);
}
