import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BenchPlan } from '../bench-plan.ts';
import type { GroupResult } from '../measurement.ts';

/** The built checkout. */
export const checkout = resolve(import.meta.dirname, '../..');

/** What the runner asked for. */
export const plan = JSON.parse(process.env['PROMETEU_BENCH_PLAN'] ?? '{}') as BenchPlan;

/** Hands what was measured to the runner, in a file of its own. */
export function writeResult(name: string, result: GroupResult): void {
  const folder = join(checkout, 'test-results', 'bench-app');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(result));
}
