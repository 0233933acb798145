import type { EventName, PageChannelName } from './channels.ts';
import type { FileBesides } from './domain/new-asset.ts';

/**
 * What the preload puts on the page as `window.prometeu`: one function a channel, named by the channel, and one
 * subscription an event. Replies are untyped here on purpose: the page's client parses each with the contract.
 */
export interface Bridge {
  readonly requests: Readonly<Record<PageChannelName, (request: unknown) => Promise<unknown>>>;
  /**
   * Hands files that the author has dropped to main, beside those of an earlier choice, and answers what main says of all. Where they lie is the system's
   * word: a file that a script has made lies nowhere, and is left out.
   */
  readonly takeDroppedFiles: (files: readonly unknown[], besides: readonly FileBesides[]) => Promise<unknown>;
  /** Each returns the function that ends the subscription. */
  readonly events: Readonly<Record<EventName, (listener: (payload: unknown) => void) => () => void>>;
}
