import { expect } from 'vitest';

const watched: readonly object[] = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
];

const members = (of: object): (readonly [PropertyKey, PropertyDescriptor | undefined])[] =>
  Reflect.ownKeys(of).map((key) => [key, Object.getOwnPropertyDescriptor(of, key)] as const);

const before = watched.map((each) => new Map(members(each)));

/** Holds that the prototypes of the language are what they were before the first input was read. */
export function expectPrototypesUnchanged(): void {
  expect('polluted' in {}).toBe(false);
  const changed = watched.flatMap((each, at) => {
    const known = before[at];
    const now = members(each);
    const differing = now.filter(([key, descriptor]) => {
      const was = known?.get(key);
      // Values and accessors themselves, not what they are equal to.
      return was?.value !== descriptor?.value || was?.get !== descriptor?.get || was?.set !== descriptor?.set;
    });
    return now.length === known?.size ? differing : [...differing, each];
  });
  expect(changed).toEqual([]);
}
