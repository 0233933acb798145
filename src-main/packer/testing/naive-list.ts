import { healths, registrations, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetQuery, AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { parseSearch, type SearchTerm } from '../../../src-preload/contract/domain/search-terms.ts';
import { type Asset, registrationOf } from '../core/asset.ts';

/**
 * The assets that a query is for, in its order, worked out from nothing (rule Q3): what the indexes are compared with.
 * Shares no code with them, and so it is for texts that lower case alone folds.
 */
export function naiveList(
  assets: Iterable<Asset>,
  { filter, sort, descending }: Pick<AssetQuery, 'filter' | 'sort' | 'descending'>,
): Asset[] {
  const terms = parseSearch(filter.search);
  const found = [...assets].filter((asset) => matches(asset, filter, terms)).sort(compareBy(sort));
  return descending ? found.reverse() : found;
}

/** What was folded before: a sort asks for the same texts again and again. */
const folded = new Map<string, string>();

function fold(text: string): string {
  const known = folded.get(text) ?? text.normalize('NFC').toLowerCase();
  folded.set(text, known);
  return known;
}

function matches(
  asset: Asset,
  { health, type, registration, tag }: AssetQuery['filter'],
  terms: readonly SearchTerm[],
): boolean {
  const tags = asset.manifest?.tags ?? [];
  return (
    (health.length === 0 || health.includes(asset.health)) &&
    (type.length === 0 || type.includes(asset.type ?? 'unknown')) &&
    (registration.length === 0 || registration.includes(registrationOf(asset))) &&
    (tag.length === 0 || tag.some((each) => tags.includes(each))) &&
    terms.every((term) => holds(asset, term))
  );
}

function holds(asset: Asset, { key, values, excluded }: SearchTerm): boolean {
  const { tags = [], sources = [] } = asset.manifest ?? {};
  const tests: Record<SearchTerm['key'], (value: string) => boolean> = {
    text: (value) => [asset.name, asset.root, ...tags].some((text) => fold(text).includes(value)),
    type: (value) => (asset.type ?? 'unknown') === value,
    is: (value) => registrationOf(asset) === value || asset.health === value,
    tag: (value) => tags.some((each) => fold(each) === value),
    ext: (value) => sources.some((path) => /[^/]\.([^./]{1,15})$/.exec(fold(path))?.[1] === value),
    path: (value) => fold(asset.root).startsWith(value),
    id: (value) => asset.entry?.assetId.startsWith(value) ?? false,
  };
  const known = values.filter((value) => {
    return key === 'type' ? typeFilters.some((type) => type === value) : key !== 'is' || isState(value);
  });
  return known.length === 0 || known.some((value) => tests[key](fold(value))) !== excluded;
}

const isState = (value: string): boolean => [...registrations, ...healths].some((state) => state === value);

function compareBy(sort: AssetSort): (a: Asset, b: Asset) => number {
  const keyOf: Record<AssetSort, (asset: Asset) => string> = {
    root: () => '',
    name: ({ name }) => fold(name),
    type: ({ type }) => type ?? '',
    registration: registrationOf,
  };
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return (a, b) =>
    compare(keyOf[sort](a), keyOf[sort](b)) || compare(fold(a.root), fold(b.root)) || compare(a.root, b.root);
}
