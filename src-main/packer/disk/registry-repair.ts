import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { RepairFinding, RepairFix, RepairRule } from '../../../src-preload/contract/domain/repair.ts';
import { registryFileName } from '../core/project-snapshot.ts';
import { type LinePart, type RegistryLine, registryLines } from './registry-line.ts';
import type { ReadRegistry } from './registry-reader.ts';
import { checksumTextOf, type RegistryRecord } from './registry-record.ts';
import { tidyRegistry } from './registry-rewrite.ts';

/** Characters of a line that a finding shows. */
const excerptLength = 300;

/** What a repair writes: records at the end of the file, or the whole file anew with what was taken out of it. */
export type RepairPlan =
  | { readonly kind: 'append'; readonly records: readonly RegistryRecord[] }
  | { readonly kind: 'rewrite'; readonly bytes: Uint8Array; readonly takenOut: Uint8Array | null };

/** What a new record carries besides what it says of the asset. */
export interface RecordStamp {
  readonly commandId: string;
  readonly writtenAt: string;
}

/** A finding with the plans of its fixes: what Studio shows, and what is done when the author chooses. */
export interface PlannedFinding {
  readonly finding: RepairFinding;
  readonly plan: (fix: RepairFix, stamp: RecordStamp) => RepairPlan;
}

/** A registry with the lines that it was read from. */
export interface RegistryText {
  readonly bytes: Uint8Array;
  readonly registry: ReadRegistry;
}

/**
 * Everything in the file that an author can settle, in the order of the file, each named by its rule. Pure: nothing
 * is written here, and no plan touches a line that is good.
 */
export function findRepairs({ bytes, registry }: RegistryText): PlannedFinding[] {
  const lines = [...registryLines(bytes)];
  const found = [
    ...tornTails(bytes, lines),
    ...unsealedRecords(registry, lines),
    ...unreadableLines(bytes, lines),
    ...unfinishedMerge(bytes, lines),
    ...conflicts(registry, lines),
    ...doubledRoots(registry),
    ...untidyForm(bytes, registry),
  ];
  return numbered(found).toSorted((a, b) => lineOf(a) - lineOf(b));
}

/** Rule R3. Only where the cut at open could not be made. */
function tornTails(bytes: Uint8Array, lines: readonly RegistryLine[]): PlannedFinding[] {
  return lines
    .filter((line) => line.kind === 'torn-tail')
    .map((line) => {
      const tail = bytes.subarray(line.start);
      const diagnostic: Diagnostic = { code: 'registry-torn-tail', bytes: tail.length, place: placeOf(line.number) };
      return planned('R3', diagnostic, tail, [{ fix: 'cut-tail' }], () => {
        return { kind: 'rewrite', bytes: bytes.subarray(0, line.start), takenOut: tail };
      });
    });
}

/** Rule R5: a record that counts and whose checksum does not fit. */
function unsealedRecords(registry: ReadRegistry, lines: readonly RegistryLine[]): PlannedFinding[] {
  return registry.diagnostics.flatMap((diagnostic) => {
    if (diagnostic.code !== 'registry-line-unsealed') {
      return [];
    }
    const parts = lines.find(({ number }) => number === diagnostic.place.line)?.parts ?? [];
    // A line that lost line ends has several records, also of one asset: the highest revision is the one that counts.
    const [part] = parts
      .filter((each) => 'sealed' in each.decoded && !each.decoded.sealed && nameOf(each) === diagnostic.root)
      .toSorted((a, b) => revOf(b) - revOf(a));
    return part === undefined
      ? []
      : [
          planned('R5', diagnostic, part.bytes, [{ fix: 'seal-again' }], (_, stamp) => {
            return { kind: 'append', records: nextRevision(part, stamp) };
          }),
        ];
  });
}

