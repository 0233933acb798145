// @ts-check
import { random } from './random.mjs';
import { finish, lowPass, oscillator, pitch, render, toWav } from './synth.mjs';

/** @param {string} seed */
function noise(seed) {
  const source = random(seed);
  return () => source.next() * 2 - 1;
}

/** @param {number} variant */
function step(variant) {
  const hiss = noise(`step ${variant}`);
  const soft = lowPass();
  const softer = lowPass();
  return finish(
    render(0.19, (time) => {
      const blades =
        Math.exp(-((time - 0.035 - variant * 0.006) ** 2) / 0.0006) + 0.55 * Math.exp(-((time - 0.1) ** 2) / 0.0009);
      const thump = Math.sin(2 * Math.PI * (70 + variant * 9) * time) * Math.exp(-time * 42) * 0.5;
      const sample = hiss();
      return (soft(sample, 3400) - softer(sample, 700)) * blades * 0.8 + thump;
    }),
    0.5,
  );
}

function jump() {
  const phase = oscillator();
  const tone = lowPass();
  return finish(
    render(0.32, (time) => {
      const glide = 210 + 520 * (1 - Math.exp(-time * 11));
      const wave = Math.sin(phase(glide)) + 0.25 * Math.sign(Math.sin(phase(0) * 0.5));
      return tone(wave, 2600) * Math.exp(-time * 9);
    }),
    0.6,
  );
}

function pickup() {
  const notes = [79, 84, 88, 91];
  return finish(
    render(0.62, (time) =>
      notes.reduce((sum, note, index) => {
        const since = time - index * 0.065;
        if (since < 0) {
          return sum;
        }
        const bell = Math.sin(
          2 * Math.PI * pitch(note) * since +
            0.9 * Math.exp(-since * 22) * Math.sin(2 * Math.PI * pitch(note) * 3 * since),
        );
        return sum + bell * Math.exp(-since * 8.5) * Math.min(1, since * 400);
      }, 0),
    ),
    0.6,
  );
}

function chirp() {
  const phase = oscillator();
  const calls = [0, 0.13, 0.22, 0.42, 0.52];
  return finish(
    render(0.72, (time) => {
      let loud = 0;
      let frequency = 3000;
      calls.forEach((start, index) => {
        const since = time - start;
        const long = index === 3 ? 0.09 : 0.075;
        if (since >= 0 && since < long) {
          loud = Math.sin((Math.PI * since) / long) ** 2;
          frequency = 3100 + index * 140 + 1300 * Math.sin((Math.PI * since) / long) - since * 5200;
        }
      });
      const turn = phase(frequency);
      return (Math.sin(turn) + 0.12 * Math.sin(turn * 2)) * loud;
    }),
    0.45,
  );
}

function splash() {
  const hiss = noise('splash');
  const source = random('drops');
  const body = lowPass();
  const deep = lowPass();
  const drops = Array.from({ length: 9 }, () => ({
    start: source.between(0.08, 0.55),
    high: source.between(500, 1400),
    loud: source.between(0.15, 0.5),
  }));
  return finish(
    render(0.95, (time) => {
      const sample = hiss();
      const wash =
        body(sample, 5200 * Math.exp(-time * 4) + 350) * (1 - Math.exp(-time * 190)) * Math.exp(-time * 5.2) * 2;
      const plunge = deep(sample, 260) * Math.exp(-time * 12) * 4;
      return drops.reduce((sum, { start, high, loud }) => {
        const since = time - start;
        return since < 0
          ? sum
          : sum + Math.sin(2 * Math.PI * (high * since + 900 * since * since * 4)) * Math.exp(-since * 34) * loud;
      }, wash + plunge);
    }),
    0.6,
  );
}

function click() {
  return finish(
    render(
      0.09,
      (time) =>
        Math.sin(2 * Math.PI * 1250 * time) * Math.exp(-time * 95) +
        0.6 * Math.sin(2 * Math.PI * 540 * time) * Math.exp(-time * 60),
    ),
    0.5,
  );
}

