import { join } from 'node:path';
import type { Disk, DiskCall, DiskFile } from '../disk/disk-port.ts';
import { historyFileName } from '../disk/history-file.ts';

type CallName = DiskCall['call'];

/**
 * Which calls a rule is for: by name, and by a part of the path where it is given. Those on the history have to be named
 * by it.
 */
export interface CallPattern {
  readonly call: CallName | readonly CallName[];
  readonly path?: string;
}

/** A call that waits. `reached` resolves when it was made, and `open` lets it go on. */
export interface Gate {
  readonly reached: Promise<void>;
  open(): void;
}

/** A disk whose calls are told, and can be made to fail or to wait. Rules for the same call are used up in order. */
export interface FaultyDisk extends Disk {
  /** Every call so far, in the order in which they began, those on the history apart. */
  readonly calls: DiskCall[];
  /** The calls on the history, which come in an order of their own (rule U4). */
  readonly historyCalls: DiskCall[];
  /** The next matching calls fail before they touch the disk: one, or `times` (for ever with `Infinity`). */
  fail(pattern: CallPattern, errno: string, times?: number): void;
  /** The next write takes `taken` bytes and says so; the one after it is an ordinary one. */
  shortenWrite(taken: number): void;
  /** The next write takes `taken` bytes, and the disk refuses the rest. */
  failWriteAfter(taken: number, errno: string): void;
  /** The next matching call waits, before it touches the disk, until the gate is opened by hand. */
  hold(pattern: CallPattern): Gate;
  /** Runs something before the next matching call, or (`after`) when it has ended and before its caller knows. */
  before(pattern: CallPattern, action: () => void | Promise<void>): void;
  after(pattern: CallPattern, action: () => void | Promise<void>): void;
  /** Forgets every rule that was not used. */
  heal(): void;
  /** Rules that no call has used yet: what a test meant to happen and did not. */
  unused(): number;
}

interface Rule {
  readonly pattern: CallPattern;
  left: number;
  readonly before?: () => void | Promise<void>;
  readonly after?: () => void | Promise<void>;
  readonly taken?: number;
}

export function createFaultyDisk(disk: Disk): FaultyDisk {
  const calls: DiskCall[] = [];
  const historyCalls: DiskCall[] = [];
  let rules: Rule[] = [];

  function ruleFor(call: DiskCall): Rule | undefined {
    const rule = rules.find(({ pattern }) => {
      const isOfPath = pattern.path === undefined ? !isOfHistory(call) : call.path.includes(pattern.path);
      return [pattern.call].flat().includes(call.call) && isOfPath;
    });
    if (rule !== undefined) {
      rule.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
    }
    return rule;
  }

  async function step<Value>(call: DiskCall, run: (rule?: Rule) => Promise<Value>): Promise<Value> {
    (isOfHistory(call) ? historyCalls : calls).push(call);
    const rule = ruleFor(call);
    await rule?.before?.();
    const value = await run(rule);
    await rule?.after?.();
    return value;
  }

  function createFaultyFile(file: DiskFile, path: string): DiskFile {
    return {
      status: () => step({ call: 'file.status', path }, () => file.status()),
      read: (length, position, into) =>
        step({ call: 'file.read', path, detail: length }, () => file.read(length, position, into)),
      write: (bytes) =>
        step({ call: 'file.write', path, detail: bytes.byteLength }, (rule) => {
          return file.write(rule?.taken === undefined ? bytes : bytes.subarray(0, rule.taken));
        }),
      datasync: () => step({ call: 'file.datasync', path }, () => file.datasync()),
      sync: () => step({ call: 'file.sync', path }, () => file.sync()),
      truncate: (bytes) => step({ call: 'file.truncate', path, detail: bytes }, () => file.truncate(bytes)),
      close: () => step({ call: 'file.close', path }, () => file.close()),
    };
  }

  function fail(pattern: CallPattern, errno: string, times = 1): void {
    rules.push({
      pattern,
      left: times,
      before: () => {
        throw Object.assign(new Error(`Injected ${errno}`), { code: errno });
      },
    });
  }

  function shortenWrite(taken: number): void {
    rules.push({ pattern: { call: 'file.write' }, left: 1, taken });
  }

  return {
    calls,
    historyCalls,
    fail,
    shortenWrite,
    failWriteAfter: (taken, errno) => {
      if (taken > 0) {
        shortenWrite(taken);
      }
      fail({ call: 'file.write' }, errno);
    },
    hold: (pattern) => {
      const reached = createSignal();
      const opened = createSignal();
      rules.push({
        pattern,
        left: 1,
        before: async () => {
          reached.give();
          await opened.given;
        },
      });
      return { reached: reached.given, open: opened.give };
    },
    before: (pattern, action) => {
      rules.push({ pattern, left: 1, before: action });
    },
    after: (pattern, action) => {
      rules.push({ pattern, left: 1, after: action });
    },
    heal: () => {
      rules = [];
    },
    unused: () => rules.length,
    open: (path, mode) =>
      step({ call: 'open', path, detail: mode }, async () => createFaultyFile(await disk.open(path, mode), path)),
    status: (path) => step({ call: 'status', path }, () => disk.status(path)),
    resolve: (path) => step({ call: 'resolve', path }, () => disk.resolve(path)),
    list: (path) => step({ call: 'list', path }, () => disk.list(path)),
    scan: (projectFolder, options) =>
      step({ call: 'scan', path: join(projectFolder, 'assets') }, () => disk.scan(projectFolder, options)),
    makeFolder: (path) => step({ call: 'makeFolder', path }, () => disk.makeFolder(path)),
    rename: (from, to) => step({ call: 'rename', path: from, detail: to }, () => disk.rename(from, to)),
    remove: (path) => step({ call: 'remove', path }, () => disk.remove(path)),
    removeFolder: (path) => step({ call: 'removeFolder', path }, () => disk.removeFolder(path)),
    syncFolder: (path) => step({ call: 'syncFolder', path }, () => disk.syncFolder(path)),
  };
}

function isOfHistory({ path }: DiskCall): boolean {
  return path.endsWith(historyFileName);
}

interface Signal {
  readonly given: Promise<void>;
  give(): void;
}

function createSignal(): Signal {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
