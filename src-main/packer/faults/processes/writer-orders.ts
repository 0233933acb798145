import type {
  CompactCompletion,
  EntryCompletion,
  RepairCompletion,
} from '../../../../src-preload/contract/domain/completion.ts';
import type { Diagnostic } from '../../../../src-preload/contract/domain/diagnostic.ts';
import type { Failure } from '../../../../src-preload/contract/domain/failure.ts';
import type { LaneState } from '../../../../src-preload/contract/domain/lane.ts';
import type { RepairFix, RepairRule } from '../../../../src-preload/contract/domain/repair.ts';
import type { FailpointName } from '../../disk/failpoints.ts';

/** One thing that a writer is told to do. `folder` is the project's; a project is opened before anything else is done in it. */
export type WriterStep =
  | { readonly do: 'create'; readonly folder: string; readonly name: string }
  | { readonly do: 'open'; readonly folder: string; readonly access?: 'write' | 'read' }
  /** One after the other, each to its completion, whatever that is; `untilFailed` stops at the first that is no commit. */
  | {
      readonly do: 'register';
      readonly folder: string;
      readonly roots: readonly string[];
      readonly untilFailed?: boolean;
    }
  /** All of them with one command, in batches that share a write and a sync (rule L9). */
  | { readonly do: 'register-many'; readonly folder: string; readonly roots: readonly string[] }
  | { readonly do: 'compact'; readonly folder: string }
  /** Applies the fix of that kind to each finding of the rule, one at a time. */
  | { readonly do: 'repair'; readonly folder: string; readonly rule: RepairRule; readonly fix: RepairFix['fix'] }
  | { readonly do: 'reload'; readonly folder: string }
  | { readonly do: 'verify'; readonly folder: string }
  /** Says which roots are registered in memory. */
  | { readonly do: 'list'; readonly folder: string }
  | { readonly do: 'close'; readonly folder: string }
  /** Does the lists at the same time, the steps of each in their order. */
  | { readonly do: 'at-once'; readonly lists: readonly (readonly WriterStep[])[] }
  /** Reads further steps from its input, one a line, until that ends. */
  | { readonly do: 'obey' }
  /** Stays as it is until it is killed. */
  | { readonly do: 'hold' };

/** What a writer is told by its one argument, in JSON. */
export interface WriterOrders {
  readonly steps: readonly WriterStep[];
  /** Clock and ids count, so that a second run makes the same files by the same names. */
  readonly repeatable?: boolean;
  /** Where it stops for ever: at this failpoint when it comes there for the `nth` time (from 1). */
  readonly stopAt?: { readonly failpoint: FailpointName; readonly nth: number };
}

/** One line that a writer says, in JSON, written out before it goes on. */
export type WriterEvent =
  | { readonly said: 'started'; readonly pid: number }
  | { readonly said: 'created'; readonly folder: string; readonly failure: Failure | null }
  | {
      readonly said: 'opened';
      readonly folder: string;
      readonly lane: LaneState;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly said: 'not-opened'; readonly folder: string; readonly failure: Failure }
  /** Said before the command is given: a writer that dies now may or may not have written it. */
  | { readonly said: 'begun'; readonly folder: string; readonly root: string }
  | {
      readonly said: 'completed';
      readonly folder: string;
      readonly root: string;
      readonly completion: EntryCompletion;
    }
  | { readonly said: 'compaction-begun'; readonly folder: string }
  | { readonly said: 'compacted'; readonly folder: string; readonly completion: CompactCompletion }
  | {
      readonly said: 'repaired';
      readonly folder: string;
      readonly rule: RepairRule;
      readonly completion: RepairCompletion;
    }
  | { readonly said: 'reloaded'; readonly folder: string; readonly failure: Failure | null }
  | {
      readonly said: 'verified';
      readonly folder: string;
      /** `part key change` of each, or null where the comparison failed. */
      readonly differences: readonly string[] | null;
      readonly failure: Failure | null;
    }
  | { readonly said: 'listed'; readonly folder: string; readonly registered: readonly string[] }
  /** A request that was answered with a failure instead of a completion. */
  | { readonly said: 'not-answered'; readonly folder: string; readonly step: string; readonly failure: Failure }
  | { readonly said: 'closed'; readonly folder: string }
  | { readonly said: 'stopped'; readonly failpoint: FailpointName }
  | { readonly said: 'obeying' }
  | { readonly said: 'holding' }
  | { readonly said: 'crashed'; readonly error: string }
  | { readonly said: 'done' };
