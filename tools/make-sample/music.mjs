// @ts-check
import { createOggEncoder } from 'wasm-media-encoders';
import { random } from './random.mjs';
import { lowPass, pitch, sampleRate } from './synth.mjs';

/** Two channels that end where they begin: what rings on past the end is heard at the start. */
class Loop {
  /** @param {number} seconds */
  constructor(seconds) {
    this.length = Math.round(seconds * sampleRate);
    this.left = new Float32Array(this.length);
    this.right = new Float32Array(this.length);
  }

  /**
   * @param {number} start in seconds
   * @param {number} seconds
   * @param {number} pan -1 left, 1 right
   * @param {(time: number) => number} wave
   */
  add(start, seconds, pan, wave) {
    const first = Math.round(start * sampleRate);
    const count = Math.round(seconds * sampleRate);
    const leftGain = Math.cos(((pan + 1) * Math.PI) / 4);
    const rightGain = Math.sin(((pan + 1) * Math.PI) / 4);
    for (let index = 0; index < count; index += 1) {
      const sample = wave(index / sampleRate);
      const place = (((first + index) % this.length) + this.length) % this.length;
      this.left[place] += sample * leftGain;
      this.right[place] += sample * rightGain;
    }
  }

  /**
   * A room: four echoes a side that feed themselves. It runs over the loop twice, so that the second pass begins with
   * the first one's tail.
   *
   * @param {number} wet
   * @param {number} decay
   */
  reverberate(wet, decay) {
    const build = (/** @type {Float32Array} */ dry, /** @type {number[]} */ delays) => {
      const result = new Float32Array(this.length);
      for (const milliseconds of delays) {
        const echo = new Float32Array(Math.round((milliseconds / 1000) * sampleRate));
        const damp = lowPass();
        let place = 0;
        for (let index = 0; index < this.length * 2; index += 1) {
          const heard = echo[place];
          echo[place] = dry[index % this.length] + damp(heard, 3600) * decay;
          place = (place + 1) % echo.length;
          if (index >= this.length) {
            result[index - this.length] += heard / delays.length;
          }
        }
      }
      return result;
    };
    const roomLeft = build(this.left, [61.1, 73.7, 89.3, 101.9]);
    const roomRight = build(this.right, [64.3, 77.1, 86.7, 107.3]);
    for (let index = 0; index < this.length; index += 1) {
      this.left[index] += roomLeft[index] * wet;
      this.right[index] += roomRight[index] * wet;
    }
  }

  /** @param {number} peak */
  normalize(peak) {
    let loudest = 1e-9;
    for (let index = 0; index < this.length; index += 1) {
      loudest = Math.max(loudest, Math.abs(this.left[index]), Math.abs(this.right[index]));
    }
    for (let index = 0; index < this.length; index += 1) {
      this.left[index] *= peak / loudest;
      this.right[index] *= peak / loudest;
    }
  }
}

/**
 * @param {Loop} loop
 * @param {number} start
 * @param {number} seconds
 * @param {readonly number[]} notes
 * @param {number} gain
 */
function pad(loop, start, seconds, notes, gain) {
  notes.forEach((note, index) => {
    const pan = notes.length > 1 ? (index / (notes.length - 1)) * 1.2 - 0.6 : 0;
    for (const detune of [-0.06, 0.05]) {
      const frequency = pitch(note + detune);
      const tail = 0.9;
      loop.add(start, seconds + tail, pan + detune * 4, (time) => {
        const loud = Math.min(1, time / 0.7) * Math.min(1, (seconds + tail - time) / tail);
        const turn = 2 * Math.PI * frequency * time;
        const shimmer = 0.75 + 0.25 * Math.sin(2 * Math.PI * 0.5 * time + index);
        return (
          (Math.sin(turn) +
            0.3 * Math.sin(turn * 2) * shimmer +
            0.12 * Math.sin(turn * 3) +
            0.05 * Math.sin(turn * 5)) *
          loud *
          loud *
          gain
        );
      });
    }
  });
}

/**
 * A plucked string after Karplus and Strong.
 *
 * @param {Loop} loop
 * @param {number} start
 * @param {number} note
 * @param {{ gain: number, pan: number, seconds?: number, bright?: number }} options
 */
