import { createHash } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { createTestFolder, createTestJournal, type TestFolder } from '../testing/test-packer.ts';
import { checkpointOf, readByCheckpoint } from './checkpointed-registry.ts';
import { createNodeDisk } from './node-disk.ts';
import { pieceBytes } from './pieces-ahead.ts';
import { checkpointPathOf, encodeCheckpoint, type RegistryCheckpoint, readCheckpoint } from './registry-checkpoint.ts';
import { type ReadRegistry, type RegistryByLines, readRegistry } from './registry-reader.ts';
import { encodeEntry, encodeTombstone, registryHeader } from './registry-record.ts';

const disk = createNodeDisk();
let folder: TestFolder;

beforeEach(async () => {
  folder = await createTestFolder([]);
  await disk.makeFolder(join(folder.path, '.prometeu'));
});

afterEach(async () => {
  await folder.remove();
});

const anId = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const aTime = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

function put(number: number, rev = 1, root = `ui/botão-${String(number)}`): RegistryEntry {
  const registeredAt = aTime(0);
  const writtenAt = aTime(rev - 1);
  return { assetId: anId(number), rev, root, registeredAt, commandId: aCommand(number), writtenAt };
}

/** Of two commands one has a name that is no UUID. */
const aCommand = (number: number): string => (number % 2 === 0 ? anId(1000 + number) : `command ${String(number)}`);

const del = (number: number, rev: number): string =>
  encodeTombstone({ assetId: anId(number), rev, commandId: aCommand(number), writtenAt: aTime(rev) });

const textOf = (lines: readonly string[]): string => [registryHeader, ...lines, ''].join('\n');

/** The same with every view on bytes as the bytes that it shows, and every record made. */
const plain = ({ entries, tombstones, keptLines, ...rest }: ReadRegistry): unknown => ({
  ...rest,
  entries: [...entries],
  counts: [entries.length, tombstones.length],
  tombstones: [...tombstones],
  keptLines: keptLines.map(({ assetId, bytes }) => ({ assetId, text: Buffer.from(bytes).toString('latin1') })),
});

const plainOrNull = (registry: ReadRegistry | null): unknown => (registry === null ? null : plain(registry));

async function bytesOf(checkpoint: RegistryCheckpoint): Promise<Buffer> {
  return Buffer.concat(await encodeCheckpoint(checkpoint));
}

async function writeRegistry(text: string | Uint8Array): Promise<void> {
  await writeFile(folder.registry, text);
}

async function checkpointNow(): Promise<RegistryCheckpoint | null> {
  const bytes = await readFile(folder.registry);
  const { identity } = await disk.status(folder.registry);
  return checkpointOf(bytes, await readRegistry(bytes), identity);
}

/** A registry whose checkpoint is on the disk. */
async function writeCheckpointed(lines: readonly string[]): Promise<RegistryCheckpoint> {
  await writeRegistry(textOf(lines));
  const checkpoint = await checkpointNow();
  if (checkpoint === null) {
    throw new Error('The registry may not have a checkpoint');
  }
  await writeFile(checkpointPathOf(folder.path), await encodeCheckpoint(checkpoint));
  return checkpoint;
}

async function readBoth(): Promise<{ readonly short: ReadRegistry | null; readonly whole: RegistryByLines }> {
  const short = await readByCheckpoint(disk, folder.path, 0);
  return { short: short?.registry ?? null, whole: await readRegistry(await readFile(folder.registry)) };
}

const three = [encodeEntry(put(1)), encodeEntry(put(2)), encodeEntry(put(1, 2)), del(3, 1)];

