import { inUnit, sizeText } from './figure-text.ts';
import { figuresOf } from './figures.ts';
import type { BenchResult, GroupName, Skip } from './measurement.ts';

/** The figures and what they came to, as a table in Markdown. */
export function figuresTable(result: BenchResult): string {
  const rows = figuresOf(result).map(
    ({ number, what, bound, measured, verdict }) =>
      `| ${String(number)} | ${what} | ${bound} | ${measured} | ${verdict} |`,
  );
  return ['| # | what | bound | measured | |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The contenders of a group by number of assets, each cell p50 and p95, as a table in Markdown. */
export function contendersTable({ measurements, skips }: BenchResult, group: GroupName): string {
  const found = measurements.filter((each) => each.group === group);
  const skipped = skips.filter((each) => each.group === group);
  const sizes = [...new Set(found.map(({ size }) => size))].sort((a, b) => a - b);
  const names = [...new Set([...found.map(({ name }) => name), ...skipped.map(({ name }) => name)])];
  const rows = names.map((name) => {
    const cells = sizes.map((size) => {
      const cell = found.find((each) => each.name === name && each.size === size);
      return cell === undefined
        ? reasonOf(skipped, name, size)
        : `${inUnit(cell.p50, cell.unit)} / ${inUnit(cell.p95, cell.unit)}`;
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const head = `| p50 / p95 | ${sizes.map(sizeText).join(' | ')} |`;
  return [head, `|---${'|---'.repeat(sizes.length)}|`, ...rows].join('\n');
}

function reasonOf(skips: readonly Skip[], name: string, size: number): string {
  const skip = skips.find((each) => each.name === name && (each.size === null || each.size === size));
  return skip === undefined ? '–' : `SKIPPED: ${skip.reason}`;
}
