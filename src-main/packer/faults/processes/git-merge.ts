import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DiagnosticCode } from '../../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../../src-preload/contract/domain/registry-entry.ts';
import { encodeEntry, encodeTombstone, registryHeader } from '../../disk/registry-record.ts';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, createCheckingPacker, readPlainly, type Tolerance, violationsIn } from './checker.ts';
import { assetIdOf, createFaultProject, entryOf, type FaultProject, rootsNamed } from './fault-project.ts';
import { countTo, eachAtOnce, inWorkFolder, missingOnMachine } from './machine.ts';

const unhurried = { signal: new AbortController().signal, onProgress: () => undefined };

/** Two authors, one registry, and real git between them. */
export const gitMerge: Fault = {
  name: 'git-merge',
  title: 'Git: union, conflict, diff3, rebase, cherry-pick, CRLF, no last line end, deletion against edit',
  unavailable: () => missingOnMachine({ programs: { git: '--version' } }),
  run: (budget) => inWorkFolder((work) => mergeOften(work, budget)),
};

/** How the two sides come together, and what each has done. */
interface Scenario {
  readonly name: string;
  /** Whether `.gitattributes` says what a project's own does. */
  readonly union: boolean;
  readonly way: 'merge' | 'rebase' | 'cherry-pick';
  readonly style?: 'merge' | 'diff3' | 'zdiff3';
  /** Lines that each side has besides the new registrations. */
  readonly ours?: readonly string[];
  readonly theirs?: readonly string[];
  /** What becomes of their text before they commit it. */
  readonly form?: (text: string) => string;
  /** Our side is compacted by the product before we commit it. */
  readonly compacted?: true;
  readonly expected?: readonly DiagnosticCode[];
  readonly check?: (project: FaultProject, merged: Merged) => Promise<string[]> | string[];
}

interface Merged {
  readonly text: string;
  readonly hasMarkers: boolean;
}

// Three entries of the base that a side does something about.
const edited = entryOf(900, 'edited');
const deleted = entryOf(901, 'deleted');
const settled = entryOf(902, 'settled');
const special = [edited, deleted, settled];

function moved(entry: RegistryEntry, rev: number, who: string): string {
  return encodeEntry({
    ...entry,
    rev,
    commandId: `${who}-${entry.root}-${String(rev)}`,
    root: `${entry.root}-by-${who}`,
  });
}

function tombstone({ assetId, registeredAt }: RegistryEntry, rev: number): string {
  return encodeTombstone({ assetId, rev, commandId: `del-${assetId}`, writtenAt: registeredAt });
}

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const withoutLastLineEnd = (text: string): string => text.slice(0, -1);

const twice = (assetId: string): string =>
  encodeEntry({ ...entryOf(0, 'both'), assetId, commandId: `both-${assetId}` });

const scenarios: readonly Scenario[] = [
  { name: 'union', union: true, way: 'merge' },
  { name: 'conflict', union: false, way: 'merge' },
  { name: 'conflict in diff3', union: false, way: 'merge', style: 'diff3' },
  { name: 'conflict in zdiff3', union: false, way: 'merge', style: 'zdiff3' },
  { name: 'rebase with union', union: true, way: 'rebase' },
  { name: 'rebase with conflict', union: false, way: 'rebase' },
  { name: 'cherry-pick with union', union: true, way: 'cherry-pick' },
  { name: 'cherry-pick with conflict', union: false, way: 'cherry-pick', style: 'diff3' },
  { name: 'CRLF on one side, union', union: true, way: 'merge', form: crlf },
  { name: 'CRLF on one side, conflict', union: false, way: 'merge', form: crlf, expected: ['registry-not-canonical'] },
  { name: 'no last line end on one side, union', union: true, way: 'merge', form: withoutLastLineEnd },
  { name: 'no last line end on one side, conflict', union: false, way: 'merge', form: withoutLastLineEnd },
  {
    name: 'deletion against edit, union',
    union: true,
    way: 'merge',
    ours: [tombstone(deleted, 2)],
    theirs: [moved(deleted, 2, 'them')],
    expected: ['registry-conflict'],
  },
  {
    name: 'deletion against an edit that is edited again, union',
    union: true,
    way: 'merge',
    ours: [tombstone(deleted, 2)],
    theirs: [moved(deleted, 2, 'them'), moved(deleted, 3, 'them')],
  },
  {
    name: 'deletion against edit, conflict',
    union: false,
    way: 'merge',
    ours: [tombstone(deleted, 2)],
    theirs: [moved(deleted, 2, 'them')],
    expected: ['registry-conflict'],
  },
  {
    name: 'deletion after compaction, union',
    union: true,
    way: 'merge',
    ours: [tombstone(deleted, 2), moved(edited, 2, 'us')],
    compacted: true,
    check: staysDeleted,
  },
  {
    name: 'both edit one asset',
    union: true,
    way: 'merge',
    ours: [moved(edited, 2, 'us')],
    theirs: [moved(edited, 2, 'them')],
    expected: ['registry-conflict'],
  },
  {
    name: 'both edit one asset, and one of them twice',
    union: false,
    way: 'merge',
    style: 'diff3',
    ours: [moved(edited, 2, 'us')],
    theirs: [moved(edited, 2, 'them'), moved(edited, 3, 'them')],
  },
  {
    name: 'both register one root',
    union: true,
    way: 'merge',
    ours: [twice(assetIdOf(950))],
    theirs: [twice(assetIdOf(951))],
    check: bothKept,
  },
  {
    name: 'both have the same record',
    union: true,
    way: 'cherry-pick',
    ours: [moved(settled, 2, 'us')],
    theirs: [moved(settled, 2, 'us')],
  },
];

