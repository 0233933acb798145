import { Menu, type MenuItemConstructorOptions } from 'electron';
import {
  type CommandId,
  type CommandSection,
  commandIds,
  commandOf,
  commandSections,
} from '../src-preload/contract/commands.ts';
import type { HistoryStep } from '../src-preload/contract/domain/history.ts';
import type { StudioTexts } from './studio-texts.ts';

/** What Undo and Redo are about; null where there is nothing to undo. */
export interface MenuSteps {
  readonly undo: HistoryStep | null;
  readonly redo: HistoryStep | null;
}

/** The native menu, made from the table of commands. */
export interface AppMenu {
  /** Shows as available what the window can do now, and greys all else. */
  offer(available: readonly CommandId[]): void;
  nameSteps(steps: MenuSteps): void;
  /** Says everything anew, in the language that is spoken now. */
  translate(): void;
}

/** Milliseconds after which the menu says what it has to say anew: whoever waits for a command has its end by then. */
const restMs = 200;

const onMac = process.platform === 'darwin';

/**
 * Sets the native menu, with roles for what the system does by itself. The window listens for the keys of commands, so
 * that each is heard once, and a key whose command can't be done now is answered with the reason; the menu shows them.
 */
export function createAppMenu(texts: StudioTexts, run: (command: CommandId) => void): AppMenu {
  let offered: ReadonlySet<CommandId> = new Set(commandIds.filter((id) => commandOf(id).on === 'always'));
  let steps: MenuSteps = { undo: null, redo: null };
  let later: NodeJS.Timeout | undefined;

  function isEnabled(id: CommandId): boolean {
    return offered.has(id) && ((id !== 'undo' && id !== 'redo') || steps[id] !== null);
  }

  function itemsOf(section: CommandSection): MenuItemConstructorOptions[] {
    return commandIds
      .filter((id) => commandOf(id).section === section)
      .flatMap((id): MenuItemConstructorOptions[] => {
        const { keys, startsGroup } = commandOf(id);
        const item: MenuItemConstructorOptions = {
          id,
          label: (id === 'undo' || id === 'redo' ? texts.stepLabel(id, steps[id]) : null) ?? texts.studio().command[id],
          ...(keys[0] === undefined
            ? {}
            : { accelerator: keys[0].replace('Mod', 'CmdOrCtrl'), registerAccelerator: false }),
          enabled: isEnabled(id),
          click: () => {
            run(id);
          },
        };
        return startsGroup === true ? [{ type: 'separator' }, item] : [item];
      });
  }

  /** The system's own list of what was open last, which macOS alone shows in a menu. */
  function openedLast(): MenuItemConstructorOptions {
    const { openRecent, clearRecent } = texts.studio().menu;
    return {
      label: openRecent,
      role: 'recentDocuments',
      submenu: [{ label: clearRecent, role: 'clearRecentDocuments' }],
    };
  }

  function build(): void {
    clearTimeout(later);
    later = undefined;
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        ...(onMac ? [{ role: 'appMenu' } as const] : []),
        ...commandSections
          .filter((section) => section !== 'help')
          .map((section) => ({
            label: texts.studio().menu[section],
            submenu: [
              ...itemsOf(section),
              ...(section === 'file' && onMac ? [openedLast()] : []),
              ...(rolesOf[section] ?? []),
            ],
          })),
        { label: texts.studio().menu.window, role: 'window', submenu: windowRoles },
        { label: texts.studio().menu.help, role: 'help', submenu: itemsOf('help') },
      ]),
    );
  }

  function nameSteps(next: MenuSteps): void {
    const before = steps;
    steps = next;
    // One registration is called as the next, and a menu takes longer to build than most commands take.
    if ((['undo', 'redo'] as const).some((id) => texts.stepLabel(id, next[id]) !== texts.stepLabel(id, before[id]))) {
      later ??= setTimeout(build, restMs);
    }
  }

  build();
  return {
    offer: (available) => {
      offered = new Set(available);
      if (offered.has('open-project') && !offered.has('close-project')) {
        // No project is open, and what could be undone in the last one is not spoken of any more.
        nameSteps({ undo: null, redo: null });
      }
      // To build it anew takes longer than most commands, and only texts need that.
      const menu = Menu.getApplicationMenu();
      for (const id of commandIds) {
        const item = menu?.getMenuItemById(id);
        if (item !== null && item !== undefined && item.enabled !== isEnabled(id)) {
          item.enabled = isEnabled(id);
        }
      }
    },
    nameSteps,
    translate: build,
  };
}

/** What the system does by itself, below the commands of a menu. */
const rolesOf: Partial<Record<CommandSection, readonly MenuItemConstructorOptions[]>> = {
  file: [{ type: 'separator' }, onMac ? { role: 'close', accelerator: 'Shift+Cmd+W' } : { role: 'quit' }],
  // “Select all” is a command: of the text where a text field has the focus, and of the list elsewhere.
  edit: [{ type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }],
  view: [
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The key that most people press: “+” without Shift.
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut' },
  ],
};

const windowRoles: MenuItemConstructorOptions[] = [
  { role: 'minimize' },
  ...(onMac ? [{ role: 'zoom' } as const] : []),
  { role: 'togglefullscreen' },
  ...(onMac ? [{ type: 'separator' } as const, { role: 'front' } as const] : []),
];
