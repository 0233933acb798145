import type { DiskFile } from './disk-port.ts';

/** Bytes that are read at once, and digested before other work gets its turn. */
export const pieceBytes = 1024 * 1024;

interface BegunPiece {
  readonly memory: Uint8Array;
  readonly position: number;
  readonly read: Promise<Uint8Array>;
}

/**
 * Fills pieces of memory from a file, one behind the other from `start` on, and hands each on while the next one is being
 * read: a piece may have the same memory as the one before the one before it. False where the file ends before.
 */
export async function readAhead(
  file: DiskFile,
  start: number,
  pieces: Iterable<Uint8Array>,
  take: (piece: Uint8Array, position: number) => void,
): Promise<boolean> {
  let position = start;
  let begun: BegunPiece | null = null;
  async function hasTaken({ memory, position: at, read }: BegunPiece): Promise<boolean> {
    const bytes = await read;
    if (bytes.length !== memory.length) {
      return false;
    }
    if (bytes.buffer !== memory.buffer || bytes.byteOffset !== memory.byteOffset) {
      memory.set(bytes);
    }
    take(memory, at);
    return true;
  }
  try {
    for (const memory of pieces) {
      const before: BegunPiece | null = begun;
      const read = file.read(memory.length, position, memory);
      // One that fails is told when it is its turn.
      read.catch(() => undefined);
      begun = { memory, position, read };
      position += memory.length;
      if (before !== null && !(await hasTaken(before))) {
        return false;
      }
    }
    return begun === null || (await hasTaken(begun));
  } finally {
    // Whoever closes the file must not do so while it is read; what became of this piece is nothing to anybody any more.
    await begun?.read.catch(() => undefined);
  }
}

/** Pieces of memory, none longer than what is read at once. */
export function* piecesOf(memories: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  for (const memory of memories) {
    for (let start = 0; start < memory.length; start += pieceBytes) {
      yield memory.subarray(start, start + pieceBytes);
    }
  }
}

/** Memory for so many bytes that are looked at and not kept: two pieces by turns. */
export function* passingPieces(bytes: number): Generator<Uint8Array, void> {
  const memories = [new Uint8Array(Math.min(bytes, pieceBytes)), new Uint8Array(Math.min(bytes, pieceBytes))] as const;
  for (let start = 0, turn = 0; start < bytes; start += pieceBytes, turn = 1 - turn) {
    yield memories[turn === 0 ? 0 : 1].subarray(0, Math.min(pieceBytes, bytes - start));
  }
}
