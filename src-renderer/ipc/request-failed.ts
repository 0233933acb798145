import type { Failure } from '../../src-preload/contract/domain/failure.ts';

/** The one error that a query or a mutation of Studio can hold: a typed failure, made in the page's own world. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options);
    this.failure = failure;
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: RequestFailed;
  }
}