async function mergeOften(work: string, budget: Budget): Promise<FaultResult> {
  const rounds = countTo(budget === 'gate' ? scenarios.length * 3 : 1_000);
  const outcomes = await eachAtOnce(rounds, 2, (at) => mergeOnce(work, scenarios[at % scenarios.length], at));
  return {
    tried: rounds.length,
    violations: outcomes.flatMap(({ violations }) => violations),
    detail: `${scenarios.length} kinds; ${outcomes.filter(({ hasMarkers }) => hasMarkers).length} left conflict markers`,
  };
}

async function mergeOnce(
  work: string,
  scenario: Scenario | undefined,
  at: number,
): Promise<{ readonly hasMarkers: boolean; readonly violations: readonly string[] }> {
  if (scenario === undefined) {
    return { hasMarkers: false, violations: [] };
  }
  const [ours, theirs] = [rootsNamed('ours', randomInt(1, 12)), rootsNamed('theirs', randomInt(1, 12))];
  const base = rootsNamed('base', randomInt(0, 9));
  const others = special.flatMap(({ root }) => [root, `${root}-by-us`, `${root}-by-them`]);
  const project = createFaultProject(work, { roots: [...base, ...ours, ...theirs, ...others, 'both', 'spare'] });
  const baseLines = [...base.map((root, index) => entryOf(index, root)), ...special].map(encodeEntry);
  const ourLines = shuffled([
    ...ours.map((root, index) => encodeEntry(entryOf(1000 + index, root))),
    ...(scenario.ours ?? []),
  ]);
  const theirLines = shuffled([
    ...theirs.map((root, index) => encodeEntry(entryOf(2000 + index, root))),
    ...(scenario.theirs ?? []),
  ]);
  await bringTogether(project, scenario, { base: baseLines, ours: ourLines, theirs: theirLines });
  const text = readFileSync(project.registry, 'utf8');
  const merged = { text, hasMarkers: text.includes('<<<<<<<') };
  const every = [...baseLines, ...ourLines, ...theirLines];
  const known = confirmedBy(every);
  const tolerance: Tolerance = {
    diagnostics: [...(scenario.expected ?? []), ...(merged.hasMarkers ? (['registry-conflict-marker'] as const) : [])],
    strangeLines: merged.hasMarkers || scenario.form === crlf,
    keptLines: scenario.compacted === true ? [] : every,
    sharedRoots: true,
  };
  const violations = [
    ...(await violationsIn(project, known, tolerance)),
    ...(await unlessTold(project, tolerance.diagnostics ?? [])),
    ...((await scenario.check?.(project, merged)) ?? []),
    ...(merged.hasMarkers ? await finishMerge(project, text) : []),
    ...(await violationsIn(project, known, { ...tolerance, strangeLines: scenario.form === crlf, spareRoot: 'spare' })),
  ];
  project.remove();
  return { hasMarkers: merged.hasMarkers, violations: violations.map((found) => `${scenario.name}, ${at}: ${found}`) };
}

interface Sides {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Commits the base, then each side on a branch of its own, and brings them together as the scenario says. */
async function bringTogether({ folder, registry }: FaultProject, scenario: Scenario, sides: Sides): Promise<void> {
  const git = gitIn(folder, scenario.style ?? 'merge');
  const commit = async (text: string, message: string): Promise<void> => {
    writeFileSync(registry, text);
    await git('commit', '-qam', message);
  };
  const before = textOf(sides.base);
  await git('init', '-q', '-b', 'main');
  writeFileSync(join(folder, '.gitignore'), '.prometeu/\nassets/\n');
  const attributes = scenario.union ? 'assets.jsonl text eol=lf merge=union\n' : 'assets.jsonl -text\n';
  writeFileSync(join(folder, '.gitattributes'), attributes);
  writeFileSync(registry, before);
  await git('add', '.');
  await git('commit', '-qm', 'base');
  await git('branch', 'theirs');
  writeFileSync(registry, before + linesOf(sides.ours));
  if (scenario.compacted === true) {
    await compact(folder);
  }
  await git('commit', '-qam', 'ours');
  await git('checkout', '-q', 'theirs');
  await commit((scenario.form ?? ((text: string) => text))(before + linesOf(sides.theirs)), 'theirs');
  switch (scenario.way) {
    case 'merge':
      await git('checkout', '-q', 'main');
      await git('merge', '-q', '--no-edit', 'theirs').catch(stopped);
      return;
    case 'cherry-pick':
      await git('checkout', '-q', 'main');
      await git('cherry-pick', 'theirs').catch(stopped);
      return;
    case 'rebase':
      await git('rebase', '-q', 'main').catch(stopped);
  }
}

/** Git stops with a status of its own where there is a conflict: that is what was asked for. */
function stopped(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 1)) {
    throw error;
  }
}

