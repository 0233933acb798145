import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { freshFolder } from '../testing/project-builder.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { createNodeDisk } from './node-disk.ts';

const disk = createNodeDisk();

async function aFile(content: string): Promise<string> {
  const path = join(await freshFolder(), 'file');
  await writeFile(path, content);
  return path;
}

describe('readBoundedFile', () => {
  it.each(['', 'x', '1234'])('reads %j, which is within the limit', async (content) => {
    const path = await aFile(content);

    const read = await readBoundedFile(disk, path, 4);

    expect(read).toEqual({ kind: 'bytes', bytes: new Uint8Array(Buffer.from(content)) });
  });

  it('reads no byte of a file beyond the limit', async () => {
    const path = await aFile('12345');
    const faulty = createFaultyDisk(disk);

    const read = await readBoundedFile(faulty, path, 4);

    expect(read).toEqual({ kind: 'too-large', bytes: 5 });
    expect(faulty.calls.map(({ call }) => call)).toEqual(['open', 'file.status', 'file.close']);
  });

  it('reads no more of a file that grows meanwhile than it had', async () => {
    const path = await aFile('1234');
    const faulty = createFaultyDisk(disk);
    faulty.after({ call: 'file.status' }, () => writeFile(path, '123456789'));

    const read = await readBoundedFile(faulty, path, 4);

    expect(read).toEqual({ kind: 'bytes', bytes: new Uint8Array(Buffer.from('1234')) });
  });

  it('reads what is left of a file that shrinks meanwhile', async () => {
    const path = await aFile('1234');
    const faulty = createFaultyDisk(disk);
    faulty.after({ call: 'file.status' }, () => writeFile(path, '12'));

    const read = await readBoundedFile(faulty, path, 4);

    expect(read).toEqual({ kind: 'bytes', bytes: new Uint8Array(Buffer.from('12')) });
  });

  it('says of a file that is not there that it is absent', async () => {
    const read = await readBoundedFile(disk, join(await freshFolder(), 'nowhere'), 4);

    expect(read).toEqual({ kind: 'absent' });
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['a folder', (path) => mkdir(path)],
    ['a link', (path) => symlink('/etc/hostname', path)],
  ])('does not take %s for a file', async (_, make) => {
    const path = join(await freshFolder(), 'x');
    await make(path);

    const read = await readBoundedFile(disk, path, 4);

    expect(read).toEqual({ kind: 'not-a-file' });
  });

  it.each(['open', 'file.status', 'file.read', 'file.close'] as const)(
    'says what the disk refused at %s',
    async (call) => {
      const path = await aFile('1');
      const faulty = createFaultyDisk(disk);
      faulty.fail({ call }, 'EIO');

      const read = await readBoundedFile(faulty, path, 4);

      expect(read).toEqual({ kind: 'unreadable', errno: 'EIO' });
    },
  );

  it.each(['file.status', 'file.read'] as const)('closes the file where %s fails', async (call) => {
    const path = await aFile('1');
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call }, 'EIO');

    await readBoundedFile(faulty, path, 4);

    expect(faulty.calls.at(-1)?.call).toBe('file.close');
  });

  it('throws what is no error of the disk', async () => {
    const path = await aFile('1');
    const faulty = createFaultyDisk(disk);
    faulty.before({ call: 'file.read' }, () => {
      throw new TypeError('a defect');
    });

    const reading = readBoundedFile(faulty, path, 4);

    await expect(reading).rejects.toThrow('a defect');
  });
});

describe('decodeUtf8', () => {
  it.each(['', 'text', 'botões 雲 😀', '\0'])('gives %j back', (text) => {
    const decoded = decodeUtf8(Buffer.from(text));

    expect(decoded).toBe(text);
  });

  it('leaves a byte order mark out', () => {
    const decoded = decodeUtf8(Buffer.from('\uFEFFtext'));

    expect(decoded).toBe('text');
  });

  it.each([[[0xff]], [[0xc3]], [[0xc0, 0xaf]], [[0xed, 0xa0, 0x80]], [[0xf4, 0x90, 0x80, 0x80]], [[0x80]]])(
    'says that %j are not UTF-8',
    (bytes) => {
      const decoded = decodeUtf8(Uint8Array.from(bytes));

      expect(decoded).toBeNull();
    },
  );
});
