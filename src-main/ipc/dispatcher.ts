import { randomUUID } from 'node:crypto';
import type { ChannelName } from '../../src-preload/contract/channels.ts';
import { type Failure, failureSchema } from '../../src-preload/contract/domain/failure.ts';
import { type ParsedRequestOf, packerContract, type ResponseOf } from '../../src-preload/contract/packer-contract.ts';
import type { Reply } from '../../src-preload/contract/reply.ts';
import type { Result } from '../packer/core/result.ts';

/** One handler a channel. A channel without one does not compile. */
export type Handlers = {
  readonly [C in ChannelName]: (request: ParsedRequestOf<C>) => Promise<Result<ResponseOf<C>, Failure>>;
};

/** Answers one request. Never rejects. */
export type Dispatch = (channel: ChannelName, request: unknown) => Promise<Reply<unknown>>;

/**
 * The border in main, without Electron: parses the request, calls the handler, parses what it answers, and turns a
 * throw into `internal` with an incident id. `logIncident` gets what must not leave the process.
 */
export function createDispatcher(
  handlers: Handlers,
  logIncident: (incident: string, channel: ChannelName, error: unknown) => void,
): Dispatch {
  return async (channel, request) => {
    try {
      const parsed = packerContract[channel].request.safeParse(request);
      if (!parsed.success) {
        const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
        return { ok: false, failure: { code: 'invalid-request', issues } };
      }
      const result = await callHandler(handlers, channel, parsed.data);
      // A field too many or a wrong shape is a defect of ours: it ends as `internal`, and the value stays here.
      return result.ok
        ? { ok: true, value: packerContract[channel].response.parse(result.value) }
        : { ok: false, failure: failureSchema.parse(result.failure) };
    } catch (error) {
      const incident = randomUUID();
      logIncident(incident, channel, error);
      return { ok: false, failure: { code: 'internal', incident } };
    }
  };
}

/** The one place where the compiler can't follow that a channel's request fits its own handler. */
function callHandler(
  handlers: Handlers,
  channel: ChannelName,
  request: ParsedRequestOf<ChannelName>,
): Promise<Result<unknown, Failure>> {
  const handler = handlers[channel] as (request: ParsedRequestOf<ChannelName>) => Promise<Result<unknown, Failure>>;
  return handler(request);
}
