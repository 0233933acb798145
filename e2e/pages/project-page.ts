import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import type { CommandId } from '../../src-preload/contract/commands.ts';

/** The three panes of an open project. */
export class ProjectPage {
  readonly assets: Locator;
  /** The list of a project that is still being opened. */
  readonly provisionalAssets: Locator;
  /** How far opening it has come, with a way out. */
  readonly opening: Locator;
  readonly search: Locator;
  /** What the list is narrowed by, in words. */
  readonly chips: Locator;
  readonly filters: Locator;
  readonly details: Locator;
  readonly assetName: Locator;
  readonly register: Locator;
  readonly alert: Locator;
  readonly status: Locator;
  /** The bar that says why nothing is written now. */
  readonly lane: Locator;
  /** All commands by name, and all assets. */
  readonly palette: Locator;
  /** What can be done with the row that is selected. */
  readonly rowMenu: Locator;
  readonly #window: Page;
  readonly #electron: ElectronApplication;

  constructor(window: Page, electron: ElectronApplication) {
    this.#window = window;
    this.#electron = electron;
    const grid = window.getByRole('grid', { name: 'Assets' });
    this.assets = grid.and(window.locator(':not([aria-busy=true])'));
    this.provisionalAssets = grid.and(window.locator('[aria-busy=true]'));
    this.opening = window.getByRole('group', { name: 'Opening project' });
    this.search = window.getByRole('searchbox', { name: 'Search assets' });
    this.chips = window.getByRole('region', { name: 'Search and filters' });
    this.filters = window.getByRole('navigation', { name: 'Filters' });
    this.details = window.getByRole('region', { name: 'Details' });
    this.assetName = this.details.getByRole('heading').first();
    this.register = this.details.getByRole('button', { name: /^Register/ });
    this.alert = this.details.getByRole('alert');
    this.status = window.getByRole('contentinfo');
    this.palette = window.getByRole('dialog', { name: 'Command palette' });
    this.rowMenu = window.getByRole('menu', { name: /^What can be done with/ });
    this.lane = window.getByRole('complementary', { name: 'State of the registry' });
  }

  /** The row of an asset, by a part of what it shows. */
  row(text: string | RegExp): Locator {
    return this.assets.getByRole('row').filter({ hasText: text });
  }

  /** A filter of the sidebar, by its word: `Unregistered`, `Image`. Its name ends in its count. */
  filter(word: string): Locator {
    return this.filters.getByRole('button', { name: new RegExp(`^${word} [\\d,]+$`) });
  }

  /** How many assets the list says that it has, whether or not they are on screen. */
  async total(): Promise<number> {
    return Number(await this.assets.getAttribute('aria-rowcount'));
  }

  /** Whether the native menu offers a command, as the window told it last. */
  menuOffers(id: CommandId): Promise<boolean> {
    return this.#electron.evaluate(
      ({ Menu }, command) => Menu.getApplicationMenu()?.getMenuItemById(command)?.enabled === true,
      id,
    );
  }

  /** Chooses a command of the native menu, as its click does, once it is offered. */
  async chooseMenu(id: CommandId): Promise<void> {
    await expect.poll(() => this.menuOffers(id), { message: `The menu offers ${id}` }).toBe(true);
    await this.#electron.evaluate(({ Menu }, command) => {
      (Menu.getApplicationMenu()?.getMenuItemById(command)?.click as () => void)();
    }, id);
  }

  dialog(name: string | RegExp): Locator {
    return this.#window.getByRole('dialog', { name });
  }
}
