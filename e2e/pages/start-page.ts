import type { Locator, Page } from '@playwright/test';

/** The first screen. */
export class StartPage {
  readonly openProject: Locator;
  readonly newProject: Locator;
  readonly openSample: Locator;
  readonly recentProjects: Locator;
  readonly failure: Locator;

  constructor(window: Page) {
    this.openProject = window.getByRole('button', { name: /^Open project/ });
    this.newProject = window.getByRole('button', { name: /^New project/ });
    this.openSample = window.getByRole('button', { name: /^Open sample project/ });
    this.recentProjects = window.getByRole('list', { name: 'Recent projects' });
    this.failure = window.getByRole('alert');
  }
}
