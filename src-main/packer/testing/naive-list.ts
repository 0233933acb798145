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
  const found = inOrder(
    [...assets].filter((asset) => matches(asset, filter, terms)),
    sort,
  );
  return descending ? found.reverse() : found;
}

/** What was folded before: a sort asks for the same texts again and again. */
const folded = new Map<string, string>();

function fold(text: string): string {
  const known = folded.get(text) ?? text.normalize('NFC').toLowerCase();
  folded.set(text, known);
  return known;
}

/** Without accents, as words are looked for. */
const bare = (text: string): string => text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '');

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
    text: (value) => [asset.name, asset.root, ...tags].some((text) => bare(fold(text)).includes(bare(value))),
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

function inOrder(assets: readonly Asset[], sort: AssetSort): Asset[] {
  const keyOf: Record<AssetSort, (asset: Asset) => string> = {
    root: () => '',
    name: ({ name }) => fold(name),
    type: ({ type }) => type ?? '',
    registration: registrationOf,
    health: ({ health }) => String(['missing', 'error', 'warning', 'ok'].indexOf(health)),
  };
  return assets
    .map((asset) => ({ asset, key: signsOf(keyOf[sort](asset)), root: signsOf(fold(asset.root)) }))
    .sort((a, b) => compareSigns(a.key, b.key) || compareSigns(a.root, b.root) || compare(a.asset.root, b.asset.root))
    .map(({ asset }) => asset);
}

const compare = <Value>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

/** Natural order (rule Q3), sign by sign: of numbers that are one the shorter text first. */
export function naiveCompare(a: string, b: string): number {
  return compareSigns(signsOf(a), signsOf(b));
}

function compareSigns(signs: readonly Sign[], others: readonly Sign[]): number {
  for (const [at, sign] of signs.entries()) {
    const other = others[at];
    if (other === undefined) {
      return 1;
    }
    const order =
      sign.number === null || other.number === null
        ? compare(sign.text, other.text)
        : compare(sign.number, other.number) || compare(sign.text.length, other.text.length);
    if (order !== 0) {
      return order;
    }
  }
  return compare(signs.length, others.length);
}

interface Sign {
  readonly text: string;
  readonly number: bigint | null;
}

const known = new Map<string, readonly Sign[]>();

function signsOf(text: string): readonly Sign[] {
  const signs =
    known.get(text) ??
    (text.match(/[0-9]+|[^]/g) ?? []).map((sign) => ({ text: sign, number: /[0-9]/.test(sign) ? BigInt(sign) : null }));
  known.set(text, signs);
  return signs;
}
