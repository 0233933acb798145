import type { Failure } from '../src-preload/contract/domain/failure.ts';
import type { CommandLine } from './command-line.ts';
import { type Result, succeed } from './packer/core/result.ts';
import { type LinkedPlace, parseProjectLink } from './project-link.ts';

/** What the app is asked to open from outside of its window, or why it can't be. */
export type Launch = Result<LinkedPlace, Failure>;

/** What the app was asked to open, until the window takes it: the last one that was put wins. */
export interface Launches {
  readonly put: (launch: Launch) => void;
  readonly take: () => Launch | null;
}

export function createLaunches(first: Launch | null): Launches {
  let waiting = first;
  return {
    put: (launch) => {
      waiting = launch;
    },
    take: () => {
      const taken = waiting;
      waiting = null;
      return taken;
    },
  };
}

/** What a command line asks to open: null where it names nothing. */
export function launchOf({ folder, link }: Pick<CommandLine, 'folder' | 'link'>): Launch | null {
  if (link !== null) {
    return parseProjectLink(link);
  }
  return folder === null ? null : launchOfFolder(folder);
}

/** The whole project in a folder. */
export function launchOfFolder(folder: string): Launch {
  return succeed({ folder, asset: null });
}
