import type { ChannelName, EventName } from './channels.ts';

/**
 * What the preload puts on the page as `window.prometeu`: one function a channel, named by the channel, and one
 * subscription an event. Replies are untyped here on purpose: the page's client parses each with the contract.
 */
export interface Bridge {
  readonly requests: Readonly<Record<ChannelName, (request: unknown) => Promise<unknown>>>;
  /** Each returns the function that ends the subscription. */
  readonly events: Readonly<Record<EventName, (listener: (payload: unknown) => void) => () => void>>;
}
