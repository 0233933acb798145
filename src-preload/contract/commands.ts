import type { AssetAction } from './domain/asset-action.ts';

/** The menus that commands stand in, in their order. */
export const commandSections = ['file', 'edit', 'asset', 'project', 'view', 'go', 'help'] as const;
export type CommandSection = (typeof commandSections)[number];

/**
 * Where the keys of a command are heard: in the whole window; there too, but for text fields, which have a use of their
 * own for the keys; or with the focus on the list alone.
 */
export type CommandScope = 'window' | 'outside-text' | 'results';

/** One command of Studio, whoever asks for it: the native menu, a key, the palette, a button, or the menu of a row. */
interface CommandDefinition {
  readonly section: CommandSection;
  /** As `Mod+Shift+P`; Mod is Ctrl, on macOS the command key. All of them work, the first one is shown. */
  readonly keys: readonly string[];
  readonly scope: CommandScope;
  /** What has to be there: nothing, an open project, or an asset that is selected in it. */
  readonly on: 'always' | 'project' | 'asset';
  /** The action of the packer that it stands for: whether it is available, and if not why, the packer says (rule Q4). */
  readonly action?: AssetAction;
  /** Whether a key that is held carries it out again and again. */
  readonly repeats?: true;
  /** Whether a line stands above it in menus. */
  readonly startsGroup?: true;
}

/**
 * The one table of commands, in the order of menus, palette and sheet of keys. Their texts are in the catalogue under
 * `studio.command`.
 */
