import { isDeepStrictEqual } from 'node:util';
import type { CompactCompletion, RepairCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { DiagnosticCode } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import {
  listedFindings,
  type RepairFinding,
  type RepairFix,
  type RepairList,
} from '../../../src-preload/contract/domain/repair.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { errnoOf } from '../disk/disk-port.ts';
import type { CopyKind, RecoveryFolder } from '../disk/recovery-folder.ts';
import type { AppendOutcome, RegistryJournal, ReplaceOutcome } from '../disk/registry-journal.ts';
import { type ReadRegistry, readRegistry } from '../disk/registry-reader.ts';
import { encodeRegistry, type RegistryRecord } from '../disk/registry-record.ts';
import { findingId, findRepairs, type PlannedFinding, type RegistryText } from '../disk/registry-repair.ts';
import { compactionBlockers, compactRegistry, isWorthCompacting } from '../disk/registry-rewrite.ts';
import type { Clock, IdSource } from './ports.ts';
import { type ProjectWriter, type Unwritten, writeAttempts } from './project-writer.ts';

/** Copies that rule R2 offers: the newest that hold something. */
const offeredCopies = 5;

/** What repairing stands on. */
export interface RepairParts {
  readonly journal: RegistryJournal;
  readonly recovery: RecoveryFolder;
  readonly writer: ProjectWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** The registry as version control has it at its last commit, or null. */
  readonly committedRegistry: () => Promise<Uint8Array | null>;
  /** Forgets how many registrations were known: the author says that there are none. */
  readonly forgetHint: () => Promise<void>;
}

/** What an author does about findings (SPEC.md, Recovery). Each is one job of the lane. */
export interface RepairCommands {
  list(): Promise<Result<RepairList, Failure>>;
  apply(id: string, fix: RepairFix): Promise<RepairCompletion>;
  compact(): Promise<CompactCompletion>;
  /** Compaction where more than half of the file and more than 256 KiB are dead, and nothing stands against it. */
  compactIfWorth(): Promise<void>;
}

/** A finding, and what each of its fixes does. */
interface OfferedFinding {
  readonly finding: RepairFinding;
  apply(fix: RepairFix): Promise<RepairCompletion>;
}

export function createRepairCommands(parts: RepairParts): RepairCommands {
  const { journal, recovery, writer, clock, ids } = parts;

  async function list(): Promise<Result<RepairList, Failure>> {
    if (writer.snapshot() === null) {
      return fail({ code: 'snapshot-unavailable' });
    }
    await writer.refreshGone();
    // A file in doubt may say what was never confirmed, so that nothing is shown of it.
    const doubt = journal.isInDoubt() ? await writer.ready('lost') : null;
    const text = doubt ?? (await currentText());
    if ('status' in text) {
      return fail(text.status === 'refused' ? text.refusal : text.failure);
    }
    const found = await offered(text);
    return succeed({
      total: found.length,
      findings: found.slice(0, listedFindings).map(({ finding }) => finding),
      deadBytes: text.registry.deadBytes,
      bytes: text.bytes.byteLength,
    });
  }

  async function apply(id: string, fix: RepairFix): Promise<RepairCompletion> {
    const unwritten = await writer.ready('lost');
    if (unwritten !== null) {
      return unwritten;
    }
    const text = await currentText();
    if ('status' in text) {
      return text;
    }
    const found = (await offered(text)).find(({ finding }) => finding.id === id);
    if (found?.finding.fixes.some((other) => isDeepStrictEqual(other, fix)) !== true) {
      return { status: 'refused', refusal: { code: 'finding-gone' } };
    }
    return found.apply(fix);
  }

  /** The file as memory knows it. Where it was changed outside, memory learns that first (rule R15). */
  async function currentText(): Promise<RegistryText | Unwritten> {
    for (let attempt = 1; attempt <= writeAttempts; attempt += 1) {
      const text = await journal.text();
      if (!('kind' in text)) {
        return text;
      }
      if (text.kind === 'failed') {
        const { step, errno, disk } = text;
        return { status: 'failed', failure: { code: 'disk-refused', step, errno }, disk };
      }
      if ((await writer.fullReload()).snapshot === null) {
        return { status: 'refused', refusal: { code: 'snapshot-unavailable' } };
      }
    }
    return { status: 'failed', failure: { code: 'registry-keeps-changing' }, disk: 'as-before' };
  }

  async function offered(text: RegistryText): Promise<OfferedFinding[]> {
    const readOnly = writer.snapshot()?.readOnly ?? null;
    if (readOnly !== null && readOnly !== 'lost') {
      return [];
    }
    const inFile = findRepairs(text).map((planned) => ({
      finding: planned.finding,
      apply: (fix: RepairFix) => applyPlan(planned, fix),
    }));
    return [...(await lostRegistry()), ...(await goneRegistrations()), ...inFile];
  }

  async function applyPlan({ finding, plan }: PlannedFinding, fix: RepairFix): Promise<RepairCompletion> {
    const planned = plan(fix, { commandId: ids.newProjectId(), writtenAt: clock.now() });
    if (planned.kind === 'append') {
      return append(planned.records);
    }
    const unwritten = planned.takenOut === null ? null : await keep(copyKindOf(finding), planned.takenOut);
    return unwritten ?? replace(planned.bytes);
  }

  /** Rule R2: where the registry may come back from. */
  async function lostRegistry(): Promise<OfferedFinding[]> {
    const diagnostic = writer.snapshot()?.diagnostics.find(({ code }) => code === 'registry-lost');
    if (diagnostic === undefined) {
      return [];
    }
    const copies = await copiesWithRecords();
    const committed = await parts.committedRegistry();
    const committedRecords = committed === null ? 0 : recordsIn(await readRegistry(committed));
    const fixes: RepairFix[] = [
      ...copies.map(({ copy, records }): RepairFix => ({ fix: 'restore-copy', copy, records })),
      ...(committedRecords > 0 ? [{ fix: 'restore-committed', records: committedRecords } as const] : []),
      { fix: 'confirm-empty' },
    ];
    const id = findingId('R2', diagnostic.code, JSON.stringify(diagnostic));
    const finding: RepairFinding = { id, rule: 'R2', diagnostic, excerpt: '', fixes };
    return [{ finding, apply: (fix) => bringBack(fix, committed) }];
  }

  async function bringBack(fix: RepairFix, committed: Uint8Array | null): Promise<RepairCompletion> {
    const nothing = new Uint8Array();
    switch (fix.fix) {
      case 'restore-copy':
        return replace((await recovery.read(fix.copy)) ?? nothing);
      case 'restore-committed':
        return replace(committed ?? nothing);
      default:
        await parts.forgetHint();
        return replace(Buffer.from(encodeRegistry([])));
    }
  }

  async function copiesWithRecords(): Promise<{ readonly copy: string; readonly records: number }[]> {
    const found: { copy: string; records: number }[] = [];
    for (const { name, kind } of await recovery.list()) {
      const bytes = kind === 'tail' || kind === 'line' ? null : await recovery.read(name);
      const records = bytes === null ? 0 : recordsIn(await readRegistry(bytes));
      if (records > 0 && found.length < offeredCopies) {
        found.push({ copy: name, records });
      }
    }
    return found;
  }

  /** Rule R15: registrations that were confirmed and that another program took away. */
  async function goneRegistrations(): Promise<OfferedFinding[]> {
    const found: OfferedFinding[] = [];
    for (const diagnostic of writer.notices()) {
      if (diagnostic.code === 'registrations-gone') {
        const { copy } = diagnostic;
        const entries = await writer.entriesGone(copy);
        const id = findingId('R15', diagnostic.code, copy);
        const excerpt = entries
          .slice(0, 20)
          .map(({ root }) => root)
          .join('\n');
        const fixes: RepairFix[] = [{ fix: 'register-again', records: entries.length }, { fix: 'leave-gone' }];
        found.push({
          finding: { id, rule: 'R15', diagnostic, excerpt, fixes },
          apply: (fix) => (fix.fix === 'leave-gone' ? leaveGone(copy) : append(entries.map(asPut))),
        });
      }
    }
    return found;
  }

  async function leaveGone(copy: string): Promise<RepairCompletion> {
    try {
      await recovery.settle(copy);
    } catch (error) {
      return keepFailed(error);
    }
    await writer.refreshGone();
    return { status: 'committed', revision: writer.snapshot()?.revision ?? null };
  }

  async function keep(kind: CopyKind, bytes: Uint8Array): Promise<Unwritten | null> {
    try {
      await recovery.keep(kind, bytes);
      return null;
    } catch (error) {
      return keepFailed(error);
    }
  }

  async function append(records: readonly RegistryRecord[]): Promise<RepairCompletion> {
    return ended(await journal.append(records));
  }

  async function replace(bytes: Uint8Array): Promise<RepairCompletion> {
    return ended(await journal.replace(bytes));
  }

  /** Memory follows what the file is now. A repair is not tried again by itself: what was shown may be another thing. */
  async function ended(outcome: AppendOutcome | ReplaceOutcome): Promise<RepairCompletion> {
    switch (outcome.kind) {
      case 'durable':
      case 'replaced': {
        const snapshot = await writer.rereadRegistry();
        return { status: 'committed', revision: snapshot?.revision ?? null };
      }
      case 'lock-lost':
        return (await writer.lostLock()) ?? { status: 'refused', refusal: { code: 'finding-gone' } };
      case 'changed-outside':
        await writer.fullReload();
        return outcome.written
          ? { status: 'failed', failure: { code: 'registry-keeps-changing' }, disk: 'unknown' }
          : { status: 'refused', refusal: { code: 'finding-gone' } };
      case 'failed': {
        const { step, errno, disk } = outcome;
        await writer.settleDoubt();
        writer.publishLane();
        return { status: 'failed', failure: { code: 'disk-refused', step, errno }, disk };
      }
    }
  }

  async function compact(): Promise<CompactCompletion> {
    const unwritten = await writer.ready();
    if (unwritten !== null) {
      return unwritten;
    }
    const text = await currentText();
    if ('status' in text) {
      return text;
    }
    const blocking = blockersOf(text.registry);
    if (blocking.length > 0) {
      return { status: 'refused', refusal: { code: 'compaction-blocked', diagnostics: blocking } };
    }
    const { bytes, linesDropped } = compactRegistry(text.bytes);
    const sizes = { bytesBefore: text.bytes.byteLength, bytesAfter: bytes.byteLength, linesDropped };
    if (Buffer.from(bytes).equals(text.bytes)) {
      return { status: 'committed', revision: writer.snapshot()?.revision ?? null, ...sizes };
    }
    if (!isDeepStrictEqual(stateOf(await readRegistry(bytes)), stateOf(text.registry))) {
      throw new Error('The compacted registry does not say what the registry says');
    }
    const completion = await replace(bytes);
    return completion.status === 'committed' ? { ...completion, ...sizes } : completion;
  }

  async function compactIfWorth(): Promise<void> {
    const codes = new Set<DiagnosticCode>(writer.snapshot()?.diagnostics.map(({ code }) => code));
    if (isWorthCompacting(journal.size()) && !compactionBlockers.some((code) => codes.has(code))) {
      await compact();
    }
  }

  return { list, apply, compact, compactIfWorth };
}

/** What of a registry a compaction must not change, whatever order its lines are in. */
function stateOf({ entries, tombstones }: ReadRegistry): unknown {
  return new Map([...entries, ...tombstones].map((record) => [record.assetId, record]));
}

function blockersOf({ diagnostics }: ReadRegistry): DiagnosticCode[] {
  const codes = new Set<DiagnosticCode>(diagnostics.map(({ code }) => code));
  return compactionBlockers.filter((code) => codes.has(code));
}

function recordsIn({ entries, version }: ReadRegistry): number {
  return version === 1 ? entries.length : 0;
}

function asPut(entry: RegistryEntry): RegistryRecord {
  return { op: 'put', entry };
}

function copyKindOf({ rule }: RepairFinding): CopyKind {
  return rule === 'R3' ? 'tail' : 'line';
}

function keepFailed(error: unknown): Unwritten {
  const failure = { code: 'disk-refused', step: 'keep-copy', errno: errnoOf(error) } as const;
  return { status: 'failed', failure, disk: 'as-before' };
}
