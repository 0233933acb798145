import { expect, it } from 'vitest';
import { typeFilters } from './asset.ts';
import { typeLabels, typeNamed } from './type-labels.ts';

it('every label of every language names its own type, and so does what manifests write', () => {
  for (const type of typeFilters) {
    const named = [type, ...Object.values(typeLabels).map((labels) => labels[type])].map(typeNamed);
    expect(named, type).toEqual(named.map(() => type));
  }
});

it('what is no label names none', () => {
  expect([typeNamed('imagee'), typeNamed('')]).toEqual([null, null]);
});
