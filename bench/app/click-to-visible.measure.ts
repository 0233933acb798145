import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StudioApp } from '../../e2e/fixtures/studio-app.ts';
import { expect, test } from '../../e2e/fixtures/test.ts';
import type { BenchPlan } from '../bench-plan.ts';
import { type GroupResult, type Measurement, measured, type Unit } from '../measurement.ts';
import { projectOnDisk } from '../project-on-disk.ts';
import { clickRegister, scrollList, watchReload } from './in-page.ts';

// Figures 7 to 9 and 14. The small and the large project are open at the same time, and take turns.

const plan = JSON.parse(process.env['PROMETEU_BENCH_PLAN'] ?? '{}') as BenchPlan;
const results = resolve(import.meta.dirname, '../../test-results');

/** An app with a project, and what was measured in it. */
interface Measured {
  readonly size: number;
  readonly studio: StudioApp;
  readonly samples: Map<string, { readonly unit: Unit; readonly values: number[] }>;
}

test('what an author waits for', async ({ launch }) => {
  const sizes = [...new Set([plan.quick ? plan.sizes[0] : 1_000, plan.sizes.at(-1)])].filter(
    (size) => size !== undefined,
  );
  const apps: Measured[] = [];
  for (const size of sizes) {
    const studio = await launch({ project: projectOnDisk(size), logsDisk: false });
    await expect(studio.project.assets).toBeVisible();
    apps.push({ size, studio, samples: new Map() });
  }

  for (const { studio } of apps) {
    await studio.project.filter('Unregistered').click();
  }
  await inTurns(plan.quick ? 3 : 60, apps, registerOne);
  await inTurns(plan.quick ? 1 : 4, apps, registerAndReload);
  for (const { studio } of apps) {
    await studio.project.filter('All').click();
  }
  await inTurns(plan.quick ? 1 : 3, apps, scroll);

  const result: GroupResult = { measurements: apps.flatMap(measurementsOf), skips: [] };
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'bench-app.json'), JSON.stringify(result));
});

async function inTurns(
  turns: number,
  apps: readonly Measured[],
  measure: (app: Measured) => Promise<void>,
): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    for (const app of apps) {
      // A window behind another one is drawn less often.
      await app.studio.window.bringToFront();
      await measure(app);
    }
  }
}

async function selectFirst({ studio }: Measured): Promise<void> {
  await studio.project.assets.getByRole('row').first().click();
  await expect(studio.project.register).toBeVisible();
  await expect(studio.project.register).not.toHaveAttribute('aria-disabled', 'true');
}

async function registerOne(app: Measured): Promise<void> {
  await selectFirst(app);
  const { dom, visible } = await app.studio.window.evaluate(clickRegister);
  keep(app, 'click to DOM', 'ms', dom);
  keep(app, 'click to visible', 'ms', visible);
}

/** The old way: what was registered is seen only when the whole project has been read again. */
async function registerAndReload(app: Measured): Promise<void> {
  await selectFirst(app);
  const { visible } = await app.studio.window.evaluate(clickRegister);
  const watch = await app.studio.window.evaluateHandle(watchReload);
  await app.studio.project.chooseMenu('reload-project');
  const reload = await watch.evaluate(({ reloaded }) => reloaded);
  keep(app, 'click to visible, the old way', 'ms', visible + reload);
}

async function scroll(app: Measured): Promise<void> {
  await expect(app.studio.project.assets.getByRole('row').first()).toBeVisible();
  const found = await app.studio.window.evaluate(scrollList, { frames: plan.quick ? 20 : 300, pixels: 1000 });
  keep(app, 'scroll, frame', 'ms', ...found.frames);
  keep(app, 'scroll, blank rows', 'rows', ...found.blankRows);
}

function keep({ samples }: Measured, name: string, unit: Unit, ...values: readonly number[]): void {
  const found = samples.get(name) ?? { unit, values: [] };
  samples.set(name, found);
  found.values.push(...values);
}

/** The first clicks of each app are for warming up. */
function measurementsOf({ size, samples }: Measured): Measurement[] {
  return Array.from(samples, ([name, { unit, values }]) => {
    const warm = values.length > 10 && name.startsWith('click') ? values.slice(10) : values;
    return measured({ group: 'app', name, size, unit }, warm);
  });
}
