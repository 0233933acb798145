/** What is said to a process that does work on files. It has one order at a time. */
export type WorkRequest<Order> =
  | { readonly kind: 'make'; readonly order: Order }
  /** Nobody waits for it any more. It is answered all the same, as far as it has come. */
  | { readonly kind: 'cancel' };

/** Why there is no answer where the process itself is to blame: it ended at the order, or was ended because it took too long. */
export type ProcessRefusal = 'crashed' | 'timed-out';

/**
 * How an order ends: with what was made, or why it was not. `changed`: the file is not the one of the stamp any more;
 * the next who asks has another stamp.
 */
export type WorkOutcome<Made, Refusal extends string> =
  | ({ readonly kind: 'made' } & Made)
  | { readonly kind: 'refused'; readonly code: Refusal | ProcessRefusal }
  | { readonly kind: 'changed' }
  | { readonly kind: 'cancelled' };

/** What the process says: that it is up, once, and then an outcome for each order. */
export type WorkAnswer<Made, Refusal extends string> = { readonly kind: 'ready' } | WorkOutcome<Made, Refusal>;
