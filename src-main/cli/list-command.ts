import type { AssetSummary } from '../../src-preload/contract/domain/asset.ts';
import type { AssetFilter, AssetSort } from '../../src-preload/contract/domain/asset-list.ts';
import { type CommandRun, withProject } from './command-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { ListAnswer } from './json-shapes.ts';
import { listRows, type Rows } from './list-rows.ts';
import { stateNames, text, typeName } from './texts.ts';

export interface ListOptions {
  readonly filter: AssetFilter;
  readonly sort: AssetSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number | null;
}

/** `list`: the assets that match, all of them unless a window is asked for. */
export function listCommand(run: CommandRun, options: ListOptions): Promise<ExitCode> {
  return withProject(run, 'read', async ({ packer, projectId }) => {
    const listed = listRows(packer, projectId, options);
    if (!listed.ok) {
      return run.output.fail(listed.failure);
    }
    const { revision, total, counts, rows } = listed.value;
    const assets = rows.map(({ root, registration, health, assetId, type, name }) => {
      return { root, registration, health, assetId, type, name };
    });
    run.output.answer({ revision, total, counts, assets } satisfies ListAnswer, tableOf(listed.value));
    return exitCodes.done;
  });
}

function* tableOf({ rows, total, counts }: Rows): Generator<string, void> {
  if (rows.length > 0) {
    const cells = [
      (['registration', 'health', 'type', 'name', 'root'] as const).map((column) => text(`cli.list.column.${column}`)),
      ...rows.map(cellsOf),
    ];
    const widths = cells.reduce<number[]>(
      (widest, row) => row.map((cell, at) => Math.max(widest[at] ?? 0, cell.length)),
      [],
    );
    for (const row of cells) {
      // The last column is as long as it is: a folder can be copied from here.
      yield row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
    }
  }
  yield text('cli.list.shown', { shown: rows.length, count: total });
  yield text('cli.list.counts', counts.registration);
}

function cellsOf({ root, name, type, registration, health }: AssetSummary): string[] {
  const states = stateNames({ registration, health });
  return [states.registration, states.health, typeName(type ?? 'unknown'), visible(name), visible(root)];
}

function visible(value: string): string {
  return text('cli.common.asItIs', { value });
}
