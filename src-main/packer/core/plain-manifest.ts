import {
  type AssetManifest,
  assetTypes,
  manifestSchemaVersion,
} from '../../../src-preload/contract/domain/asset-manifest.ts';

/** Most sources, and most tags, of one manifest. Checked before each of them is looked at (SPEC.md, Limits). */
export const manifestListLimit = 10_000;

/** Longest name that the schema takes. */
const longestName = 200;

const types: ReadonlySet<unknown> = new Set(assetTypes);

/**
 * The manifest that a parsed JSON text is, where at a glance nothing is wrong with it; null where the schema has to say
 * so, and what. Never more than the schema takes, and equal to what that makes of it. Asked first, because a large project
 * has a hundred thousand manifests, and the schema takes ten times as long.
 */
export function plainManifest(value: unknown): AssetManifest | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return null;
  }
  let [schemaVersion, name, type, sources, tags, preload, description]: unknown[] = [];
  for (const key of Object.keys(value)) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    switch (key) {
      case 'schemaVersion':
        schemaVersion = field;
        break;
      case 'name':
        name = field;
        break;
      case 'type':
        type = field;
        break;
      case 'sources':
        sources = field;
        break;
      case 'tags':
        tags = field;
        break;
      case 'preload':
        preload = field;
        break;
      case 'description':
        description = field;
        break;
      default:
        return null;
    }
  }
  if (
    schemaVersion !== manifestSchemaVersion ||
    typeof name !== 'string' ||
    name === '' ||
    name.length > longestName ||
    !isType(type) ||
    !areTexts(sources) ||
    sources.length === 0
  ) {
    return null;
  }
  const manifest: AssetManifest = { schemaVersion, name, type, sources };
  // A field that is null is there, and is wrong.
  if (tags !== undefined) {
    if (!areTexts(tags)) {
      return null;
    }
    manifest.tags = tags;
  }
  if (preload !== undefined) {
    if (typeof preload !== 'boolean') {
      return null;
    }
    manifest.preload = preload;
  }
  if (description !== undefined) {
    if (typeof description !== 'string') {
      return null;
    }
    manifest.description = description;
  }
  return manifest;
}

function isType(value: unknown): value is AssetManifest['type'] {
  return types.has(value);
}

function areTexts(value: unknown): value is string[] {
  if (!Array.isArray(value) || value.length > manifestListLimit) {
    return false;
  }
  for (const text of value as unknown[]) {
    if (typeof text !== 'string' || text === '') {
      return false;
    }
  }
  return true;
}
