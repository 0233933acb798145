import { type Failure, isLocked } from '../../src-preload/contract/domain/failure.ts';
import type { LaneState } from '../../src-preload/contract/domain/lane.ts';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import { fail, type Result } from '../packer/core/result.ts';
import type { Packer, ReadingOptions } from '../packer/index.ts';
import type { ExitCode } from './exit-codes.ts';
import { findProjectFolder } from './find-project-folder.ts';
import type { Output } from './output.ts';
import { text } from './texts.ts';
import type { CliWorld } from './world.ts';

/** What each command is given: the world, where to say things, and the project that was named, if one was. */
export interface CommandRun {
  readonly world: CliWorld;
  readonly output: Output;
  readonly project: string | undefined;
  /** Whether what an earlier read has kept may stand for what was not changed since. */
  readonly cache: boolean;
}

/** A project that is open for one command. */
export interface OpenedProject {
  readonly packer: Packer;
  readonly summary: ProjectSummary;
  readonly projectId: string;
}

/** How the commands read: they can be interrupted, and say how far they are to somebody who looks. */
export function readingOf({ world, output, cache }: CommandRun): ReadingOptions {
  return {
    signal: world.interrupt,
    ...(cache ? {} : { withoutCaches: true }),
    onProgress: (count) => {
      output.progress(text('cli.common.reading', { count }));
    },
  };
}

/**
 * Opens the project that the command is for, uses it, and closes it. Opened for writing, it asks for the lock; who
 * does not get it is told so and nothing is used. The same where the registry can't be written, unless it is to be
 * repaired. A failure to open is said, and decides the exit code.
 */
export async function withProject(
  run: CommandRun,
  purpose: 'read' | 'write' | 'repair',
  use: (project: OpenedProject) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { world, output } = run;
  const packer = world.createPacker();
  try {
    const opened = await openProject(run, packer, purpose === 'read' ? 'read' : 'write');
    if (!opened.ok) {
      return output.fail(opened.failure);
    }
    const { lane, projectId } = opened.value;
    const isInTheWay = purpose === 'write' || (purpose === 'repair' && isHeldElsewhere(lane));
    if (isInTheWay && lane.state === 'read-only') {
      return output.fail(lane.refusal);
    }
    return await use({ packer, summary: opened.value, projectId });
  } finally {
    await packer.close();
  }
}

function isHeldElsewhere(lane: LaneState): boolean {
  return lane.state === 'read-only' && isLocked(lane.refusal);
}

/** Opens the project that the command is for. The caller closes the packer. */
export async function openProject(
  run: CommandRun,
  packer: Packer,
  access: 'read' | 'write',
): Promise<Result<ProjectSummary, Failure>> {
  const folder = await findProjectFolder(run.world.disk, run.world.workingFolder, run.project);
  return folder.ok ? packer.openProject(folder.value, readingOf(run), access) : fail(folder.failure);
}
