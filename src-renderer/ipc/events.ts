import type { z } from 'zod';
import type { EventName } from '../../src-preload/contract/channels.ts';
import { type EventOf, eventContract } from '../../src-preload/contract/packer-contract.ts';

/** Listens to an event of main until the returned function is called. A payload outside the contract is dropped. */
export function subscribe<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
  const schema: z.ZodType = eventContract[event];
  return window.prometeu.events[event]((payload) => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) {
      listener(parsed.data as EventOf<E>);
    }
  });
}
