import type { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect } from '../../e2e/fixtures/test.ts';

/** Selects the first asset of the list, once its window is in front: one behind another is drawn less often. */
export async function selectFirst({ window, project }: StudioApp): Promise<void> {
  await window.bringToFront();
  await project.assets.getByRole('row').first().click();
  await expect(project.register).toBeVisible();
  await expect(project.register).not.toHaveAttribute('aria-disabled', 'true');
}
