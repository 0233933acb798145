import type { AssetFilter } from '../../src-preload/contract/domain/asset-list.ts';
import type { AssetSelection, BulkCompletion } from '../../src-preload/contract/domain/bulk-registration.ts';
import type { EntryCompletion } from '../../src-preload/contract/domain/completion.ts';
import { type Failure, isAssetRefusal } from '../../src-preload/contract/domain/failure.ts';
import { type Result, succeed } from '../packer/core/result.ts';
import type { AssetResult } from '../packer/index.ts';
import { type CommandRun, type OpenedProject, withProject } from './command-run.ts';
import { type ExitCode, exitCodeOf, exitCodes, worseOf } from './exit-codes.ts';
import type { RegisterAnswer } from './json-shapes.ts';
import type { Output } from './output.ts';
import { failureLine, failureSentence, refusedBecause, text } from './texts.ts';
import { rootOf } from './typed-root.ts';

/** Which assets: by name, or those that are not registered, all or the ones with these words. */
export type RegisterWhich =
  | { readonly kind: 'roots'; readonly roots: readonly string[] }
  | { readonly kind: 'unregistered'; readonly search: string };

type Stop = Exclude<RegisterAnswer['stopped'], null>;

/** What a bulk registration came to, asset by asset, as far as it came. */
interface Registered {
  readonly roots: readonly string[];
  readonly ended: readonly AssetResult[];
  readonly stopped: Stop | null;
}

/**
 * `register`: in batches that become durable together. What is wrong with one asset does not stop the others; what would
 * be wrong with every other one too, a full disk or a lost lock, does, and then it is said which are registered and how
 * to go on.
 */
export function registerCommand(run: CommandRun, which: RegisterWhich): Promise<ExitCode> {
  return withProject(run, 'write', async (project) => {
    const registered = await registerAll(run, project, selectionOf(project, which));
    if (!registered.ok) {
      return run.output.fail(registered.failure);
    }
    const { roots, ended, stopped } = registered.value;
    const answer = answerOf(roots, ended, stopped);
    run.output.answer(answer, []);
    for (const line of summaryOf(answer, ended)) {
      run.output.tell(line);
    }
    return exitCodeFor(ended, stopped);
  });
}

function selectionOf({ packer, projectId }: OpenedProject, which: RegisterWhich): AssetSelection {
  if (which.kind === 'roots') {
    return { by: 'roots', roots: which.roots.map((typed) => rootOf(packer, projectId, typed)) };
  }
  const filter: AssetFilter = { registration: ['unregistered'], health: [], type: [], tag: [], search: which.search };
  return { by: 'filter', filter, sort: 'root', descending: false };
}

async function registerAll(
  { world, output }: CommandRun,
  { packer, projectId }: OpenedProject,
  selection: AssetSelection,
): Promise<Result<Registered, Failure>> {
  const ended: AssetResult[] = [];
  let roots: readonly string[] = [];
  const tellProgress = (): void => {
    output.progress(text('cli.register.progress', { done: ended.length, total: roots.length }));
  };
  const completed = await packer.registerAssets(projectId, selection, world.newId(), {
    signal: world.interrupt,
    begun: (all) => {
      roots = all;
      tellProgress();
    },
    advanced: (results) => {
      ended.push(...results);
      tellAll(output, results);
      tellProgress();
    },
  });
  return completed.ok ? succeed({ roots, ended, stopped: stopOf(completed.value) }) : completed;
}

function stopOf(completion: BulkCompletion): Stop | null {
  switch (completion.status) {
    case 'done':
      return null;
    case 'cancelled':
      return 'interrupted';
    case 'failed':
      return completion.failure.code === 'disk-refused' ? 'disk' : 'registry';
  }
}

