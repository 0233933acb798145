import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import type { Refusal } from '../../src-preload/contract/domain/failure.ts';
import type { LaneState } from '../../src-preload/contract/domain/lane.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const twoAssets = { assets: { 'ui/ok': anAsset({ name: 'Ok' }), 'ui/cancel': anAsset({ name: 'Cancel' }) } };
const lockedElsewhere = {
  code: 'registry-locked',
  host: 'nas-2',
  pid: 4242,
  since: '2026-11-24T14:02:03.004Z',
  sameHost: false,
} as const satisfies Refusal;

interface LaneStudio extends RenderedStudio {
  /** What the packer says of the lane from now on. */
  readonly turnTo: (lane: LaneState) => void;
}

/** The window on a project whose lane is as the test says. */
async function inLane(lane: LaneState): Promise<LaneStudio> {
  let current = lane;
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  studio.changeAnswers('packer:get-project', (summary) => ({ ...summary, lane: current }));
  await findRow('Ok');
  studio.menu('reload-project');
  await screen.findByText('0 added, 0 changed, 0 removed');
  return {
    ...studio,
    turnTo: (next) => {
      current = next;
    },
  };
}

function laneBar() {
  return screen.findByRole('complementary', { name: 'State of the registry' });
}

function readOnly(
  reason: Extract<Refusal, { readonly code: 'registry-read-only' }>['reason'],
  errno?: string,
): LaneState {
  const refusal = { code: 'registry-read-only', reason, ...(errno === undefined ? {} : { errno }) } as const;
  return { state: 'read-only', refusal };
}

test('a healthy lane says nothing', async () => {
  await renderStudio({ launchFolder: await buildProject(twoAssets) });

  await findRow('Ok');

  expect(screen.queryByRole('complementary', { name: 'State of the registry' })).toBeNull();
});

test('L8 poisoned: says what is being done, goes on reading, and says by itself when it is over', async () => {
  const studio = await inLane({ state: 'poisoned' });
  const bar = await laneBar();
  expect(bar.textContent).toContain('The last write may not be on the disk. The registry is being written anew…');
  await studio.user.click(await findRow('Cancel'));
  expect(await details().findByRole('heading', { name: 'Cancel' })).toBeDefined();
  const asked = studio.requests.filter((channel) => channel === 'packer:get-asset-actions').length;

  studio.turnTo({ state: 'healthy' });

  expect(await screen.findByText('The registry was written anew. Registering works again.')).toBeDefined();
  expect(screen.queryByRole('complementary', { name: 'State of the registry' })).toBeNull();
  await waitFor(() => {
    expect(studio.requests.filter((channel) => channel === 'packer:get-asset-actions').length).toBeGreaterThan(asked);
  });
});

test('L8 reloading: a word in the status line, and no bar', async () => {
  const studio = await inLane({ state: 'reloading' });

  expect(await screen.findByText('Reading the registry again')).toBeDefined();
  expect(screen.queryByRole('complementary', { name: 'State of the registry' })).toBeNull();
  studio.turnTo({ state: 'healthy' });
  await waitFor(() => {
    expect(screen.queryByText('Reading the registry again')).toBeNull();
  });
});

test.each<{ readonly lane: LaneState; readonly words: readonly string[]; readonly buttons: readonly string[] }>([
  {
    lane: { state: 'read-only', refusal: { ...lockedElsewhere, host: 'here', sameHost: true } },
    words: ['process 4242 on here', 'nothing is written', 'close it there'],
    buttons: ['Try again'],
  },
  {
    lane: { state: 'read-only', refusal: lockedElsewhere },
    words: ['process 4242 on nas-2'],
    buttons: ['Take over…', 'Try again'],
  },
  {
    lane: { state: 'read-only', refusal: { code: 'registry-locked-by-unknown' } },
    words: ['does not say by whom', 'take it over if there are none'],
    buttons: ['Take over…', 'Try again'],
  },
  {
    lane: readOnly('lost'),
    words: ['It held registrations before and holds none now.', 'Open Repair to bring back a copy'],
    buttons: ['Try again', 'Open Repair'],
  },
  {
    lane: readOnly('rebuild-failed', 'ENOSPC'),
    words: ['writing it anew failed too (ENOSPC). The disk is full.', 'Free some space on it, then try again.'],
    buttons: ['Save a copy elsewhere…', 'Try again'],
  },
  {
    lane: readOnly('no-permission', 'EACCES'),
    words: ['may not be written (EACCES). You have no permission for it.'],
    buttons: ['Try again'],
  },
  {
    lane: readOnly('lock-unavailable', 'EROFS'),
    words: ['(EROFS). The disk is read-only.', 'Make the disk writable, then try again.'],
    buttons: ['Try again'],
  },
  {
    lane: readOnly('lock-unavailable'),
    words: ['It could not be reserved for this program (unknown).'],
    buttons: ['Try again'],
  },
  {
    lane: readOnly('version-unsupported'),
    words: ['It was written by a newer version.', 'Open the project with a newer Studio to register assets.'],
    buttons: ['Try again'],
  },
])(
  'L8 read-only, $lane.refusal.code $lane.refusal.reason $lane.refusal.errno: the sentence and the ways out',
  async ({ lane, words, buttons }) => {
    await inLane(lane);

    const bar = await laneBar();

    for (const part of words) {
      expect(bar.textContent).toContain(part);
    }
    const names = within(bar).getAllByRole('button');
    expect(names.map(({ textContent }) => textContent)).toEqual(buttons);
  },
);

