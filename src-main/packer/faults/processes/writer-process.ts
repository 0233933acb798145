import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { undoWhenStopped } from './machine.ts';
import type { WriterEvent, WriterOrders, WriterStep } from './writer-orders.ts';

/** How a writer came to its end. `late` where it had to be killed because it did not end by itself. */
export interface WriterEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly late: boolean;
  /** What it wrote to its error output: nothing, where all is well. */
  readonly complaint: string;
}

/** A process that writes (`writer-child.ts`). */
export interface Writer {
  /** All that it said so far; after `ended`, all that it said. */
  readonly events: readonly WriterEvent[];
  /** Resolves with its own process id, also where it runs below another program, as soon as it has said it. */
  pid(): Promise<number>;
  /** The next event of that kind that was not answered before, or null where it ends without one. */
  next<Kind extends WriterEvent['said']>(kind: Kind): Promise<Extract<WriterEvent, { said: Kind }> | null>;
  /** A step for a writer that obeys. */
  tell(step: WriterStep): void;
  /** There are no more steps to obey. */
  leave(): void;
  /** Sends the signal to the writer itself. */
  signal(name: NodeJS.Signals): Promise<void>;
  /** Resolves after its last line was read. */
  readonly ended: Promise<WriterEnd>;
}

export interface WriterOptions {
  /** The program and arguments that run it, before its own: `strace …`, `sh -c …`. */
  readonly below?: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly environment?: Readonly<Record<string, string>>;
  /** Another copy of the child's bundle. */
  readonly program?: string;
  readonly deadlineMs?: number;
}

/** Where the runner put the bundle of the child: beside its own, or where the environment says. */
export function childProgram(): string {
  return process.env['PROMETEU_FAULT_CHILD'] ?? join(import.meta.dirname, 'writer-child.mjs');
}

/** Starts a writer. One that does not end by itself is killed after a minute, or `deadlineMs`. */
export function startWriter(orders: WriterOrders, options: WriterOptions = {}): Writer {
  const own = [process.execPath, options.program ?? childProgram(), JSON.stringify(orders)];
  const [program = process.execPath, ...parameters] = [...(options.below ?? []), ...own];
  const child = spawn(program, parameters, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // One I/O thread, and no ring behind the system calls: what is counted from outside comes in one order.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0', ...options.environment },
    ...options.user,
  });
  const events: WriterEvent[] = [];
  let answered = 0;
  let late = false;
  let complaint = '';
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resolve of woken) {
      resolve();
    }
  };
  let hasEnded = false;

  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line) as WriterEvent);
    wake();
  });

  async function next(kind: WriterEvent['said']): Promise<WriterEvent | null> {
    for (;;) {
      const at = events.findIndex((event, index) => index >= answered && event.said === kind);
      if (at !== -1) {
        answered = at + 1;
        return events[at] ?? null;
      }
      if (hasEnded) {
        return null;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  async function pid(): Promise<number> {
    for (;;) {
      const started = events.find((event) => event.said === 'started');
      if (started !== undefined) {
        return started.pid;
      }
      if (hasEnded) {
        throw new Error(`The writer ended before it started: ${complaint}`);
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function killAll(): void {
    const started = events.find((event) => event.said === 'started');
    if (started !== undefined) {
      sendSignal(started.pid, 'SIGKILL');
    }
    child.kill('SIGKILL');
  }

  const forget = undoWhenStopped(killAll);
  const deadline = setTimeout(() => {
    late = true;
    killAll();
  }, options.deadlineMs ?? 60_000);

  const ended = new Promise<WriterEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(deadline);
      forget();
      hasEnded = true;
      wake();
      resolve({ code, signal, late, complaint });
    });
  });

  return {
    events,
    pid,
    next: next as Writer['next'],
    tell: (step) => {
      child.stdin.write(`${JSON.stringify(step)}\n`);
    },
    leave: () => {
      child.stdin.end();
    },
    signal: async (name) => {
      sendSignal(await pid(), name);
    },
    ended,
  };
}

/** Runs a writer to its end. */
export async function runWriter(
  orders: WriterOrders,
  options: WriterOptions = {},
): Promise<{ readonly events: readonly WriterEvent[]; readonly end: WriterEnd }> {
  const writer = startWriter(orders, options);
  writer.leave();
  const end = await writer.ended;
  return { events: writer.events, end };
}

/** Stops a process, and resolves when not one of its threads runs any more: nothing is confirmed after that. */
export async function freeze(pid: number): Promise<void> {
  if (sendSignal(pid, 'SIGSTOP')) {
    while (existsSync(`/proc/${String(pid)}`) && !isFrozen(pid)) {
      await wait(1);
    }
  }
}

/** Answers whether the process was still there. */
function sendSignal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}

function isFrozen(pid: number): boolean {
  const threads = `/proc/${String(pid)}/task`;
  try {
    return readdirSync(threads).every((thread) => {
      const status = readFileSync(join(threads, thread, 'stat'), 'utf8');
      // The name before the state may have any character in it. A process that has ended does nothing either.
      return /^[TZX]/.test(status.slice(status.lastIndexOf(')') + 2));
    });
  } catch {
    // A thread went while we looked.
    return false;
  }
}
