# The registry as a table of SQLite: fills it from a registry, then inserts one row for each line that comes in, committed
# durably (write-ahead log, a sync at each commit), and answers with the microseconds that it took.
import json
import sqlite3
import sys
import time

FIELDS = ('id', 'rev', 'root', 'cmd', 'at')
INSERT = 'INSERT INTO entry VALUES (?, ?, ?, ?, ?)'


def values(line):
    record = json.loads(line)
    return [record[field] for field in FIELDS]


registry, path = sys.argv[1:]
database = sqlite3.connect(path, isolation_level=None)
database.execute('PRAGMA journal_mode = WAL')
database.execute('PRAGMA synchronous = FULL')
database.execute('CREATE TABLE entry (id TEXT PRIMARY KEY, rev INTEGER, root TEXT UNIQUE, cmd TEXT, at TEXT)')
with open(registry, encoding='utf-8') as lines:
    next(lines)
    database.execute('BEGIN')
    database.executemany(INSERT, map(values, lines))
    database.execute('COMMIT')
print('ready', flush=True)
for line in sys.stdin:
    row = values(line)
    begun = time.perf_counter_ns()
    database.execute(INSERT, row)
    print((time.perf_counter_ns() - begun) / 1000, flush=True)
