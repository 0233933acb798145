import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import type { RepairFinding, RepairFix, RepairList, RepairRule } from '../../src-preload/contract/domain/repair.ts';
import { findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const twoAssets = { assets: { 'ui/ok': anAsset({ name: 'Ok' }), 'ui/cancel': anAsset({ name: 'Cancel' }) } };

function unreadable(line: number, fixes: readonly RepairFix[] = [{ fix: 'set-aside' }]): RepairFinding {
  const diagnostic = { code: 'registry-line-unreadable', place: { file: 'assets.jsonl', line } } as const;
  return {
    id: `line ${String(line)}`,
    rule: 'R6',
    diagnostic,
    excerpt: `line\u0000${String(line)}`,
    fixes: [...fixes],
  };
}

const marker: RepairFinding = {
  id: 'marker',
  rule: 'R7',
  diagnostic: { code: 'registry-conflict-marker', place: { file: 'assets.jsonl', line: 9 } },
  excerpt: '<<<<<<< HEAD',
  fixes: [{ fix: 'finish-merge' }],
};

interface RepairStudio extends RenderedStudio {
  readonly list: { current: RepairList };
}

/** The Repair view over findings that the test makes up, opened from the menu. */
async function openRepair(findings: readonly RepairFinding[], sizes: Partial<RepairList> = {}): Promise<RepairStudio> {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  const list = { current: { total: findings.length, findings: [...findings], deadBytes: 0, bytes: 812, ...sizes } };
  studio.answerAll('packer:list-repairs', () => list.current);
  await findRow('Ok');
  studio.menu('repair-registry');
  await screen.findByRole('dialog', { name: 'Repair registry' });
  return { ...studio, list };
}

/** The packer carries out every fix: the finding is gone from the next list. */
function settleAll(studio: RepairStudio): void {
  studio.answerAll('packer:apply-repair', () => {
    const findings = studio.list.current.findings.slice(1);
    studio.list.current = { ...studio.list.current, findings, total: findings.length };
    return { status: 'committed', revision: 2 };
  });
}

function dialog() {
  return within(screen.getByRole('dialog'));
}

test('findings stand by rule, with place, excerpt and what each fix will do', async () => {
  await openRepair([marker, unreadable(2), unreadable(5)]);

  expect(await dialog().findByText(/^3 findings on assets\.jsonl\./)).toBeDefined();
  const groups = dialog().getAllByRole('heading', { level: 3 });
  expect(groups.map(({ textContent }) => textContent)).toEqual(['Can’t be read · 2', 'Unfinished merge · 1']);
  const [first] = dialog().getAllByRole('listitem', { name: /^Line 2 of assets\.jsonl/ });
  expect(first?.textContent).toContain('assets.jsonl:2');
  expect(first?.textContent).toContain('line[NUL]2');
  const button = within(first ?? document.body).getByRole('button', { name: 'Set the line aside' });
  expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Takes the line out of the file and keeps it, byte for byte, in .prometeu/recovery.',
  );
});

test('a finding that nothing can be done about here says what to do instead', async () => {
  await openRepair([unreadable(2, [])]);

  expect(await dialog().findByText('Open Repair to look at it and to set it aside.')).toBeDefined();
});

test('one fix at a time: while one is written, no other can be begun', async () => {
  const studio = await openRepair([unreadable(2), unreadable(5)]);
  settleAll(studio);
  const held = studio.holdAnswer('packer:apply-repair');
  const [first, second] = await dialog().findAllByRole('button', { name: 'Set the line aside' });

  await studio.user.click(first ?? document.body);
  await held.reached;

  expect(await dialog().findByText('Writing')).toBeDefined();
  expect(second?.getAttribute('aria-disabled')).toBe('true');
  await studio.user.click(second ?? document.body);
  held.open();
  await dialog().findByText('Done: Set the line aside. 1 finding is left.');
  expect(studio.requests.filter((channel) => channel === 'packer:apply-repair')).toHaveLength(1);
});

test('after a fix all of the project is read again, and the focus is on the next finding', async () => {
  const studio = await openRepair([unreadable(2), unreadable(5), marker]);
  settleAll(studio);
  const [first] = await dialog().findAllByRole('button', { name: 'Set the line aside' });
  const before = studio.requests.length;
  first?.focus();

  await studio.user.keyboard('{Enter}');

  const done = await dialog().findByText('Done: Set the line aside. 2 findings are left.');
  expect(done.closest('[role=status]')).not.toBeNull();
  await waitFor(() => {
    expect(document.activeElement).toBe(dialog().getByRole('listitem', { name: /^Line 5 of/ }));
  });
  expect(studio.requests.slice(before)).toEqual(
    expect.arrayContaining(['packer:get-project', 'packer:list-assets', 'packer:list-repairs']),
  );
});

test('after the last fix nothing is left, and the focus is on Close', async () => {
  const studio = await openRepair([unreadable(2)]);
  settleAll(studio);

  await studio.user.click(await dialog().findByRole('button', { name: 'Set the line aside' }));

  expect(await dialog().findByText('Nothing to repair')).toBeDefined();
  expect(dialog().getByText('Done: Set the line aside. Nothing is left to repair.')).toBeDefined();
  await waitFor(() => {
    expect(document.activeElement?.textContent).toBe('Close');
  });
});

