import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { FolderToScan } from './scanner.ts';

/** What a thread that scans is started with. */
export interface ScanOrders {
  readonly projectFolder: string;
  /** One number in shared memory: how many threads have nothing to do. */
  readonly idle: Int32Array;
}

/** What a thread that scans says. Rows come as bytes that are handed over, not copied (scanned-rows.ts). */
export type ScanMessage =
  | { readonly kind: 'rows'; readonly rows: number; readonly text: Uint8Array }
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] }
  /** There is enough to do for more than one thread. */
  | { readonly kind: 'large' }
  | { readonly kind: 'shared'; readonly folders: readonly FolderToScan[] }
  /** Everything that it was given is read, or given on. The first word of a thread, too. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed'; readonly errno: string };
