import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { allSizes, type BenchPlan } from './bench-plan.ts';
import { bareAppend } from './contenders/bare-append.ts';
import { gitAdd, hasGit } from './contenders/git.ts';
import { jsonRewrite } from './contenders/json-rewrite.ts';
import { packerRegister, packerRescan } from './contenders/packer-register.ts';
import { hasSqlite, sqliteInsert } from './contenders/sqlite.ts';
import { runInterleaved } from './interleaved.ts';
import type { GroupResult, Measurement, Skip } from './measurement.ts';
import { benchFolder, notOnDisk, settleDisk } from './project-on-disk.ts';

/** Figures 1, 2 and 4: what one durable registration costs, for us and for others. */
export async function measureRegister(plan: BenchPlan, checkout: string): Promise<GroupResult> {
  const folder = mkdtempSync(join(benchFolder(), 'register-'));
  const skips: Skip[] = [];
  const skip = (name: string, size: number | null, reason: string): void => {
    skips.push({ group: 'register', name, size, reason });
  };
  try {
    const measurements = [
      // What rewrites a hundred megabytes keeps the disk busy for a while after: first those that write one line.
      ...(await measureLight(plan, checkout, folder, skip)),
      ...(await measureHeavy(plan, folder, skip)),
    ];
    return { measurements, skips };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type SayWhyNot = (name: string, size: number | null, reason: string) => void;

async function measureLight(
  plan: BenchPlan,
  checkout: string,
  folder: string,
  skip: SayWhyNot,
): Promise<Measurement[]> {
  const contenders = [];
  const sqlite = hasSqlite();
  if (!sqlite) {
    skip('SQLite, WAL, synchronous=FULL', null, 'there is no python3 with its SQLite');
  }
  for (const size of allSizes(plan)) {
    contenders.push(...(await packerRegister(plan, size)), bareAppend(plan, size, folder));
    if (sqlite) {
      contenders.push(await sqliteInsert(join(checkout, 'bench', 'sqlite-insert.py'), plan, size, folder));
    }
  }
  settleDisk();
  return runInterleaved('register', contenders);
}

async function measureHeavy(plan: BenchPlan, folder: string, skip: SayWhyNot): Promise<Measurement[]> {
  const contenders = [];
  const git = hasGit();
  if (!git) {
    skip('`git add` of one file', null, 'there is no git');
  }
  for (const size of allSizes(plan)) {
    contenders.push(jsonRewrite(plan, size, folder));
    if (size === plan.generatedSize) {
      skip('`git add` of one file', size, notOnDisk);
      skip('REGISTER and whole rescan (the old way)', size, notOnDisk);
      continue;
    }
    contenders.push(await packerRescan(plan, size));
    if (git) {
      contenders.push(gitAdd(plan, size, projectOnDiskBeside(size)));
    }
  }
  settleDisk();
  return runInterleaved('register', contenders);
}

/** The folder of a project that is open already: its registry is left alone. */
function projectOnDiskBeside(size: number): string {
  return join(benchFolder(), String(size));
}
