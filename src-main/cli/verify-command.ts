import type { Diagnostic } from '../../src-preload/contract/domain/diagnostic.ts';
import type { SnapshotDifference } from '../../src-preload/contract/domain/project.ts';
import { compareHint, type HintDifference } from '../packer/disk/project-checkup.ts';
import { type CommandRun, readingOf, withProject } from './command-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { VerifyAnswer, VerifyCheck } from './json-shapes.ts';
import { registrationsIn, registryDifferences } from './registry-findings.ts';
import { diagnosticLine, text } from './texts.ts';

/**
 * `verify`: what was read against a fresh read, every record with its checksum, and whatever is kept beside the
 * sources against them. Changes nothing. Problems of assets are not its business.
 */
export function verifyCommand(run: CommandRun): Promise<ExitCode> {
  return withProject(run, 'read', async ({ packer, projectId, summary }) => {
    const report = await packer.verify(projectId, readingOf(run));
    if (!report.ok) {
      return run.output.fail(report.failure);
    }
    const registry = packer.registryCopy(projectId);
    if (!registry.ok) {
      return run.output.fail(registry.failure);
    }
    const registrations = registrationsIn(registry.value);
    const { revision, assets, differences, differenceCount } = report.value;
    const checks: VerifyCheck[] = [
      { part: 'snapshot', state: stateOf(differences), differenceCount, differences },
      checkOf('registry', registryDifferences(summary.diagnostics)),
      checkOf('hint', await compareHint(run.world.disk, summary.path, registrations)),
    ];
    const count = checks.reduce((sum, check) => sum + check.differenceCount, 0);
    const answer: VerifyAnswer = { revision, assets, registrations, differenceCount: count, checks };
    run.output.answer(
      answer,
      checks.flatMap((check) => [...linesOf(check)]),
    );
    return count === 0 ? exitCodes.done : exitCodes.refused;
  });
}

function checkOf(part: 'registry', differences: readonly Diagnostic[]): VerifyCheck;
function checkOf(part: 'hint', differences: readonly HintDifference[] | null): VerifyCheck;
function checkOf(part: 'registry' | 'hint', found: readonly (Diagnostic | HintDifference)[] | null): VerifyCheck {
  const differences = [...(found ?? [])];
  const state = found === null ? 'absent' : stateOf(differences);
  return { part, state, differenceCount: differences.length, differences } as VerifyCheck;
}

function stateOf(differences: readonly unknown[]): 'same' | 'different' {
  return differences.length === 0 ? 'same' : 'different';
}

function* linesOf(check: VerifyCheck): Generator<string, void> {
  const part = text(`cli.verify.part.${check.part}`);
  if (check.state !== 'different') {
    yield text(`cli.verify.${check.state}`, { part });
    return;
  }
  yield text('cli.verify.different', { part, count: check.differenceCount });
  for (const line of differencesOf(check)) {
    yield text('cli.common.item', { text: line });
  }
  if (check.differences.length < check.differenceCount) {
    yield text('cli.common.item', { text: text('cli.verify.more', { count: check.differences.length }) });
  }
}

function differencesOf(check: VerifyCheck): string[] {
  switch (check.part) {
    case 'snapshot':
      return check.differences.map(snapshotLine);
    case 'registry':
      return check.differences.map(diagnosticLine);
    case 'hint':
      return check.differences.map((difference) => text(`cli.verify.hint.${difference.problem}`, difference));
  }
}

function snapshotLine({ part, key, change }: SnapshotDifference): string {
  return text('cli.verify.difference', {
    part: text(`cli.verify.snapshotPart.${part}`),
    key,
    change: text(`cli.verify.change.${change}`),
  });
}
