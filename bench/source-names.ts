import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';
import { basename, join } from 'node:path';
import type { NameFrame } from './profile-summary.ts';

/** Where the parts of the built app lie whose functions a profile names, below `out/`. */
const folders = ['renderer/assets', 'main', 'main/chunks'];

/** Names a function by its file and line in the sources, as far as the built app in `out` has source maps. */
export function sourceNames(out: string): NameFrame {
  const maps = new Map<string, SourceMap | null>();

  function mapOf(url: string): SourceMap | null {
    const known = maps.get(url);
    if (known !== undefined) {
      return known;
    }
    const file = folders.map((folder) => join(out, folder, `${basename(url)}.map`)).find((path) => existsSync(path));
    const map = file === undefined ? null : new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
    maps.set(url, map);
    return map;
  }

  return ({ functionName, url, lineNumber, columnNumber }) => {
    // An object without anything where the map does not know the place.
    const { originalSource, originalLine }: Partial<SourceMapping> =
      mapOf(url)?.findEntry(lineNumber, columnNumber) ?? {};
    return originalSource === undefined || originalLine === undefined
      ? `${functionName === '' ? '(anonymous)' : functionName} ${basename(url)}`.trim()
      : `${originalSource.replace(/^(\.\.\/)+(node_modules\/)?/, '')}:${String(originalLine + 1)}`;
  };
}
