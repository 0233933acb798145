import { type LinePart, registryLines } from './registry-line.ts';
import { checksumOf, registryHeader } from './registry-record.ts';

/** Findings that a rewrite without the void records could hide: they are settled first. */
export const compactionBlockers = [
  'registry-line-unreadable',
  'registry-conflict-marker',
  'registry-conflict',
  'registry-torn-tail',
  'registry-version-unsupported',
  'registry-too-large',
] as const;

/** Dead bytes from which on a registry is worth compacting, if they are also more than half of it. */
const deadBytesWorthCompacting = 256 * 1024;

/** Whether so much of a registry is dead that it is compacted when it is opened (SPEC.md, Recovery). */
export function isWorthCompacting({
  bytes,
  deadBytes,
}: {
  readonly bytes: number;
  readonly deadBytes: number;
}): boolean {
  return deadBytes > deadBytesWorthCompacting && deadBytes * 2 > bytes;
}

/** The bytes of a registry written anew, and the lines that are not in it any more. */
export interface RewrittenRegistry {
  readonly bytes: Uint8Array;
  readonly linesDropped: number;
}

/**
 * The same registry in the form in which we write it (rules R13 and R14): the header once and first, no byte order
 * mark, line feeds alone, no empty lines, each record on a line of its own. Every other byte stays, in its order.
 */
export function tidyRegistry(bytes: Uint8Array): RewrittenRegistry {
  return rewrite(bytes, () => true);
}

/**
 * The tidied registry without records of which a later revision stands in it, and without repeats. The order of what
 * stays is kept, tombstones stay (to drop one would bring the asset back at the next merge), and so does what has keys
 * or kinds that we do not know (rule R12). Not for a registry that has findings of `compactionBlockers`.
 */
export function compactRegistry(bytes: Uint8Array): RewrittenRegistry {
  const winners = winnersOf(bytes);
  const written = new Set<string>();
  return rewrite(bytes, (part) => {
    const record = recordOf(part);
    if (record === null || record.extraKeys) {
      return true;
    }
    if (winners.get(record.assetId)?.text !== part.text || written.has(record.assetId)) {
      return false;
    }
    written.add(record.assetId);
    return true;
  });
}

interface Contender {
  readonly text: string;
  readonly assetId: string;
  readonly rev: number;
  readonly sealed: boolean;
  readonly extraKeys: boolean;
}

function recordOf({ text, decoded }: LinePart): Contender | null {
  switch (decoded.kind) {
    case 'put':
      return { ...decoded, text, assetId: decoded.entry.assetId, rev: decoded.entry.rev };
    case 'del':
      return { ...decoded, text, assetId: decoded.tombstone.assetId, rev: decoded.tombstone.rev };
    default:
      return null;
  }
}

/** By id, the record that counts: the highest revision, and of equal ones the one that is written as we would. */
function winnersOf(bytes: Uint8Array): Map<string, Contender> {
  const winners = new Map<string, Contender>();
  for (const { parts } of registryLines(bytes)) {
    for (const part of parts) {
      const record = recordOf(part);
      const held = record === null ? undefined : winners.get(record.assetId);
      if (record !== null && (held === undefined || precedence(record, held) > 0)) {
        winners.set(record.assetId, record);
      }
    }
  }
  return winners;
}

function precedence(a: Contender, b: Contender): number {
  return a.rev - b.rev || Number(a.sealed) - Number(b.sealed) || checksumOf(a.text) - checksumOf(b.text);
}

function rewrite(bytes: Uint8Array, stays: (part: LinePart) => boolean): RewrittenRegistry {
  const chunks: Uint8Array[] = [Buffer.from(`${registryHeader}\n`)];
  let linesDropped = 0;
  for (const line of registryLines(bytes)) {
    if (line.kind === 'torn-tail') {
      chunks.push(line.bytes);
    }
    for (const part of line.parts) {
      if (part.decoded.kind === 'header' && !part.decoded.extraKeys) {
        continue;
      }
      if (stays(part)) {
        chunks.push(part.bytes, Buffer.from('\n'));
      } else {
        linesDropped += 1;
      }
    }
  }
  return { bytes: Buffer.concat(chunks), linesDropped };
}
