import { type AssetSummary, type Health, healths } from '../../../src-preload/contract/domain/asset.ts';
import { type AssetManifest, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { Asset } from './asset.ts';
import { type EntryColumns, type HeldEntry, idAt, LoadedEntry, rootAt } from './held-entry.ts';
import { type PackedContent, packedDiagnostics } from './packed-content.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { OpenTextRows, rowLimit, stretchIn, type TextRows } from './text-rows.ts';

/**
 * The assets of a load, in rows: half of what an object each with its texts takes, and next to nothing for a garbage
 * collector to look at.
 */
export interface AssetColumns {
  readonly rows: number;
  /** The root of each, where no entry has it, then its name, then its content. */
  readonly texts: TextRows;
  /** `wordsOfRow` numbers each, side by side: of rows that lie all over memory each is waited for once. */
  readonly words: Uint32Array;
  readonly ofEntries: EntryColumns | null;
}

/**
 * The place of the row's texts; the lengths of its root and of its name, 16 bits each; the row of the entry, one more, or
 * 0; the place of the entry's texts; the length of the content in 16 bits, how many diagnostics there are in 8, type and
 * health in 8.
 */
const wordsOfRow = 5;
const [placeWord, namesWord, entryWord, entryPlaceWord, looksWord] = [0, 1, 2, 3, 4];

const halfBits = 16;
const halfMask = (1 << halfBits) - 1;
const byteBits = 8;
/** The largest byte. So many problems, or more. */
const byteMask = (1 << byteBits) - 1;
const healthBits = 2;
const healthMask = (1 << healthBits) - 1;

/** The types, one more each, and no type at 0. */
const types: readonly (AssetManifest['type'] | null)[] = [null, ...assetTypes];

/** The words of a row, read once. */
interface RowWords {
  readonly row: number;
  readonly place: number;
  readonly rootLength: number;
  readonly nameLength: number;
  /** The row of the entry, one more, or 0. */
  readonly entry: number;
  readonly entryPlace: number;
  readonly looks: number;
}

function wordsOf({ words }: AssetColumns, row: number): RowWords {
  const at = wordsOfRow * row;
  const names = words[at + namesWord] ?? 0;
  return {
    row,
    place: words[at + placeWord] ?? 0,
    rootLength: names >>> halfBits,
    nameLength: names & halfMask,
    entry: words[at + entryWord] ?? 0,
    entryPlace: words[at + entryPlaceWord] ?? 0,
    looks: words[at + looksWord] ?? 0,
  };
}

/** An asset of a load. A view on its row: each time that the asset is asked for it is another object. */
class LoadedAsset extends Asset {
  readonly columns: AssetColumns;
  readonly row: number;

  constructor(columns: AssetColumns, row: number) {
    super();
    this.columns = columns;
    this.row = row;
  }

  get root(): string {
    return rootOf(this.columns, this.#words);
  }

  get name(): string {
    return nameOf(this.columns, this.#words);
  }

  get type(): AssetManifest['type'] | null {
    return typeOf(this.#words);
  }

  get health(): Health {
    return healthOf(this.#words);
  }

  get problems(): number {
    return problemsOf(this.columns, this.#words);
  }

  get entry(): HeldEntry | null {
    const { ofEntries } = this.columns;
    const { entry } = this.#words;
    return entry === 0 || ofEntries === null ? null : new LoadedEntry(ofEntries, entry - 1);
  }

  get packed(): PackedContent {
    return contentOf(this.columns, this.#words);
  }

  get #words(): RowWords {
    return wordsOf(this.columns, this.row);
  }
}

/** The asset of a row. */
export function assetInRow(columns: AssetColumns, row: number): Asset {
  return new LoadedAsset(columns, row);
}

/** What the list shows of rows. */
export function summariesInRows(columns: AssetColumns, rows: readonly number[]): AssetSummary[] {
  fetchRows(columns, rows);
  return rows.map((row) => {
    const words = wordsOf(columns, row);
    return {
      root: rootOf(columns, words),
      name: nameOf(columns, words),
      type: typeOf(words),
      registration: words.entry === 0 ? 'unregistered' : 'registered',
      health: healthOf(words),
      assetId: assetIdOf(columns, words),
      problems: problemsOf(columns, words),
    };
  });
}

/**
 * Reads rows, so that they are near when they are read again. In an order other than that by root they lie all over memory:
 * a loop that does nothing else waits for many of them at once, and not for one after the other. A row can lie in two
 * lines of the processor's cache, which its first word and its last are in.
 */
function fetchRows({ words }: AssetColumns, rows: readonly number[]): void {
  let bits = 0;
  for (const row of rows) {
    const at = wordsOfRow * row;
    bits |= (words[at] ?? 0) | (words[at + wordsOfRow - 1] ?? 0);
  }
  fetched.bits = bits;
}

/** What was read last, kept because the engine leaves out reading of which nothing comes. */
const fetched = { bits: 0 };

/**
 * The columns of assets, each in the row of its index, and the indexes of those that a row can't stand for: of an entry
 * that is in no row itself, or of more text than a row can have.
 */
export function* assetColumnsInSlices(
  assets: readonly Asset[],
): SlicedWork<{ readonly columns: AssetColumns; readonly others: readonly number[] }> {
  const texts = new OpenTextRows();
  const words = new Uint32Array(wordsOfRow * assets.length);
  const others: number[] = [];
  let ofEntries: EntryColumns | null = null;
  for (const [row, asset] of assets.entries()) {
    const { root, name, packed, entry } = asset;
    const loaded: LoadedEntry | null = entry instanceof LoadedEntry ? entry : null;
    ofEntries ??= loaded?.columns ?? null;
    const isInRow = entry === null || (loaded !== null && loaded.columns === ofEntries);
    if (!isInRow || root.length + name.length + packed.length > rowLimit) {
      others.push(row);
      texts.add();
    } else {
      const at = wordsOfRow * row;
      words[at + placeWord] = loaded === null ? texts.add(root, name, packed) : texts.add(name, packed);
      words[at + namesWord] = (root.length << halfBits) | name.length;
      words[at + entryWord] = loaded === null ? 0 : loaded.row + 1;
      words[at + entryPlaceWord] = loaded === null ? 0 : (loaded.columns.places[loaded.row] ?? 0);
      words[at + looksWord] = (packed.length << halfBits) | looksOf(asset);
    }
    if (row % sliceSteps === 0) {
      yield;
    }
  }
  return { columns: { rows: assets.length, texts: texts.close(), words, ofEntries }, others };
}

function rootOf({ texts, ofEntries }: AssetColumns, words: RowWords): string {
  const { row, place, rootLength, entry, entryPlace } = words;
  return entry === 0 || ofEntries === null
    ? stretchIn(texts, row, place, 0, rootLength)
    : rootAt(ofEntries.texts, entry - 1, entryPlace, rootLength);
}

function assetIdOf({ ofEntries }: AssetColumns, { entry, entryPlace }: RowWords): string | null {
  return entry === 0 || ofEntries === null ? null : idAt(ofEntries.texts, entry - 1, entryPlace);
}

function nameOf({ texts }: AssetColumns, words: RowWords): string {
  const from = startOfName(words);
  return stretchIn(texts, words.row, words.place, from, from + words.nameLength);
}

function contentOf({ texts }: AssetColumns, words: RowWords): PackedContent {
  const from = startOfName(words) + words.nameLength;
  return stretchIn(texts, words.row, words.place, from, from + (words.looks >>> halfBits));
}

/** Behind the root, which is there where no entry has it. */
function startOfName({ entry, rootLength }: RowWords): number {
  return entry === 0 ? rootLength : 0;
}

function problemsOf(columns: AssetColumns, words: RowWords): number {
  const problems = (words.looks >>> byteBits) & byteMask;
  return problems < byteMask ? problems : packedDiagnostics(contentOf(columns, words)).length;
}

function looksOf({ type, health, problems }: Asset): number {
  return (Math.min(problems, byteMask) << byteBits) | (types.indexOf(type) << healthBits) | healths.indexOf(health);
}

function typeOf({ looks }: RowWords): AssetManifest['type'] | null {
  return types[(looks & byteMask) >>> healthBits] ?? null;
}

function healthOf({ looks }: RowWords): Health {
  return healths[looks & healthMask] ?? 'ok';
}
