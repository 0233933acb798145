import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchPlan, heavyRuns } from '../bench-plan.ts';
import type { Contender } from '../interleaved.ts';
import { microseconds } from '../stopwatch.ts';

/** Runs git in a project whose repository lies beside it, without what the user has configured. Throws when it fails. */
export function runGit(project: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    [`--git-dir=${project}.git`, `--work-tree=${project}`, '-c', 'gc.auto=0', ...args],
    {
      cwd: project,
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    },
  );
  if (error !== undefined || status !== 0) {
    throw new Error(`git ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  }
  return stdout;
}

/** Whether there is a git to compare with. */
export function hasGit(): boolean {
  return spawnSync('git', ['--version']).status === 0;
}

/** Tracks the `asset.json` of each asset, and nothing else: a repository of as many files as there are assets. */
export function trackManifests(project: string): void {
  const finished = `${project}.git/bench-finished`;
  if (existsSync(finished)) {
    return;
  }
  rmSync(`${project}.git`, { recursive: true, force: true });
  runGit(project, ['init', '--quiet']);
  writeFileSync(`${project}.git/info/exclude`, '*.bin\n.prometeu/\nassets.jsonl\n');
  runGit(project, ['add', '--all']);
  writeFileSync(finished, '');
}

/** `git add` of one changed file, with the start of the process: nobody can have it without. */
export function gitAdd(plan: BenchPlan, size: number, project: string): Contender {
  trackManifests(project);
  let turn = 0;
  return {
    size,
    unit: 'µs',
    runs: heavyRuns(plan, size),
    run: () => {
      turn += 1;
      writeFileSync(join(project, 'changed.txt'), `${String(process.pid)} ${String(turn)}\n`);
      return { '`git add` of one file': microseconds(() => runGit(project, ['add', 'changed.txt'])) };
    },
  };
}