describe('C2 a registry that is read by its checkpoint', () => {
  it('C2 is the same as one that is read line by line', async () => {
    await writeCheckpointed(three);

    const { short, whole } = await readBoth();

    expect(plainOrNull(short)).toEqual(plain(whole));
    expect(whole.entries).toEqual([put(2), put(1, 2)]);
  });

  it('C2 has its checkpoint go on from where the tail ends', async () => {
    await writeCheckpointed(three);
    await writeRegistry(textOf([...three, encodeEntry(put(4)), encodeEntry(put(2, 2)), del(4, 2)]));

    const found = await readByCheckpoint(disk, folder.path, 0);

    const now = await checkpointNow();
    expect(found?.next && (await bytesOf(found.next))).toEqual(now && (await bytesOf(now)));
  });

  it('C2 may be longer than what is read at once, with records across the border', async () => {
    const lines = Array.from({ length: 6000 }, (_, at) =>
      encodeEntry(put(at, 1, `a/${'x'.repeat(at % 200)}/${String(at)}`)),
    );
    const covered = [...lines, ...lines.slice(0, 10).map((_, at) => del(at, 2))];
    await writeCheckpointed(covered);
    expect(Buffer.byteLength(textOf(covered))).toBeGreaterThan(1.4 * pieceBytes);
    // Of these the tail says something, and so their lines are looked at: one of them lies across the border.
    await writeRegistry(textOf([...covered, ...lines.slice(20).map((_, at) => del(20 + at, 1))]));

    const { short, whole } = await readBoth();

    expect(plainOrNull(short)).toEqual(plain(whole));
  });

  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 4 })).map(([id, rev]) => encodeEntry(put(id, rev))),
    },
    { weight: 2, arbitrary: fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 4 })).map(([id, rev]) => del(id, rev)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(8), fc.integer({ min: 1, max: 4 }))
        .map(([id, rev]) => encodeEntry(put(id, rev, 'other'))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        'broken',
        '<<<<<<< ours',
        registryHeader,
        '{"prometeu":"assets","v":2}',
        `${encodeEntry(put(1))}\r`,
        `\uFEFF${encodeEntry(put(2))}`,
        `${encodeEntry(put(1))}${encodeEntry(put(5))}`,
        encodeEntry(put(3)).replace(/"c":"."/, '"c":"f"'),
        encodeEntry(put(3, 2)).replace(/,"c":".*"/, ''),
        ` ${encodeEntry(put(4))}`,
        '{"op":"new","id":1}',
      ),
    },
  );

  it('C2 is the same whatever was written, wherever the checkpoint was made and however the file ends', async () => {
    let used = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 20 }),
        fc.array(line, { maxLength: 12 }),
        fc.boolean(),
        async (before, after, ends) => {
          await writeRegistry(textOf(before));
          const checkpoint = await checkpointNow();
          await (checkpoint === null
            ? rm(checkpointPathOf(folder.path), { force: true })
            : writeFile(checkpointPathOf(folder.path), await encodeCheckpoint(checkpoint)));
          const text = textOf([...before, ...after]);
          await writeRegistry(ends || after.length === 0 ? text : text.slice(0, -1));

          const { short, whole } = await readBoth();

          expect(short === null ? null : plain(short)).toEqual(short === null ? null : plain(whole));
          // A torn tail and a registry with findings are read line by line; of all others the checkpoint is used.
          expect(short === null).toBe(checkpoint === null || whole.tornTail !== null);
          used += short === null ? 0 : 1;
        },
      ),
      { numRuns: 200 },
    );
    expect(used).toBeGreaterThan(20);
  });
});

