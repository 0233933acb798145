import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  compactCompletionSchema,
  entryCompletionSchema,
  repairCompletionSchema,
} from '../../../../src-preload/contract/domain/completion.ts';
import type { DiagnosticCode } from '../../../../src-preload/contract/domain/diagnostic.ts';
import { failureSchema } from '../../../../src-preload/contract/domain/failure.ts';
import { createNodeDisk } from '../../disk/node-disk.ts';
import { createPacker, type Packer } from '../../index.ts';
import { randomIds, systemClock } from '../../runtime/system-ports.ts';
import type { FaultProject } from './fault-project.ts';
import type { WriterEvent } from './writer-orders.ts';
import type { WriterEnd } from './writer-process.ts';

const unhurried = { signal: new AbortController().signal, onProgress: () => undefined };

/** What is known of a project by what was said of it, and so what has to be found in it. */
export class Confirmations {
  /** By root, the id that its registration was confirmed with. */
  readonly confirmed: Map<string, string>;
  /** Roots whose registration ended, or was cut off, so that nobody knows. */
  readonly open = new Set<string>();
  /** How many commands ended in what. */
  readonly counts = { committed: 0, refused: 0, failedAsBefore: 0, failedUnknown: 0 };

  constructor(before: ReadonlyMap<string, string> = new Map(), openRoot?: string) {
    this.confirmed = new Map(before);
    if (openRoot !== undefined) {
      this.open.add(openRoot);
    }
  }

  /** Takes what a writer said about one project. */
  add(events: readonly WriterEvent[], folder: string): void {
    const begun = new Set<string>();
    for (const event of events) {
      if (event.said === 'begun' && event.folder === folder) {
        begun.add(event.root);
      } else if (event.said === 'completed' && event.folder === folder) {
        begun.delete(event.root);
        this.#complete(event);
      } else if (event.said === 'not-answered' && event.folder === folder) {
        begun.clear();
      }
    }
    for (const root of begun) {
      this.open.add(root);
    }
  }

  #complete({ root, completion }: Extract<WriterEvent, { said: 'completed' }>): void {
    if (completion.status === 'committed') {
      this.counts.committed += 1;
      this.confirmed.set(root, completion.assetId);
      this.open.delete(root);
    } else if (completion.status === 'refused') {
      this.counts.refused += 1;
      // An earlier command whose outcome nobody knew turned out to be there, and says so.
      if (completion.refusal.code === 'already-registered') {
        this.confirmed.set(root, completion.refusal.assetId);
      }
    } else if (completion.disk === 'unknown') {
      this.counts.failedUnknown += 1;
      this.open.add(root);
    } else {
      this.counts.failedAsBefore += 1;
    }
  }
}

/** What a writer may do besides, because of the fault. */
export interface Conduct {
  /** Whether it may have been killed. */
  readonly killed?: boolean;
  /** Whether comparing with the disk may have met the fault itself, and says nothing then. */
  readonly blindVerify?: boolean;
}

/** A sentence for each thing that a writer said or did that no writer may. */
export function violationsOfConduct(events: readonly WriterEvent[], end: WriterEnd, conduct: Conduct = {}): string[] {
  const found: string[] = [];
  for (const event of events) {
    if (event.said === 'crashed') {
      found.push(`the process crashed: ${event.error}`);
    } else if (event.said === 'completed') {
      found.push(...untyped(entryCompletionSchema.safeParse(event.completion).success, event));
    } else if (event.said === 'compacted') {
      found.push(...untyped(compactCompletionSchema.safeParse(event.completion).success, event));
    } else if (event.said === 'repaired') {
      found.push(...untyped(repairCompletionSchema.safeParse(event.completion).success, event));
    } else if (event.said === 'not-opened' || event.said === 'not-answered') {
      found.push(...untyped(failureSchema.safeParse(event.failure).success, event));
    }
  }
  const differences = leastDifferences(events);
  if (differences.length > 0 && conduct.blindVerify !== true && !mayDiffer(events)) {
    found.push(
      `${differences.length} differences between the snapshot and the disk: ${differences.slice(0, 3).join(', ')}`,
    );
  }
  if (end.late) {
    found.push('the process did not end');
  } else if (conduct.killed !== true && (end.code !== 0 || events.at(-1)?.said !== 'done')) {
    found.push(`the process ended with ${String(end.code ?? end.signal)} ${end.complaint}`.trim());
  }
  return found;
}

