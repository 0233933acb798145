import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import {
  type AssetContent,
  packContent,
  packedDiagnostics,
  packedPaths,
  packedTags,
  unpackContent,
} from './packed-content.ts';

const found: Diagnostic = { code: 'source-missing', path: 'x', place: { file: 'assets/a/asset.json' } };
const manifest = { schemaVersion: 1 as const, name: 'n', type: 'image' as const, sources: ['x', 'x', 'y'] };
const sources = [
  { path: 'x', bytes: null },
  { path: 'y', bytes: 0 },
];

const contentOf = (paths: string[]): AssetContent => ({
  manifest: { ...manifest, sources: paths },
  sources: paths.map((path) => ({ path, bytes: 1 })),
  diagnostics: [found],
});

describe('a content', () => {
  it.each<[string, AssetContent]>([
    ['nothing', { manifest: null, sources: [], diagnostics: [] }],
    ['findings alone', { manifest: null, sources: [], diagnostics: [found, found] }],
    ['a manifest', { manifest, sources, diagnostics: [] }],
    [
      'every part that an author may leave out',
      {
        manifest: { ...manifest, tags: ['雲', '"'], preload: false, description: '' },
        sources,
        diagnostics: [found],
      },
    ],
    ['a list of no tags', { manifest: { ...manifest, tags: [] }, sources, diagnostics: [] }],
    ['paths that look like the end of their list', contentOf(['a"],[', 'b],[', 'c\\'])],
    ['a path that ends as none before it', contentOf(['x/é.png', 'c\\'])],
    ['a description and nothing before it', { manifest: { ...manifest, description: 'd' }, sources, diagnostics: [] }],
  ])('S3 is unpacked as it was packed: %s', (_, content) => {
    const packed = packContent(content);

    expect(unpackContent(packed, 'n', 'image')).toStrictEqual(content);
    expect(packedPaths(packed)).toStrictEqual(content.manifest?.sources ?? []);
    expect(packedTags(packed)).toStrictEqual(content.manifest?.tags ?? []);
    expect(packedDiagnostics(packed)).toStrictEqual(content.diagnostics);
  });
});
