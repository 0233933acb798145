import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchPlan } from '../bench-plan.ts';
import { generatedAsset, generatedEntries, generatedEntry } from '../generated-project.ts';
import type { Contender } from '../interleaved.ts';
import { microseconds } from '../stopwatch.ts';

/** What is used of `node:sqlite`, which the oldest Node that this runs on does not have, and its types neither. */
interface SqliteModule {
  readonly DatabaseSync: new (
    path: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): { run(...values: readonly (string | number)[]): unknown };
    close(): void;
  };
}

/** SQLite of this Node, or undefined where it has none. */
export function findSqlite(): SqliteModule | undefined {
  const { getBuiltinModule } = process as { readonly getBuiltinModule?: (name: string) => unknown };
  return getBuiltinModule?.('node:sqlite') as SqliteModule | undefined;
}

/** One insert, committed durably: write-ahead log, a sync at each commit. */
export function sqliteInsert(sqlite: SqliteModule, plan: BenchPlan, size: number, folder: string): Contender {
  const path = join(folder, `registry-${String(size)}.sqlite`);
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(`${path}${suffix}`, { force: true });
  }
  const database = new sqlite.DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE entry (id TEXT PRIMARY KEY, rev INTEGER, root TEXT UNIQUE, cmd TEXT, at TEXT)');
  const statement = database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const { assetId, rev, root, commandId, writtenAt } of generatedEntries(size)) {
    statement.run(assetId, rev, root, commandId, writtenAt);
  }
  database.exec('COMMIT');
  let added = 0;
  return {
    size,
    unit: 'µs',
    runs: plan.runs,
    run: () => {
      const number = size + added;
      added += 1;
      const { assetId, rev, root, commandId, writtenAt } = generatedEntry(number, generatedAsset(number, size).root);
      return {
        'SQLite, WAL, synchronous=FULL': microseconds(() => statement.run(assetId, rev, root, commandId, writtenAt)),
      };
    },
    close: () => {
      database.close();
    },
  };
}
