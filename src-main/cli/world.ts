import type { Disk } from '../packer/disk/disk-port.ts';
import type { Packer } from '../packer/index.ts';

/** A stream of text that people or programs read. */
export interface TextSink {
  write(text: string): void;
}

/** Everything that the commands ask of the process that they run in. */
export interface CliWorld {
  /** Where the process was started: where a project is looked for. */
  readonly workingFolder: string;
  readonly version: string;
  readonly disk: Disk;
  readonly createPacker: () => Packer;
  /** An id that nobody else has: of a command, of an incident. */
  readonly newId: () => string;
  /** Whether the file or folder may be written, without writing: null, or the system's name for why not. */
  readonly mayWrite: (path: string) => Promise<string | null>;
  /** Aborted when the person wants the command to end. What is being written ends first. */
  readonly interrupt: AbortSignal;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Whether somebody looks at standard error: only then progress is shown. */
  readonly isWatched: boolean;
}