export const commandTable = {
  'open-project': { section: 'file', keys: ['Mod+O'], scope: 'window', on: 'always' },
  'create-project': { section: 'file', keys: ['Mod+Shift+N'], scope: 'window', on: 'always' },
  'create-assets': { section: 'file', keys: ['Mod+N'], scope: 'window', on: 'project', startsGroup: true },
  'create-assets-from-folders': { section: 'file', keys: [], scope: 'window', on: 'project' },
  'show-settings': { section: 'file', keys: ['Mod+,'], scope: 'window', on: 'always', startsGroup: true },
  'close-project': { section: 'file', keys: ['Mod+W'], scope: 'window', on: 'project' },

  undo: { section: 'edit', keys: ['Mod+Z'], scope: 'outside-text', on: 'project' },
  redo: { section: 'edit', keys: ['Mod+Shift+Z', 'Mod+Y'], scope: 'outside-text', on: 'project' },
  'show-history': { section: 'edit', keys: ['Mod+Shift+H'], scope: 'window', on: 'project' },
  'select-all': { section: 'edit', keys: ['Mod+A'], scope: 'outside-text', on: 'project', startsGroup: true },
  'focus-search': { section: 'edit', keys: ['Mod+F'], scope: 'window', on: 'project' },

  'register-asset': { section: 'asset', keys: ['Mod+Enter'], scope: 'window', on: 'asset', action: 'register' },
  'unregister-asset': { section: 'asset', keys: ['Delete'], scope: 'results', on: 'asset', action: 'unregister' },
  'edit-manifest': { section: 'asset', keys: ['Mod+E'], scope: 'window', on: 'asset', action: 'edit-manifest' },
  'move-asset': { section: 'asset', keys: ['F2'], scope: 'window', on: 'asset', action: 'move' },
  'show-fixes': { section: 'asset', keys: ['Mod+.'], scope: 'window', on: 'asset' },
  'register-all-shown': { section: 'asset', keys: ['Mod+Shift+Enter'], scope: 'window', on: 'project' },
  'reveal-asset': {
    section: 'asset',
    keys: ['Mod+Shift+R'],
    scope: 'window',
    on: 'asset',
    action: 'reveal',
    startsGroup: true,
  },
  'copy-asset-path': { section: 'asset', keys: ['Mod+Alt+C'], scope: 'window', on: 'asset', action: 'copy-path' },
  'copy-asset-id': { section: 'asset', keys: ['Mod+Shift+C'], scope: 'window', on: 'asset', action: 'copy-id' },
  'copy-asset-relative-path': { section: 'asset', keys: [], scope: 'window', on: 'asset' },
  'copy-asset-link': { section: 'asset', keys: [], scope: 'window', on: 'asset' },
  'copy-asset-json': { section: 'asset', keys: [], scope: 'window', on: 'asset' },
  'trash-assets': {
    section: 'asset',
    keys: ['Mod+Shift+Delete'],
    scope: 'results',
    on: 'asset',
    action: 'trash',
    startsGroup: true,
  },
  'quick-preview': { section: 'asset', keys: ['Space'], scope: 'results', on: 'asset' },
  'show-row-menu': { section: 'asset', keys: ['Shift+F10'], scope: 'results', on: 'asset', startsGroup: true },

  'reload-project': { section: 'project', keys: ['F5'], scope: 'window', on: 'project' },
  'verify-snapshot': { section: 'project', keys: [], scope: 'window', on: 'project' },
  'repair-registry': { section: 'project', keys: [], scope: 'window', on: 'project', startsGroup: true },
  'show-jobs': { section: 'project', keys: ['Mod+J'], scope: 'window', on: 'project', startsGroup: true },
  'cancel-job': { section: 'project', keys: ['Mod+Shift+X'], scope: 'window', on: 'project' },

  'show-list': { section: 'view', keys: ['Mod+1'], scope: 'window', on: 'project' },
  'show-grid': { section: 'view', keys: ['Mod+2'], scope: 'window', on: 'project' },
  'toggle-sidebar': { section: 'view', keys: ['Mod+\\'], scope: 'window', on: 'project', startsGroup: true },
  'toggle-inspector': { section: 'view', keys: ['Mod+I'], scope: 'window', on: 'project' },

  'open-palette': { section: 'go', keys: ['Mod+K', 'Mod+Shift+P'], scope: 'window', on: 'always' },
  'go-to-asset': { section: 'go', keys: ['Mod+P'], scope: 'window', on: 'project' },
  'next-problem': { section: 'go', keys: ['F8'], scope: 'window', on: 'project', repeats: true, startsGroup: true },
  'previous-problem': { section: 'go', keys: ['Shift+F8'], scope: 'window', on: 'project', repeats: true },
  'next-region': { section: 'go', keys: ['F6'], scope: 'window', on: 'project', repeats: true, startsGroup: true },
  'previous-region': { section: 'go', keys: ['Shift+F6'], scope: 'window', on: 'project', repeats: true },

  'show-keys': { section: 'help', keys: ['Mod+/'], scope: 'window', on: 'always' },
  'take-update': { section: 'help', keys: [], scope: 'window', on: 'always', startsGroup: true },
  'show-log': { section: 'help', keys: [], scope: 'window', on: 'always', startsGroup: true },
  'show-report': { section: 'help', keys: [], scope: 'window', on: 'always' },
} as const satisfies Readonly<Record<string, CommandDefinition>>;

export type CommandId = keyof typeof commandTable;

/** Every command, in the order of the table. */
export const commandIds = Object.keys(commandTable) as CommandId[];

/** What the table says of a command. */
export function commandOf(id: CommandId): CommandDefinition {
  return commandTable[id];
}

/** Commands that ask for something to be there. */
export type CommandOn<On extends CommandDefinition['on']> = {
  [Id in CommandId]: (typeof commandTable)[Id]['on'] extends On ? Id : never;
}[CommandId];

/** Commands that stand for an action of the packer. */
export type AssetCommand = {
  [Id in CommandId]: (typeof commandTable)[Id] extends { readonly action: AssetAction } ? Id : never;
}[CommandId];

/** The command of an action. Throws where there is none, which a test rules out. */
export function commandOfAction(action: AssetAction): CommandId {
  const found = commandIds.find((id) => commandOf(id).action === action);
  if (found === undefined) {
    throw new Error(`No command stands for the action ${action}`);
  }
  return found;
}
