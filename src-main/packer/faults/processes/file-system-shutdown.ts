import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { missingOnMachine, runProgram, undoWhenStopped } from './machine.ts';

/**
 * Tells each file system that it is named to stop, with nothing of what it holds in memory written: the request
 * `FS_IOC_GOINGDOWN` without a flush of the log. Node has no call for that.
 */
const inPython = `
import fcntl, os, struct, sys
for line in sys.stdin:
    folder = os.open(line.rstrip("\\n"), os.O_RDONLY)
    fcntl.ioctl(folder, 0x8004587d, struct.pack("I", 2))
    os.close(folder)
    print("down", flush=True)
`;

const inC = `
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
int main(void) {
  char line[4096];
  unsigned flag = 2;
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\\n")] = 0;
    int folder = open(line, O_RDONLY);
    if (folder < 0 || ioctl(folder, 0x8004587dUL, &flag) != 0) return 1;
    close(folder);
    puts("down");
    fflush(stdout);
  }
  return 0;
}
`;

/** What is missing to shut a file system down, or null. */
export async function missingToShutDown(): Promise<string | null> {
  const noPython = await missingOnMachine({ programs: { python3: '--version' } });
  const noCompiler = await missingOnMachine({ programs: { cc: '--version' } });
  return noPython === null || noCompiler === null ? null : 'python3 or cc missing';
}

/** Shuts file systems down, as often as it is asked. */
export interface ShutDown {
  shutDown(mountPoint: string): Promise<void>;
  end(): void;
}

/** Starts the program that does it, once for many rounds. */
export async function createShutDown(work: string): Promise<ShutDown> {
  const child = await startProgram(work);
  const forget = undoWhenStopped(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  return {
    shutDown: async (mountPoint) => {
      child.stdin?.write(`${mountPoint}\n`);
      if ((await lines.next()).value !== 'down') {
        throw new Error(`${mountPoint} can’t be shut down`);
      }
    },
    end: () => {
      child.stdin?.end();
      forget();
    },
  };
}

async function startProgram(work: string): Promise<ChildProcess> {
  if ((await missingOnMachine({ programs: { python3: '--version' } })) === null) {
    return spawn('python3', ['-c', inPython], { stdio: ['pipe', 'pipe', 'inherit'] });
  }
  const source = join(work, 'shut-down.c');
  writeFileSync(source, inC);
  await runProgram('cc', '-o', join(work, 'shut-down'), source);
  return spawn(join(work, 'shut-down'), { stdio: ['pipe', 'pipe', 'inherit'] });
}
