import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StudioApp } from '../../e2e/fixtures/studio-app.ts';
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

/** Event-loop delays of the main process. */
export interface MainDelays {
  /** Milliseconds of the longest time in which nothing else had its turn. */
  longest(): Promise<number>;
}

/** Watches the main process for blocks from now on. */
export async function watchMain({ electron }: StudioApp): Promise<MainDelays> {
  const watch = await electron.evaluateHandle(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    return delays;
  });
  return {
    longest: async () => {
      const longest = await watch.evaluate((delays) => {
        delays.disable();
        return delays.max / 1e6;
      });
      await watch.dispose();
      return longest;
    },
  };
}
