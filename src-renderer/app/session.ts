import { create } from 'zustand';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import type { BulkResult } from '../ipc/bulk-message.ts';
import type { ListBeginning } from './project-view.ts';
import type { Saying } from './translation.ts';

/** A folder that main knows, as the contract names it. `path` is for showing. */
export interface Folder {
  readonly folderToken: string;
  readonly path: string;
}

/** A folder to open, and the asset in it to go to, by its id or its root, where a link names one. */
export interface Destination extends Folder {
  readonly asset: string | null;
}

/** A folder that is being opened. */
export interface Opening {
  readonly folder: Destination;
  readonly jobId: string;
  /** Whether the author does not want it any more. */
  readonly cancelled: boolean;
}

/** Edits that are not saved, and where the author wants to go from them: to another folder, or to the start screen. */
interface Leaving {
  readonly roots: readonly string[];
  readonly to: Destination | null;
}

/** The last result line. A new one has a new `id`, so that the same words are spoken again. */
export interface ResultLine {
  readonly id: number;
  readonly projectId: string;
  readonly text: Saying;
  readonly problem: boolean;
  /** When it is over: with what the author turns to next, with the language that it was said in too, or with the next line. */
  readonly until: 'next-turn' | 'next-turn-or-language' | 'next-line';
  /** What to look at next: Repair, or what a bulk write came to. */
  readonly next: ResultNext | null;
}

/** It goes with what is said of it: the screen forgets with each language what it has shown. */
export type ResultNext = 'repair' | BulkResult;

/** How a result is said. */
interface ResultTone {
  /** Nothing was done that was to be done. It stays until there is something else to say. */
  readonly problem?: boolean;
  /** Says why a command can't be carried out: a problem that is over as soon as the author turns to something else. */
  readonly reason?: boolean;
  readonly next?: ResultNext;
}

interface Session {
  /** Whether main has said which folder, if any, the window was started with. */
  readonly launched: boolean;
  /** The project that is shown, null for the start screen. */
  readonly projectId: string | null;
  /** The folder that it was opened by. */
  readonly folder: Folder | null;
  readonly opening: Opening | null;
  /** What was being opened last, and stays before its project until all of that is drawn. */
  readonly drawing: Opening | null;
  /** How the list of the project that is shown begins. */
  readonly beginning: ListBeginning;
  /** The folder to open as soon as nothing is being opened. The last one asked for wins. */
  readonly wanted: Destination | null;
  /** What the author is asked before he leaves the project that is shown, or null. */
  readonly leaving: Leaving | null;
  /** Why the last attempt to open or create something did not work. */
  readonly openFailure: Failure | null;
  readonly creating: boolean;
  /** What was said last of the project that is shown. */
  readonly result: ResultLine | null;
}

const atStart: Session = {
  launched: false,
  projectId: null,
  folder: null,
  opening: null,
  drawing: null,
  beginning: {
    search: viewAtFirst.search,
    sort: viewAtFirst.sort,
    descending: viewAtFirst.descending,
    selection: null,
    scrollTop: 0,
    sought: false,
  },
  wanted: null,
  leaving: null,
  openFailure: null,
  creating: false,
  result: null,
};

/** What the window shows now. Nothing that the packer knows is kept here. */
export const useSession = create<Session>(() => atStart);

/** What stands before the open project, or before the start screen: nobody reaches those meanwhile. */
export function coverOf({ opening, drawing }: Session): Opening | null {
  return opening ?? drawing;
}

/** Says the result of the author's own action in the status line, unless another project is shown by now. */
export function announce(projectId: string, text: Saying, tone: ResultTone = {}): void {
  const { problem = false, reason = false, next = null } = tone;
  const until = reason ? 'next-turn-or-language' : problem || next !== null ? 'next-line' : 'next-turn';
  useSession.setState((session) =>
    session.projectId === projectId
      ? { result: { id: (session.result?.id ?? 0) + 1, projectId, text, problem: problem || reason, until, next } }
      : {},
  );
}

/** The author turns to something else: what was said of the thing before is over, but for problems and what leads on. */
export function endResultOfTurn(): void {
  endResultUntil('next-turn', 'next-turn-or-language');
}

/** Another language is spoken: texts that were in the former one as they were said are over. */
export function endResultOfLanguage(): void {
  endResultUntil('next-turn-or-language');
}

function endResultUntil(...ends: readonly ResultLine['until'][]): void {
  if (ends.some((end) => end === useSession.getState().result?.until)) {
    useSession.setState({ result: null });
  }
}

/** Back to the start screen of a window that was just opened. */
export function resetSession(): void {
  useSession.setState(atStart);
}
