import type { Locator, Page } from '@playwright/test';

/** The Repair view, over the panes. */
export class RepairPage {
  readonly dialog: Locator;
  readonly said: Locator;
  readonly findings: Locator;
  readonly close: Locator;
  readonly compact: Locator;

  constructor(window: Page) {
    this.dialog = window.getByRole('dialog', { name: 'Repair registry' });
    this.said = this.dialog.getByRole('status');
    this.findings = this.dialog.locator('li[aria-labelledby]');
    this.close = this.dialog.getByRole('button', { name: 'Close', exact: true });
    this.compact = this.dialog.getByRole('button', { name: 'Compact registry' });
  }

  /** A finding, by a part of what it says. */
  finding(text: string | RegExp): Locator {
    return this.findings.filter({ hasText: text });
  }
}
