import { beforeEach, expect, test } from 'vitest';
import type { PictureRefusal } from '../../src-preload/contract/domain/picture.ts';
import type { MadeThumbnail, ThumbnailOrder, ThumbnailOutcome } from '../thumbnails/thumbnail-messages.ts';
import type { WorkRequest } from './work-messages.ts';
import { createWorkQueue, type WorkPriority, type WorkProcessListener, type WorkQueue } from './work-queue.ts';

const made: ThumbnailOutcome = { kind: 'made', bytes: Uint8Array.of(1) };
const stamp = { bytes: 1, modified: '1', inode: '1' };

/** A process by hand: what it was told, and what it says. */
interface HeldProcess extends WorkProcessListener<MadeThumbnail, PictureRefusal> {
  readonly heard: WorkRequest<ThumbnailOrder>[];
  killed: boolean;
}

let processes: HeldProcess[] = [];
let timers: { readonly milliseconds: number; readonly call: () => void }[] = [];
let queue: WorkQueue<ThumbnailOrder, MadeThumbnail, PictureRefusal>;

beforeEach(() => {
  processes = [];
  timers = [];
  queue = createWorkQueue({
    start: (listener) => {
      const process: HeldProcess = { ...listener, heard: [], killed: false };
      processes.push(process);
      return {
        send: (request) => process.heard.push(structuredClone(request)),
        kill: () => {
          process.killed = true;
        },
      };
    },
    after: (milliseconds, call) => {
      const timer = { milliseconds, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
});

function order(file: string): ThumbnailOrder {
  return { file, stamp, size: 64 };
}

interface Ask {
  readonly outcome: Promise<ThumbnailOutcome>;
  readonly abort: () => void;
}

function ask(file: string, priority: WorkPriority = 'visible'): Ask {
  const wanted = new AbortController();
  return {
    outcome: queue.make(file, order(file), priority, wanted.signal),
    abort: () => {
      wanted.abort();
    },
  };
}

/** What is made now, by process. */
function underWay(): readonly (string | undefined)[] {
  return processes.map(({ heard }) => {
    const last = heard.findLast((request) => request.kind === 'make');
    return last?.kind === 'make' ? last.order.file : undefined;
  });
}

function answer(process: number, outcome: ThumbnailOutcome = made): void {
  processes[process]?.onAnswer(outcome);
}

test('two are made at once, each in a process of its own, and the others wait', async () => {
  const asks = ['a', 'b', 'c'].map((file) => ask(file));
  expect(underWay()).toEqual(['a', 'b']);

  answer(1);

  expect(underWay()).toEqual(['a', 'c']);
  expect(await asks[1]?.outcome).toEqual(made);
});

test('those on screen come first, in the order in which they were asked for', () => {
  for (const [file, priority] of [
    ['a', 'visible'],
    ['b', 'visible'],
    ['far', 'ahead'],
    ['near', 'visible'],
    ['nearer', 'visible'],
  ] as const) {
    ask(file, priority);
  }

  answer(0);
  answer(1);
  expect(underWay()).toEqual(['near', 'nearer']);
  answer(0);
  expect(underWay()).toEqual(['far', 'nearer']);
});

test('one that comes into view overtakes those that have not, and is made once', async () => {
  ask('a');
  ask('b');
  const first = ask('first', 'ahead');
  const second = ask('second', 'ahead');
  const seen = ask('second', 'visible');
  second.abort();

  answer(0);
  expect(underWay()).toEqual(['second', 'b']);
  answer(0);

  expect(await seen.outcome).toEqual(made);
  expect(await second.outcome).toEqual({ kind: 'cancelled' });
  expect(underWay()).toEqual(['first', 'b']);
  first.abort();
});

test('one that was scrolled away while it waited is never begun', async () => {
  ask('a');
  ask('b');
  const gone = ask('gone');
  ask('c');

  gone.abort();
  answer(0);

  expect(await gone.outcome).toEqual({ kind: 'cancelled' });
  expect(underWay()).toEqual(['c', 'b']);
});

test('one that was scrolled away while it was made is told so, and is made again where it comes back', async () => {
  const gone = ask('a');

  gone.abort();
  expect(processes[0]?.heard.at(-1)).toEqual({ kind: 'cancel' });
  const again = ask('a');
  answer(0, { kind: 'cancelled' });
  answer(0);

  expect(await again.outcome).toEqual(made);
});

test('a crash costs the one at which it happened, and a new process', async () => {
  const asks = ['a', 'b', 'c'].map((file) => ask(file));
  processes[0]?.onAnswer({ kind: 'ready' });

  processes[0]?.onExit();

  expect(await asks[0]?.outcome).toEqual({ kind: 'refused', code: 'crashed' });
  expect(underWay()).toEqual(['a', 'b', 'c']);
  answer(2);
  answer(1);
  expect(await Promise.all(asks.slice(1).map(({ outcome }) => outcome))).toEqual([made, made]);
});

test('one that takes too long costs its process, and says so', async () => {
  const slow = ask('slow');
  processes[0]?.onAnswer({ kind: 'ready' });

  timers[0]?.call();
  expect(processes[0]?.killed).toBe(true);
  processes[0]?.onExit();

  expect(await slow.outcome).toEqual({ kind: 'refused', code: 'timed-out' });
});

test('a process that has nothing to do ends after a while, and the next order starts one', () => {
  ask('a');
  answer(0);

  timers[0]?.call();
  processes[0]?.onAnswer({ kind: 'ready' });
  processes[0]?.onExit();
  expect(processes[0]?.killed).toBe(true);
  ask('b');

  expect(underWay()).toEqual(['a', 'b']);
});

test('where no process comes up, no more are started after the third', async () => {
  const asks = ['a', 'b', 'c', 'd'].map((file) => ask(file));
  processes[0]?.onExit();
  processes[1]?.onExit();
  processes[2]?.onExit();

  processes[3]?.onExit();
  expect(await Promise.all(asks.map(({ outcome }) => outcome))).toEqual(
    asks.map(() => ({ kind: 'refused', code: 'crashed' })),
  );
  expect(await ask('e').outcome).toEqual({ kind: 'refused', code: 'crashed' });
  expect(processes).toHaveLength(4);
});

test('closing it ends all that it does', async () => {
  const asks = ['a', 'b', 'c'].map((file) => ask(file));

  queue.close();

  expect(await Promise.all(asks.map(({ outcome }) => outcome))).toEqual(asks.map(() => ({ kind: 'cancelled' })));
  expect(processes.map(({ killed }) => killed)).toEqual([true, true]);
  expect(await ask('d').outcome).toEqual({ kind: 'cancelled' });
  expect(timers).toEqual([]);
});
