import fc from 'fast-check';
import { anyCharacter } from './project-builder.ts';

/** Texts of a few signs that are often alike: numbers of all lengths, with zeros before them, and what is beside digits. */
export const anyName = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('0', '1', '9', '00', '10', '09', 'a', '/', ':', ' ', 'ã', '٣', '\u{7e}', '\u{7f}'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\u0000', '\uffff', '123456789', '9007199254740993', '0'.repeat(20), '9'.repeat(30)),
      },
      { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 2 }) },
    ),
    { maxLength: 5 },
  )
  .map((signs) => signs.join(''));
