import { type CommandRun, withProject } from './command-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { actionName, failureLine, text } from './texts.ts';
import { rootOf } from './typed-root.ts';

/** `actions`: what can be done with one asset, and if not, why. */
export function actionsCommand(run: CommandRun, typed: string): Promise<ExitCode> {
  return withProject(run, 'read', async ({ packer, projectId }) => {
    const root = rootOf(packer, projectId, typed);
    const answer = packer.getAssetActions(projectId, root);
    if (!answer.ok) {
      return run.output.fail(answer.failure);
    }
    const { revision, actions } = answer.value;
    run.output.answer(
      { revision, root, actions },
      actions.map((capability) => {
        const action = actionName(capability.action);
        return capability.available
          ? text('cli.actions.available', { action })
          : text('cli.actions.unavailable', { action, reason: failureLine(capability.reason) });
      }),
    );
    return exitCodes.done;
  });
}
