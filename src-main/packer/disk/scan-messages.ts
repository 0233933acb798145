import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScanOptions } from './disk-port.ts';
import type { ScanIndex } from './scan-index.ts';
import type { FolderToScan } from './scanner.ts';

/** What a thread that scans is told first, whenever that is. */
export interface ScanSetting {
  readonly projectFolder: string;
  readonly index: ScanOptions['index'];
  /** The index that another thread has read, or that there is none; without either it reads the index for itself. */
  readonly read?: ReadIndex;
  /** One number in shared memory: how many threads have nothing to do. */
  readonly idle: Int32Array;
}

/** What a thread that scans has read of the index. */
export interface ReadIndex {
  readonly found: ScanIndex | null;
  /**
   * In shared memory, a byte for each row of an asset: 1 where the asset was found to be as the row says, which is then not
   * told again. Null where every row is told.
   */
  readonly confirmed: Uint8Array | null;
}

/** What a thread that scans is asked to do. */
export type ScanOrder =
  | { readonly kind: 'scan'; readonly folders: readonly FolderToScan[] }
  /** Writes the scan index, of the rows that were confirmed and those that the threads told: of assets, and of folders. */
  | {
      readonly kind: 'keep';
      readonly temporaryName: string;
      readonly texts: readonly Uint8Array[];
      readonly folderTexts: readonly Uint8Array[];
    };

/**
 * Rows of assets as bytes that are handed over, not copied (scanned-rows.ts); `changed`: how many are not as the index has
 * them. `confirmed`: how many assets, beside these, are as the index says.
 */
export interface RowsMessage {
  readonly kind: 'rows';
  readonly rows: number;
  readonly confirmed: number;
  readonly changed: number;
  readonly text: Uint8Array;
}

/** The same for rows of folders. */
export interface FoldersMessage extends Omit<RowsMessage, 'kind' | 'confirmed'> {
  readonly kind: 'folders';
}

/** What a thread that scans says. */
export type ScanMessage =
  /** What the index has, where header and digest fit. Whether its rows do, too, `ready` says. */
  | { readonly kind: 'index'; readonly index: ReadIndex & { readonly found: ScanIndex } }
  /** The first word of a thread after that: it is idle. `indexed`: whether there is an index that can be used. */
  | { readonly kind: 'ready'; readonly indexed: boolean }
  | RowsMessage
  | FoldersMessage
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'wrong-in-index'; readonly roots: readonly string[] }
  /** There is enough to do for more than one thread. */
  | { readonly kind: 'large' }
  | { readonly kind: 'shared'; readonly folders: readonly FolderToScan[] }
  /** Everything that it was given is read, or given on. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'kept'; readonly errno: string | null }
  | { readonly kind: 'failed'; readonly errno: string };
