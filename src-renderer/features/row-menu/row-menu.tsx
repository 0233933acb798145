import { Menu } from '@base-ui/react/menu';
import clsx from 'clsx';
import { type ReactElement, useId, useRef } from 'react';
import { type CommandId, commandIds, commandOf } from '../../../src-preload/contract/commands.ts';
import { commandLabel, shortcutOf } from '../../app/commands.ts';
import { carryOut, useCommandReasons } from '../../app/offered-commands.ts';
import { t } from '../../app/translation.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import type { MenuAnchor } from '../../ui/menu-anchor.ts';
import { useOpenDialog } from '../../ui/open-dialogs.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useThereWhileOpen } from '../../ui/use-there-while-open.ts';

interface RowMenuProps {
  /** Null while it is closed. */
  readonly anchor: MenuAnchor | null;
  /** What the asset is called; null where several are selected, or none. */
  readonly name: string | null;
  /** How many assets are selected where they are more than one. */
  readonly several: number | null;
  readonly onClose: () => void;
  /** Gets the focus after it. */
  readonly onFocusLost: () => void;
}

/** What is not in the menu although it is for the selected asset: the menu itself, and what the row is pressed for. */
const leftOut: ReadonlySet<CommandId> = new Set(['show-row-menu', 'quick-preview']);

/** Every command for the selected asset, in the order of the table, which has the packer's actions in theirs. */
const assetCommands: readonly CommandId[] = commandIds.filter((id) => commandOf(id).on === 'asset' && !leftOut.has(id));

/** All that can be done with what is selected, and why what can't be done now can't. */
export function RowMenu(props: RowMenuProps): ReactElement | null {
  const isOpen = props.anchor !== null;
  useOpenDialog(isOpen);
  const { isThere, closed } = useThereWhileOpen(isOpen);
  return isThere ? <OpenRowMenu {...props} onClosed={closed} /> : null;
}

interface OpenRowMenuProps extends RowMenuProps {
  readonly onClosed: () => void;
}

function OpenRowMenu({ anchor, name, several, onClose, onClosed, onFocusLost }: OpenRowMenuProps): ReactElement {
  const popup = useRef<HTMLDivElement>(null);
  const chosen = useRef<CommandId | null>(null);
  const reasonFor = useCommandReasons();
  const label =
    several === null
      ? t('studio.rowMenu.label', { name: name ?? '' })
      : t('studio.rowMenu.several', { count: several });
  return (
    <Menu.Root
      open={anchor !== null}
      onOpenChange={(next) => {
        if (!next) {
          onClose();
        }
      }}
      onOpenChangeComplete={(open) => {
        if (open) {
          if (anchor?.byKey === true) {
            popup.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
          }
          return;
        }
        onClosed();
        onFocusLost();
        const command = chosen.current;
        chosen.current = null;
        // Only now: what a command gives the focus to keeps it.
        if (command !== null) {
          carryOut(command);
        }
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" sideOffset={2} className="z-30 outline-none">
          <Menu.Popup
            ref={popup}
            aria-label={label}
            finalFocus={false}
            className="w-92 rounded-tile border border-line bg-panel py-1 shadow-overlay outline-none"
          >
            <p aria-hidden="true" className="truncate px-3 pt-1 pb-1.5 text-small text-fg-faint">
              {several === null ? <SafeText text={name ?? ''} /> : t('studio.bulk.selected', { count: several })}
            </p>
            {assetCommands.map((id) => (
              <RowMenuItem
                key={id}
                id={id}
                reason={reasonFor(id)}
                onChoose={() => {
                  chosen.current = id;
                }}
              />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface RowMenuItemProps {
  readonly id: CommandId;
  readonly reason: string | null;
  readonly onChoose: () => void;
}

function RowMenuItem({ id, reason, onChoose }: RowMenuItemProps): ReactElement {
  const label = commandLabel(id);
  const keys = shortcutOf(id);
  const reasonId = useId();
  return (
    <>
      {commandOf(id).startsGroup === true ? <Menu.Separator className="my-1 h-px bg-line" /> : null}
      <Menu.Item
        label={label}
        disabled={reason !== null}
        aria-label={label}
        aria-describedby={reason === null ? undefined : reasonId}
        onClick={onChoose}
        className={clsx(
          'mx-1 block rounded-control px-2 py-1 outline-none data-highlighted:bg-raised',
          reason === null ? 'text-fg' : 'text-fg-faint',
        )}
      >
        <span className="flex items-center gap-3">
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {keys === null ? null : <KeyHint keys={keys} />}
        </span>
        {reason === null ? null : (
          <span id={reasonId} className="block text-small text-fg-dim wrap-anywhere">
            {reason}
          </span>
        )}
      </Menu.Item>
    </>
  );
}
