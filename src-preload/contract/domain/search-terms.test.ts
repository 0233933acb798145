import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatSearch,
  parseSearch,
  problemsOfSearch,
  type SearchKey,
  type SearchTerm,
  searchKeys,
} from './search-terms.ts';

const text = (value: string, excluded = false): SearchTerm => ({ key: 'text', values: [value], excluded });
const keyed = (key: SearchKey, values: string[], excluded = false): SearchTerm => ({ key, values, excluded });

describe('a search', () => {
  it.each<[string, SearchTerm[]]>([
    ['', []],
    ['  \t ', []],
    ['oak  tree', [text('oak'), text('tree')]],
    ['"oak tree" leaf', [text('oak tree'), text('leaf')]],
    ['"oak tree', [text('oak tree')]],
    ['"a "" b"', [text('a " b')]],
    ['"one""two', [text('one"two')]],
    ['"" oak', [text('oak')]],
    ['say"cheese', [text('say"cheese')]],
    ['-draft', [text('draft', true)]],
    ['-"oak tree"', [text('oak tree', true)]],
    ['- -', [text('-'), text('-')]],
    ['--x', [text('-x', true)]],
    ['type:image', [keyed('type', ['image'])]],
    ['TYPE:Image,SOUND', [keyed('type', ['image', 'sound'])]],
    ['type:image,image', [keyed('type', ['image'])]],
    ['-type:image', [keyed('type', ['image'], true)]],
    ['is:ok,missing', [keyed('is', ['ok', 'missing'])]],
    ['type:"Sprite  atlas",sprite-atlas', [keyed('type', ['sprite-atlas'])]],
    ['type:"Atlas de sprites",música,MUSICA,"sprite atlas"', [keyed('type', ['sprite-atlas', 'music'])]],
    ['is:problem', [keyed('is', ['warning', 'error', 'missing'])]],
    ['-is:Problems,error', [keyed('is', ['warning', 'error', 'missing'], true)]],
    ['tag:"menu bar",HUD x', [keyed('tag', ['menu bar', 'HUD']), text('x')]],
    ['tag:"a"b', [keyed('tag', ['a']), text('b')]],
    ['tag:a, b', [keyed('tag', ['a']), text('b')]],
    ['tag:,,a,', [keyed('tag', ['a'])]],
    ['path:ui/Buttons/', [keyed('path', ['ui/Buttons/'])]],
    ['ext:png,.WAV', [keyed('ext', ['png', 'WAV'])]],
    ['-ext:".tar gz",..png,png', [keyed('ext', ['tar gz', 'png'], true)]],
    ['ext:. x', [keyed('ext', []), text('x')]],
    ['extension:png', [text('extension:png')]],
    ['id:01a2', [keyed('id', ['01a2'])]],
    ['type:', [keyed('type', [])]],
    ['type: image', [keyed('type', []), text('image')]],
    ['kind:image', [text('kind:image')]],
    ['http://x type', [text('http://x'), text('type')]],
    ['"type:image"', [text('type:image')]],
    ['mytype:image', [text('mytype:image')]],
  ])('%j is parsed', (search, terms) => {
    expect(parseSearch(search)).toEqual(terms);
  });

  it.each([
    ['oak   "tree"', 'oak tree'],
    ['"oak tree" -"-x"', '"oak tree" -"-x"'],
    ['tag:"menu bar",hud', 'tag:"menu bar",hud'],
    ['"type:image"', '"type:image"'],
    ['TYPE:Image type:', 'type:image type:'],
  ])('%j is written as %j', (search, written) => {
    expect(formatSearch(parseSearch(search))).toBe(written);
  });

  it('is written so that it says the same, whatever was typed', () => {
    const typed = fc
      .array(fc.oneof(fc.constantFrom('-', '"', ',', ' ', ':', 'a', 'B', ...searchKeys, '\n'), fc.string()))
      .map((parts) => parts.join(''));

    fc.assert(
      fc.property(typed, (search) => {
        const terms = parseSearch(search);

        expect(parseSearch(formatSearch(terms))).toEqual(terms);
      }),
      { numRuns: 2000 },
    );
  });

  it('says what its terms say, whatever they are', () => {
    const value = fc.oneof(
      fc.constantFrom('-x', '"', 'a b', 'a,b', 'type:x', '"a"', '-', ','),
      fc.string({ minLength: 1 }),
    );
    const term = fc.oneof(
      fc.record({ key: fc.constant('text' as const), values: value.map((each) => [each]), excluded: fc.boolean() }),
      fc.record({
        key: fc.constantFrom(...searchKeys),
        values: fc.uniqueArray(
          value.map((each) => each.toLowerCase().replace(/^\.+/, '') || 'x'),
          { maxLength: 3 },
        ),
        excluded: fc.boolean(),
      }),
    );

    fc.assert(
      fc.property(fc.array(term, { maxLength: 5 }), (terms) => {
        expect(parseSearch(formatSearch(terms))).toEqual(terms);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is wrong with a search', () => {
  it.each([
    ['oak type:image is:ok,missing tag:x path:y ext:w id:z', []],
    ['ext:.', [{ code: 'value-missing', key: 'ext' }]],
    ['type:imagee,sound', [{ code: 'unknown-type', value: 'imagee' }]],
    ['-is:broken', [{ code: 'unknown-state', value: 'broken' }]],
    ['is:image', [{ code: 'unknown-state', value: 'image' }]],
    ['tag: oak', [{ code: 'value-missing', key: 'tag' }]],
    ['type:unknown kind:x', []],
  ])('%j', (search, problems) => {
    expect(problemsOfSearch(parseSearch(search))).toEqual(problems);
  });
});
