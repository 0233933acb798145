import { performance } from 'node:perf_hooks';
import type { AppendOrder, AppendResult, DiskCall, FileStatus } from './disk-port.ts';

/**
 * How the answer to an order comes. Who gives one says `open`; then the first of the two threads that has something to say
 * changes it, and nobody after that until the next order.
 */
export const answers = {
  /** There is none yet, and who gave the order may be waiting. */
  open: 0,
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
  /** How many bytes the order’s text has, and how many there are to append. */
  readonly lengths: Int32Array;
  readonly order: Buffer;
}

/** An order, made ready for the memory. */
export interface PackedOrder {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** How many bytes it takes. */
  readonly size: number;
}

/** An order as its text has it: a message would be copied property by property, which takes longer than the system's calls. */
type OrderTuple = readonly [
  lockPath: string,
  lockKind: FileStatus['kind'],
  lockBytes: number,
  lockLinks: number,
  lockIdentity: string,
  lockModifiedNs: string,
  path: string,
  targetIdentity: string,
  targetBytes: number,
  isLogged: boolean,
];

/** Where the order begins, behind four numbers. */
const orderAt = 16;

/** The bytes of a memory that has room for orders of this size. */
export function appendMemoryBytes(orderSize: number): number {
  return orderAt + orderSize;
}

/** The parts of what two threads share. */
export function appendMemoryIn(shared: SharedArrayBuffer): AppendMemory {
  return {
    given: new Int32Array(shared, 0, 1),
    answer: new Int32Array(shared, 4, 1),
    lengths: new Int32Array(shared, 8, 2),
    order: Buffer.from(shared, orderAt),
  };
}

/** `isLogged`: whether the answer is to say which calls were made. */
export function packedOrder({ lock, path, target, bytes }: AppendOrder, isLogged: boolean): PackedOrder {
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
    target.bytes,
    isLogged,
  ];
  const text = JSON.stringify(tuple);
  return { text, bytes, size: Buffer.byteLength(text) + bytes.byteLength };
}

/** Gives an order. There must be room for it, and the one before it must have been answered. */
export function giveOrder({ given, answer, lengths, order }: AppendMemory, { text, bytes }: PackedOrder): void {
  const textBytes = order.write(text);
  order.set(bytes, textBytes);
  lengths[0] = textBytes;
  lengths[1] = bytes.byteLength;
  Atomics.store(answer, 0, answers.open);
  Atomics.add(given, 0, 1);
  Atomics.notify(given, 0);
}

/** Wakes the thread without an order: one may come before it would be awake otherwise. */
export function rouse({ given }: AppendMemory): void {
  Atomics.notify(given, 0);
}

/** How long a thread that was woken without an order looks for one before it goes to sleep again. */
const longestLookMs = 0.5;

/** Stands still until more orders were given than so many. */
export function awaitOrder({ given }: AppendMemory, done: number): void {
  while (Atomics.load(given, 0) === done) {
    Atomics.wait(given, 0, done);
    const end = performance.now() + longestLookMs;
    while (Atomics.load(given, 0) === done && performance.now() < end) {
      // To sleep again would take as long as it was to save.
    }
  }
}

/** Answers an order, and says whether that is all: where it is not, or nobody waits any more, a message has to follow. */
export function answerOrder({ answer }: AppendMemory, isAllSaid: boolean): boolean {
  const mine = isAllSaid ? answers.durable : answers.byMessage;
  const isFirst = Atomics.compareExchange(answer, 0, answers.open, mine) === answers.open;
  if (isFirst) {
    Atomics.notify(answer, 0);
  }
  return isFirst && isAllSaid;
}

/** The order that was given. */
export function takeOrder({ lengths, order }: AppendMemory): {
  readonly order: AppendOrder;
  readonly isLogged: boolean;
} {
  const [textBytes = 0, byteCount = 0] = lengths;
  const [lockPath, kind, lockBytes, links, lockIdentity, modifiedNs, path, identity, targetBytes, isLogged] =
    JSON.parse(order.toString('utf8', 0, textBytes)) as OrderTuple;
  const status = { kind, bytes: lockBytes, links, identity: lockIdentity, modifiedNs: BigInt(modifiedNs) };
  return {
    order: {
      lock: { path: lockPath, status },
      path,
      target: { identity, bytes: targetBytes },
      bytes: order.subarray(textBytes, textBytes + byteCount),
    },
    isLogged,
  };
}
