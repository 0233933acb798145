import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { adoptJob, dropJob, resetJobs, runJob, tellJob, useJobs } from './jobs.ts';

const told = { jobId: 'job', kind: 'register', total: 50_000, current: null } as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
  resetJobs();
});

function rate(): number | null | undefined {
  return useJobs.getState().running[0]?.rate;
}

it('tells no rate at first, then that since the job began', async () => {
  let end: () => void = () => undefined;
  const running = runJob(
    { jobId: 'job', kind: 'register', projectId: 'project' },
    () => new Promise<void>((resolve) => (end = resolve)),
    () => null,
  );
  vi.advanceTimersByTime(499);
  tellJob({ ...told, done: 1000 });
  expect(rate()).toBeNull();

  vi.advanceTimersByTime(1501);
  tellJob({ ...told, done: 10_000 });
  expect(rate()).toBe(5000);
  end();
  await running;
});

it('tells the rate of a job that it found running by what was done since', () => {
  adoptJob({ ...told, done: 40_000 }, 'project');

  vi.advanceTimersByTime(2000);
  tellJob({ ...told, done: 42_000 });

  expect(rate()).toBe(1000);
  dropJob('job');
});
