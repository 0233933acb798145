import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import type { RepairList } from '../../src-preload/contract/domain/repair.ts';
import type { Result } from '../packer/core/result.ts';
import { checkUpProject, type ProjectCheckup } from '../packer/disk/project-checkup.ts';
import { isWorthCompacting } from '../packer/disk/registry-rewrite.ts';
import { type CommandRun, type OpenedProject, openProject } from './command-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { DoctorCheck } from './json-shapes.ts';
import { isOfTheRegistry, registrationsIn, registryDifferences } from './registry-findings.ts';
import { diagnosticLine, failureLine, failureSentence, inARow, text } from './texts.ts';

/** `doctor`: everything around the project, each check with a code and a sentence. Changes nothing. */
export async function doctorCommand(run: CommandRun): Promise<ExitCode> {
  const packer = run.world.createPacker();
  try {
    const opened = await openProject(run, packer, 'read');
    if (opened.ok) {
      const summary = opened.value;
      return say(run, await checksOf(run, { packer, summary, projectId: summary.projectId }));
    }
    if (opened.failure.code !== 'not-a-project') {
      return run.output.fail(opened.failure);
    }
    const { reason } = opened.failure;
    return say(run, [{ code: 'project-file', ok: false, sentence: failureLine(opened.failure), data: { reason } }]);
  } finally {
    await packer.close();
  }
}

async function checksOf({ world }: CommandRun, { packer, summary, projectId }: OpenedProject): Promise<DoctorCheck[]> {
  const checkup = await checkUpProject(world.disk, summary.path, world.mayWrite);
  const lock = lockCheck(summary);
  const repairs = await packer.listRepairs(projectId);
  return [
    { code: 'project-file', ok: true, sentence: text('cli.doctor.projectFile'), data: { name: summary.name } },
    foldersCheck(summary, checkup),
    registryCheck(summary, packer.registryCopy(projectId), repairs),
    lock,
    gitAttributesCheck(checkup),
    gitIgnoreCheck(checkup),
    recoveryCheck(checkup),
    leftoversCheck(checkup, lock.data['holder'] !== null),
    deadBytesCheck(repairs),
    writableCheck(checkup),
  ];
}

function say({ output }: CommandRun, checks: DoctorCheck[]): ExitCode {
  const attention = checks.filter(({ ok }) => !ok).length;
  const ok = attention === 0;
  output.answer({ ok, checks }, [
    ...checks.map(({ ok: isOk, sentence }) => text(isOk ? 'cli.doctor.ok' : 'cli.doctor.notOk', { sentence })),
    ok ? text('cli.doctor.healthy') : text('cli.doctor.attention', { count: attention }),
  ]);
  return ok ? exitCodes.done : exitCodes.refused;
}

function foldersCheck({ diagnostics }: ProjectSummary, { unreadable }: ProjectCheckup): DoctorCheck {
  const findings = diagnostics.filter((found) => !isOfTheRegistry(found));
  const count = findings.length + unreadable.length;
  const sentences = [
    ...findings.map(diagnosticLine),
    ...unreadable.map((problem) => text('cli.doctor.folderProblem', problem)),
  ];
  return {
    code: 'folders',
    ok: count === 0,
    sentence:
      count === 0
        ? text('cli.doctor.folders')
        : [text('cli.doctor.foldersFindings', { count }), ...sentences].reduce(inARow),
    data: { findings: findings, unreadable: unreadable },
  };
}

/** Two entries of one asset (R10) are that asset's finding, and the registry's to settle. */
function registryCheck(
  { diagnostics }: ProjectSummary,
  registry: Result<Uint8Array, Failure>,
  repairs: Result<RepairList, Failure>,
): DoctorCheck {
  const ofEntries = repairs.ok ? repairs.value.findings.filter(({ rule }) => rule === 'R10') : [];
  const findings = [...registryDifferences(diagnostics), ...ofEntries.map(({ diagnostic }) => diagnostic)];
  const registrations = registry.ok ? registrationsIn(registry.value) : 0;
  return {
    code: 'registry',
    ok: findings.length === 0,
    sentence:
      findings.length === 0
        ? text('cli.doctor.registry', { count: registrations })
        : [text('cli.doctor.registryFindings', { count: findings.length }), ...findings.map(diagnosticLine)].reduce(
            inARow,
          ),
    data: { registrations, findings: findings },
  };
}