/** Two comparisons in a row: a fault that is met once spoils one of them at most. */
function leastDifferences(events: readonly WriterEvent[]): readonly string[] {
  const lists = events.flatMap((event) =>
    event.said === 'verified' && event.differences !== null ? [event.differences] : [],
  );
  return lists.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** Where a write’s outcome is not known, and where the registry could not be read when it was opened. */
function mayDiffer(events: readonly WriterEvent[]): boolean {
  return events.some(
    (event) =>
      (event.said === 'completed' && event.completion.status === 'failed' && event.completion.disk === 'unknown') ||
      (event.said === 'opened' && event.diagnostics.some(({ code }) => code === 'registry-unreadable')),
  );
}

function untyped(isTyped: boolean, event: WriterEvent): string[] {
  return isTyped ? [] : [`no typed answer: ${JSON.stringify(event)}`];
}

/** One record of a registry, read without the product's reader. */
export interface PlainRecord {
  readonly op: string;
  readonly id: string;
  readonly rev: number;
  readonly root?: string;
  readonly cmd: string;
}

/** What a plain reader of JSON lines finds in a registry. */
export interface PlainRegistry {
  readonly text: string;
  readonly records: readonly PlainRecord[];
  /** Lines that are no record with a checksum that fits, as they stand. The header is none of them. */
  readonly strange: readonly string[];
  /** What stands behind the last line end. */
  readonly tail: string;
  /** By root, the ids that are registered for it. */
  readonly live: ReadonlyMap<string, readonly string[]>;
}

/** Reads a registry line by line, with a checksum of our own. A file that is not there is an empty one. */
export function readPlainly(path: string): PlainRegistry {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    text = '';
  }
  const lines = text.split(/\r?\n/);
  const tail = lines.pop() ?? '';
  const records: PlainRecord[] = [];
  const strange: string[] = [];
  for (const line of tail === '' ? lines : [...lines, tail]) {
    const record = sealedRecordIn(line);
    if (record !== null) {
      records.push(record);
    } else if (!line.startsWith('{"prometeu":"assets"')) {
      strange.push(line);
    }
  }
  return { text, records, strange, tail, live: liveOf(records) };
}

function sealedRecordIn(line: string): PlainRecord | null {
  const seal = /,"c":"([0-9a-f]{8})"\}$/.exec(line);
  if (seal === null) {
    return null;
  }
  const checksum = crc32(`${line.slice(0, seal.index)}}`)
    .toString(16)
    .padStart(8, '0');
  return checksum === seal[1] ? (JSON.parse(line) as PlainRecord) : null;
}

function liveOf(records: readonly PlainRecord[]): Map<string, string[]> {
  const latest = new Map<string, PlainRecord>();
  for (const record of records) {
    const held = latest.get(record.id);
    if (held === undefined || record.rev > held.rev) {
      latest.set(record.id, record);
    }
  }
  const live = new Map<string, string[]>();
  for (const { op, id, root } of latest.values()) {
    if (op === 'put' && root !== undefined) {
      live.set(root, [...(live.get(root) ?? []), id]);
    }
  }
  return live;
}

/** What may be found besides what was confirmed. */
export interface Tolerance {
  /** A registry's findings that this fault leaves behind; any other is a violation. */
  readonly diagnostics?: readonly DiagnosticCode[];
  /** Whether lines that are no sealed record may stand in the file. */
  readonly strangeLines?: boolean;
  /** Lines that have to stand in the file byte for byte, whatever was rewritten. */
  readonly keptLines?: readonly string[];
  /** Whether two entries may have one root. */
  readonly sharedRoots?: boolean;
  /** A root without a registration: it is registered at the end, to see that the next write works. */
  readonly spareRoot?: string;
}

