import { performance } from 'node:perf_hooks';
import type { AppendOrder, AppendResult, DiskCall, FileStatus } from './disk-port.ts';

/**
 * How the answer to an order comes. Who gives one says `open`, which the thread may make `near`; then the first of the two
 * threads that has something else to say changes it, and nobody after that until the next order.
 */
export const answers = {
  /** There is none yet, and who gave the order may be waiting. */
  open: 0,
  /** There is none yet, and it will come in less time than it takes to wake up: who waits had better do so now. */
  near: 3,
  /** The bytes are durable, and that is all there is to say. */
  durable: 1,
  /** Nobody waits any more, or there is more to say: it comes as a message. */
  byMessage: 2,
} as const;

/** What a thread that appends answers where `durable` would not do, or nobody waits. */
export interface AppendedMessage {
  readonly kind: 'appended';
  readonly result: AppendResult;
  /** Those that were made, where the answer is to say so. */
  readonly calls: readonly DiskCall[];
  /** How long they took. */
  readonly tookMs: number;
}

/** The memory that a thread that appends shares with the one that asks it, with room for one order at a time. */
export interface AppendMemory {
  /** How many orders were given, at 0: what the thread waits for. */
  readonly given: Int32Array;
  /** One of `answers`, at 0: what who gave the order waits for. */
  readonly answer: Int32Array;
  /**
   * How many bytes the order’s text has, how many there are to append, 1 where the answer is to say which calls were made, and
   * 1 where the text is another one than that of the order before.
   */
  readonly numbers: Int32Array;
  /** The bytes of the file before the append, at 0. */
  readonly targetBytes: Float64Array;
  readonly order: Buffer;
}

/**
 * What an order’s text says: all that is the same in one order for a file and the next. A message would be copied property by
 * property, and to read it takes longer than a call of the system.
 */
type OrderTuple = readonly [
  lockPath: string,
  lockKind: FileStatus['kind'],
  lockBytes: number,
  lockLinks: number,
  lockIdentity: string,
  lockModifiedNs: string,
  path: string,
  targetIdentity: string,
];

/** Where the order begins, behind the numbers. */
const orderAt = 40;

/** The bytes of a memory that has room for orders of this size. */
export function appendMemoryBytes(orderSize: number): number {
  return orderAt + orderSize;
}

/** The parts of what two threads share. */
export function appendMemoryIn(shared: SharedArrayBuffer): AppendMemory {
  return {
    given: new Int32Array(shared, 0, 1),
    answer: new Int32Array(shared, 4, 1),
    numbers: new Int32Array(shared, 8, 4),
    targetBytes: new Float64Array(shared, 24, 1),
    order: Buffer.from(shared, orderAt),
  };
}

/** The bytes of a memory that an order takes at most: a sign of a path may take six of them in its text. */
export function orderSizeAtMost({ lock, path, bytes }: AppendOrder): number {
  return 512 + 6 * (lock.path.length + path.length) + bytes.byteLength;
}

/** An order but for its bytes. */
type OrderHead = Omit<AppendOrder, 'bytes'>;

/** What gives one order after the other. There must be room for each, and the one before it must have been answered. */
export type OrderGiver = (order: AppendOrder, isLogged: boolean) => void;

/** `isLogged`, in what it makes: whether the answer is to say which calls were made. */
export function createOrderGiver({ given, answer, numbers, targetBytes, order: memory }: AppendMemory): OrderGiver {
  let last: OrderHead | null = null;
  let textBytes = 0;
  return (order, isLogged) => {
    const isAnother = last === null || !saysTheSame(order, last);
    if (isAnother) {
      textBytes = memory.write(textOf(order));
      last = { lock: order.lock, path: order.path, target: order.target };
    }
    memory.set(order.bytes, textBytes);
    numbers.set([textBytes, order.bytes.byteLength, isLogged ? 1 : 0, isAnother ? 1 : 0]);
    targetBytes[0] = order.target.bytes;
    Atomics.store(answer, 0, answers.open);
    Atomics.add(given, 0, 1);
    Atomics.notify(given, 0);
  };
}

/** Whether two orders have the same text. */
function saysTheSame(one: OrderHead, other: OrderHead): boolean {
  return (
    one.lock.status === other.lock.status &&
    one.lock.path === other.lock.path &&
    one.path === other.path &&
    one.target.identity === other.target.identity
  );
}

function textOf({ lock, path, target }: OrderHead): string {
  const { status } = lock;
  const tuple: OrderTuple = [
    lock.path,
    status.kind,
    status.bytes,
    status.links,
    status.identity,
    String(status.modifiedNs),
    path,
    target.identity,
  ];
  return JSON.stringify(tuple);
}

/** Wakes the thread without an order: one may come before it would be awake otherwise. */
export function rouse({ given }: AppendMemory): void {
  Atomics.notify(given, 0);
}