function gitIn(folder: string, style: string): (...parameters: string[]) => Promise<string> {
  const identity = { NAME: 'A', EMAIL: 'a@example.invalid', DATE: '2026-01-01T00:00:00Z' };
  const who = Object.entries(identity).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_EDITOR: 'true',
    ...(Object.fromEntries(who) as Record<string, string>),
  };
  const settings = [
    '-c',
    `merge.conflictStyle=${style}`,
    '-c',
    'core.autocrlf=false',
    '-c',
    'advice.mergeConflict=false',
  ];
  return async (...parameters) =>
    (await promisify(execFile)('git', [...settings, ...parameters], { cwd: folder, env })).stdout;
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function textOf(lines: readonly string[]): string {
  return linesOf([registryHeader, ...lines]);
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const keys = new Map(items.map((item) => [item, randomInt(1_000_000)]));
  return [...items].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** What has to count when every line of both sides does: where two disagree, nobody can say which. */
function confirmedBy(lines: readonly string[]): Confirmations {
  const latest = new Map<string, { rev: number; lines: Set<string> }>();
  for (const line of lines) {
    const { id, rev } = JSON.parse(line) as { id: string; rev: number };
    const held = latest.get(id);
    if (held === undefined || rev > held.rev) {
      latest.set(id, { rev, lines: new Set([line]) });
    } else if (rev === held.rev) {
      held.lines.add(line);
    }
  }
  const known = new Confirmations();
  for (const [id, { lines: agreed }] of latest) {
    for (const line of agreed) {
      const { root } = JSON.parse(line) as { root?: string };
      if (root !== undefined && agreed.size === 1 && !known.confirmed.has(root)) {
        known.confirmed.set(root, id);
      } else if (root !== undefined) {
        known.open.add(root);
      }
    }
  }
  return known;
}

/** Findings that must be there, besides those that may. */
async function unlessTold({ folder }: FaultProject, expected: readonly DiagnosticCode[]): Promise<string[]> {
  const packer = createCheckingPacker();
  const opened = await packer.openProject(folder, unhurried, 'read');
  await packer.close();
  const told = opened.ok ? opened.value.diagnostics.map(({ code }) => code) : [];
  return expected.filter((code) => !told.includes(code)).map((code) => `not told: ${code}`);
}

/** The author confirms that the merge is finished: the marker lines go, and not a byte else. */
async function finishMerge({ folder, registry }: FaultProject, before: string): Promise<string[]> {
  const packer = createCheckingPacker();
  const found: string[] = [];
  try {
    const opened = await packer.openProject(folder, unhurried);
    if (!opened.ok) {
      return [`it can’t be opened: ${JSON.stringify(opened.failure)}`];
    }
    const { projectId } = opened.value;
    for (;;) {
      const listed = await packer.listRepairs(projectId);
      const finding = listed.ok ? listed.value.findings.find(({ rule }) => rule === 'R7') : undefined;
      if (finding === undefined) {
        break;
      }
      const done = await packer.applyRepair(projectId, finding.id, { fix: 'finish-merge' });
      if (!done.ok || done.value.status !== 'committed') {
        return [`finishing the merge ended ${JSON.stringify(done)}`];
      }
    }
  } finally {
    await packer.close();
  }
  const wanted = before.split('\n').filter((line) => !/^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/.test(line));
  if (readFileSync(registry, 'utf8') !== wanted.join('\n')) {
    found.push('finishing the merge changed more than the marker lines');
  }
  return found;
}

async function compact(folder: string): Promise<void> {
  const packer = createCheckingPacker();
  const opened = await packer.openProject(folder, unhurried);
  const compacted = opened.ok ? await packer.compact(opened.value.projectId) : opened;
  await packer.close();
  if (!compacted.ok || compacted.value.status !== 'committed') {
    throw new Error(`The compaction before the merge ended ${JSON.stringify(compacted)}`);
  }
}

function staysDeleted({ registry }: FaultProject): string[] {
  const { live } = readPlainly(registry);
  return live.has('deleted') ? ['what was deleted and compacted away is registered again'] : [];
}

/** Two registrations of one root: both lines stay, and it is said. */
async function bothKept({ folder, registry }: FaultProject): Promise<string[]> {
  const { live } = readPlainly(registry);
  const found = live.get('both')?.length === 2 ? [] : ['two entries of one root are not two any more'];
  const packer = createCheckingPacker();
  const opened = await packer.openProject(folder, unhurried, 'read');
  const details = opened.ok ? packer.getAssetDetails(opened.value.projectId, 'both') : opened;
  await packer.close();
  if (!details.ok || !details.value.diagnostics.some(({ code }) => code === 'duplicate-entry')) {
    found.push('not told: duplicate-entry');
  }
  return found;
}