/** A packer in this process, on the system's disk. */
export function createCheckingPacker(): Packer {
  return createPacker({
    disk: createNodeDisk(),
    clock: systemClock,
    ids: randomIds,
    log: { warn: () => undefined },
  });
}

/**
 * A sentence for each way in which a project is not what was confirmed: by a plain read of the file, by a load of the
 * packer, and after one more registration.
 */
export async function violationsIn(
  project: Pick<FaultProject, 'folder' | 'registry'>,
  known: Confirmations,
  tolerance: Tolerance = {},
): Promise<string[]> {
  const found = violationsOnDisk(project.registry, known, tolerance);
  const packer = createCheckingPacker();
  try {
    found.push(...(await violationsInMemory(packer, project, known, tolerance)));
  } finally {
    await packer.close();
  }
  return found;
}

/** The same by the plain read alone. */
export function violationsOnDisk(registry: string, known: Confirmations, tolerance: Tolerance = {}): string[] {
  const found: string[] = [];
  const plain = readPlainly(registry);
  for (const [root, assetId] of known.confirmed) {
    const ids = plain.live.get(root) ?? [];
    if (!ids.includes(assetId)) {
      found.push(`confirmed and not on the disk: ${root}`);
    } else if (ids.length > 1 && tolerance.sharedRoots !== true) {
      found.push(`registered ${ids.length} times: ${root}`);
    }
  }
  for (const root of plain.live.keys()) {
    if (!known.confirmed.has(root) && !known.open.has(root)) {
      found.push(`on the disk and never confirmed: ${root}`);
    }
  }
  const lines = new Set(plain.text.split(/\r?\n/));
  for (const line of tolerance.keptLines ?? []) {
    if (!lines.has(line)) {
      found.push(`a good line is not as it was: ${line.slice(0, 80)}`);
    }
  }
  const strange = plain.tail === '' ? plain.strange : plain.strange.filter((line) => line !== plain.tail);
  if (tolerance.strangeLines !== true && strange.length > 0) {
    found.push(`${strange.length} lines that nobody wrote, the first: ${strange[0]?.slice(0, 80) ?? ''}`);
  }
  return found;
}

async function violationsInMemory(
  packer: Packer,
  { folder, registry }: Pick<FaultProject, 'folder' | 'registry'>,
  known: Confirmations,
  tolerance: Tolerance,
): Promise<string[]> {
  const { diagnostics = [], spareRoot } = tolerance;
  const found: string[] = [];
  const opened = await packer.openProject(folder, unhurried, spareRoot === undefined ? 'read' : 'write');
  if (!opened.ok) {
    return [`it can’t be opened: ${JSON.stringify(opened.failure)}`];
  }
  const { projectId } = opened.value;
  const allowed: readonly string[] = diagnostics;
  for (const { code } of opened.value.diagnostics) {
    if (code.startsWith('registr') && !allowed.includes(code)) {
      found.push(`a finding that nothing explains: ${code}`);
    }
  }
  const expectRegistered = (): void => {
    for (const [root, assetId] of known.confirmed) {
      const details = packer.getAssetDetails(projectId, root);
      if (!details.ok || details.value.registration !== 'registered' || details.value.assetId !== assetId) {
        found.push(`confirmed and not in a fresh load: ${root}`);
      }
    }
  };
  expectRegistered();
  if (spareRoot !== undefined) {
    const answered = await packer.register(projectId, spareRoot, randomUUID());
    if (answered.ok && answered.value.status === 'committed') {
      const after = new Confirmations(known.confirmed);
      after.confirmed.set(spareRoot, answered.value.assetId);
      for (const root of known.open) {
        after.open.add(root);
      }
      found.push(...violationsOnDisk(registry, after, tolerance));
      expectRegistered();
    } else {
      found.push(`the next write did not work: ${JSON.stringify(answered)}`);
    }
  }
  const verified = await packer.verify(projectId, unhurried);
  if (!verified.ok || verified.value.differenceCount > 0) {
    found.push(`the snapshot is not what a fresh load gives: ${JSON.stringify(verified)}`);
  }
  return found;
}
