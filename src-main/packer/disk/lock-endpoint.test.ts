import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { freshFolder } from '../testing/project-builder.ts';
import type { Disk } from './disk-port.ts';
import { askEndpoint, claimEndpoint, endpointAddress, endpointKey, type LockEndpoint } from './lock-endpoint.ts';
import { createNodeDisk } from './node-disk.ts';

const disk = createNodeDisk();

/** Of a kernel's own name, and of a file as on macOS: both work on Linux. */
const addresses = [
  ['of this system', async () => endpointAddress(endpointKey(randomUUID()))],
  ['in a file', async () => join(await freshFolder(), 'endpoint.sock')],
] as const;

async function claim(address: string, on: Disk = disk): Promise<LockEndpoint | null> {
  const endpoint = await claimEndpoint(on, address);
  onTestFinished(() => endpoint?.release());
  return endpoint;
}

/** The file of an endpoint whose process died: nobody listens at it. */
async function leaveStaleSocket(address: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(address, done));
  await rename(address, `${address}.kept`);
  await new Promise((done) => server.close(done));
  await rename(`${address}.kept`, address);
}

describe.each(addresses)('an endpoint %s', (_, newAddress) => {
  it('Lock: has one owner at a time, and is free when it is released', async () => {
    const address = await newAddress();
    expect(await askEndpoint(address)).toEqual({ kind: 'free' });

    const first = await claim(address);
    first?.answer('mine');

    expect(await claim(address)).toBeNull();
    expect(await askEndpoint(address)).toEqual({ kind: 'line', line: 'mine' });
    await first?.release();
    expect(await askEndpoint(address)).toEqual({ kind: 'free' });
    expect(await claim(address)).not.toBeNull();
  });

  it('Lock: lets who asks wait until its owner has an answer', async () => {
    const address = await newAddress();
    const endpoint = await claim(address);
    const asked = askEndpoint(address, 60_000);

    endpoint?.answer('decided');

    expect(await asked).toEqual({ kind: 'line', line: 'decided' });
  });

  it('Lock: gives no answer where its owner lets it go', async () => {
    const address = await newAddress();
    const endpoint = await claim(address);
    const asking = connect(address);
    await new Promise((done) => asking.once('connect', done));
    const asked = askEndpoint(address, 60_000);

    const ended = new Promise((done) => asking.once('close', done));
    await endpoint?.release();
    await ended;

    expect(['undecided', 'free']).toContain((await asked).kind);
  });

  it('Lock: is not free where its owner does not answer in time', async () => {
    const address = await newAddress();
    await claim(address);

    expect(await askEndpoint(address, 1)).toEqual({ kind: 'silent' });
  });

  it('Lock: is released also while somebody keeps asking', async () => {
    const address = await newAddress();
    const endpoint = await claim(address);
    const asking = connect({ path: address, allowHalfOpen: true });
    onTestFinished(() => {
      asking.destroy();
    });
    asking.on('error', () => undefined);
    await new Promise((done) => asking.once('connect', done));
    endpoint?.answer('mine');

    await endpoint?.release();
    await endpoint?.release();

    expect(await claim(address)).not.toBeNull();
  });

  it('Lock: that answers without an end is taken for one that does not answer', async () => {
    const address = await newAddress();
    const server = createServer((socket) => socket.on('error', () => undefined).write('x'.repeat(100_000)));
    await new Promise<void>((done) => server.listen(address, done));
    onTestFinished(() => {
      server.close();
    });

    expect(await askEndpoint(address, 60_000)).toEqual({ kind: 'silent' });
  });
});

describe('the address', () => {
  it.skipIf(process.platform !== 'linux')(
    'Lock: fills the kernel’s room for a name, so that every Node means the same',
    async () => {
      const address = endpointAddress(endpointKey('1:2'));
      await claim(address);

      expect(address).toHaveLength(108);
      const names = (await readFile('/proc/net/unix', 'utf8')).split('\n').map((line) => line.split(' ').at(-1));
      expect(names).toContain(`@${address.slice(1)}`);
    },
  );

  it('Lock: is another for each folder, and the same for the same', () => {
    expect(endpointKey('1:23')).toBe(endpointKey('1:23'));
    expect(endpointKey('1:23')).not.toBe(endpointKey('12:3'));
  });

  it('Lock: that can’t be listened at is an error of the system', async () => {
    const address = join(await freshFolder(), 'none', 'endpoint.sock');

    await expect(claimEndpoint(disk, address)).rejects.toMatchObject({ code: expect.stringMatching(/^E/) as string });
  });
});

describe('a socket file that outlived its process', () => {
  it('Lock: is replaced, by one alone of many who try', async () => {
    const folder = await freshFolder();
    const address = join(folder, 'endpoint.sock');
    await leaveStaleSocket(address);
    expect(await askEndpoint(address)).toEqual({ kind: 'free' });

    const claims = await Promise.all([1, 2, 3, 4, 5].map(() => claim(address)));

    expect(claims.filter((endpoint) => endpoint !== null)).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['endpoint.sock']);
  });

  it('Lock: that another replaced meanwhile stays', async () => {
    const folder = await freshFolder();
    const address = join(folder, 'endpoint.sock');
    await leaveStaleSocket(address);
    const faulty = createFaultyDisk(disk);
    faulty.before({ call: 'open', path: '.clearing' }, async () => {
      (await claim(address))?.answer('was faster');
    });

    expect(await claim(address, faulty)).toBeNull();
    expect(faulty.unused()).toBe(0);
    expect(await askEndpoint(address)).toEqual({ kind: 'line', line: 'was faster' });
    expect(await readdir(folder)).toEqual(['endpoint.sock']);
  });

  it('Lock: leaves a plain file of the same name alone', async () => {
    const address = join(await freshFolder(), 'endpoint.sock');
    await writeFile(address, 'not ours');

    expect(await claim(address)).toBeNull();
    expect(await readFile(address, 'utf8')).toBe('not ours');
  });
});
