import { walkAndRead } from './contenders/reading-programs.ts';
import { inUnit, sizeText } from './figure-text.ts';
import type { BenchResult, GroupName, Measurement } from './measurement.ts';

/** One figure that the product must reach, and what a run says of it. */
export interface Figure {
  readonly number: number;
  readonly what: string;
  readonly bound: string;
  readonly measured: string;
  readonly verdict: 'holds' | 'MISSES' | 'not judged' | 'SKIPPED';
}

/** What was measured for a figure, and whether at the sizes that its bound is for; or why nothing was. */
type Finding = Found | { readonly skipped: string };

interface Found {
  readonly measured: string;
  readonly holds: boolean;
  readonly atItsSizes: boolean;
}

interface FigureRule {
  readonly number: number;
  readonly what: string;
  readonly bound: string;
  readonly find: (result: BenchResult) => Finding;
}

/** Every figure, in the order of its number. None is judged where the sizes or the runs are not those of the bounds. */
export function figuresOf(result: BenchResult): Figure[] {
  return rules.map(({ find, ...figure }) => {
    const found = find(result);
    if ('skipped' in found) {
      return { ...figure, measured: found.skipped, verdict: 'SKIPPED' };
    }
    const isJudged = result.judged && found.atItsSizes;
    return {
      ...figure,
      measured: found.measured,
      verdict: !isJudged ? 'not judged' : found.holds ? 'holds' : 'MISSES',
    };
  });
}

/** Why there is nothing of a group that was not asked for. */
export const notRun = 'not run';

const hundred = 100;
const thousand = 1_000;
const hundredThousand = 100_000;
const million = 1_000_000;

