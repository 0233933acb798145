import { inUnit, sizeText } from './figure-text.ts';
import type { BenchResult } from './measurement.ts';

/** One line of the chart: the median cost of one contender by number of assets. */
interface Line {
  readonly name: string;
  readonly color: string;
  readonly width: number;
  readonly points: readonly { readonly size: number; readonly cost: number }[];
}

const width = 900;
const height = 480;
const plot = { left: 70, right: 560, top: 50, bottom: 430 };
const labelHeight = 16;

/** The contenders that are drawn, with the colours that tell them apart (Okabe and Ito's, for every eye). */
const drawn: readonly Omit<Line, 'points'>[] = [
  { name: 'REGISTER', color: '#d55e00', width: 3.5 },
  { name: 'bare append and fdatasync', color: '#000000', width: 1.5 },
  { name: 'SQLite, WAL, synchronous=FULL', color: '#0072b2', width: 1.5 },
  { name: '`git add` of one file', color: '#009e73', width: 1.5 },
  { name: 'whole JSON file rewritten', color: '#cc79a7', width: 1.5 },
  { name: 'REGISTER and whole rescan (the old way)', color: '#e69f00', width: 1.5 },
];

/** What one durable registration costs over the number of assets, both on logarithmic scales, as an SVG. */
export function costChart({ measurements }: BenchResult): string {
  const lines = drawn.flatMap((line): Line[] => {
    const points = measurements
      .filter(({ group, name }) => group === 'register' && name === line.name)
      .map(({ size, p50 }) => ({ size, cost: p50 }))
      .sort((a, b) => a.size - b.size);
    return points.length === 0 ? [] : [{ ...line, points }];
  });
  const points = lines.flatMap((line) => line.points);
  const x = scale(decades(points.map(({ size }) => size)), plot.left, plot.right);
  const y = scale(decades(points.map(({ cost }) => cost)), plot.bottom, plot.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-labelledby="title">`,
    '<title id="title">Cost of one durable registration by number of assets</title>',
    `<rect width="${String(width)}" height="${String(height)}" fill="#fff"/>`,
    text(
      plot.left,
      24,
      'One durable registration, median, by number of assets in the project',
      'font-size="15" font-weight="600"',
    ),
    ...x.ticks.flatMap((tick) => [
      segment(x.at(tick), plot.top, x.at(tick), plot.bottom),
      text(x.at(tick), plot.bottom + 20, sizeText(tick), 'text-anchor="middle"'),
    ]),
    ...y.ticks.flatMap((tick) => [
      segment(plot.left, y.at(tick), plot.right, y.at(tick)),
      text(plot.left - 8, y.at(tick) + 4, inUnit(tick, 'µs').replace(/\.0+ /, ' '), 'text-anchor="end"'),
    ]),
    ...lines.map((line) => curve(line, x.at, y.at)),
    ...labels(lines, y.at),
    '</svg>',
    '',
  ].join('\n');
}

interface Scale {
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** The powers of ten around values, at least two of them. */
function decades(values: readonly number[]): readonly number[] {
  const logs = values.map(Math.log10);
  const first = logs.length === 0 ? 0 : Math.floor(Math.min(...logs));
  const last = logs.length === 0 ? 1 : Math.max(first + 1, Math.ceil(Math.max(...logs)));
  return Array.from({ length: last - first + 1 }, (_, at) => 10 ** (first + at));
}

function scale(ticks: readonly number[], from: number, to: number): Scale {
  const [first, last] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)];
  return { ticks, at: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from) };
}

function curve({ points, color, width: stroke }: Line, x: Scale['at'], y: Scale['at']): string {
  const path = points.map(({ size, cost }) => `${rounded(x(size))},${rounded(y(cost))}`);
  const dots = path.map((place) => {
    const [cx = '', cy = ''] = place.split(',');
    return `<circle cx="${cx}" cy="${cy}" r="${String(stroke)}" fill="${color}"/>`;
  });
  return `<polyline points="${path.join(' ')}" fill="none" stroke="${color}" stroke-width="${String(stroke)}"/>${dots.join('')}`;
}

/** The name of each line beside its end, moved down where it would stand on another one. */
function labels(lines: readonly Line[], y: Scale['at']): string[] {
  const ends = lines
    .map((line) => ({ line, place: y(line.points.at(-1)?.cost ?? 1) }))
    .sort((a, b) => a.place - b.place);
  let free = plot.top;
  return ends.map(({ line: { name, color, points }, place }) => {
    const at = Math.max(place, free);
    free = at + labelHeight;
    const said = `${name.replaceAll('`', '')}: ${inUnit(points.at(-1)?.cost ?? 0, 'µs')}`;
    return text(plot.right + 12, at + 4, said, `fill="${color}" font-weight="600"`);
  });
}

function text(x: number, y: number, content: string, attributes: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${rounded(x)}" y="${rounded(y)}" ${attributes}>${escaped}</text>`;
}

function segment(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}" stroke="#ddd"/>`;
}

function rounded(number: number): string {
  return String(Math.round(number * 10) / 10);
}
