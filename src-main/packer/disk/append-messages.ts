import type { AppendOrder, AppendResult, DiskCall } from './disk-port.ts';

/** What a thread that appends is told: one order at a time. */
export interface AppendMessage {
  readonly kind: 'append';
  readonly order: AppendOrder;
  /** Whether the answer is to say which calls were made. */
  readonly isLogged: boolean;
}

/** What it answers. */
export interface AppendedMessage {
  readonly kind: 'appended';
  readonly result: AppendResult;
  readonly calls: readonly DiskCall[];
}
