#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../package.json';
import { runProgram } from './cli/program.ts';
import { errnoOf } from './packer/disk/disk-port.ts';
import { createNodeDisk } from './packer/disk/node-disk.ts';
import { scanInWorkers } from './packer/disk/scan-in-workers.ts';
import { createPacker } from './packer/index.ts';
import { randomIds, systemClock } from './packer/runtime/system-ports.ts';

// Composition root of `prometeu-packer`. Runs at import, by Node itself or inside the app (start.ts), and ends the process.

/** Node has our name and the script's before what was typed; the app has its own switches, and then `--`. */
const typed = process.argv.slice('electron' in process.versions ? process.argv.indexOf('--') + 1 : 2);

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Once: who asks a second time gets what the system does.
  process.once(signal, () => {
    interrupt.abort();
  });
}
for (const stream of [process.stdout, process.stderr]) {
  // Whoever read us may have enough (`| head`). What is being written to the project is finished all the same.
  stream.on('error', () => undefined);
}

const disk = createNodeDisk(scanInWorkers(join(import.meta.dirname, 'scan-worker.js')));
const code = await runProgram(typed, {
  workingFolder: process.cwd(),
  version,
  disk,
  createPacker: () =>
    createPacker({
      disk,
      clock: systemClock,
      ids: randomIds,
      // What a developer would read in Studio's log; a person at a terminal is told by the answer.
      log: { warn: () => undefined },
    }),
  newId: randomUUID,
  mayWrite: async (path) => {
    try {
      await access(path, constants.W_OK);
      return null;
    } catch (error) {
      return errnoOf(error);
    }
  },
  interrupt: interrupt.signal,
  stdout: process.stdout,
  stderr: process.stderr,
  isWatched: process.stderr.isTTY,
});
await Promise.all([process.stdout, process.stderr].map(flushed));
process.exit(code);

/** Resolves when all that was written is out, or nobody reads it any more. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}
