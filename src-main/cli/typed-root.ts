import type { Packer } from '../packer/index.ts';

/**
 * The root that somebody means who typed it, or let the shell complete it: `ui/ok`, also as `assets/ui/ok/` or with
 * its `asset.json`. What is a root as it stands is never taken for another one.
 */
export function rootOf(packer: Pick<Packer, 'getAssetDetails'>, projectId: string, typed: string): string {
  const bare = withoutLast(withoutSlashes(typed.replace(/^\.\//, '')), '/asset.json');
  const candidates = [typed, bare, bare.replace(/^assets\//, '')];
  return candidates.find((root) => packer.getAssetDetails(projectId, root).ok) ?? typed;
}

function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') {
    end -= 1;
  }
  return text.slice(0, end);
}

function withoutLast(text: string, ending: string): string {
  return text.endsWith(ending) ? text.slice(0, -ending.length) : text;
}
