import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetManifestSchema, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { manifestListLimit, plainManifest } from './plain-manifest.ts';

const anything = fc.jsonValue({ maxDepth: 1 });
const texts = fc.array(fc.string({ maxLength: 2 }), { maxLength: 2 });

/** Values that are a manifest, or that one field more or less keeps from being one. */
const nearlyManifest = fc.record(
  {
    schemaVersion: fc.oneof(fc.constant(1), anything),
    name: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('x'.repeat(200), 'x'.repeat(201)), anything),
    type: fc.oneof(fc.constantFrom(...assetTypes, 'nothing'), anything),
    sources: fc.oneof(texts, anything),
    tags: fc.oneof(texts, anything),
    preload: fc.oneof(fc.boolean(), anything),
    description: fc.oneof(fc.string({ maxLength: 3 }), anything),
    other: anything,
  },
  { requiredKeys: [] },
);

const said = { schemaVersion: 1, name: 'Oak', type: 'image', sources: ['oak.png'] };

describe('a manifest that is plain', () => {
  it('is what the schema makes of it, and no other one is', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyManifest, anything), (value) => {
        expect(plainManifest(value)).toStrictEqual(assetManifestSchema.safeParse(value).data ?? null);
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, object]>([
    ['the fewest fields', said],
    ['every field', { ...said, tags: ['tree'], preload: false, description: '' }],
    ['no tags', { ...said, tags: [] }],
  ])('may have %s', (_, value) => {
    expect(plainManifest(value)).toStrictEqual(value);
  });

  it('has no list that is longer than the limit', () => {
    expect(plainManifest({ ...said, sources: new Array(manifestListLimit + 1).fill('x') })).toBeNull();
  });
});
