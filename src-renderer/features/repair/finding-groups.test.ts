import { expect, test } from 'vitest';
import type { RepairFinding, RepairRule } from '../../../src-preload/contract/domain/repair.ts';
import { groupFindings, nextFinding } from './finding-groups.ts';

function aFinding(id: string, rule: RepairRule): RepairFinding {
  const diagnostic = { code: 'registry-line-unreadable', place: { file: 'assets.jsonl', line: 2 } } as const;
  return { id, rule, diagnostic, excerpt: '', fixes: [] };
}

const findings = [aFinding('d', 'R9'), aFinding('a', 'R5'), aFinding('c', 'R6'), aFinding('b', 'R5')];

test('groups stand in the order of the rules, findings in the packer’s', () => {
  const groups = groupFindings(findings).map(({ rule, findings: each }) => [rule, ...each.map(({ id }) => id)]);

  expect(groups).toEqual([
    ['R5', 'a', 'b'],
    ['R6', 'c'],
    ['R9', 'd'],
  ]);
});

test.each([
  ['a', ['b', 'c', 'd'], 'b'],
  ['b', ['a', 'c', 'd'], 'c'],
  ['d', ['a', 'b', 'c'], 'c'],
  ['a', [], undefined],
  // Lines have moved, so that every finding has another id.
  ['b', ['w', 'x', 'y'], 'x'],
])('after %s, of %j, the next is %s', (settled, left, next) => {
  const after = left.map((id, index) => aFinding(id, index === 2 ? 'R9' : 'R5'));

  expect(nextFinding(findings, settled, after)?.id).toBe(next);
});