function refuse() {
  const tone = lowPass();
  return finish(
    render(0.42, (time) => {
      const second = time > 0.15;
      const since = second ? time - 0.15 : time;
      const note = pitch(second ? 50 : 54);
      const wave = 2 * ((note * since) % 1) - 1 + 0.6 * Math.sin(2 * Math.PI * note * since);
      return tone(wave, 1100) * Math.min(1, since * 300) * Math.exp(-since * (second ? 9 : 14));
    }),
    0.5,
  );
}

function buzz() {
  const first = oscillator();
  const second = oscillator();
  const tone = lowPass();
  return finish(
    render(0.9, (time) => {
      const bend = 1 + 0.05 * Math.sin(time * 9) + 0.12 * Math.sin(Math.PI * (time / 0.9));
      const saw = (/** @type {number} */ phase) => ((phase / (2 * Math.PI)) % 1) * 2 - 1;
      return (
        tone(saw(first(178 * bend)) + saw(second(181.5 * bend)), 1500) *
        Math.sin((Math.PI * time) / 0.9) ** 0.8 *
        (0.8 + 0.2 * Math.sin(time * 160))
      );
    }),
    0.4,
  );
}

/** @returns {import('./asset.mjs').Asset[]} */
export function sounds() {
  return [
    {
      root: 'audio/sfx/step-grass',
      name: 'Step on grass',
      type: 'sound',
      description: 'Three takes; the game never plays the same one twice in a row.',
      tags: ['sfx', 'hare'],
      preload: true,
      files: { 'step-1.wav': toWav(step(0)), 'step-2.wav': toWav(step(1)), 'step-3.wav': toWav(step(2)) },
      registered: true,
    },
    {
      root: 'audio/sfx/jump',
      name: 'Jump',
      type: 'sound',
      tags: ['sfx', 'hare'],
      preload: true,
      files: { 'jump.wav': toWav(jump()) },
      registered: true,
    },
    {
      root: 'audio/sfx/pickup',
      name: 'Pick up',
      type: 'sound',
      tags: ['sfx', 'shop'],
      preload: true,
      files: { 'pickup.wav': toWav(pickup()) },
      registered: true,
    },
    {
      root: 'audio/sfx/chirp',
      name: 'Blackbird chirp',
      type: 'sound',
      tags: ['sfx', 'ambience', 'day'],
      files: { 'chirp.wav': toWav(chirp()) },
      registered: true,
    },
    {
      root: 'audio/sfx/splash',
      name: 'Splash in the pond',
      type: 'sound',
      tags: ['sfx', 'pond'],
      files: { 'splash.wav': toWav(splash()) },
      registered: true,
    },
    {
      root: 'audio/sfx/buzz',
      name: 'Bee flies past',
      type: 'sound',
      tags: ['sfx', 'critter'],
      files: { 'buzz.wav': toWav(buzz()) },
      registered: false,
    },
    {
      root: 'audio/sfx/click',
      name: 'Click',
      type: 'sound',
      tags: ['sfx', 'ui'],
      preload: true,
      files: { 'click.wav': toWav(click()) },
      registered: true,
    },
    {
      root: 'audio/sfx/error',
      name: 'Not now',
      type: 'sound',
      description: 'Two falling notes for what cannot be done at the moment.',
      tags: ['sfx', 'ui'],
      files: { 'error.wav': toWav(refuse()) },
      registered: true,
    },
  ];
}

/** An owl's two notes, for the assets with problems. */
export function owl() {
  return toWav(
    finish(
      render(0.9, (time) => {
        const since = time < 0.35 ? time : time - 0.35;
        const long = time < 0.35 ? 0.25 : 0.5;
        const loud = since < long ? Math.sin((Math.PI * since) / long) : 0;
        return Math.sin(2 * Math.PI * 392 * time + 0.4 * Math.sin(2 * Math.PI * 5 * time)) * loud;
      }),
      0.45,
    ),
  );
}