const rules: readonly FigureRule[] = [
  {
    number: 1,
    what: 'Commit of one registration, with all its identity checks, over a bare append + `fdatasync` of the same bytes, p50',
    bound: '≤ 2.0',
    find: (result) => {
      const bare = 'bare append and fdatasync';
      const pairs = rowsOf(result, 'register', 'commit').flatMap((commit) => {
        const floor = exactly(result, 'register', bare, commit.size);
        return floor === undefined ? [] : [{ commit, floor, ratio: commit.p50 / floor.p50 }];
      });
      const worst = pairs.sort((a, b) => b.ratio - a.ratio)[0];
      if (worst === undefined) {
        return missing(result, 'register', 'commit');
      }
      const { commit, floor, ratio } = worst;
      const withoutChecks = exactly(result, 'register', `${bare}, asynchronous`, commit.size);
      return {
        measured: [
          `${ratio.toFixed(2)} at worst (${over(commit, floor)} at ${sizeText(commit.size)})`,
          ...(withoutChecks === undefined
            ? []
            : [`an asynchronous append without checks: ${(withoutChecks.p50 / floor.p50).toFixed(2)}`]),
        ].join('; '),
        holds: ratio <= 2.0,
        atItsSizes: true,
      };
    },
  },
  {
    number: 2,
    what: 'REGISTER, window and details, p50, at 1,000,000 assets over at 100',
    bound: '≤ 1.3',
    find: (result) => growth(result, 'register', 'REGISTER, window, details', { small: hundred, most: 1.3 }),
  },
  {
    number: 3,
    what: 'Patch with all indexes at 1,000,000, in rows of 20, p50',
    bound: '≤ 60 µs',
    find: (result) => atSize(result, 'queries', 'patch', million, ({ p50 }) => p50 <= 60),
  },
  {
    number: 4,
    what: 'Commit of a group of 100: each registration over a single one, p50',
    bound: '≤ 0.05',
    find: (result) => {
      const ratios = ofGroup(result, 'commit of a group of 100, each', 'commit');
      // What is checked, patched and noted of each is not shared by a group, as the write and the sync are.
      const whole = ofGroup(result, 'REGISTER in a group of 100, each', 'REGISTER');
      return ratios.length === 0
        ? missing(result, 'register', 'commit of a group of 100, each')
        : {
            measured: `${Math.max(...ratios).toFixed(3)} at worst; all that a registration is: ${Math.max(...whole).toFixed(3)}`,
            holds: Math.max(...ratios) <= 0.05,
            atItsSizes: true,
          };
    },
  },
  {
    number: 5,
    what: 'Window of 100 at any offset, filter and sort, at 1,000,000',
    bound: 'p50 ≤ 40 µs, p99 ≤ 150 µs',
    find: (result) => {
      const windows = result.measurements.filter(({ name }) => name.startsWith('window: '));
      const size = Math.max(0, ...windows.map((each) => each.size));
      const there = windows.filter((each) => each.size === size);
      const [p50, p99] = [Math.max(...there.map((each) => each.p50)), Math.max(...there.map((each) => each.p99))];
      return there.length === 0
        ? missing(result, 'queries', 'window')
        : {
            measured: `${inUnit(p50, 'µs')}, ${inUnit(p99, 'µs')} for the slowest of ${String(there.length)} at ${sizeText(size)}`,
            holds: p50 <= 40 && p99 <= 150,
            atItsSizes: size === million,
          };
    },
  },
  {
    number: 6,
    what: 'Text search with count at 100,000 and at 1,000,000, p50',
    bound: '≤ 2 ms, ≤ 20 ms',
    find: (result) => {
      const bounds = new Map([
        [hundredThousand, 2000],
        [million, 20_000],
      ]);
      const found = rowsOf(result, 'queries', 'text search with count');
      const bounded = found.filter(({ size }) => bounds.has(size));
      const shown = bounded.length > 0 ? bounded : found.slice(-1);
      return shown.length === 0
        ? missing(result, 'queries', 'text search with count')
        : {
            measured: shown.map(({ p50, unit, size }) => `${inUnit(p50, unit)} at ${sizeText(size)}`).join(', '),
            holds: bounded.every(({ p50, size }) => p50 <= (bounds.get(size) ?? 0)),
            // What misses the smaller one misses the figure.
            atItsSizes:
              bounded.length === bounds.size || bounded.some(({ p50, size }) => p50 > (bounds.get(size) ?? 0)),
          };
    },
  },
  {
    number: 7,
    what: 'Click on Register to the DOM, by refetch, at 100,000',
    bound: 'p50 ≤ 8 ms, p95 ≤ 16 ms',
    find: (result) => atSize(result, 'app', 'click to DOM', hundredThousand, ({ p50, p95 }) => p50 <= 8 && p95 <= 16),
  },
  {
    number: 8,
    what: 'Click to visible: at 1,000,000 over at 1,000; and p50',
    bound: '≤ 1.25; ≤ 20 ms',
    find: (result) => {
      const found = growth(result, 'app', 'click to visible', { small: thousand, most: 1.25 });
      const large = rowsOf(result, 'app', 'click to visible').at(-1);
      return large === undefined || 'skipped' in found
        ? found
        : {
            ...found,
            measured: `${found.measured}; ${inUnit(large.p50, large.unit)}`,
            holds: found.holds && large.p50 <= 20,
          };
    },
  },
  {
    number: 9,
    what: 'Click to visible the old way (rescan) over ours, at 100,000, p50',
    bound: '≥ 150',
    find: (result) => {
      const old = nearest(result, 'app', 'click to visible, the old way', hundredThousand);
      const ours = old === undefined ? undefined : exactly(result, 'app', 'click to visible', old.size);
      return ours === undefined || old === undefined
        ? missing(result, 'app', 'click to visible, the old way')
        : {
            measured: `${(old.p50 / ours.p50).toFixed(0)} (${over(old, ours)}) at ${sizeText(old.size)}`,
            holds: old.p50 / ours.p50 >= 150,
            atItsSizes: old.size === hundredThousand,
          };
    },
  },
  {
    number: 10,
    what: 'Full verified open of 100,000, warm, over a C program that walks and reads the same files, p50',
    bound: '≤ 1.3',
    find: (result) => whereUsed((group) => overWalk(result, group, 'open, every manifest read', 1.3)),
  },
  {
    number: 11,
    what: 'First usable list of 100,000, with what the opening before left, over that C program, p50',
    bound: '≤ 0.45',
    find: (result) =>
      whereUsed((group) => overWalk(result, group, group === 'app' ? 'open again, first rows' : 'open again', 0.45)),
  },
  {
    number: 12,
    what: 'Longest block of the main process while opening 100,000, for the first time or again, the worst of all runs',
    bound: '≤ 16 ms',
    find: (result) =>
      whereUsed((group) => {
        const first = 'open, every manifest read, longest block';
        const [worst] = [first, 'open again, longest block']
          .flatMap((name) => nearest(result, group, name, hundredThousand) ?? [])
          .toSorted((a, b) => b.most - a.most);
        return worst === undefined
          ? missing(result, group, first)
          : {
              measured: `${inUnit(worst.most, worst.unit)} (p50 ${inUnit(worst.p50, worst.unit)}) at ${sizeText(worst.size)}`,
              holds: worst.most <= 16,
              atItsSizes: worst.size === hundredThousand,
            };
      }),
  },
  {
    number: 13,
    what: 'Memory of the main process an asset, at 1,000,000, beyond the bytes of the manifests',
    bound: '≤ 160 bytes',
    find: (result) => {
      const [electron, node] = ['memory an asset', 'memory an asset, in Node'].map((name) =>
        rowsOf(result, 'memory', name).at(-1),
      );
      const found = electron ?? node;
      return found === undefined
        ? missing(result, 'memory', 'memory an asset')
        : {
            measured: `${inUnit(found.p50, found.unit)} at ${sizeText(found.size)}${electron === undefined ? ', in Node' : ''}`,
            holds: found.p50 <= 160,
            atItsSizes: found.size === million && electron !== undefined,
          };
    },
  },
  {
    number: 14,
    what: 'Scroll at 1,000 px a frame over 100,000 rows',
    bound: 'no blank row, p95 frame ≤ 17 ms',
    find: (result) => scrolled(result, 'scroll', 17),
  },
  {
    number: 15,
    what: 'One row more in the list at 1,000,000: render, DOM and layout, p50',
    bound: '≤ 1 ms',
    find: (result) => atSize(result, 'app', 'one row more', million, ({ p50 }) => p50 <= 1),
  },
  {
    number: 16,
    what: 'A registry of 1,000,000 entries is read, by its checkpoint, p50',
    bound: '≤ 300 ms',
    find: (result) => atSize(result, 'registry', 'registry, by its checkpoint', million, ({ p50 }) => p50 <= 300),
  },
  {
    number: 17,
    what: 'First usable list of the sample, from the start of the program, p50',
    bound: '≤ 2 s',
    find: (result) => {
      // Judged by the slower of the two: an author meets the first start once, but meets it first.
      const name = 'first start to rows';
      const first = rowsOf(result, 'app', name)[0];
      const next = rowsOf(result, 'app', 'start to rows')[0];
      return first === undefined || next === undefined
        ? missing(result, 'app', name)
        : {
            measured: `${inUnit(first.p50, first.unit)} (p95 ${inUnit(first.p95, first.unit)}) at the first start, ${inUnit(next.p50, next.unit)} at the next`,
            holds: first.p50 <= 2_000,
            atItsSizes: true,
          };
    },
  },
  {
    number: 18,
    what: 'Scroll by a notch of a wheel (120 px) a frame over 100,000 rows',
    bound: 'no blank row, p95 frame ≤ 25 ms',
    find: (result) => scrolled(result, 'scroll by the wheel', 25),
  },
];