/** A line for each asset, and one for all of a batch of which nobody knows whether it reached the disk. */
function tellAll(output: Output, results: readonly AssetResult[]): void {
  for (const { root, completion } of results) {
    if (completion.status === 'committed') {
      output.tell(text('cli.register.confirmed', { root, assetId: completion.assetId }));
    } else if (completion.status === 'refused' && isAssetRefusal(completion.refusal)) {
      output.tell(text('cli.register.notRegistered', { root, reason: failureLine(completion.refusal) }));
    }
  }
  const unknown = results.filter(({ completion }) => completion.status === 'failed' && completion.disk === 'unknown');
  const [first] = unknown;
  if (first !== undefined) {
    output.tell(text('cli.register.unknown', { count: unknown.length, root: first.root }));
  }
}

function failureOf(completion: EntryCompletion): Failure | null {
  switch (completion.status) {
    case 'committed':
      return null;
    case 'refused':
      return completion.refusal;
    case 'failed':
      return completion.failure;
  }
}

function answerOf(asked: readonly string[], ended: readonly AssetResult[], stopped: Stop | null): RegisterAnswer {
  const count = (status: EntryCompletion['status']): number =>
    ended.filter(({ completion }) => completion.status === status).length;
  return {
    asked: asked.length,
    confirmed: count('committed'),
    refused: count('refused'),
    failed: count('failed'),
    stopped,
    results: [...ended],
    reasons: reasonsOf(ended),
    left: asked.slice(ended.length),
  };
}

function reasonsOf(ended: readonly AssetResult[]): RegisterAnswer['reasons'] {
  const reasons = new Map<string, RegisterAnswer['reasons'][number]>();
  for (const { completion } of ended) {
    const failure = failureOf(completion);
    if (failure !== null) {
      const errno = 'errno' in failure ? (failure.errno ?? null) : null;
      const key = `${failure.code} ${errno ?? ''}`;
      reasons.set(key, { code: failure.code, errno, count: (reasons.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...reasons.values()];
}

function* summaryOf(answer: RegisterAnswer, ended: readonly AssetResult[]): Generator<string, void> {
  const { asked, confirmed, stopped, left } = answer;
  if (asked === 0) {
    yield text('cli.register.nothing');
    return;
  }
  yield text('cli.register.summary', { confirmed, count: asked });
  for (const { code, count } of answer.reasons) {
    yield text('cli.register.reason', { count, reason: reasonText(code, ended) });
  }
  const stoppedAt = ended.find(({ completion }) => !isOfOneAsset(completion));
  if (stopped !== null) {
    yield text(`cli.register.stopped.${stopped}`, { root: stoppedAt?.root ?? '' });
  }
  if (left.length > 0) {
    yield text('cli.register.left', { count: left.length });
  }
  if (stopped !== null) {
    const failure = stoppedAt === undefined ? null : failureOf(stoppedAt.completion);
    if (failure !== null) {
      yield failureSentence(failure).next;
    }
    yield text('cli.register.goOn');
  }
}

/** Whether the end says nothing about the other assets. */
function isOfOneAsset(completion: EntryCompletion): boolean {
  return completion.status === 'committed' || (completion.status === 'refused' && isAssetRefusal(completion.refusal));
}

/** What one kind of failure is called in a summary: what is wrong with one asset, or the sentence that is of all. */
function reasonText(code: string, ended: readonly AssetResult[]): string {
  const failure = ended.map(({ completion }) => failureOf(completion)).find((found) => found?.code === code);
  if (failure === undefined || failure === null) {
    return code;
  }
  return isAssetRefusal(failure) ? refusedBecause(failure.code) : failureSentence(failure).wrong;
}

function exitCodeFor(ended: readonly AssetResult[], stopped: Stop | null): ExitCode {
  return ended.reduce<ExitCode>(
    (worst, { completion }) => {
      const failure = failureOf(completion);
      return failure === null ? worst : worseOf(worst, exitCodeOf(failure));
    },
    stopped === 'interrupted' ? exitCodes.interrupted : exitCodes.done,
  );
}