/** A lock file that says nothing of its owner (docs/command-line.md). */
const unknownHolder = { host: null, pid: null, since: null, sameHost: false } as const;

/** Who has the lock is for the author to know, and no fault: reading goes on beside it. */
function lockCheck({ lane }: ProjectSummary): DoctorCheck {
  const refusal = lane.state === 'read-only' ? lane.refusal : null;
  if (refusal?.code === 'registry-locked') {
    const { host, pid, since, sameHost } = refusal;
    const holder = { host, pid, since, sameHost };
    return { code: 'lock', ok: true, sentence: failureSentence(refusal).wrong, data: { holder } };
  }
  if (refusal?.code === 'registry-locked-by-unknown') {
    return { code: 'lock', ok: true, sentence: failureSentence(refusal).wrong, data: { holder: unknownHolder } };
  }
  if (refusal?.code === 'registry-read-only' && refusal.reason === 'lock-unavailable') {
    const data = { holder: null, errno: refusal.errno ?? null };
    return { code: 'lock', ok: false, sentence: failureLine(refusal), data };
  }
  return { code: 'lock', ok: true, sentence: text('cli.doctor.lockFree'), data: { holder: null } };
}

function gitAttributesCheck({ mergesByLine: ok }: ProjectCheckup): DoctorCheck {
  const sentence = text(ok ? 'cli.doctor.gitAttributes' : 'cli.doctor.gitAttributesMissing');
  return { code: 'git-attributes', ok, sentence, data: {} };
}

function gitIgnoreCheck({ ignoresPrivateFolder: ok }: ProjectCheckup): DoctorCheck {
  const sentence = text(ok ? 'cli.doctor.gitIgnore' : 'cli.doctor.gitIgnoreMissing');
  return { code: 'git-ignore', ok, sentence, data: {} };
}

function recoveryCheck({ recovery }: ProjectCheckup): DoctorCheck {
  const { copies, bytes } = recovery;
  const sentence =
    copies === 0 ? text('cli.doctor.recoveryNone') : text('cli.doctor.recovery', { count: copies, bytes });
  return { code: 'recovery-copies', ok: true, sentence, data: { copies, bytes } };
}

/** While another process writes, its own unfinished files are no leftovers. */
function leftoversCheck({ leftovers }: ProjectCheckup, isWritten: boolean): DoctorCheck {
  const found = isWritten ? [] : [...leftovers];
  const sentence =
    found.length === 0
      ? text('cli.doctor.leftoversNone')
      : text('cli.doctor.leftovers', { count: found.length, names: found.join(', ') });
  return { code: 'leftovers', ok: found.length === 0, sentence, data: { names: found } };
}

function deadBytesCheck(repairs: Result<RepairList, Failure>): DoctorCheck {
  if (!repairs.ok) {
    const sentence = text('cli.doctor.deadBytesUnknown', { reason: failureSentence(repairs.failure).wrong });
    return { code: 'dead-bytes', ok: false, sentence, data: {} };
  }
  const { deadBytes, bytes } = repairs.value;
  const ok = !isWorthCompacting({ bytes, deadBytes });
  const percent = bytes === 0 ? 0 : Math.round((deadBytes / bytes) * 100);
  const sentence = text(ok ? 'cli.doctor.deadBytes' : 'cli.doctor.deadBytesMany', { percent });
  return { code: 'dead-bytes', ok, sentence, data: { deadBytes, bytes } };
}

function writableCheck({ notWritable }: ProjectCheckup): DoctorCheck {
  return {
    code: 'writable',
    ok: notWritable.length === 0,
    sentence:
      notWritable.length === 0
        ? text('cli.doctor.writable')
        : notWritable.map((problem) => text('cli.doctor.notWritable', problem)).reduce(inARow),
    data: { notWritable: notWritable },
  };
}
