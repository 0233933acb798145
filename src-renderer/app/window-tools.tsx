import { PanelLeft, PanelRight, SquareChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { CommandId } from '../../src-preload/contract/commands.ts';
import { IconButton } from '../ui/button.tsx';
import { commandLabel, shortcutOf } from './commands.ts';
import { runCommand } from './offered-commands.ts';
import type { ShownLook } from './project-look.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The panes that can be put away, and all commands by name. */
export function WindowTools({ sidebar, inspector }: Pick<ShownLook, 'sidebar' | 'inspector'>): ReactElement {
  return (
    <div className="flex">
      <Tool command="open-palette">
        <SquareChevronRight {...icon} />
      </Tool>
      <Tool command="toggle-sidebar" pressed={sidebar}>
        <PanelLeft {...icon} />
      </Tool>
      <Tool command="toggle-inspector" pressed={inspector}>
        <PanelRight {...icon} />
      </Tool>
    </div>
  );
}

interface ToolProps {
  readonly command: CommandId;
  readonly pressed?: boolean;
  readonly children: ReactNode;
}

function Tool({ command, pressed, children }: ToolProps): ReactElement {
  return (
    <IconButton
      label={commandLabel(command)}
      keys={shortcutOf(command)}
      aria-pressed={pressed}
      className={pressed === true ? 'text-fg' : undefined}
      onClick={() => {
        runCommand(command);
      }}
    >
      {children}
    </IconButton>
  );
}
