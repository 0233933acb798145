import { createHash } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disk, errnoOf } from './disk-port.ts';

/**
 * A name that one process of this system has at a time. The kernel keeps it and frees it when the process dies, so
 * that it needs no time limit and no sign of life.
 */
export interface LockEndpoint {
  /** From now on, who asks is answered this line. Who asked before has waited for it. */
  answer(line: string): void;
  /** Frees the name. Who waits for an answer gets none. */
  release(): Promise<void>;
}

/**
 * What asking an endpoint gave.
 * - `free`: the kernel says that nobody has it;
 * - `line`: its owner's answer;
 * - `undecided`: its owner let it go, or died, before it had an answer;
 * - `silent`: somebody has it and does not answer in time, as a paused process does not.
 */
export type EndpointAnswer =
  | { readonly kind: 'free' | 'undecided' | 'silent' }
  | { readonly kind: 'line'; readonly line: string };

const patienceMs = 500;
const answerLimit = 4096;
const claimTries = 20;

/** How the system says that nobody listens, or that who did went away. Anything else is no proof of either. */
const nobodyListens: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOENT']);
const wentAway: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

/** The key of a folder's endpoint: the same for every path by which this system reaches the folder. */
export function endpointKey(folderIdentity: string): string {
  return createHash('sha256').update(`prometeu-project ${folderIdentity}`).digest('hex').slice(0, 32);
}

/** Bytes of an abstract socket's name on Linux, without the NUL that it begins with. */
const abstractNameBytes = 107;

/**
 * The address of an endpoint. On Linux the name fills all the room that the kernel has for one: up to Node 20 a
 * shorter name is padded with NUL bytes, which count, and later ones don't pad, so that the command line on the one
 * and Studio on the other would each get an endpoint of its own.
 */
export function endpointAddress(key: string): string {
  const name = `prometeu-${key}`;
  switch (process.platform) {
    case 'linux':
      return `\0${name.padEnd(abstractNameBytes, '-')}`;
    case 'win32':
      return `\\\\.\\pipe\\${name}`;
    default:
      return join(tmpdir(), `${name}.sock`);
  }
}

/**
 * The endpoint, or null where another has it (this process included). Throws the system's error where there can be
 * no endpoint at all.
 */
export async function claimEndpoint(disk: Disk, address: string): Promise<LockEndpoint | null> {
  for (let tries = 0; tries < claimTries; tries += 1) {
    const endpoint = await listen(address);
    if (endpoint !== null || !isSocketFile(address) || !(await removeStaleSocket(disk, address))) {
      return endpoint;
    }
  }
  return null;
}

/** Asks who has the endpoint. Waits for the answer for half a second, and decides nothing by that time. */
export function askEndpoint(address: string, patience = patienceMs): Promise<EndpointAnswer> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let text = '';
    const timer = setTimeout(() => {
      end({ kind: 'silent' });
    }, patience);
    function end(answer: EndpointAnswer): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    }

    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const length = text.indexOf('\n');
      if (length !== -1) {
        end({ kind: 'line', line: text.slice(0, length) });
      } else if (text.length > answerLimit) {
        end({ kind: 'silent' });
      }
    });
    socket.on('close', () => {
      end({ kind: 'undecided' });
    });
    socket.on('error', (error) => {
      const errno = errnoOf(error);
      end({ kind: nobodyListens.has(errno) ? 'free' : wentAway.has(errno) ? 'undecided' : 'silent' });
    });
  });
}

function listen(address: string): Promise<LockEndpoint | null> {
  return new Promise((resolve, reject) => {
    const asking = new Set<Socket>();
    let line: string | null = null;
    const server = createServer((socket) => {
      asking.add(socket);
      // Who asks may be gone again by now, and must not keep this process alive.
      socket.unref();
      socket.on('error', () => undefined);
      socket.on('close', () => asking.delete(socket));
      socket.resume();
      if (line !== null) {
        socket.end(`${line}\n`);
      }
    });
    server.once('error', (error) => {
      if (errnoOf(error) === 'EADDRINUSE') {
        resolve(null);
      } else {
        reject(error);
      }
    });
    server.once('listening', () => {
      // One connection that could not be accepted ends nothing: whoever asked finds the endpoint taken all the same.
      server.on('error', () => undefined);
      server.unref();
      resolve({
        answer: (given) => {
          line = given;
          for (const socket of asking) {
            socket.end(`${given}\n`);
          }
        },
        release: () => close(server, asking),
      });
    });
    server.listen({ path: address, exclusive: true });
  });
}

function close(server: Server, asking: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    // Told that it is closed already, where it is released twice.
    server.close(() => {
      resolve();
    });
    for (const socket of asking) {
      socket.destroy();
    }
  });
}

/** On macOS an endpoint is a file, which outlives its process. */
function isSocketFile(address: string): boolean {
  return address.startsWith('/');
}

/**
 * Removes the file of an endpoint that nobody listens at, and says whether the name may be free now. One at a time
 * does so: between the look and the removal another could have removed it and put its own there. Who dies in that
 * moment leaves the guard behind, and the project is read only until the system empties its folder for temporary files.
 */
async function removeStaleSocket(disk: Disk, address: string): Promise<boolean> {
  const guard = `${address}.clearing`;
  try {
    await (await disk.open(guard, 'create')).close();
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') {
      return true;
    }
    throw error;
  }
  try {
    const found = await disk.status(address);
    if (found.kind !== 'other' || (await askEndpoint(address)).kind !== 'free') {
      return false;
    }
    await disk.remove(address);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return true;
    }
    throw error;
  } finally {
    await disk.remove(guard).catch(errnoOf);
  }
}