test('a fix that the disk refused says why beside its finding, and can be tried again', async () => {
  const studio = await openRepair([unreadable(2), unreadable(5)]);
  studio.answerNext('packer:apply-repair', () =>
    Promise.resolve({
      ok: true,
      value: {
        status: 'failed',
        failure: { code: 'disk-refused', step: 'keep-copy', errno: 'ENOSPC' },
        disk: 'as-before',
      },
    }),
  );
  const [first] = await dialog().findAllByRole('button', { name: 'Set the line aside' });
  await studio.user.click(first ?? document.body);

  const alert = await within(dialog().getByRole('listitem', { name: /^Line 2 of/ })).findByRole('alert');
  expect(alert.textContent).toContain('The disk is full.');
  expect(alert.textContent).toContain('ENOSPC');
  expect(alert.textContent).toContain('The disk is as it was before.');
  settleAll(studio);
  await studio.user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await dialog().findByText('Done: Set the line aside. 1 finding is left.')).toBeDefined();
  expect(dialog().queryByRole('alert')).toBeNull();
});

test('a finding that is gone is told, and the list is the new one', async () => {
  const studio = await openRepair([unreadable(2)]);
  studio.answerAll('packer:apply-repair', () => {
    studio.list.current = { ...studio.list.current, findings: [unreadable(3)] };
    return { status: 'refused', refusal: { code: 'finding-gone' } };
  });

  await studio.user.click(await dialog().findByRole('button', { name: 'Set the line aside' }));

  const alert = await dialog().findByRole('alert');
  expect(alert.textContent).toContain('assets.jsonl says something else by now than what was shown.');
  expect(dialog().getByRole('listitem', { name: /^Line 3 of/ })).toBeDefined();
});

test('many findings: how many are listed is said', async () => {
  await openRepair([unreadable(2)], { total: 812 });

  expect(await dialog().findByText('The first 1 of 812 are listed.')).toBeDefined();
});

test('each fix has its own words', async () => {
  const fixes: readonly RepairFix[] = [
    { fix: 'restore-copy', copy: 'assets-1.jsonl', records: 1200 },
    { fix: 'keep-version', checksum: '0a1b2c3d', root: 'ui/ok' },
    { fix: 'keep-version', checksum: '0a1b2c3e', root: null },
    { fix: 'keep-entry', assetId: 'id', registeredAt: '2026-11-24T14:02:03.004Z' },
    { fix: 'register-again', records: 3 },
  ];
  await openRepair([unreadable(2, fixes)]);

  const labels = await dialog().findAllByRole('button', { name: /Bring|Keep|Register/ });

  expect(labels.map(({ textContent }) => textContent)).toEqual([
    'Bring back this copy',
    'Keep “ui/ok”',
    'Keep it unregistered',
    expect.stringMatching(/^Keep the one of Nov 24, 2026/),
    'Register them again',
  ]);
  expect(dialog().getByText('Writes the 1,200 registrations of assets-1.jsonl as the registry.')).toBeDefined();
});

test('compacting says how much of the file is void, and what it came to', async () => {
  const studio = await openRepair([], { bytes: 3_400_000, deadBytes: 410_000 });
  studio.answerAll('packer:compact-registry', () => {
    studio.list.current = { ...studio.list.current, bytes: 1_200_000, deadBytes: 0 };
    return { status: 'committed', revision: 2, bytesBefore: 3_400_000, bytesAfter: 1_200_000, linesDropped: 812 };
  });
  expect(await dialog().findByText('12 % of 3.4 MB is superseded records')).toBeDefined();

  await studio.user.click(dialog().getByRole('button', { name: 'Compact registry' }));

  expect(await dialog().findByText('Compacted: 3.4 MB → 1.2 MB, 812 lines dropped')).toBeDefined();
  expect(dialog().getByText('No superseded records in 1.2 MB')).toBeDefined();
});

test('a compaction that is refused says what has to be settled first', async () => {
  const studio = await openRepair([unreadable(2)], { deadBytes: 100 });
  studio.answerAll('packer:compact-registry', () => ({
    status: 'refused',
    refusal: { code: 'compaction-blocked', diagnostics: ['registry-line-unreadable'] },
  }));

  await studio.user.click(await dialog().findByRole('button', { name: 'Compact registry' }));

  const alert = await dialog().findByRole('alert');
  expect(alert.textContent).toContain('assets.jsonl has findings that compacting it could hide.');
});

test('a registry that can’t be read for it says so, and can be tried again', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await findRow('Ok');
  studio.answerNext('packer:list-repairs', () =>
    Promise.resolve({ ok: false, failure: { code: 'read-failed', errno: 'EIO' } }),
  );
  studio.menu('repair-registry');

  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The disk reported an error.');
  studio.answerAll('packer:list-repairs', () => ({ total: 0, findings: [], deadBytes: 0, bytes: 28 }));
  await studio.user.click(dialog().getByRole('button', { name: 'Try again' }));
  expect(await dialog().findByText('Nothing to repair')).toBeDefined();
});

test('Escape puts Repair away, and the next look reads the registry again', async () => {
  const studio = await openRepair([unreadable(2)]);
  await dialog().findByRole('button', { name: 'Set the line aside' });

  await studio.user.keyboard('{Escape}');

  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  studio.list.current = { ...studio.list.current, total: 0, findings: [] };
  studio.menu('repair-registry');
  expect(await dialog().findByText('Nothing to repair')).toBeDefined();
});

test.each<RepairRule>(['R2', 'R3', 'R5', 'R6', 'R7', 'R9', 'R10', 'R13', 'R14', 'R15'])(
  'the rule %s has a heading',
  async (rule) => {
    await openRepair([{ ...unreadable(2), rule }]);

    const heading = await dialog().findByRole('heading', { level: 3 });
    expect(heading.textContent).toMatch(/^[A-Z].+ · 1$/);
  },
);