/** A way of scrolling: no row may be blank, and 95 of 100 frames take so many milliseconds at most. */
function scrolled(result: BenchResult, way: string, mostMs: number): Finding {
  const [frame, blank] = [`${way}, frame`, `${way}, blank rows of a frame`].map((name) =>
    nearest(result, 'app', name, hundredThousand),
  );
  return frame === undefined || blank === undefined
    ? missing(result, 'app', `${way}, frame`)
    : {
        measured: `p95 ${inUnit(frame.p95, frame.unit)}, at most ${inUnit(blank.most, blank.unit)} blank, at ${sizeText(frame.size)}`,
        holds: blank.most === 0 && frame.p95 <= mostMs,
        atItsSizes: frame.size === hundredThousand,
      };
}

function rowsOf({ measurements }: BenchResult, group: GroupName, name: string): Measurement[] {
  return measurements.filter((each) => each.group === group && each.name === name).sort((a, b) => a.size - b.size);
}

function exactly(result: BenchResult, group: GroupName, name: string, size: number): Measurement | undefined {
  return rowsOf(result, group, name).find((each) => each.size === size);
}

/** What each of a group takes, over what one takes alone, at every size. */
function ofGroup(result: BenchResult, each: string, alone: string): number[] {
  return rowsOf(result, 'register', each).flatMap((group) => {
    const single = exactly(result, 'register', alone, group.size);
    return single === undefined ? [] : [group.p50 / single.p50];
  });
}

