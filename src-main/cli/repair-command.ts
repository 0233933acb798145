import type { RepairCompletion } from '../../src-preload/contract/domain/completion.ts';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import type { RepairFinding, RepairFix, RepairList } from '../../src-preload/contract/domain/repair.ts';
import { type CommandRun, type OpenedProject, withProject } from './command-run.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { diagnosticLine, failureLine, failureSentence, inARow, repairSentence, text } from './texts.ts';

/** `repair`: the findings on the registry, each with its fixes and the options that apply them. */
export function listRepairsCommand(run: CommandRun): Promise<ExitCode> {
  return withProject(run, 'read', async ({ packer, projectId }) => {
    const listed = await packer.listRepairs(projectId);
    if (!listed.ok) {
      return run.output.fail(listed.failure);
    }
    run.output.answer(listed.value, linesOf(listed.value));
    return listed.value.total === 0 ? exitCodes.done : exitCodes.refused;
  });
}

/** `repair --finding ID --fix NAME`: one fix, one write. */
export async function applyRepairCommand(run: CommandRun, findingId: string, name: string): Promise<ExitCode> {
  return withProject(run, 'repair', async (project) => {
    const { packer, projectId, summary } = project;
    const listed = await packer.listRepairs(projectId);
    if (!listed.ok) {
      return run.output.fail(listed.failure);
    }
    const finding = listed.value.findings.find(({ id }) => id === findingId);
    if (finding === undefined && name === 'cut-tail' && wasCutAtOpening(summary)) {
      const completion = { status: 'committed', revision: summary.revision } as const;
      const answer = { finding: findingId, fix: name, completion, left: listed.value.total };
      run.output.answer(answer, [text('cli.repair.alreadyDone')]);
      return exitCodes.done;
    }
    if (finding === undefined) {
      return run.output.fail({ code: 'finding-gone' });
    }
    const fixes = fixesByName(finding, name);
    const [fix] = fixes;
    if (fix === undefined || fixes.length > 1) {
      const key = fix === undefined ? 'cli.repair.noSuchFix' : 'cli.repair.severalFixes';
      return run.output.misuse(text(key, { fix: name, fixes: finding.fixes.map(nameOf).join(', ') }));
    }
    return apply(run, project, finding, fix);
  });
}

/** Rule R3: whoever opens a project for writing cuts an unfinished line off, and keeps it. */
function wasCutAtOpening({ diagnostics }: ProjectSummary): boolean {
  return diagnostics.some(({ code }) => code === 'registry-tail-cut');
}

async function apply(
  { output }: CommandRun,
  { packer, projectId }: OpenedProject,
  finding: RepairFinding,
  fix: RepairFix,
): Promise<ExitCode> {
  const applied = await packer.applyRepair(projectId, finding.id, fix);
  if (!applied.ok) {
    return output.fail(applied.failure);
  }
  const completion = applied.value;
  const after = await packer.listRepairs(projectId);
  const left = after.ok ? after.value.total : null;
  output.answer({ finding: finding.id, fix: nameOf(fix), completion, left }, []);
  if (completion.status === 'committed') {
    output.tell(lineOf(completion, fix));
  } else {
    output.warn(lineOf(completion, fix));
  }
  if (left !== null) {
    output.tell(text('cli.repair.left', { count: left }));
  }
  return completion.status === 'committed' ? exitCodes.done : exitCodeOf(failureIn(completion));
}

/**
 * The name of a fix, by which it is asked for: its kind, and where a finding can have several of the kind, which one.
 */
function nameOf(fix: RepairFix): string {
  switch (fix.fix) {
    case 'restore-copy':
      return `${fix.fix}:${fix.copy}`;
    case 'keep-version':
      return `${fix.fix}:${fix.checksum}`;
    case 'keep-entry':
      return `${fix.fix}:${fix.assetId}`;
    default:
      return fix.fix;
  }
}

/** The fixes that a name can mean: the kind alone is enough where there is one of it. */
function fixesByName({ fixes }: RepairFinding, name: string): readonly RepairFix[] {
  const exactly = fixes.filter((fix) => nameOf(fix) === name);
  return exactly.length > 0 ? exactly : fixes.filter(({ fix }) => fix === name);
}

function* linesOf({ total, findings }: RepairList): Generator<string, void> {
  if (total === 0) {
    yield text('cli.repair.nothing');
    return;
  }
  yield text('cli.repair.summary', { count: total });
  for (const finding of findings) {
    const { id, rule, diagnostic, excerpt, fixes } = finding;
    yield '';
    yield text('cli.repair.finding', { id, rule });
    yield item(diagnosticLine(diagnostic));
    if (excerpt !== '') {
      yield item(text('cli.repair.excerpt', { excerpt }));
    }
    for (const fix of fixes) {
      const { label, effect } = repairSentence(fix);
      yield item(text('cli.repair.fix', { id, name: nameOf(fix) }));
      yield item(item(text('cli.common.labelled', { label, value: effect })));
    }
  }
  if (findings.length < total) {
    yield text('cli.repair.more', { listed: findings.length });
  }
}

function lineOf(completion: RepairCompletion, fix: RepairFix): string {
  switch (completion.status) {
    case 'committed':
      return text('cli.repair.done', { label: repairSentence(fix).label });
    case 'refused':
      return text('cli.repair.notDone', { reason: failureLine(completion.refusal) });
    case 'failed':
      return completion.disk === 'unknown'
        ? inARow(failureSentence(completion.failure).wrong, text('cli.repair.unknown'))
        : text('cli.repair.notDone', { reason: failureLine(completion.failure) });
  }
}

function failureIn(completion: Exclude<RepairCompletion, { readonly status: 'committed' }>) {
  return completion.status === 'refused' ? completion.refusal : completion.failure;
}

function item(line: string): string {
  return text('cli.common.item', { text: line });
}