/** Rule R6: only the part of the line that can't be read is taken out. */
function unreadableLines(bytes: Uint8Array, lines: readonly RegistryLine[]): PlannedFinding[] {
  return lines.flatMap((line) =>
    line.parts
      .filter(({ decoded }) => decoded.kind === 'unreadable')
      .map((part) => {
        const diagnostic: Diagnostic = { code: 'registry-line-unreadable', place: placeOf(line.number) };
        return planned('R6', diagnostic, part.bytes, [{ fix: 'set-aside' }], () => {
          const stay = line.parts.filter((other) => other !== part);
          return { kind: 'rewrite', bytes: withLine(bytes, line, stay), takenOut: part.bytes };
        });
      }),
  );
}

/** Rule R7: one decision for all markers of the file. */
function unfinishedMerge(bytes: Uint8Array, lines: readonly RegistryLine[]): PlannedFinding[] {
  const markers = lines.filter(({ parts }) => parts.some(({ decoded }) => decoded.kind === 'conflict-marker'));
  const [first] = markers;
  if (first === undefined) {
    return [];
  }
  const diagnostic: Diagnostic = { code: 'registry-conflict-marker', place: placeOf(first.number) };
  const excerpt = Buffer.concat(markers.flatMap((line) => [line.bytes, Buffer.from('\n')]));
  return [
    planned('R7', diagnostic, excerpt, [{ fix: 'finish-merge' }], () => {
      // From the last to the first, so that the places before stay where they are.
      const without = markers.toReversed().reduce((rest, line) => withLine(rest, line, []), bytes);
      return { kind: 'rewrite', bytes: without, takenOut: excerpt };
    }),
  ];
}

/** Rule R9: every content that one id and revision has, the one that counts now first. */
function conflicts(registry: ReadRegistry, lines: readonly RegistryLine[]): PlannedFinding[] {
  const ids = new Map<string, Diagnostic>();
  for (const diagnostic of registry.diagnostics) {
    if (diagnostic.code === 'registry-conflict' && !ids.has(diagnostic.assetId)) {
      ids.set(diagnostic.assetId, diagnostic);
    }
  }
  return [...ids].map(([assetId, diagnostic]) => {
    const all = lines.flatMap(({ parts }) => parts).filter((part) => idOf(part) === assetId);
    const rev = Math.max(...all.map(revOf));
    const versions = [...new Map(all.filter((part) => revOf(part) === rev).map((part) => [part.text, part])).values()];
    const fixes = versions
      .toSorted((a, b) => (checksumTextOf(a.text) < checksumTextOf(b.text) ? 1 : -1))
      .map(({ text, decoded }): RepairFix => {
        const root = decoded.kind === 'put' ? decoded.entry.root : null;
        return { fix: 'keep-version', checksum: checksumTextOf(text), root };
      });
    const excerpt = Buffer.from(versions.map(({ text }) => text).join('\n'));
    return planned('R9', diagnostic, excerpt, fixes, (fix, stamp) => {
      const chosen = versions.find(({ text }) => fix.fix === 'keep-version' && checksumTextOf(text) === fix.checksum);
      return { kind: 'append', records: chosen === undefined ? [] : nextRevision(chosen, stamp) };
    });
  });
}

/** Rule R10: entries of one root. Which one stays is the author's choice; the one registered first counts till then. */
function doubledRoots({ entries }: ReadRegistry): PlannedFinding[] {
  const byRoot = new Map<string, RegistryEntry[]>();
  for (const entry of entries) {
    byRoot.set(entry.root, [...(byRoot.get(entry.root) ?? []), entry]);
  }
  return [...byRoot].flatMap(([root, group]) => {
    if (group.length === 1) {
      return [];
    }
    const ordered = group.toSorted((a, b) => (a.registeredAt + a.assetId < b.registeredAt + b.assetId ? -1 : 1));
    const assetIds = ordered.map(({ assetId }) => assetId);
    const diagnostic: Diagnostic = { code: 'duplicate-entry', root, assetIds, place: { file: registryFileName } };
    const fixes = ordered.map(({ assetId, registeredAt }): RepairFix => ({ fix: 'keep-entry', assetId, registeredAt }));
    return [
      planned('R10', diagnostic, Buffer.from(root), fixes, (fix, stamp) => {
        const others = ordered.filter(({ assetId }) => fix.fix === 'keep-entry' && assetId !== fix.assetId);
        return { kind: 'append', records: others.map((entry) => tombstoneOf(entry, stamp)) };
      }),
    ];
  });
}

