import { type CommandRun, withProject } from './command-run.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { failureLine, text } from './texts.ts';

/** `compact`: writes the registry anew without superseded records. */
export function compactCommand(run: CommandRun): Promise<ExitCode> {
  return withProject(run, 'write', async ({ packer, projectId }) => {
    const compacted = await packer.compact(projectId);
    if (!compacted.ok) {
      return run.output.fail(compacted.failure);
    }
    const completion = compacted.value;
    if (completion.status === 'committed') {
      const { bytesBefore: before, bytesAfter: after, linesDropped: count } = completion;
      run.output.answer({ completion }, [text('cli.compact.done', { before, after, count })]);
      return exitCodes.done;
    }
    const failure = completion.status === 'refused' ? completion.refusal : completion.failure;
    run.output.answer({ completion }, []);
    run.output.warn(text('cli.compact.notDone', { reason: failureLine(failure) }));
    return exitCodeOf(failure);
  });
}
