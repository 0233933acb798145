import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';

/** A move of one asset, as the history holds it (rule V7). */
export interface MoveChange {
  readonly op: 'move';
  /** Where it lies since. */
  readonly root: string;
  readonly from: string;
  /** The entry that the move left, or null where the asset was not registered. */
  readonly entry: Pick<RegistryEntry, 'assetId' | 'rev' | 'registeredAt'> | null;
}