test('Try again reads the disk again, and leaves the focus in the list once the bar is gone', async () => {
  const studio = await inLane({ state: 'read-only', refusal: { ...lockedElsewhere, sameHost: true } });
  const button = within(await laneBar()).getByRole('button', { name: 'Try again' });
  const reads = (): number => studio.requests.filter((channel) => channel === 'packer:reload-project').length;
  const before = reads();
  studio.turnTo({ state: 'healthy' });
  button.focus();

  await studio.user.keyboard('{Enter}');

  await waitFor(() => {
    expect(screen.queryByRole('complementary', { name: 'State of the registry' })).toBeNull();
  });
  expect(reads()).toBe(before + 1);
  expect(document.activeElement).toBe(screen.getByRole('grid'));
});

test('Take over asks first, with who has it and the focus on Cancel', async () => {
  const studio = await inLane({ state: 'read-only', refusal: lockedElsewhere });

  await studio.user.click(within(await laneBar()).getByRole('button', { name: 'Take over…' }));

  const dialog = await screen.findByRole('dialog', { name: 'Take this project over?' });
  for (const part of ['nas-2', '4242', 'Nov 24, 2026', 'it notices at its next write']) {
    expect(dialog.textContent).toContain(part);
  }
  await waitFor(() => {
    expect(document.activeElement?.textContent).toBe('Cancel');
  });
  expect(studio.requests).not.toContain('packer:take-over-lock');
});

test('Take over says so where nobody is named', async () => {
  const studio = await inLane({ state: 'read-only', refusal: { code: 'registry-locked-by-unknown' } });

  await studio.user.click(within(await laneBar()).getByRole('button', { name: 'Take over…' }));

  expect(await screen.findByText(/does not say which program writes it/)).toBeDefined();
});

test('Take over tells what it came to and puts the question away', async () => {
  const studio = await inLane({ state: 'read-only', refusal: lockedElsewhere });
  await studio.user.click(within(await laneBar()).getByRole('button', { name: 'Take over…' }));
  studio.answerAll('packer:take-over-lock', () => ({ revision: 2, added: 0, changed: 0, removed: 0, gone: 0 }));
  studio.turnTo({ state: 'healthy' });

  await studio.user.click(await screen.findByRole('button', { name: 'Take over' }));

  expect(await screen.findByText('This project is written from here now.')).toBeDefined();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a takeover that does not work is told where it was asked for', async () => {
  const studio = await inLane({ state: 'read-only', refusal: lockedElsewhere });
  await studio.user.click(within(await laneBar()).getByRole('button', { name: 'Take over…' }));
  studio.answerNext('packer:take-over-lock', () =>
    Promise.resolve({
      ok: false,
      failure: { code: 'registry-read-only', reason: 'lock-unavailable', errno: 'ENOSPC' },
    }),
  );

  await studio.user.click(await screen.findByRole('button', { name: 'Take over' }));

  const alert = await within(screen.getByRole('dialog')).findByRole('alert');
  expect(alert.textContent).toContain('The disk is full.');
});

test('a copy of the registry is saved where the author says, and where it is, is told', async () => {
  const studio = await inLane(readOnly('rebuild-failed', 'EIO'));
  studio.answerAll('packer:save-registry-copy', () => ({ path: '/elsewhere/assets-copy.jsonl' }));

  await studio.user.click(within(await laneBar()).getByRole('button', { name: 'Save a copy elsewhere…' }));

  expect(await screen.findByText('Copy saved: /elsewhere/assets-copy.jsonl')).toBeDefined();
});

test('R15 a reload that finds registrations gone says so, and leads to Repair', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await findRow('Ok');
  studio.changeAnswers('packer:reload-project', (report) => ({ ...report, gone: 3 }));

  studio.menu('reload-project');

  const text = '3 registrations are gone from the registry. 0 added, 0 changed, 0 removed';
  expect(await screen.findByText(text)).toBeDefined();
  await studio.user.click(within(screen.getByRole('contentinfo')).getByRole('button', { name: 'Open Repair' }));
  expect(await screen.findByRole('dialog', { name: 'Repair registry' })).toBeDefined();
});

test('a full disk is said plainly, and Try again registers once there is room', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  studio.disk.fail({ call: 'file.write', path: 'assets.jsonl' }, 'ENOSPC');
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  const alert = await details().findByRole('alert');
  expect(alert.textContent).toContain('The disk is full.');
  expect(alert.textContent).toContain('Every earlier registration is kept. The disk is as it was before.');
  expect(alert.textContent).toContain('Free some space on it, then try again.');
  const again = within(alert).getByRole('button', { name: 'Try again' });
  again.focus();
  await studio.user.keyboard('{Enter}');

  expect(await screen.findByText('Registered “Ok”')).toBeDefined();
  expect(details().queryByRole('alert')).toBeNull();
  expect(document.activeElement?.textContent).toContain('Register');
});

test('L8 where the registry can’t be written any more, no Try again is offered that could not work', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  studio.disk.fail({ call: 'file.datasync', path: 'assets.jsonl' }, 'EIO');
  studio.disk.fail({ call: 'file.sync' }, 'ENOSPC');
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  const bar = await laneBar();
  await waitFor(() => {
    expect(bar.textContent).toContain('writing it anew failed too (ENOSPC). The disk is full.');
  });
  await waitFor(() => {
    expect(within(details().getByRole('alert')).queryByRole('button')).toBeNull();
  });
});