/** How long a thread that was woken without an order looks for one before it goes to sleep again. */
const longestLookMs = 0.5;

/** Stands still until more orders were given than so many. `meanwhile` is called while it looks for one. */
function awaitOrder({ given }: AppendMemory, done: number, meanwhile: () => void): void {
  while (Atomics.load(given, 0) === done) {
    Atomics.wait(given, 0, done);
    const end = performance.now() + longestLookMs;
    while (Atomics.load(given, 0) === done && performance.now() < end) {
      // To sleep again would take as long as it was to save.
      meanwhile();
    }
  }
}

/** Wakes who waits for the answer, if anybody does: it comes at once. */
export function announceAnswer({ answer }: AppendMemory): void {
  if (Atomics.compareExchange(answer, 0, answers.open, answers.near) === answers.open) {
    Atomics.notify(answer, 0);
  }
}

/** Answers an order, and says whether that is all: where it is not, or nobody waits any more, a message has to follow. */
function answerOrder({ answer }: AppendMemory, isAllSaid: boolean): boolean {
  const mine = isAllSaid ? answers.durable : answers.byMessage;
  const isFirst = [answers.open, answers.near].some((was) => Atomics.compareExchange(answer, 0, was, mine) === was);
  if (isFirst) {
    Atomics.notify(answer, 0);
  }
  return isFirst && isAllSaid;
}

/**
 * How long who was woken for an answer looks for it: the last look at the path takes half of it. Not longer, because the
 * two threads may have one processor.
 */
const longestNearMs = 0.06;

/** Stands still for the answer, so long at most. */
export function awaitAnswer({ answer }: AppendMemory, longestMs: number): void {
  const end = performance.now() + longestMs;
  Atomics.wait(answer, 0, answers.open, longestMs);
  const nearEnd = Math.min(end, performance.now() + longestNearMs);
  while (Atomics.load(answer, 0) === answers.near && performance.now() < nearEnd) {
    // To sleep again would take as long as it was to save.
  }
  if (Atomics.load(answer, 0) === answers.near) {
    Atomics.wait(answer, 0, answers.near, Math.max(0, end - performance.now()));
  }
}

/** Takes the answer as it is by now, one of `answers`: where it is not `durable`, it comes as a message. */
export function takeAnswer({ answer }: AppendMemory): number {
  return Atomics.exchange(answer, 0, answers.byMessage);
}

/** An order as it was given. */
interface TakenOrder {
  readonly order: AppendOrder;
  readonly isLogged: boolean;
}

/** Takes one order after the other. */
function createOrderTaker({ numbers, targetBytes, order: memory }: AppendMemory): () => TakenOrder {
  let last = nothingRead;
  return () => {
    const [textBytes = 0, byteCount = 0, isLogged = 0, isAnother = 0] = numbers;
    last = isAnother === 1 ? readText(memory.toString('utf8', 0, textBytes)) : last;
    const { lock, path, targetIdentity } = last;
    const target = { identity: targetIdentity, bytes: targetBytes[0] ?? 0 };
    const bytes = memory.subarray(textBytes, textBytes + byteCount);
    return { order: { lock, path, target, bytes }, isLogged: isLogged === 1 };
  };
}

/** What an order’s text says. */
interface ReadText extends Pick<AppendOrder, 'lock' | 'path'> {
  readonly targetIdentity: string;
}

/** The first order has a text. */
const nothingRead: ReadText = {
  lock: { path: '', status: { kind: 'file', bytes: 0, links: 0, identity: '', modifiedNs: 0n } },
  path: '',
  targetIdentity: '',
};

function readText(text: string): ReadText {
  const [lockPath, kind, bytes, links, identity, modifiedNs, path, targetIdentity] = JSON.parse(text) as OrderTuple;
  const status = { kind, bytes, links, identity, modifiedNs: BigInt(modifiedNs) };
  return { lock: { path: lockPath, status }, path, targetIdentity };
}

/**
 * Takes one order after the other and answers each, by a message where the memory can't say all of it. Never ends. `meanwhile`
 * is called while it looks for an order. Not by messages: a thread wakes from its event loop later than from this, and takes
 * longer to take one.
 */
export async function answerOrders(
  memory: AppendMemory,
  post: (message: AppendedMessage) => void,
  carryOut: (order: AppendOrder, isLogged: boolean) => Promise<AppendedMessage>,
  meanwhile: () => void,
): Promise<never> {
  const takeOrder = createOrderTaker(memory);
  for (let done = 0; ; done += 1) {
    awaitOrder(memory, done, meanwhile);
    const { order, isLogged } = takeOrder();
    const message = await carryOut(order, isLogged);
    if (!answerOrder(memory, message.result.kind === 'durable' && !isLogged)) {
      post(message);
    }
  }
}