describe('C2 a checkpoint is not believed', () => {
  const covered = textOf(three).length;

  const doubts: Readonly<Record<string, () => Promise<void>>> = {
    'that is not there': () => rm(checkpointPathOf(folder.path)),
    'that is empty': () => writeFile(checkpointPathOf(folder.path), ''),
    'that is a folder': async () => {
      await rm(checkpointPathOf(folder.path));
      await disk.makeFolder(checkpointPathOf(folder.path));
    },
    'of another version': async () => {
      const checkpoint = await readFile(checkpointPathOf(folder.path));
      await plantContent(checkpoint.subarray(65).toString('latin1').replace('"v":2', '"v":1'));
    },
    'with a key that it does not have': async () => {
      const checkpoint = await readFile(checkpointPathOf(folder.path));
      await plantContent(checkpoint.subarray(65).toString('latin1').replace('"v":2', '"v":2,"x":1'));
    },
    'of another file': async () => {
      const text = await readFile(folder.registry);
      await rm(folder.registry);
      await writeFile(join(folder.path, 'takes-the-inode'), '');
      await writeRegistry(text);
    },
    'of a longer file': () => writeRegistry(textOf(three.slice(0, -1))),
    'of other bytes of the same length': async () => {
      await writeRegistry((await readFile(folder.registry, 'utf8')).replace('command 1', 'command 7'));
    },
    'that is cut off': async () => {
      const checkpoint = await readFile(checkpointPathOf(folder.path));
      await writeFile(checkpointPathOf(folder.path), checkpoint.subarray(0, -8));
    },
    'of a file with a torn tail': () => writeRegistry(`${textOf(three)}{"op":"pu`),
  };

  it.each(Object.entries(doubts))('C2 %s: the registry is read line by line', async (_, doubt) => {
    await writeCheckpointed(three);
    await doubt();
    const journal = createTestJournal(disk, folder.path, () => 0, 0);

    const { short, whole } = await readBoth();
    const content = await journal.read('by-checkpoint');

    expect(short).toBeNull();
    expect([...content.entries]).toEqual(whole.entries);
  });

  it('C2 with bytes of it changed', async () => {
    await writeCheckpointed(three);
    const bytes = await readFile(checkpointPathOf(folder.path));

    const believed: number[] = [];
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(checkpointPathOf(folder.path), changed);
      if ((await readCheckpoint(disk, folder.path)) !== null) {
        believed.push(at);
      }
    }

    expect(believed).toEqual([]);
    await writeFile(checkpointPathOf(folder.path), bytes);
    expect(await readCheckpoint(disk, folder.path)).not.toBeNull();
  });

  it('C2 with any byte changed in what it covers', async () => {
    await writeCheckpointed(three);
    const bytes = await readFile(folder.registry);
    const places = [0, 30, Math.floor(covered / 2), covered - 2];

    for (const at of places) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeRegistry(changed);

      expect((await readBoth()).short).toBeNull();
    }
  });

  it.each([
    ['that is no line', [29, 60, 60, 90]],
    ['that lies behind what it covers', [29, 1_000_000, 1_000_000, 1_000_100]],
    ['that begins at its end', [60, 60, 60, 60]],
  ])('C2 with the place of a record %s', async (_, place) => {
    const checkpoint = await writeCheckpointed(three);
    const places = { ...checkpoint.places, entries: Uint32Array.from(place) };
    await writeFile(checkpointPathOf(folder.path), await encodeCheckpoint({ ...checkpoint, places }));
    // Lines are looked at where the tail says something of the same id.
    await writeRegistry(textOf([...three, del(1, 3), del(2, 2)]));

    expect((await readBoth()).short).toBeNull();
  });

  /** Columns of the two entries in `three`, of which the second is not called by a UUID and stands as a line. */
  const registered = 0;
  const revs = 2 * 2 * 8;
  const ends = revs + 2 * 4;
  const text = ends + 2 * 4 + 2 * 2 * 16;

  it.each<readonly [string, (columns: DataView) => void]>([
    [
      'a time that there is not',
      (columns) => {
        columns.setFloat64(registered, Number.NaN, true);
      },
    ],
    [
      'a text that ends before it begins',
      (columns) => {
        columns.setUint32(ends + 4, 1, true);
      },
    ],
    [
      'a text that ends behind the last one',
      (columns) => {
        columns.setUint32(ends + 4, 10_000, true);
      },
    ],
    [
      'an entry without a root',
      (columns) => {
        columns.setUint32(ends, 0, true);
      },
    ],
    [
      'a line that is a root',
      (columns) => {
        columns.setUint32(revs, 0, true);
      },
    ],
    [
      'a line that is none',
      (columns) => {
        columns.setUint8(text + 20, 0);
      },
    ],
  ])('C2 with the digest that it should have, and %s', async (_, change) => {
    await writeCheckpointed(three);
    const content = (await readFile(checkpointPathOf(folder.path))).subarray(65);
    await plantContent(content.toString('latin1'));
    expect((await readBoth()).short).not.toBeNull();
    const columns = content.subarray(content.indexOf('\n') + 1);

    change(new DataView(columns.buffer, columns.byteOffset, columns.length));
    await plantContent(content.toString('latin1'));

    expect((await readBoth()).short).toBeNull();
  });

  async function plantContent(content: string): Promise<void> {
    const bytes = Buffer.from(content, 'latin1');
    const digest = createHash('sha256').update(bytes).digest('hex');
    await writeFile(checkpointPathOf(folder.path), Buffer.concat([Buffer.from(`${digest}\n`), bytes]));
  }
});

