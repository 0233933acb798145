import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { createNodeDisk } from '../../packer/disk/node-disk.ts';
import { createPacker } from '../../packer/index.ts';
import { randomIds, systemClock } from '../../packer/runtime/system-ports.ts';
import { createFaultyDisk, type FaultyDisk } from '../../packer/testing/faulty-disk.ts';
import { runProgram } from '../program.ts';
import type { CliWorld } from '../world.ts';

/** What a command did. */
export interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process: real folders, real packer, and a disk on which faults can be put. */
export interface TestCommandLine {
  readonly disk: FaultyDisk;
  run(...typed: readonly string[]): Promise<CommandEnd>;
}

export function createCommandLine(workingFolder: string, world: Partial<CliWorld> = {}): TestCommandLine {
  const disk = createFaultyDisk(createNodeDisk());
  return {
    disk,
    run: async (...typed) => {
      const stdout: string[] = [];
      const stderr: string[] = [];
      const code = await runProgram(typed, {
        workingFolder,
        version: '1.2.3',
        disk,
        createPacker: () =>
          createPacker({
            disk,
            clock: systemClock,
            ids: randomIds,
            log: { warn: () => undefined },
            // Every registry has a checkpoint, be it ever so small.
            checkpointFrom: 0,
          }),
        newId: randomUUID,
        mayWrite: () => Promise.resolve(null),
        interrupt: new AbortController().signal,
        stdout: { write: (text) => stdout.push(text) },
        stderr: { write: (text) => stderr.push(text) },
        isWatched: false,
        ...world,
      });
      return { code, stdout: stdout.join(''), stderr: stderr.join('') };
    },
  };
}

/** Runs a command in a folder. */
export function runIn(folder: string, ...typed: readonly string[]): Promise<CommandEnd> {
  return createCommandLine(folder).run(...typed);
}

/** The one object that a command printed: of this shape, on one line, and nothing else beside it. */
export function objectOf<Shape extends z.ZodType>(
  shape: Shape,
  { stdout }: Pick<CommandEnd, 'stdout'>,
): z.infer<Shape> {
  if (!/^\{[^\n]*\}\n$/.test(stdout)) {
    throw new Error(`Expected one object, got ${stdout}`);
  }
  return shape.parse(JSON.parse(stdout));
}
