import { createContext, type ReactElement, type ReactNode, use } from 'react';
import { type AssetCommand, commandTable } from '../../../src-preload/contract/commands.ts';
import type { OfferedCommand } from '../../app/offered-commands.ts';
import { useOfferedCommands } from '../../app/offered-commands.ts';
import { t } from '../../app/translation.ts';
import type { Announce, CommandSubject } from './command-subject.ts';
import { type AskingActions, type AssetCommands, useAssetCommands } from './use-asset-commands.ts';

interface SelectedCommandsProps {
  readonly projectId: string;
  readonly subject: CommandSubject | null;
  readonly announce: Announce;
  readonly asking: AskingActions;
  /** What can be done with many at a time where several are selected; null where one is, or none. */
  readonly ofMarked: Readonly<Partial<Record<AssetCommand, OfferedCommand>>> | null;
  /** The details, whose parts ask for the commands themselves. */
  readonly children: ReactNode;
}

const SelectedCommands = createContext<AssetCommands | null>(null);

/**
 * Offers what can be done with what is selected, by what the packer says of it. Its own state is apart from the screen: that
 * a command is under way or was refused draws those parts that say so, and nothing around them.
 */
export function SelectedCommandsScope(props: SelectedCommandsProps): ReactElement {
  const { projectId, subject, announce, asking, ofMarked, children } = props;
  const commands = useAssetCommands(projectId, subject, announce, asking);
  const offered = (id: AssetCommand): OfferedCommand => {
    const { action } = commandTable[id];
    if (ofMarked === null) {
      return {
        run: () => {
          commands.run(action);
        },
        reason: commands.reasonFor(action),
      };
    }
    return ofMarked[id] ?? { run: nothing, reason: t('studio.commandReason.several') };
  };
  useOfferedCommands({
    'register-asset': offered('register-asset'),
    'unregister-asset': offered('unregister-asset'),
    'reveal-asset': offered('reveal-asset'),
    'copy-asset-path': offered('copy-asset-path'),
    'copy-asset-id': offered('copy-asset-id'),
    'edit-manifest': offered('edit-manifest'),
    'move-asset': offered('move-asset'),
    'trash-assets': offered('trash-assets'),
  } satisfies Record<AssetCommand, OfferedCommand>);
  return <SelectedCommands value={commands}>{children}</SelectedCommands>;
}

/** What can be done with the selected asset. Throws outside of the scope, which is a defect. */
export function useSelectedCommands(): AssetCommands {
  const commands = use(SelectedCommands);
  if (commands === null) {
    throw new Error('There is no SelectedCommandsScope around this');
  }
  return commands;
}

function nothing(): void {
  // What is not available has nothing to run.
}
