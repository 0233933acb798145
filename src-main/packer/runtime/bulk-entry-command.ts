import { setImmediate } from 'node:timers/promises';
import type { BulkCompletion, RefusalGroup } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { EntryCompletion, TrashCompletion } from '../../../src-preload/contract/domain/completion.ts';
import { type AssetRefusal, isAssetRefusal } from '../../../src-preload/contract/domain/failure.ts';
import type { EntryWrite } from './entry-write.ts';

/** How the write of one asset ended: that of its entry, where nothing else is said. */
export interface AssetResult<Completion = EntryCompletion> {
  readonly root: string;
  readonly completion: Completion;
}

/** One asset that was refused for a reason of its own. */
export interface RefusedAsset {
  readonly root: string;
  readonly refusal: AssetRefusal;
}

/** Who asked for a bulk write: is told how far it is, and can end it between two batches. */
export interface BulkFollower<Completion = EntryCompletion> {
  readonly signal: AbortSignal;
  /** The assets that it is for, before the first batch. */
  begun(roots: readonly string[]): void;
  /** A batch has ended: how each of its assets did, in order. */
  advanced(results: readonly AssetResult<Completion>[]): void;
}

/** A bulk write that has ended, with every refusal that its completion counts. */
export interface BulkEnd {
  readonly completion: BulkCompletion;
  readonly refused: readonly RefusedAsset[];
}

/** Refused assets that are named in the completion itself, for each reason. */
const examplesEach = 5;

/** What is in the way of every asset, as the completion tells it. */
type Stop = Pick<Extract<BulkCompletion, { readonly status: 'failed' }>, 'failure' | 'disk' | 'unconfirmed'>;

/**
 * Writes many (rules L9, U3 and U6): `write` is asked for at most `most` at a time, or as many of the next ones as it
 * answers, and others have their turn in the lane between two of its calls. Null where one was not tried, after a cancel.
 * Never rejects for anything that a disk or an author can do.
 */
export async function writeMany<
  Write extends Pick<EntryWrite, 'root'>,
  Completion extends EntryCompletion | TrashCompletion,
>(
  writes: readonly Write[],
  batches: {
    readonly most: number | ((next: readonly Write[]) => Promise<number>);
    readonly write: (batch: readonly Write[]) => Promise<readonly (Completion | null)[]>;
  },
  follower: BulkFollower<Completion>,
): Promise<BulkEnd> {
  const refused: RefusedAsset[] = [];
  let written = 0;
  let already = 0;
  let asked = 0;
  let tried = 0;
  let stop: Stop | null = null;
  follower.begun(writes.map(({ root }) => root));
  while (asked < writes.length && stop === null && !follower.signal.aborted) {
    const { most } = batches;
    const count = typeof most === 'number' ? most : await most(writes.slice(asked));
    const batch = writes.slice(asked, asked + count);
    const completions = await batches.write(batch);
    const results = batch.flatMap(({ root }, at): AssetResult<Completion>[] => {
      const completion = completions[at] ?? null;
      return completion === null ? [] : [{ root, completion }];
    });
    for (const { root, completion } of results) {
      if (completion.status === 'committed') {
        written += 1;
      } else if (completion.status === 'refused' && isAssetRefusal(completion.refusal)) {
        if (isAsWanted(completion.refusal)) {
          already += 1;
        } else {
          refused.push({ root, refusal: completion.refusal });
        }
      }
    }
    stop = stopOf(results);
    asked += batch.length;
    tried += results.length;
    follower.advanced(results);
    // A batch of refusals alone makes no call of the disk: without this nobody else would get a word in.
    await setImmediate();
  }
  const counts = { asked: writes.length, written, already, refused: groupsOf(refused), left: writes.length - tried };
  if (stop !== null) {
    return { completion: { status: 'failed', ...counts, ...stop }, refused };
  }
  return { completion: { status: tried < writes.length ? 'cancelled' : 'done', ...counts }, refused };
}

/** The asset is as the write would leave it. */
function isAsWanted({ code }: AssetRefusal): boolean {
  return code === 'already-registered' || code === 'not-registered';
}

/** What ended a batch and would end the next one, or null. The worst that is said of the disk counts. */
function stopOf(results: readonly AssetResult<EntryCompletion | TrashCompletion>[]): Stop | null {
  const stops = results.flatMap(({ completion }): Omit<Stop, 'unconfirmed'>[] => {
    if (completion.status === 'failed') {
      return [{ failure: completion.failure, disk: completion.disk }];
    }
    return completion.status === 'refused' && !isAssetRefusal(completion.refusal)
      ? [{ failure: completion.refusal, disk: 'as-before' }]
      : [];
  });
  const worst = stops.find(({ disk }) => disk === 'unknown') ?? stops[0];
  return worst === undefined ? null : { ...worst, unconfirmed: stops.length };
}

function groupsOf(refused: readonly RefusedAsset[]): RefusalGroup[] {
  const groups = new Map<RefusalGroup['code'], RefusalGroup>();
  for (const { root, refusal } of refused) {
    const { code } = refusal;
    const group = groups.get(code) ?? { code, count: 0, examples: [] };
    const examples = group.count < examplesEach ? [...group.examples, root] : group.examples;
    groups.set(code, { code, count: group.count + 1, examples });
  }
  return [...groups.values()];
}