/** At this size, or where that was not measured, at the largest that was. */
function nearest(result: BenchResult, group: GroupName, name: string, size: number): Measurement | undefined {
  return exactly(result, group, name, size) ?? rowsOf(result, group, name).at(-1);
}

function missing({ skips }: BenchResult, group: GroupName, name: string): Finding {
  const skip = skips.find((each) => each.group === group && (each.name === name || each.name === group));
  return { skipped: skip?.reason ?? notRun };
}

function over(a: Measurement, b: Measurement): string {
  return `${inUnit(a.p50, a.unit)} over ${inUnit(b.p50, b.unit)}`;
}

function atSize(
  result: BenchResult,
  group: GroupName,
  name: string,
  size: number,
  holds: (measurement: Measurement) => boolean,
): Finding {
  const found = nearest(result, group, name, size);
  if (found === undefined) {
    return missing(result, group, name);
  }
  const { p50, p95, unit } = found;
  return {
    measured: `${inUnit(p50, unit)} (p95 ${inUnit(p95, unit)}) at ${sizeText(found.size)}`,
    holds: holds(found),
    atItsSizes: found.size === size,
  };
}

/** How much more something takes at a million than at a smaller size; or between the largest and the smallest there are. */
function growth(
  result: BenchResult,
  group: GroupName,
  name: string,
  { small, most }: { readonly small: number; readonly most: number },
): Finding {
  const rows = rowsOf(result, group, name);
  const from = rows.find(({ size }) => size === small) ?? rows[0];
  const to = rows.at(-1);
  if (from === undefined || to === undefined) {
    return missing(result, group, name);
  }
  if (from.size >= to.size) {
    return { skipped: 'measured at one size alone' };
  }
  const ratio = to.p50 / from.p50;
  return {
    measured: `${ratio.toFixed(2)} (${sizeText(to.size)} over ${sizeText(from.size)})`,
    holds: ratio <= most,
    atItsSizes: from.size === small && to.size === million,
  };
}

function overWalk(result: BenchResult, group: GroupName, name: string, most: number): Finding {
  const found = nearest(result, group, name, hundredThousand);
  const floor = found === undefined ? undefined : exactly(result, group, walkAndRead, found.size);
  if (found === undefined || floor === undefined) {
    return missing(result, group, found === undefined ? name : walkAndRead);
  }
  const ratio = found.p50 / floor.p50;
  return {
    measured: `${ratio.toFixed(2)} (${over(found, floor)}) at ${sizeText(found.size)}`,
    holds: ratio <= most,
    atItsSizes: found.size === hundredThousand,
  };
}

/** What was measured in the app, on the path that authors take, and decides; and beside it the packer alone, in Node. */
function whereUsed(find: (group: GroupName) => Finding): Finding {
  const [app, node] = [find('app'), find('open')];
  if ('skipped' in app) {
    return 'skipped' in node ? app : { ...node, measured: `${node.measured}, in Node` };
  }
  return 'skipped' in node ? app : { ...app, measured: `${app.measured}; in Node ${node.measured}` };
}
