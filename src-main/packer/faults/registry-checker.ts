import { type RegistryByLines, readRegistry } from '../disk/registry-reader.ts';
import { type CorpusRecord, hasRightChecksum } from './registry-corpus.ts';

/** What a line of the corpus says, in a form that two readers can be compared in. */
interface Said {
  readonly id: string;
  readonly rev: number;
  readonly text: string;
}

/** All that was ever written into the registries of a corpus, by the line and by what it says. */
export interface Written {
  readonly byLine: ReadonlyMap<string, Said>;
  readonly texts: ReadonlySet<string>;
}

/** The records among the lines; other lines are nobody's to lose. */
export function writtenIn(lines: readonly string[]): Written {
  const byLine = new Map<string, Said>();
  for (const line of lines) {
    if (line.includes('"c":"') && hasRightChecksum(line)) {
      const record = JSON.parse(line) as CorpusRecord;
      const { id, rev, cmd, at, root = null, reg = at } = record;
      byLine.set(line, { id, rev, text: JSON.stringify([id, rev, cmd, root, at, root === null ? null : reg]) });
    }
  }
  return { byLine, texts: new Set([...byLine.values()].map(({ text }) => text)) };
}

/** Longest time that one load may take. */
const longestLoadMs = 1000;

/**
 * Loads a damaged registry and says what is wrong with the answer, or null: an exception, a load that hangs, a record
 * whose line stands undamaged and that is not in the answer, or one that nobody wrote and that is taken as sealed.
 */
export async function violationOf(bytes: Uint8Array, written: Written): Promise<string | null> {
  const begun = process.cpuUsage();
  let registry: RegistryByLines;
  try {
    registry = await readRegistry(bytes);
  } catch (error) {
    return `the reader threw ${String(error)}`;
  }
  // Of the processor, so that what else the machine does is not held against the reader.
  const { user, system } = process.cpuUsage(begun);
  const took = (user + system) / 1000;
  if (took > longestLoadMs) {
    return `the load took ${String(Math.round(took))} ms`;
  }
  if (registry.tooLarge || registry.diagnostics.some(({ code }) => code === 'more-problems')) {
    return null;
  }
  return missingLine(bytes, registry, written) ?? inventedRecord(registry, written);
}

/** R6: what stands in a line of its own, undamaged, counts. */
function missingLine(bytes: Uint8Array, registry: RegistryByLines, { byLine }: Written): string | null {
  const held = new Map<string, Said>(heldIn(registry).map((said) => [said.id, said]));
  const disputed = new Set(
    registry.diagnostics.flatMap((found) => (found.code === 'registry-conflict' ? [found.assetId] : [])),
  );
  const text = Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, '');
  for (const line of text.split('\n')) {
    const said = byLine.get(Buffer.from(line.replace(/\r$/, ''), 'latin1').toString());
    const found = said === undefined ? undefined : held.get(said.id);
    if (said === undefined || (found !== undefined && found.rev > said.rev)) {
      continue;
    }
    if (found === undefined || (found.text !== said.text && !disputed.has(said.id))) {
      return `an undamaged line was lost: ${line}`;
    }
  }
  return null;
}

/** R5: a record that nobody wrote is either not there or told to be unsealed. */
function inventedRecord(registry: RegistryByLines, { texts }: Written): string | null {
  const unsealed = registry.diagnostics.flatMap((found) =>
    found.code === 'registry-line-unsealed' ? [found.root] : [],
  );
  for (const { root, text } of heldIn(registry)) {
    if (!texts.has(text)) {
      const at = unsealed.indexOf(root);
      if (at === -1) {
        return `a record that nobody wrote is taken as sealed: ${text}`;
      }
      unsealed.splice(at, 1);
    }
  }
  return null;
}

/** `root` is what a finding would call the record by. */
function heldIn({ entries, tombstones }: RegistryByLines): (Said & { readonly root: string })[] {
  return [
    ...entries.map(({ assetId: id, rev, commandId, root, writtenAt, registeredAt }) => {
      return { id, rev, root, text: JSON.stringify([id, rev, commandId, root, writtenAt, registeredAt]) };
    }),
    ...tombstones.map(({ assetId: id, rev, commandId, writtenAt }) => {
      return { id, rev, root: id, text: JSON.stringify([id, rev, commandId, null, writtenAt, null]) };
    }),
  ];
}
