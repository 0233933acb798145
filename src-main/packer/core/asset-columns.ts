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
    return rootOf(this.columns, this.row);
  }

  get name(): string {
    return nameOf(this.columns, this.row);
  }

  get type(): AssetManifest['type'] | null {
    return typeOf(wordOf(this.columns, this.row, looksWord));
  }

  get health(): Health {
    return healthOf(wordOf(this.columns, this.row, looksWord));
  }

  get problems(): number {
    return problemsOf(this.columns, this.row);
  }

  get entry(): HeldEntry | null {
    const { ofEntries } = this.columns;
    const entry = wordOf(this.columns, this.row, entryWord);
    return entry === 0 || ofEntries === null ? null : new LoadedEntry(ofEntries, entry - 1);
  }

  get packed(): PackedContent {
    return contentOf(this.columns, this.row);
  }
}

/** The asset of a row. */
export function assetInRow(columns: AssetColumns, row: number): Asset {
  return new LoadedAsset(columns, row);
}

/**
 * What the list shows of rows. In an order other than that by root they lie all over memory: a loop of its own goes there,
 * in which the processor waits for many at once and not for one after the other.
 */
export function summariesInRows(columns: AssetColumns, rows: readonly number[]): AssetSummary[] {
  // What is read here is near when the rest of its row is read, below.
  const entries = rows.map((row) => wordOf(columns, row, entryWord));
  return rows.map((row, at) => {
    const entry = entries[at] ?? 0;
    const looks = wordOf(columns, row, looksWord);
    return {
      root: rootOf(columns, row),
      name: nameOf(columns, row),
      type: typeOf(looks),
      registration: entry === 0 ? 'unregistered' : 'registered',
      health: healthOf(looks),
      assetId: assetIdOf(columns, row),
      problems: problemsOf(columns, row),
    };
  });
}

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

function wordOf({ words }: AssetColumns, row: number, word: number): number {
  return words[wordsOfRow * row + word] ?? 0;
}

function rootOf(columns: AssetColumns, row: number): string {
  const { texts, ofEntries } = columns;
  const length = wordOf(columns, row, namesWord) >>> halfBits;
  const entry = wordOf(columns, row, entryWord);
  return entry === 0 || ofEntries === null
    ? stretchIn(texts, row, wordOf(columns, row, placeWord), 0, length)
    : rootAt(ofEntries.texts, entry - 1, wordOf(columns, row, entryPlaceWord), length);
}

function assetIdOf(columns: AssetColumns, row: number): string | null {
  const { ofEntries } = columns;
  const entry = wordOf(columns, row, entryWord);
  return entry === 0 || ofEntries === null
    ? null
    : idAt(ofEntries.texts, entry - 1, wordOf(columns, row, entryPlaceWord));
}

function nameOf(columns: AssetColumns, row: number): string {
  const from = startOfName(columns, row);
  const length = wordOf(columns, row, namesWord) & halfMask;
  return stretchIn(columns.texts, row, wordOf(columns, row, placeWord), from, from + length);
}

function contentOf(columns: AssetColumns, row: number): PackedContent {
  const from = startOfName(columns, row) + (wordOf(columns, row, namesWord) & halfMask);
  const length = wordOf(columns, row, looksWord) >>> halfBits;
  return stretchIn(columns.texts, row, wordOf(columns, row, placeWord), from, from + length);
}

/** Behind the root, which is there where no entry has it. */
function startOfName(columns: AssetColumns, row: number): number {
  return wordOf(columns, row, entryWord) === 0 ? wordOf(columns, row, namesWord) >>> halfBits : 0;
}

function problemsOf(columns: AssetColumns, row: number): number {
  const problems = (wordOf(columns, row, looksWord) >>> byteBits) & byteMask;
  return problems < byteMask ? problems : packedDiagnostics(contentOf(columns, row)).length;
}

function looksOf({ type, health, problems }: Asset): number {
  return (Math.min(problems, byteMask) << byteBits) | (types.indexOf(type) << healthBits) | healths.indexOf(health);
}

function typeOf(looks: number): AssetManifest['type'] | null {
  return types[(looks & byteMask) >>> healthBits] ?? null;
}

function healthOf(looks: number): Health {
  return healths[looks & healthMask] ?? 'ok';
}
