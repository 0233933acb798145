import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssetManifest, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { anyCharacter } from '../testing/project-builder.ts';
import { editManifestText, newManifestText } from './manifest-edit.ts';
import { parseManifestText } from './manifest-text.ts';

const plain: AssetManifest = { schemaVersion: 1, name: 'Leaf', type: 'image', sources: ['leaf.png'] };

const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 8 });
const manifests: fc.Arbitrary<AssetManifest> = fc
  .record(
    {
      schemaVersion: fc.constant(1 as const),
      name: text,
      type: fc.constantFrom(...assetTypes),
      sources: fc.array(text, { minLength: 1, maxLength: 4 }),
      tags: fc.array(text, { maxLength: 4 }),
      preload: fc.boolean(),
      description: fc.string({ unit: anyCharacter, maxLength: 120 }),
    },
    { requiredKeys: ['schemaVersion', 'name', 'type', 'sources'] },
  )
  // Without the prototype that makes a record of the generator unequal to one that was read.
  .map((manifest) => ({ ...manifest }));

/** Ways in which authors write the same manifest. */
const writings = fc.constantFrom<(manifest: Readonly<Record<string, unknown>>) => string>(
  (manifest) => JSON.stringify(manifest),
  (manifest) => `${JSON.stringify(manifest, null, 2)}\n`,
  (manifest) => `${JSON.stringify(manifest, null, '\t').replaceAll('\n', '\r\n')}\r\n`,
  (manifest) => JSON.stringify(Object.fromEntries(Object.entries(manifest).toReversed()), null, 4),
  (manifest) => ` { ${JSON.stringify(manifest).slice(1, -1)} } `,
);

describe('the text of an edited manifest', () => {
  it('M3 says what was asked for, whatever the text was like, and keeps keys that are not known', () => {
    fc.assert(
      fc.property(manifests, manifests, writings, fc.boolean(), (before, after, write, hasUnknown) => {
        const written = write(hasUnknown ? { 'x-tool': { kept: [1, '{'] }, ...before, z: null } : { ...before });

        const edited = editManifestText(written, after);

        expect(parseManifestText(edited, 'f').manifest).toEqual(after);
        const { 'x-tool': tool, z } = JSON.parse(edited) as Record<string, unknown>;
        expect([tool, z]).toEqual(hasUnknown ? [{ kept: [1, '{'] }, null] : [undefined, undefined]);
      }),
      { numRuns: 500 },
    );
  });

  it('M3 is the same text where nothing differs', () => {
    const written = '{ "type":"image","name" : "Leaf",\n\n"schemaVersion":1, "sources":[ "leaf.png" ] }';

    expect(editManifestText(written, plain)).toBe(written);
  });

  it('M3 keeps order, indents and line ends, and puts a new field where Studio would', () => {
    const written =
      '{\r\n\t"schemaVersion": 1,\r\n\t"name": "Leaf",\r\n\t"type": "image",\r\n\t"sources": [\r\n\t\t"leaf.png"\r\n\t]\r\n}\r\n';

    const edited = editManifestText(written, {
      ...plain,
      name: 'Oak leaf',
      sources: ['leaf.png', 'b.png'],
      tags: ['oak', 'autumn'],
      description: 'Of the oak',
    });

    expect(edited).toBe(
      '{\r\n\t"schemaVersion": 1,\r\n\t"name": "Oak leaf",\r\n\t"type": "image",\r\n\t"description": "Of the oak",\r\n\t"sources": [\r\n\t\t"leaf.png",\r\n\t\t"b.png"\r\n\t],\r\n\t"tags": ["oak", "autumn"]\r\n}\r\n',
    );
  });

  it('M3 takes a field out without a trace', () => {
    const with2 = newManifestText({ ...plain, tags: ['a'], preload: true });

    expect(editManifestText(with2, plain)).toBe(newManifestText(plain));
  });

  it('M6 writes what was missing, in an object that may have nothing at all', () => {
    expect(editManifestText('\n{ }\n', plain)).toBe(`\n${newManifestText(plain)}`);
    expect(editManifestText('{"x":1}', plain)).toBe(`${JSON.stringify(plain).slice(0, -1)},"x":1}`);
  });

  it('M3 stays on one line where it was on one', () => {
    const written = '{"schemaVersion":1,"name":"Leaf","type":"image","sources":["leaf.png"]}';

    const edited = editManifestText(written, { ...plain, tags: ['a', 'b'], preload: true });

    expect(edited).toBe(
      '{"schemaVersion":1,"name":"Leaf","type":"image","sources":["leaf.png"],"tags":["a","b"],"preload":true}',
    );
  });
});
