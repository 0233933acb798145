// Zod-free: what both sides of the border must agree on about the files that a glTF model names.

/** Why a file that a model names is not read: an address, a place outside the asset's folder, or no source of the asset. */
export const resourceRefusals = ['address', 'outside', 'not-listed'] as const;
export type ResourceRefusal = (typeof resourceRefusals)[number];

export type ModelResource =
  | { readonly kind: 'listed'; readonly path: string }
  /** The bytes stand in the name itself. */
  | { readonly kind: 'data' }
  | { readonly kind: 'refused'; readonly why: ResourceRefusal };

/**
 * Which source file a model means by a URI (glTF 2.0, section 2.8). Only sources that the manifest lists are ever read,
 * and nothing that has a scheme, a host or an absolute path: a model can't make Studio ask for anything else.
 */
export function resolveModelResource(modelPath: string, uri: string, listed: readonly string[]): ModelResource {
  if (/^data:/i.test(uri)) {
    return { kind: 'data' };
  }
  const decoded = decodedUri(uri);
  // A backslash is a slash to some that read addresses.
  if (decoded === null || /^[a-z][a-z0-9+.-]*:|^[/\\]|\\/i.test(decoded)) {
    return { kind: 'refused', why: decoded === null || isPlace(decoded) ? 'outside' : 'address' };
  }
  const parts = modelPath.split('/').slice(0, -1);
  for (const part of decoded.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return { kind: 'refused', why: 'outside' };
      }
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  const path = parts.join('/').normalize('NFC');
  return listed.includes(path) ? { kind: 'listed', path } : { kind: 'refused', why: 'not-listed' };
}

/** A path on a disk rather than an address: absolute, of a drive, or with backslashes. */
function isPlace(decoded: string): boolean {
  return /^(?:\/(?!\/)|[a-z]:[/\\]|[^:]*\\|file:)/i.test(decoded);
}

function decodedUri(uri: string): string | null {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A percent sign that begins no character.
    return null;
  }
}
