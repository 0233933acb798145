import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { encodeEntry } from '../../src-main/packer/disk/registry-record.ts';
import type { BenchPlan } from '../bench-plan.ts';
import { generatedAsset, generatedEntry } from '../generated-project.ts';
import type { Contender } from '../interleaved.ts';
import { writeRegistryCopy } from './registry-copy.ts';

/** Whether there is a SQLite to compare with: Python's, since Node has none before 22.5. */
export function hasSqlite(): boolean {
  return spawnSync('python3', ['-c', 'import sqlite3']).status === 0;
}

/** One insert, committed durably: write-ahead log, a sync at each commit. `program` is sqlite-insert.py. */
export async function sqliteInsert(program: string, plan: BenchPlan, size: number, folder: string): Promise<Contender> {
  const registry = writeRegistryCopy(folder, 'sqlite', size);
  const child = spawn('python3', [program, registry, join(folder, `registry-${String(size)}.sqlite`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await answer();
  let added = 0;

  async function answer(): Promise<string> {
    const next: IteratorResult<string, unknown> = await answers.next();
    if (next.done === true) {
      throw new Error('The process that has the SQLite database ended');
    }
    return next.value;
  }

  return {
    size,
    unit: 'µs',
    runs: plan.runs,
    run: async () => {
      const number = size + added;
      added += 1;
      child.stdin.write(`${encodeEntry(generatedEntry(number, generatedAsset(number, size).root))}\n`);
      return { 'SQLite, WAL, synchronous=FULL': Number(await answer()) };
    },
    close: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
