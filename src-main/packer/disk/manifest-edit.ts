import { isDeepStrictEqual } from 'node:util';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import {
  type ManifestField,
  type ManifestReading,
  manifestFields,
} from '../../../src-preload/contract/domain/manifest-reading.ts';

/** Longest list that is written on one line of a text that has several. */
const lineWidth = 100;

/**
 * The text of a manifest that says what `edited` says (rule M3). Only the fields that differ are written: order of keys,
 * white space, line ends and keys that are not known stay as their author wrote them, but for those in `without`. `text` is
 * a JSON object in which no key stands twice; its fields may be missing or wrong.
 */
export function editManifestText(text: string, edited: AssetManifest, without: readonly string[] = []): string {
  const before = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (Object.keys(before).length === 0) {
    // There is no writing of the author's to keep to.
    return text.replace(/\{\s*\}/, () => newManifestText(edited).trimEnd());
  }
  let changed = text;
  for (const field of manifestFields) {
    const stood = Object.hasOwn(before, field) ? before[field] : undefined;
    if (!isDeepStrictEqual(stood, edited[field])) {
      changed = withField(changed, field, edited[field]);
    }
  }
  for (const key of without) {
    if (Object.hasOwn(before, key) && !manifestFields.some((field) => field === key)) {
      changed = withoutKey(changed, key);
    }
  }
  return changed;
}

/** What stands in a text for each of the fields of a manifest, right or wrong; null where the text is no JSON object. */
export function writtenFields(text: string): ManifestReading['written'] | null {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return null;
  }
  const stands = value as NonNullable<ManifestReading['written']>;
  return Object.fromEntries(
    manifestFields.flatMap((field) => (Object.hasOwn(stands, field) ? [[field, stands[field]]] : [])),
  );
}

/** The text of a manifest that Studio writes by itself. */
export function newManifestText(manifest: AssetManifest): string {
  const entries = manifestFields.flatMap((field) =>
    manifest[field] === undefined ? [] : [[field, manifest[field]] as const],
  );
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function withField(text: string, field: ManifestField, value: unknown): string {
  const tree = parseTree(text);
  if (tree === undefined) {
    throw new Error('The text to edit is no JSON');
  }
  const node = findNodeAtLocation(tree, [field]);
  if (value === undefined) {
    return withoutKey(text, field);
  }
  if (node !== undefined) {
    return replaced(text, node.offset, node.length, valueText(text, value, styleOf(text, tree), node));
  }
  const style = styleOf(text, tree);
  const property = `${JSON.stringify(field)}:${style.afterColon}${valueText(text, value, style, null)}`;
  const above = propertyAbove(tree, field);
  if (above === null) {
    return replaced(text, tree.offset + 1, 0, `${style.beforeProperty}${property},`);
  }
  return replaced(text, above.offset + above.length, 0, `,${style.beforeProperty}${property}`);
}

/** Takes a property out with the comma and the white space that belong to it alone. */
function withoutKey(text: string, key: string): string {
  const properties = parseTree(text)?.children ?? [];
  const at = properties.findIndex(({ children }) => children?.[0]?.value === key);
  const [before, property, after] = [properties[at - 1], properties[at], properties[at + 1]];
  if (property === undefined) {
    return text;
  }
  const end = property.offset + property.length;
  if (before !== undefined) {
    const start = before.offset + before.length;
    return replaced(text, start, end - start, '');
  }
  return replaced(text, property.offset, (after?.offset ?? end) - property.offset, '');
}

function replaced(text: string, offset: number, length: number, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}

/** How the author writes the object. */
interface Style {
  /** White space between the brace or a comma and a property. */
  readonly beforeProperty: string;
  readonly afterColon: string;
}

function styleOf(text: string, tree: Node): Style {
  const first = tree.children?.[0];
  if (first === undefined) {
    return { beforeProperty: '', afterColon: '' };
  }
  const value = first.children?.[1];
  return {
    beforeProperty: text.slice(tree.offset + 1, first.offset),
    afterColon: value === undefined ? '' : text.slice((first.colonOffset ?? value.offset) + 1, value.offset),
  };
}

/** The last property of those that come before a field in Studio's order, or null. */
function propertyAbove(tree: Node, field: ManifestField): Node | null {
  const above = manifestFields.slice(0, manifestFields.indexOf(field));
  return tree.children?.findLast(({ children }) => above.some((other) => other === children?.[0]?.value)) ?? null;
}

/** A value as the author would write it: a list on lines of its own where it stood so, or where a line gets too long. */
function valueText(text: string, value: unknown, { beforeProperty, afterColon }: Style, before: Node | null): string {
  if (!Array.isArray(value)) {
    return JSON.stringify(value);
  }
  const items = value.map((item) => JSON.stringify(item));
  const inline = `[${items.join(afterColon === '' ? ',' : ', ')}]`;
  const end = /\r?\n[ \t]*$/.exec(beforeProperty)?.[0];
  const stood = before === null ? '' : text.slice(before.offset, before.offset + before.length);
  const isOnLines = stood.includes('\n') || inline.length > lineWidth;
  if (end === undefined || items.length === 0 || !isOnLines) {
    return inline;
  }
  const [, standing] = /^\[(\s*)/.exec(stood) ?? [];
  const indent = end.replace(/^\r?\n/, '');
  const line = standing?.includes('\n') === true ? standing : `${end}${indent === '' ? '  ' : indent}`;
  return `[${line}${items.join(`,${line}`)}${end}]`;
}