function pluck(loop, start, note, { gain, pan, seconds = 2.2, bright = 0.5 }) {
  const source = random(`pluck ${note}`);
  const soften = lowPass();
  const exact = sampleRate / pitch(note);
  const length = Math.floor(exact - 0.5);
  const blend = exact - 0.5 - length;
  const string = Float32Array.from({ length: length + 1 }, () => soften(source.next() * 2 - 1, 1200 + bright * 5000));
  let place = 0;
  let last = 0;
  loop.add(start, seconds, pan, (time) => {
    const next = (place + 1) % string.length;
    const here = string[place] * (1 - blend) + string[next] * blend;
    string[place] = (here + last) * 0.5 * 0.9975;
    last = here;
    place = next;
    return here * gain * Math.min(1, (seconds - time) / 0.3);
  });
}

/**
 * @param {Loop} loop
 * @param {number} start
 * @param {number} note
 * @param {{ gain: number, pan: number, seconds?: number }} options
 */
function bell(loop, start, note, { gain, pan, seconds = 2.4 }) {
  const frequency = pitch(note);
  loop.add(start, seconds, pan, (time) => {
    const swing = 1.4 * Math.exp(-time * 7) * Math.sin(2 * Math.PI * frequency * 3.5 * time);
    return Math.sin(2 * Math.PI * frequency * time + swing) * Math.exp(-time * 2.6) * Math.min(1, time * 500) * gain;
  });
}

/**
 * @param {Loop} loop
 * @param {number} start
 * @param {number} note
 * @param {number} seconds
 * @param {number} gain
 */
function bass(loop, start, note, seconds, gain) {
  const frequency = pitch(note);
  loop.add(start, seconds, 0, (time) => {
    const loud = Math.min(1, time / 0.02) * Math.exp(-time * 1.5) * Math.min(1, (seconds - time) / 0.08);
    return (Math.sin(2 * Math.PI * frequency * time) + 0.25 * Math.sin(4 * Math.PI * frequency * time)) * loud * gain;
  });
}

/**
 * @param {Loop} loop
 * @param {number} start
 * @param {number} gain
 */
function shaker(loop, start, gain) {
  const source = random(`shaker ${start}`);
  const low = lowPass();
  loop.add(start, 0.11, 0.25, (time) => {
    const sample = source.next() * 2 - 1;
    return (sample - low(sample, 5200)) * Math.min(1, time / 0.018) * Math.exp(-time * 38) * gain;
  });
}

/** Eight bars of four at 112: C, A minor, F, G, and round again with a higher tune. */
function morning() {
  const beat = 60 / 112;
  const loop = new Loop(beat * 32);
  const chords = [
    [36, [60, 64, 67, 74]],
    [33, [60, 64, 69, 72]],
    [29, [60, 65, 69, 72]],
    [31, [59, 62, 67, 74]],
  ];
  /** Notes of the tune as [beat, note], all from the five of C, D, E, G and A. */
  const tune = [
    [0, 76],
    [1, 79],
    [1.5, 81],
    [2, 79],
    [3, 76],
    [4, 72],
    [5, 74],
    [5.5, 76],
    [6, 74],
    [7, 69],
    [8, 72],
    [9, 76],
    [9.5, 79],
    [10, 81],
    [11.5, 79],
    [12, 74],
    [13, 79],
    [13.5, 76],
    [14, 74],
    [16, 84],
    [17, 81],
    [17.5, 79],
    [18, 81],
    [19, 84],
    [20, 81],
    [21, 79],
    [21.5, 76],
    [22, 79],
    [23, 76],
    [24, 81],
    [24.5, 84],
    [25, 81],
    [26, 79],
    [27, 76],
    [28, 74],
    [29, 76],
    [29.5, 74],
    [30, 71],
    [31, 74],
  ];
  for (let bar = 0; bar < 8; bar += 1) {
    const [root, notes] = /** @type {[number, number[]]} */ (chords[bar % 4]);
    const start = bar * 4 * beat;
    pad(loop, start, beat * 4, notes, 0.05);
    bass(loop, start, root + 12, beat * 2, 0.3);
    bass(loop, start + beat * 2.5, root + 19, beat * 1.4, 0.2);
    [0, 1, 2, 3, 2, 1, 3, 2].forEach((step, index) => {
      pluck(loop, start + index * beat * 0.5, notes[step], {
        gain: 0.2,
        pan: index % 2 === 0 ? -0.5 : 0.5,
        seconds: 1.4,
        bright: 0.2,
      });
      shaker(loop, start + index * beat * 0.5, index % 2 === 0 ? 0.03 : 0.06);
    });
  }
  for (const [at, note] of tune) {
    pluck(loop, at * beat, note, { gain: 0.5, pan: 0.1, bright: 0.6 });
    bell(loop, at * beat, note, { gain: 0.1, pan: -0.15 });
  }
  loop.reverberate(0.5, 0.72);
  loop.normalize(0.8);
  return loop;
}

