import { type RepairFinding, type RepairRule, repairRules } from '../../../src-preload/contract/domain/repair.ts';

/** Findings of one rule, in the packer's order. */
export interface FindingGroup {
  readonly rule: RepairRule;
  readonly findings: readonly RepairFinding[];
}

/** Findings by rule, in the order in which they are shown. */
export function groupFindings(findings: readonly RepairFinding[]): readonly FindingGroup[] {
  return repairRules
    .map((rule) => ({ rule, findings: findings.filter((finding) => finding.rule === rule) }))
    .filter((group) => group.findings.length > 0);
}

/** Which finding is the next after one is settled: the one that has come into its place, or else the last. */
export function nextFinding(
  before: readonly RepairFinding[],
  settledId: string,
  after: readonly RepairFinding[],
): RepairFinding | null {
  const place = shownOrder(before).findIndex(({ id }) => id === settledId);
  const shown = shownOrder(after);
  return shown[Math.min(Math.max(place, 0), shown.length - 1)] ?? null;
}

function shownOrder(findings: readonly RepairFinding[]): readonly RepairFinding[] {
  return groupFindings(findings).flatMap((group) => group.findings);
}
