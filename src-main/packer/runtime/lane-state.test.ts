import { describe, expect, it } from 'vitest';
import { readOnlyReasons } from '../../../src-preload/contract/domain/failure.ts';
import type { ProjectLock } from '../disk/project-lock.ts';
import { accessOf, type LaneFacts, laneStateOf, refusalOf } from './lane-state.ts';

const lock: ProjectLock = {
  check: async () => ({ kind: 'ours' }),
  file: () => null,
  release: async () => undefined,
};
const holder = { host: 'atelier', pid: 77, since: '2026-11-24T14:02:03.004Z', sameHost: true };
const wellFacts: LaneFacts = {
  access: { kind: 'writing', lock },
  readOnly: null,
  inDoubt: false,
  rebuildFailed: null,
};

describe('the state of a lane', () => {
  it('L8 is healthy where nothing stands against a write', () => {
    expect(laneStateOf(wellFacts)).toEqual({ state: 'healthy' });
  });

  it('L8 is poisoned while nobody knows what is on the disk', () => {
    expect(laneStateOf({ ...wellFacts, inDoubt: true })).toEqual({ state: 'poisoned' });
  });

  it('L8 is read-only where the rebuild failed, whatever is in doubt', () => {
    const state = laneStateOf({ ...wellFacts, inDoubt: true, rebuildFailed: 'ENOSPC' });

    const refusal = { code: 'registry-read-only', reason: 'rebuild-failed', errno: 'ENOSPC' };
    expect(state).toEqual({ state: 'read-only', refusal });
  });

  it.each(readOnlyReasons)('L8 is read-only where the registry must not be written: %s', (readOnly) => {
    const state = laneStateOf({ ...wellFacts, readOnly });

    expect(refusalOf(state)).toEqual({ code: 'registry-read-only', reason: readOnly });
  });

  it('L8 says who has the lock before anything else', () => {
    const access = accessOf({ kind: 'held', holder });

    const state = laneStateOf({ access, readOnly: 'lost', inDoubt: true, rebuildFailed: 'EIO' });

    expect(refusalOf(state)).toEqual({ code: 'registry-locked', ...holder });
  });

  it('L8 says that nothing tells who has the lock', () => {
    const access = accessOf({ kind: 'held', holder: { host: 'unknown', pid: null, since: null, sameHost: false } });

    expect(refusalOf(laneStateOf({ ...wellFacts, access }))).toEqual({ code: 'registry-locked-by-unknown' });
  });

  it.each([
    ['EACCES', 'no-permission'],
    ['EPERM', 'no-permission'],
    ['EROFS', 'no-permission'],
    ['ENOSPC', 'lock-unavailable'],
    ['EIO', 'lock-unavailable'],
  ])('L8 says why the lock could not be had: %s', (errno, reason) => {
    const access = accessOf({ kind: 'unavailable', errno });

    expect(refusalOf(laneStateOf({ ...wellFacts, access }))).toEqual({ code: 'registry-read-only', reason, errno });
  });

  it('L8 of a project opened for reading says who has the lock, and else that all is well', () => {
    const locked = laneStateOf({ ...wellFacts, access: { kind: 'reading-only', holder } });
    const free = laneStateOf({ ...wellFacts, access: { kind: 'reading-only', holder: null } });

    expect(refusalOf(locked)).toEqual({ code: 'registry-locked', ...holder });
    expect(free).toEqual({ state: 'healthy' });
  });
});