/** Eight bars of three at 84, in the five notes of D minor: bells over a slow pad. */
function evening() {
  const beat = 60 / 84;
  const loop = new Loop(beat * 24);
  const chords = [
    [38, [57, 62, 65]],
    [34, [58, 62, 65]],
    [41, [57, 60, 65]],
    [36, [55, 60, 64]],
    [38, [57, 62, 65]],
    [34, [58, 62, 65]],
    [43, [58, 62, 67]],
    [33, [57, 60, 64]],
  ];
  const tune = [
    [0, 81],
    [2, 77],
    [3, 74],
    [5, 72],
    [6, 77],
    [7, 79],
    [8, 81],
    [9, 79],
    [12, 86],
    [14, 84],
    [15, 81],
    [16, 79],
    [17, 77],
    [18, 79],
    [20, 74],
    [21, 76],
  ];
  chords.forEach((chord, bar) => {
    const [root, notes] = /** @type {[number, number[]]} */ (chord);
    const start = bar * 3 * beat;
    pad(loop, start, beat * 3, [...notes, notes[0] + 12], 0.06);
    bass(loop, start, root, beat * 2.8, 0.3);
    [1, 2].forEach((step) => {
      pluck(loop, start + step * beat, notes[step], { gain: 0.22, pan: step === 1 ? -0.4 : 0.4, bright: 0.1 });
    });
  });
  for (const [at, note] of tune) {
    bell(loop, at * beat, note, { gain: 0.22, pan: at % 2 === 0 ? 0.2 : -0.2, seconds: 3.4 });
  }
  loop.reverberate(0.8, 0.8);
  loop.normalize(0.75);
  return loop;
}

/** @param {Loop} loop */
async function toOgg(loop) {
  const encoder = await createOggEncoder();
  encoder.configure({ channels: 2, sampleRate, vbrQuality: 2 });
  /** @type {number[]} */
  const bytes = [];
  const block = 4096;
  for (let start = 0; start < loop.length; start += block) {
    const end = Math.min(loop.length, start + block);
    bytes.push(...encoder.encode([loop.left.slice(start, end), loop.right.slice(start, end)]));
  }
  bytes.push(...encoder.finalize());
  return withFixedSerial(Uint8Array.from(bytes));
}

/**
 * The encoder draws a stream number by the clock. A constant one keeps the file the same at every run; each page's
 * checksum covers that number and is made anew.
 *
 * @param {Uint8Array} ogg
 */
function withFixedSerial(ogg) {
  const view = new DataView(ogg.buffer);
  for (let page = 0; page < ogg.length; ) {
    const segments = ogg[page + 26];
    const body = ogg.subarray(page + 27, page + 27 + segments).reduce((sum, segment) => sum + segment, 0);
    const end = page + 27 + segments + body;
    view.setUint32(page + 14, 0x4d45_4144, true);
    view.setUint32(page + 22, 0, true);
    let checksum = 0;
    for (let index = page; index < end; index += 1) {
      checksum ^= ogg[index] << 24;
      for (let bit = 0; bit < 8; bit += 1) {
        checksum = checksum & 0x8000_0000 ? (checksum << 1) ^ 0x04c1_1db7 : checksum << 1;
      }
    }
    view.setUint32(page + 22, checksum >>> 0, true);
    page = end;
  }
  return ogg;
}

/** @returns {Promise<import('./asset.mjs').Asset[]>} */
export async function music() {
  return [
    {
      root: 'audio/music/morning-meadow',
      name: 'Morning in the meadow',
      type: 'music',
      description: 'Loops without a seam after eight bars. 112 beats a minute, C major.',
      tags: ['music', 'loop', 'day'],
      files: { 'morning-meadow.ogg': await toOgg(morning()) },
      registered: true,
    },
    {
      root: 'audio/music/firefly-lullaby',
      name: 'Firefly lullaby',
      type: 'music',
      description: 'Loops after eight bars of three. 84 beats a minute, D minor.',
      tags: ['music', 'loop', 'dusk'],
      files: { 'firefly-lullaby.ogg': await toOgg(evening()) },
      registered: false,
    },
  ];
}
