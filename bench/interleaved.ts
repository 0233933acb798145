import { type GroupName, type Measurement, measured, type Unit } from './measurement.ts';

/** Something that is timed again and again at one size of project. */
export interface Contender {
  readonly size: number;
  /** Of what it answers; a function where what it answers is of several. */
  readonly unit: Unit | ((name: string) => Unit);
  /** How often it is timed. One that takes seconds is timed less often than one that takes microseconds. */
  readonly runs: number;
  /**
   * Runs once, and answers what each of the things that it names took, in its unit: one value, or as many as it found.
   * Setting up is not timed.
   */
  run(): Promise<Timed> | Timed;
  close?(): Promise<void> | void;
}

/** What a run of a contender found, by name. */
export type Timed = Readonly<Record<string, number | readonly number[]>>;

/**
 * Runs all of them round by round, each round beginning with another one, so that what the machine does meanwhile
 * falls on all of them alike. One that runs seldom has its runs spread over the whole time. The first runs, a tenth,
 * are for warming up and are not counted where there are more than ten.
 */
export async function runInterleaved(group: GroupName, contenders: readonly Contender[]): Promise<Measurement[]> {
  const rounds = Math.max(0, ...contenders.map(({ runs }) => runs));
  const samples = new Map<string, { readonly of: Contender; readonly name: string; readonly runs: number[][] }>();
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const at = (round + turn) % contenders.length;
      const of = contenders[at];
      if (of === undefined || !hasTurn(of.runs, round, rounds)) {
        continue;
      }
      for (const [name, found] of Object.entries(await of.run())) {
        const key = `${String(at)} ${name}`;
        const sample = samples.get(key) ?? { of, name, runs: [] };
        samples.set(key, sample);
        sample.runs.push(typeof found === 'number' ? [found] : [...found]);
      }
    }
  }
  for (const contender of contenders) {
    await contender.close?.();
  }
  return Array.from(samples.values(), ({ of: { size, unit }, name, runs }) => {
    const warm = runs.length > 10 ? runs.slice(Math.ceil(runs.length / 10)) : runs;
    return measured({ group, name, size, unit: typeof unit === 'string' ? unit : unit(name) }, warm.flat());
  });
}

/** Whether a contender with so many runs has one of them in this round. */
function hasTurn(runs: number, round: number, rounds: number): boolean {
  return Math.floor(((round + 1) * runs) / rounds) > Math.floor((round * runs) / rounds);
}
