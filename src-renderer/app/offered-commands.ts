import { useCallback, useLayoutEffect, useState } from 'react';
import { create } from 'zustand';
import { type CommandId, commandIds } from '../../src-preload/contract/commands.ts';
import { isDialogOpen, useOpenDialogs } from '../ui/open-dialogs.ts';
import { useOverlay } from './overlay.ts';
import { announce, coverOf, useSession } from './session.ts';
import { t } from './translation.ts';

/** What a part of the window can do. */
export interface OfferedCommand {
  readonly run: () => void;
  /** Why it can't be done now, as a sentence; null where it can. */
  readonly reason: string | null;
}

type Reasons = Readonly<Partial<Record<CommandId, string | null>>>;

/** Why each command that is offered can't be done now. What is not offered is not there. */
const useReasons = create<Reasons>(() => ({}));

/** Beside the reasons, because they are others with each rendering, and nothing is drawn from them. */
const runs = new Map<CommandId, () => void>();

/** Offers commands for as long as the caller is on screen. Always the same ones. */
export function useOfferedCommands(offers: Readonly<Partial<Record<CommandId, OfferedCommand>>>): void {
  useLayoutEffect(() => {
    const changed: Partial<Record<CommandId, string | null>> = {};
    for (const id of commandIds) {
      const offer = offers[id];
      if (offer !== undefined) {
        runs.set(id, offer.run);
        if (useReasons.getState()[id] !== offer.reason) {
          changed[id] = offer.reason;
        }
      }
    }
    if (Object.keys(changed).length > 0) {
      useReasons.setState(changed);
    }
  });
  const [ids] = useState(() => commandIds.filter((id) => offers[id] !== undefined));
  useLayoutEffect(
    () => () => {
      for (const id of ids) {
        runs.delete(id);
      }
      useReasons.setState(
        Object.fromEntries(Object.entries(useReasons.getState()).filter(([id]) => !ids.some((each) => each === id))),
        true,
      );
    },
    [ids],
  );
}

/** Why a command can’t be done now; null where it can. */
export function useCommandReasons(): (id: CommandId) => string | null {
  const reasons = useReasons();
  return useCallback((id: CommandId) => reasonIn(reasons, id), [reasons]);
}

/** The commands that can be done now, in the order of the table, as one text. Behind a dialog there are none. */
export function useAvailableCommands(): string {
  const openDialogs = useOpenDialogs();
  const isCovered = useSession((session) => coverOf(session) !== null);
  return useReasons((reasons) =>
    openDialogs > 0 || isCovered ? '' : commandIds.filter((id) => reasonIn(reasons, id) === null).join(' '),
  );
}

/**
 * Carries out a command, or says why it can't be done. Nothing is done behind a dialog or a project that is being opened;
 * the palette alone makes way for what it can show itself.
 */
export function runCommand(id: CommandId): void {
  const inPalette = useOverlay.getState().overlay?.kind === 'palette';
  const isCovered = coverOf(useSession.getState()) !== null || isDialogOpen();
  if (!isCovered || (inPalette && (id === 'open-palette' || id === 'go-to-asset'))) {
    carryOut(id);
  }
}

/** The same for what was chosen in a menu or palette that is about to be gone. */
export function carryOut(id: CommandId): void {
  const reason = reasonIn(useReasons.getState(), id);
  const { projectId } = useSession.getState();
  if (reason === null) {
    runs.get(id)?.();
  } else if (projectId !== null) {
    announce(projectId, () => reason, { reason: true });
  }
}

function reasonIn(reasons: Reasons, id: CommandId): string | null {
  const reason = reasons[id];
  return reason === undefined ? t('studio.commandReason.noProject') : reason;
}
