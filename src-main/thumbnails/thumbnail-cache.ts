import { mkdir, readdir, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import writeFileAtomic from 'write-file-atomic';
import { isNotThere } from '../is-not-there.ts';
import { digestOf } from '../packer/disk/digest.ts';

/** Everything that the cache asks of the world. */
export interface ThumbnailCacheParts {
  readonly folder: string;
  /** The most bytes that all thumbnails together take. */
  readonly mostBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told what the disk refused. A cache that can't be read or written stands in nobody's way. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Thumbnails on disk, by key: letters, digits and dashes. Which were used last outlives the app; where they take more
 * than they may, those unused the longest go. One program at a time has the folder.
 */
export interface ThumbnailCache {
  /** The bytes as they were written, or null. A file that is torn or changed is taken away and never answered. */
  read(key: string): Promise<Uint8Array | null>;
  write(key: string, bytes: Uint8Array): Promise<void>;
}

interface Kept {
  readonly bytes: number;
  usedAt: number;
}

/** A thumbnail's file begins with a line that names the format and the SHA-256 of the bytes after it. */
const head = 'prometeu-thumbnail 1 ';
const headBytes = head.length + 64 + 1;

/** Of what the cache may take, where it is after it was cleared: so that not every thumbnail clears one. */
const clearedTo = 0.9;

const fileName = /^[0-9a-z-]+\.thumb$/;

export function createThumbnailCache({ folder, mostBytes, now, onTrouble }: ThumbnailCacheParts): ThumbnailCache {
  let index: Promise<Map<string, Kept>> | null = null;
  let total = 0;
  let clearing: Promise<void> | null = null;
  /** Marked as used in this session: once is enough to tell them from those that were not. */
  const touched = new Set<string>();

  /** What is there, listed at the first write. What is no thumbnail, as the rest of a write that was cut off, goes. */
  function listed(): Promise<Map<string, Kept>> {
    index ??= list();
    return index;
  }

  async function list(): Promise<Map<string, Kept>> {
    const found = new Map<string, Kept>();
    await mkdir(folder, { recursive: true });
    const look = pLimit(8);
    const names = await readdir(folder);
    await Promise.all(
      names.map((name) =>
        look(async () => {
          const file = join(folder, name);
          if (!fileName.test(name)) {
            await unlink(file);
            return;
          }
          const { size, atimeMs } = await stat(file);
          found.set(name, { bytes: size, usedAt: atimeMs });
          total += size;
        }).catch(onTrouble),
      ),
    );
    return found;
  }

  async function clear(kept: Map<string, Kept>): Promise<void> {
    const oldestFirst = [...kept].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [name, { bytes }] of oldestFirst) {
      if (total <= mostBytes * clearedTo) {
        break;
      }
      kept.delete(name);
      total -= bytes;
      await unlink(join(folder, name)).catch(onTrouble);
    }
  }

  async function markUsed(name: string): Promise<void> {
    if (touched.has(name)) {
      return;
    }
    touched.add(name);
    const used = now();
    const kept = (await index)?.get(name);
    if (kept !== undefined) {
      kept.usedAt = used;
    }
    // Systems that count the time of use themselves are rare by now.
    await utimes(join(folder, name), used / 1000, used / 1000);
  }

  return {
    read: async (key) => {
      const name = `${key}.thumb`;
      const file = join(folder, name);
      try {
        const content = await readFile(file);
        const bytes = content.subarray(headBytes);
        if (content.subarray(0, headBytes).toString('latin1') !== `${head}${digestOf(bytes)}\n`) {
          await unlink(file);
          return null;
        }
        await markUsed(name).catch(onTrouble);
        return bytes;
      } catch (error) {
        if (!isNotThere(error)) {
          onTrouble(error);
        }
        return null;
      }
    },
    write: async (key, bytes) => {
      const name = `${key}.thumb`;
      try {
        const kept = await listed();
        const content = Buffer.concat([Buffer.from(`${head}${digestOf(bytes)}\n`, 'latin1'), bytes]);
        // Not synced: what a power cut tears is seen when it is read, and made again.
        await writeFileAtomic(join(folder, name), content, { fsync: false });
        total += content.length - (kept.get(name)?.bytes ?? 0);
        kept.set(name, { bytes: content.length, usedAt: now() });
        touched.add(name);
        if (total > mostBytes) {
          clearing ??= clear(kept).finally(() => {
            clearing = null;
          });
          await clearing;
        }
      } catch (error) {
        onTrouble(error);
      }
    },
  };
}
