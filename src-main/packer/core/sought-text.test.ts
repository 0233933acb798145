import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frequenciesIn, indexOfSought, soughtText } from './sought-text.ts';

const text = fc.stringMatching(/^[abcé雲]{0,30}$/);
const sought = fc.stringMatching(/^[abcé雲]{1,9}$/);

it('Q3 looks for the rarest character of a text first and finds the text where it stands', () => {
  fc.assert(
    fc.property(text, text, sought, text, fc.nat(30), (sample, before, part, behind, from) => {
      const whole = `${before}${part}${behind}`;

      const found = indexOfSought(whole, soughtText(part, frequenciesIn([sample])), from);

      expect(found).toBe(whole.indexOf(part, from));
    }),
    { numRuns: 1000 },
  );
});
