import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { plainFiles } from './plain-files.ts';

/** Where a process runs, told so that another process can say whether the two could see each other's endpoints. */
export interface HostIdentity {
  /** Names the machine. A hash, because a machine's own id must not leave it and a lock file may lie on a shared disk. */
  readonly id: string;
  readonly name: string;
  /** `id` is this machine's alone. False where it rests on a Linux host name, which many containers share. */
  readonly unique: boolean;
  /** Names the start of the kernel that runs now, and the network that abstract sockets belong to. Linux alone has them. */
  readonly boot: string | null;
  readonly network: string | null;
}

/** Asks anew each time, because a host's name can change while Studio runs. */
export async function readHostIdentity(): Promise<HostIdentity> {
  const { readFile, readlink } = plainFiles.promises;
  const name = hostname();
  const [machine, boot, network] = await Promise.all([
    textOrNull(readFile('/etc/machine-id', 'utf8')),
    textOrNull(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    textOrNull(readlink('/proc/self/ns/net')),
  ]);
  const id = createHash('sha256')
    .update(JSON.stringify(['prometeu-host', process.platform, machine, name]))
    .digest('hex')
    .slice(0, 32);
  return { id, name, unique: machine !== null || process.platform !== 'linux', boot, network };
}

/** What a system does not have, or does not show to a sandboxed process, is not known: never an error. */
async function textOrNull(reading: Promise<string>): Promise<string | null> {
  const text = (await reading.catch(() => '')).trim();
  return text === '' ? null : text;
}
