import type { RegisterCompletion } from '../../src-preload/contract/domain/completion.ts';
import { type Failure, isLocked } from '../../src-preload/contract/domain/failure.ts';
import { type Result, succeed } from '../packer/core/result.ts';
import { type CommandRun, type OpenedProject, withProject } from './command-run.ts';
import { type ExitCode, exitCodeOf, exitCodes, worseOf } from './exit-codes.ts';
import type { RegisterAnswer } from './json-shapes.ts';
import { listRows } from './list-rows.ts';
import { failureLine, failureSentence, inARow, text } from './texts.ts';
import { rootOf } from './typed-root.ts';

/** Which assets: by name, or those that are not registered, all or the ones with these words. */
export type RegisterWhich =
  | { readonly kind: 'roots'; readonly roots: readonly string[] }
  | { readonly kind: 'unregistered'; readonly search: string };

interface Ended {
  readonly root: string;
  readonly completion: RegisterCompletion;
}

type Stop = Exclude<RegisterAnswer['stopped'], null>;

/**
 * `register`: one after the other, each durable before the next begins. What is wrong with one asset does not stop the
 * others; what would be wrong with every other one too, a full disk or a lost lock, does, and then it is said which
 * are registered and how to go on.
 */
export function registerCommand(run: CommandRun, which: RegisterWhich): Promise<ExitCode> {
  return withProject(run, 'write', async (project) => {
    const asked = rootsOf(project, which);
    if (!asked.ok) {
      return run.output.fail(asked.failure);
    }
    const { ended, stopped } = await registerEach(run, project, asked.value);
    const answer = answerOf(asked.value, ended, stopped);
    run.output.answer(answer, []);
    for (const line of summaryOf(answer, ended)) {
      run.output.tell(line);
    }
    return exitCodeFor(ended, stopped);
  });
}

function rootsOf({ packer, projectId }: OpenedProject, which: RegisterWhich): Result<readonly string[], Failure> {
  if (which.kind === 'roots') {
    return succeed([...new Set(which.roots.map((typed) => rootOf(packer, projectId, typed)))]);
  }
  const listed = listRows(packer, projectId, {
    filter: { registration: ['unregistered'], health: [], type: [], search: which.search },
    sort: 'root',
    descending: false,
    offset: 0,
    limit: null,
  });
  return listed.ok ? succeed(listed.value.rows.map(({ root }) => root)) : listed;
}

async function registerEach(
  { world, output }: CommandRun,
  { packer, projectId }: OpenedProject,
  roots: readonly string[],
): Promise<{ readonly ended: readonly Ended[]; readonly stopped: Stop | null }> {
  const ended: Ended[] = [];
  for (const root of roots) {
    if (world.interrupt.aborted) {
      return { ended, stopped: 'interrupted' };
    }
    output.progress(text('cli.register.progress', { done: ended.length, total: roots.length }));
    const result = await packer.register(projectId, root, world.newId());
    const completion: RegisterCompletion = result.ok
      ? result.value
      : // It was open a moment ago, and nobody else closes it.
        { status: 'refused', refusal: { code: 'project-closing' } };
    ended.push({ root, completion });
    output.tell(lineOf(root, completion));
    const stopped = stopAfter(completion);
    if (stopped !== null) {
      return { ended, stopped };
    }
  }
  return { ended, stopped: null };
}

function stopAfter(completion: RegisterCompletion): Stop | null {
  switch (completion.status) {
    case 'committed':
      return null;
    case 'failed':
      return completion.failure.code === 'disk-refused' ? 'disk' : 'registry';
    case 'refused':
      return isOfTheRegistry(completion.refusal) ? 'registry' : null;
  }
}

/** Whether the refusal is of every command now, not of this asset alone. */
function isOfTheRegistry(failure: Failure): boolean {
  const { code } = failure;
  return (
    isLocked(failure) || code === 'registry-read-only' || code === 'snapshot-unavailable' || code === 'project-closing'
  );
}

function lineOf(root: string, completion: RegisterCompletion): string {
  switch (completion.status) {
    case 'committed':
      return text('cli.register.confirmed', { root, assetId: completion.assetId });
    case 'refused':
      return text('cli.register.notRegistered', { root, reason: failureLine(completion.refusal) });
    case 'failed':
      return completion.disk === 'unknown'
        ? inARow(failureSentence(completion.failure).wrong, text('cli.register.unknown', { root }))
        : text('cli.register.notRegistered', { root, reason: failureSentence(completion.failure).wrong });
  }
}

function failureOf(completion: RegisterCompletion): Failure | null {
  switch (completion.status) {
    case 'committed':
      return null;
    case 'refused':
      return completion.refusal;
    case 'failed':
      return completion.failure;
  }
}

function answerOf(asked: readonly string[], ended: readonly Ended[], stopped: Stop | null): RegisterAnswer {
  const count = (status: RegisterCompletion['status']): number =>
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

function reasonsOf(ended: readonly Ended[]): RegisterAnswer['reasons'] {
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

function* summaryOf(answer: RegisterAnswer, ended: readonly Ended[]): Generator<string, void> {
  const { asked, confirmed, stopped, left } = answer;
  if (asked === 0) {
    yield text('cli.register.nothing');
    return;
  }
  yield text('cli.register.summary', { confirmed, count: asked });
  for (const { code, count } of answer.reasons) {
    yield text('cli.register.reason', { count, reason: reasonText(code, ended) });
  }
  const last = ended.at(-1);
  if (stopped !== null) {
    yield text(`cli.register.stopped.${stopped}`, { root: last?.root ?? '' });
  }
  if (left.length > 0) {
    yield text('cli.register.left', { count: left.length });
  }
  if (stopped !== null) {
    const failure = last === undefined ? null : failureOf(last.completion);
    if (stopped !== 'interrupted' && failure !== null) {
      yield failureSentence(failure).next;
    }
    yield text('cli.register.goOn');
  }
}

/** What one kind of failure is called in a summary: what is wrong with one asset, or the sentence that is of all. */
function reasonText(code: string, ended: readonly Ended[]): string {
  switch (code) {
    case 'no-such-asset':
    case 'already-registered':
    case 'invalid-manifest':
    case 'invalid-root':
    case 'duplicate-root':
    case 'asset-missing':
      return text(`cli.reasons.${code}`);
    default: {
      const failure = ended.map(({ completion }) => failureOf(completion)).find((found) => found?.code === code);
      return failure === undefined || failure === null ? code : failureSentence(failure).wrong;
    }
  }
}

function exitCodeFor(ended: readonly Ended[], stopped: Stop | null): ExitCode {
  return ended.reduce<ExitCode>(
    (worst, { completion }) => {
      const failure = failureOf(completion);
      return failure === null ? worst : worseOf(worst, exitCodeOf(failure));
    },
    stopped === 'interrupted' ? exitCodes.interrupted : exitCodes.done,
  );
}