/** Rules R13 and R14, and a header that is not there: one rewrite settles the form of the whole file. */
function untidyForm(bytes: Uint8Array, { diagnostics }: ReadRegistry): PlannedFinding[] {
  const rules: Partial<Record<Diagnostic['code'], RepairRule>> = {
    'registry-not-canonical': 'R13',
    'registry-header-missing': 'R13',
    'registry-records-glued': 'R14',
  };
  return diagnostics.flatMap((diagnostic) => {
    const rule = rules[diagnostic.code];
    return rule === undefined
      ? []
      : [
          planned(rule, diagnostic, Buffer.from(''), [{ fix: 'tidy' }], () => {
            return { kind: 'rewrite', bytes: tidyRegistry(bytes).bytes, takenOut: null };
          }),
        ];
  });
}

/** The beginning of what a line says, with what is not UTF-8 replaced. */
function excerptOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 4 * excerptLength)).slice(0, excerptLength);
}

/** A name for a finding: the same for the same content, so that a fix is never applied to something else. */
export function findingId(rule: RepairRule, code: string, content: Uint8Array | string): string {
  return createHash('sha256').update(`${rule}\n${code}\n`).update(content).digest('hex').slice(0, 16);
}

type Plan = PlannedFinding['plan'];

function planned(
  rule: RepairRule,
  diagnostic: Diagnostic,
  content: Uint8Array,
  fixes: RepairFix[],
  plan: Plan,
): PlannedFinding {
  const id = findingId(rule, diagnostic.code, content.length === 0 ? JSON.stringify(diagnostic) : content);
  return { finding: { id, rule, diagnostic, excerpt: excerptOf(content), fixes }, plan };
}

/** The same line twice is two findings. */
function numbered(found: readonly PlannedFinding[]): PlannedFinding[] {
  const seen = new Map<string, number>();
  return found.map((planned) => {
    const { id } = planned.finding;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? planned : { ...planned, finding: { ...planned.finding, id: `${id}-${count}` } };
  });
}

function withLine(bytes: Uint8Array, line: RegistryLine, stay: readonly LinePart[]): Uint8Array {
  const end = line.start + line.bytes.length + (line.ended ? 1 : 0);
  const staying = stay.flatMap((part) => [part.bytes, Buffer.from('\n')]);
  return Buffer.concat([bytes.subarray(0, line.start), ...staying, bytes.subarray(end)]);
}

function nextRevision({ decoded }: LinePart, { commandId, writtenAt }: RecordStamp): RegistryRecord[] {
  if (decoded.kind === 'put') {
    const { entry } = decoded;
    return [{ op: 'put', entry: { ...entry, rev: entry.rev + 1, commandId, writtenAt } }];
  }
  if (decoded.kind === 'del') {
    const { assetId, rev } = decoded.tombstone;
    return [{ op: 'del', tombstone: { assetId, rev: rev + 1, commandId, writtenAt } }];
  }
  return [];
}

function tombstoneOf({ assetId, rev }: RegistryEntry, { commandId, writtenAt }: RecordStamp): RegistryRecord {
  return { op: 'del', tombstone: { assetId, rev: rev + 1, commandId, writtenAt } };
}

function idOf({ decoded }: LinePart): string | null {
  return decoded.kind === 'put' ? decoded.entry.assetId : decoded.kind === 'del' ? decoded.tombstone.assetId : null;
}

/** What a finding calls a record: by its root, or by its id where it has none (registry-reader.ts). */
function nameOf(part: LinePart): string | null {
  return part.decoded.kind === 'put' ? part.decoded.entry.root : idOf(part);
}

function revOf({ decoded }: LinePart): number {
  return decoded.kind === 'put' ? decoded.entry.rev : decoded.kind === 'del' ? decoded.tombstone.rev : 0;
}

function lineOf({ finding }: PlannedFinding): number {
  return finding.diagnostic.place.line ?? Number.MAX_SAFE_INTEGER;
}

function placeOf(line: number): Diagnostic['place'] {
  return { file: registryFileName, line };
}
