import type { z } from 'zod';
import type { Bridge } from '../../src-preload/contract/bridge.ts';
import { type ChannelName, droppedFilesChannel, type PageChannelName } from '../../src-preload/contract/channels.ts';
import type { FileBesides } from '../../src-preload/contract/domain/new-asset.ts';
import { packerContract, type RequestOf, type ResponseOf } from '../../src-preload/contract/packer-contract.ts';
import { replySchema } from '../../src-preload/contract/reply.ts';
import { RequestFailed } from './request-failed.ts';

declare global {
  interface Window {
    readonly prometeu: Bridge;
  }
}

/**
 * Asks the packer. Resolves with the parsed value or rejects with `RequestFailed`, never with anything else: a bridge
 * that rejects becomes `bridge-unavailable`, an answer outside the contract `malformed-reply`.
 */
export async function call<C extends PageChannelName>(channel: C, request: RequestOf<C>): Promise<ResponseOf<C>> {
  return answerOf(channel, () => window.prometeu.requests[channel](request));
}

/** Hands files that the author has dropped to main, and answers what it says of them. Rejects as `call` does. */
export async function takeDroppedFiles(
  files: readonly File[],
  besides: readonly FileBesides[],
): Promise<ResponseOf<typeof droppedFilesChannel>> {
  return answerOf(droppedFilesChannel, () => window.prometeu.takeDroppedFiles(files, besides));
}

async function answerOf<C extends ChannelName>(channel: C, ask: () => Promise<unknown>): Promise<ResponseOf<C>> {
  const answer = await send(ask);
  const reply = replySchemaOf(channel).safeParse(answer);
  if (!reply.success) {
    throw new RequestFailed({ code: 'malformed-reply' }, { cause: reply.error });
  }
  if (!reply.data.ok) {
    throw new RequestFailed(reply.data.failure);
  }
  // The schema of this very channel has just parsed it; the compiler can't follow an indexed schema.
  return reply.data.value as ResponseOf<C>;
}

const replySchemas = new Map<ChannelName, ReturnType<typeof replySchema>>();

/** Made once a channel: a schema is compiled when it is first used, which takes longer than to use it. */
function replySchemaOf(channel: ChannelName): ReturnType<typeof replySchema> {
  const response: z.ZodType = packerContract[channel].response;
  const schema = replySchemas.get(channel) ?? replySchema(response);
  replySchemas.set(channel, schema);
  return schema;
}

async function send(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (cause) {
    throw new RequestFailed({ code: 'bridge-unavailable' }, { cause });
  }
}
