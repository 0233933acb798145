import { describe, expect, it } from 'vitest';
import type { AssetManifest } from './asset-manifest.ts';
import type { Diagnostic } from './diagnostic.ts';
import { editOf, fixesOf, fixOf } from './diagnostic-fix.ts';

const place = { file: 'assets/a/asset.json' };
const manifest: AssetManifest = { schemaVersion: 1, name: 'A', type: 'image', sources: ['a.png', 'b.png', 'a.png'] };
const missing = (path: string): Diagnostic => ({ code: 'source-missing', path, place });

describe('M6 what can be done about a finding', () => {
  it('takes a source that is not there out of the manifest, and never the last one', () => {
    expect(fixOf(missing('b.png'), manifest)).toEqual({ kind: 'remove-source', path: 'b.png' });
    expect(editOf({ kind: 'remove-source', path: 'a.png' }, manifest)).toEqual({
      manifest: { ...manifest, sources: ['b.png'] },
      without: [],
    });
    expect(fixOf(missing('a.png'), { ...manifest, sources: ['a.png', 'a.png'] })).toBeNull();
    expect(fixOf(missing('c.png'), manifest)).toBeNull();
  });

  it('lists a source once, at its first place', () => {
    const fix = fixOf({ code: 'source-duplicate', path: 'a.png', place }, manifest);

    expect(fix).toEqual({ kind: 'list-source-once', path: 'a.png' });
    expect(editOf({ kind: 'list-source-once', path: 'a.png' }, manifest)?.manifest.sources).toEqual(['a.png', 'b.png']);
  });

  it('takes a key out that is not known, where the manifest can be read', () => {
    const unknown: Diagnostic = { code: 'manifest-unknown-key', key: 'colour', place };

    expect(fixOf(unknown, manifest)).toEqual({ kind: 'remove-key', key: 'colour' });
    expect(editOf({ kind: 'remove-key', key: 'colour' }, manifest)).toEqual({ manifest, without: ['colour'] });
    expect(fixOf(unknown, null)).toBeNull();
  });

  it.each<[Diagnostic, string]>([
    [{ code: 'manifest-field-missing', field: 'name', place }, 'name'],
    [{ code: 'manifest-field-type', field: 'sources.0', reason: 'must-be-text', place }, 'sources'],
    [{ code: 'manifest-field-value', field: 'type', allowed: 'image', place }, 'type'],
    [{ code: 'manifest-field-too-short', field: 'tags.3', limit: 1, place }, 'tags'],
    [{ code: 'manifest-field-too-long', field: 'name', limit: 200, place }, 'name'],
  ])('leads to the form for a field that is missing or wrong: %o', (diagnostic, field) => {
    expect(fixOf(diagnostic, null)).toEqual({ kind: 'mend-field', field });
  });

  it.each<Diagnostic>([
    { code: 'manifest-field-type', field: 'asset.json', reason: 'must-be-object', place },
    { code: 'manifest-field-too-long', field: 'tags', limit: 10_000, place },
    { code: 'manifest-not-json', reason: 'value-expected', place },
    { code: 'source-not-a-file', path: 'b.png', place },
    { code: 'nested-asset', outer: 'b', place },
  ])('offers nothing where nothing is safe: %o', (diagnostic) => {
    expect(fixOf(diagnostic, manifest)).toBeNull();
  });

  it('offers each fix once', () => {
    const wrongTag = (at: number): Diagnostic => ({
      code: 'manifest-field-too-short',
      field: `tags.${String(at)}`,
      limit: 1,
      place,
    });

    expect(fixesOf([wrongTag(0), wrongTag(1), missing('b.png')], null)).toEqual([
      { kind: 'mend-field', field: 'tags' },
    ]);
  });
});