describe('C1 a checkpoint', () => {
  async function exists(): Promise<boolean> {
    return stat(checkpointPathOf(folder.path)).then(
      () => true,
      () => false,
    );
  }

  it('C1 is written after a registry was read line by line, and not again after it was read by it', async () => {
    await writeRegistry(textOf(three));
    const journal = createTestJournal(disk, folder.path, () => 0, 10);
    await journal.read('by-checkpoint');
    expect(await exists()).toBe(false);

    expect(await journal.keepCheckpoint()).toBeNull();
    expect(await exists()).toBe(true);
    await journal.read('by-checkpoint');
    await rm(checkpointPathOf(folder.path));
    await journal.keepCheckpoint();

    expect(await exists()).toBe(false);
  });

  it('C1 is not written after a reading behind which nobody keeps it', async () => {
    await writeRegistry(textOf(three));
    const journal = createTestJournal(disk, folder.path, () => 0, 10);
    await journal.read();
    journal.forgetCheckpoint();

    await journal.keepCheckpoint();

    expect(await exists()).toBe(false);
  });

  it('C1 is written anew when the tail has become long', async () => {
    const { bytes } = await writeCheckpointed(three);
    const lines = Array.from({ length: 9 }, (_, at) => encodeEntry(put(10 + at)));
    await writeRegistry(textOf([...three, ...lines]));
    const journal = createTestJournal(disk, folder.path, () => 0, 1000);

    await journal.read('by-checkpoint');
    await journal.keepCheckpoint();

    expect((await readCheckpoint(disk, folder.path))?.bytes).toBeGreaterThan(bytes);
    const { short, whole } = await readBoth();
    expect(plainOrNull(short)).toEqual(plain(whole));
  });

  it.each([
    ['small', textOf([])],
    ['with a finding', textOf([...three, 'broken'])],
    ['whose last line has no end', textOf(three).slice(0, -1)],
    ['of a newer version', textOf(three).replace('"v":1', '"v":2')],
  ])('C1 is not written of a registry that is %s', async (_, text) => {
    await writeRegistry(text);
    const journal = createTestJournal(disk, folder.path, () => 0, 100);

    await journal.read();
    await journal.keepCheckpoint();

    expect(await exists()).toBe(false);
  });

  it('C1 is not written of a file that was replaced meanwhile', async () => {
    await writeRegistry(textOf(three));
    const journal = createTestJournal(disk, folder.path, () => 0, 10);
    await journal.read();
    await journal.replace(Buffer.from(textOf(three.slice(0, 2))));

    await journal.keepCheckpoint();

    expect(await exists()).toBe(false);
  });

  it('C1 stays out of the way of what is written behind it', async () => {
    await writeRegistry(textOf(three));
    const journal = createTestJournal(disk, folder.path, () => 0, 10);
    await journal.read();
    await journal.append([{ op: 'put', entry: put(9) }]);

    await journal.keepCheckpoint();

    const { short, whole } = await readBoth();
    expect(plainOrNull(short)).toEqual(plain(whole));
    expect(whole.entries.at(-1)).toEqual(put(9));
  });
});

describe('C3 the checkpoint against the registry', () => {
  it('C3 tells nothing where they agree, and where there is none', async () => {
    const journal = createTestJournal(disk, folder.path, () => 0, 10);
    expect(await journal.checkpointDifferences()).toEqual([]);
    await writeCheckpointed(three);

    expect(await journal.checkpointDifferences()).toEqual([]);
  });

  it('C3 tells the root of a record that it has wrong, and of one that it does not have', async () => {
    const checkpoint = await writeCheckpointed(three);
    // The first revision of the one in the place of its second, and nothing of the other.
    const first = textOf(three).indexOf('{"op"');
    const places = { ...checkpoint.places, entries: Uint32Array.of(first, first + Buffer.byteLength(three[0] ?? '')) };
    const wrong = { ...checkpoint, places, entries: [put(1)] };
    await writeFile(checkpointPathOf(folder.path), await encodeCheckpoint(wrong));
    const journal = createTestJournal(disk, folder.path, () => 0, 10);

    expect(await journal.checkpointDifferences()).toEqual(['ui/botão-1', 'ui/botão-2']);
  });
});
