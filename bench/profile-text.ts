import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CpuProfile, type ProfileSummary, summaryOf } from './profile-summary.ts';
import { sourceNames } from './source-names.ts';

/** What each profile that was taken is of, and the processes whose part it shows. */
const taken = [
  { name: 'click', figures: [7, 8], process: 'page' },
  { name: 'click', figures: [7, 8], process: 'main' },
  { name: 'open', figures: [12], process: 'main' },
  { name: 'scroll', figures: [14], process: 'page' },
] as const;

/** Where the time goes in what misses its bound, by the profiles in `folder`; one block of lines for each process. */
export function profileText(folder: string, out: string, missed: readonly number[]): string {
  const nameFrame = sourceNames(out);
  const files = readdirSync(folder).sort();
  return taken
    .filter(({ figures }) => figures.some((figure) => missed.includes(figure)))
    .flatMap(({ name, figures, process }) => {
      const profiles = files
        .filter((file) => file.startsWith(`${name}.${process}.`))
        .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile);
      return profiles.length === 0
        ? []
        : [
            `Profile of ${name}, ${process} (figure ${figures.join(', ')}):`,
            ...linesOf(summaryOf(profiles, nameFrame), profiles.length),
            '',
          ];
    })
    .join('\n');
}

function linesOf({ busy, top, longest }: ProfileSummary, times: number): string[] {
  const each = (self: number): string => `${(self / times).toFixed(2)} ms`;
  return [
    `  busy ${each(busy)} each of ${String(times)}`,
    ...top.map(
      ({ where, self }) => `  ${each(self).padStart(10)}  ${((100 * self) / busy).toFixed(0).padStart(3)} %  ${where}`,
    ),
    `  longest without a pause: ${longest.took.toFixed(1)} ms`,
    ...longest.top.slice(0, 6).map(({ where, self }) => `  ${`${self.toFixed(2)} ms`.padStart(10)}         ${where}`),
  ];
}
