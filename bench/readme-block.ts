import { sizeText } from './figure-text.ts';
import type { BenchResult } from './measurement.ts';
import { contendersTable, figuresTable } from './tables.ts';

const begin = '<!-- bench: begin, written by `npm run bench -- --readme` -->';
const end = '<!-- bench: end -->';

/** The README with what a run found between its two comments. Throws where they are not there. */
export function withBenchBlock(readme: string, result: BenchResult): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`The README has no block between ${begin} and ${end}`);
  }
  return [before, begin, '\n', benchBlock(result), '\n', end, after].join('');
}

function benchBlock(result: BenchResult): string {
  const largest = Math.max(0, ...result.measurements.map(({ size }) => size));
  return [
    `The run of ${result.date.slice(0, 10)}, up to ${sizeText(largest)} assets, on ${result.machine}. Numbers are of that machine; ratios are from one run,`,
    'the contenders taking turns.',
    '',
    figuresTable(result),
    '',
    'What one durable registration costs, and what others cost who do the like:',
    '',
    contendersTable(result, 'register'),
  ].join('\n');
}
