import type { BlockingDisk, BlockingFile, BlockingFolder } from '../disk/blocking-disk.ts';

/** One call of the blocking side of the disk. Calls on an open file or folder carry its path. */
export interface BlockingCall {
  readonly call:
    | 'resolve'
    | 'status'
    | 'stamp'
    | 'openFolder'
    | 'isAsListed'
    | 'list'
    | 'open'
    | 'file.status'
    | 'file.read';
  readonly path: string;
}

/** Which calls a rule is for: by name, and by a part of the path where it is given. */
interface BlockingPattern {
  readonly call: BlockingCall['call'];
  readonly path?: string;
}

/** A blocking disk whose calls are told, and can be made to fail. Rules for the same call are used up in order. */
export interface WatchedBlockingDisk extends BlockingDisk {
  /** Every call so far, in order. */
  readonly calls: BlockingCall[];
  /** The next matching call fails before it touches the disk. */
  fail(pattern: BlockingPattern, errno: string): void;
  /** Does something before the next matching call, or (`after`) when it has ended and before its caller knows. */
  before(pattern: BlockingPattern, action: () => void): void;
  after(pattern: BlockingPattern, action: () => void): void;
  /** Rules that no call has used yet: what a test meant to happen and did not. */
  unused(): number;
}

interface Rule {
  readonly pattern: BlockingPattern;
  readonly before?: () => void;
  readonly after?: () => void;
}

export function watchBlockingDisk(disk: BlockingDisk): WatchedBlockingDisk {
  const calls: BlockingCall[] = [];
  const rules: Rule[] = [];

  function step<Value>(call: BlockingCall['call'], path: string, run: () => Value): Value {
    calls.push({ call, path });
    const at = rules.findIndex(({ pattern }) => pattern.call === call && path.includes(pattern.path ?? ''));
    const rule = at === -1 ? undefined : rules.splice(at, 1)[0];
    rule?.before?.();
    const value = run();
    rule?.after?.();
    return value;
  }

  function watchFolder(folder: BlockingFolder, path: string): BlockingFolder {
    const below = (name: string): string => `${path}/${name}`;
    return {
      list: () => step('list', path, () => folder.list()),
      stamp: () => step('stamp', path, () => folder.stamp()),
      status: (name) => step('status', below(name), () => folder.status(name)),
      openFolder: (name) =>
        watchFolder(
          step('openFolder', below(name), () => folder.openFolder(name)),
          below(name),
        ),
      openFile: (name) =>
        watchFile(
          step('open', below(name), () => folder.openFile(name)),
          below(name),
        ),
      passInto: (name) => {
        const passed = folder.passInto(name);
        return passed === null ? null : watchFolder(passed, below(name));
      },
      isAsListed: () => step('isAsListed', path, () => folder.isAsListed()),
      verify: () => {
        folder.verify();
      },
      close: () => {
        folder.close();
      },
    };
  }

  function watchFile(file: BlockingFile, path: string): BlockingFile {
    return {
      status: () => step('file.status', path, () => file.status()),
      read: (length, into) => step('file.read', path, () => file.read(length, into)),
      close: () => {
        file.close();
      },
    };
  }

  return {
    calls,
    fail: (pattern, errno) => {
      rules.push({
        pattern,
        before: () => {
          throw Object.assign(new Error(`Injected ${errno}`), { code: errno });
        },
      });
    },
    before: (pattern, action) => {
      rules.push({ pattern, before: action });
    },
    after: (pattern, action) => {
      rules.push({ pattern, after: action });
    },
    unused: () => rules.length,
    resolve: (path) => step('resolve', path, () => disk.resolve(path)),
    status: (path) => step('status', path, () => disk.status(path)),
    openFolder: (path) =>
      watchFolder(
        step('openFolder', path, () => disk.openFolder(path)),
        path,
      ),
  };
}
