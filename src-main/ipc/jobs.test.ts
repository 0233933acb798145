import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import { createJobs, type JobEvents, type Jobs } from './jobs.ts';
import type { OverallProgress } from './overall-progress.ts';

const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve('aborted');
    });
  });

const projectId = '7f0e2a1c-6f0d-4d5e-9b1a-000000000001';
const opening = { jobId: 'a', kind: 'open', projectId: null } as const;
const registering = { jobId: 'a', kind: 'register', projectId } as const;

/** Jobs of which only some is listened to. */
function jobsTelling(events: Partial<JobEvents> = {}): Jobs {
  return createJobs({ progress: () => undefined, ended: () => undefined, overall: () => undefined, ...events });
}

describe('a job', () => {
  it('answers what its work answers', async () => {
    const jobs = jobsTelling();

    const answer = await jobs.run(opening, () => Promise.resolve(42));

    expect(answer).toBe(42);
  });

  it('throws what its work throws', async () => {
    const jobs = jobsTelling();

    const running = jobs.run(opening, () => Promise.reject(new Error('no')));

    await expect(running).rejects.toThrow('no');
  });

  describe('that reads', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('tells where it is at once, and then no more than an eye can follow, with its id and kind', async () => {
      const told: JobProgress[] = [];
      const jobs = jobsTelling({ progress: (progress) => told.push(progress) });

      await jobs.run({ jobId: 'a', kind: 'verify', projectId }, async ({ onProgress }) => {
        onProgress(0);
        for (let done = 1; done <= 250; done += 1) {
          onProgress(done, 300);
        }
        await vi.advanceTimersByTimeAsync(1_000);
        onProgress(251, 300);
        onProgress(252, 300);
      });

      expect(told).toEqual([
        { jobId: 'a', kind: 'verify', done: 0, total: null, current: null },
        { jobId: 'a', kind: 'verify', done: 250, total: 300, current: null },
        { jobId: 'a', kind: 'verify', done: 251, total: 300, current: null },
      ]);
      expect(vi.getTimerCount()).toBe(0);
    });

    it('tells often at first, and four times a second when it has gone on for long', async () => {
      const told: number[] = [];
      const jobs = jobsTelling({ progress: () => told.push(Date.now()) });

      await jobs.run(opening, async ({ onProgress }) => {
        for (let done = 0; done < 1_000; done += 1) {
          onProgress(done);
          await vi.advanceTimersByTimeAsync(10);
        }
      });

      const pauses = told.map((at, nth) => at - (told[nth - 1] ?? at)).slice(1);
      expect(pauses[0]).toBe(50);
      expect(pauses.filter((pause) => pause < 250).length).toBeLessThan(10);
      expect(Math.max(...pauses)).toBe(250);
    });
  });

  describe('that registers many', () => {
    const result = { root: 'a', completion: { status: 'refused', refusal: { code: 'project-closing' } } } as const;
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('tells its total, its end, and no more on the way than an eye can follow', async () => {
      const told: (number | null)[][] = [];
      const jobs = jobsTelling({ progress: ({ done, total }) => told.push([done, total]) });

      await jobs.runBulk(registering, async ({ begun, advanced }) => {
        begun(Array.from({ length: 6 }, () => 'a'));
        for (const later of [10, 30, 20, 10, 45, 1]) {
          await vi.advanceTimersByTimeAsync(later);
          advanced([result]);
        }
      });

      expect(told).toEqual([
        [0, 6],
        [2, 6],
        [4, 6],
        [6, 6],
      ]);
    });

    it('leaves no batch untold where the next one hangs, and tells nothing after its end', async () => {
      const told: (number | null)[][] = [];
      const jobs = jobsTelling({ progress: ({ done, total }) => told.push([done, total]) });

      await jobs.runBulk(registering, async ({ begun, advanced }) => {
        begun(['a', 'a', 'a', 'a']);
        advanced([result]);
        advanced([result]);
        await vi.advanceTimersByTimeAsync(1_000);
        expect(told).toEqual([
          [0, 4],
          [2, 4],
        ]);
        advanced([result]);
      });
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  it('that registers many names the asset that comes next, and all of them move one bar, which goes with the last', async () => {
    const result = { root: 'a', completion: { status: 'refused', refusal: { code: 'project-closing' } } } as const;
    const current: (string | null)[] = [];
    const shown: OverallProgress[] = [];
    const jobs = jobsTelling({
      progress: (progress) => current.push(progress.current),
      overall: (overall) => shown.push(overall),
    });

    await jobs.runBulk(registering, async ({ begun, advanced }) => {
      begun(['ui/a', 'ui/b']);
      advanced([result, result]);
      await Promise.resolve();
    });

    expect(current).toEqual(['ui/a', null]);
    expect(shown).toEqual(['unknown', 0, 1, 'none']);
  });

  it('is listed with its project where it is, and no more when it has ended, which is told', async () => {
    const ended: string[] = [];
    const jobs = jobsTelling({ ended: ({ jobId }) => ended.push(jobId) });
    let listed: unknown = null;

    await Promise.all([
      jobs.runBulk(registering, async ({ begun, advanced }) => {
        begun(['ui/a', 'ui/b']);
        advanced([{ root: 'ui/a', completion: { status: 'refused', refusal: { code: 'project-closing' } } }]);
        listed = jobs.list(projectId);
        await Promise.resolve();
      }),
      jobs.run({ ...opening, jobId: 'b' }, () => Promise.resolve()),
    ]);

    expect(listed).toEqual([{ jobId: 'a', kind: 'register', done: 0, total: 2, current: 'ui/a' }]);
    expect(jobs.list(projectId)).toEqual([]);
    expect(ended).toEqual(['b', 'a']);
  });

  it('is cancelled by its id', async () => {
    const jobs = jobsTelling();
    const running = jobs.run(opening, ({ signal }) => untilAborted(signal));

    jobs.cancel('a');

    expect(await running).toBe('aborted');
  });

  it('is not cancelled by another id', async () => {
    const jobs = jobsTelling();

    const aborted = await jobs.run(opening, async ({ signal }) => {
      jobs.cancel('b');
      return signal.aborted;
    });

    expect(aborted).toBe(false);
  });

  it.each([
    ['has ended', () => Promise.resolve()],
    ['has failed', () => Promise.reject(new Error('no'))],
  ])('that %s is forgotten', async (_, work) => {
    const jobs = jobsTelling();
    let signal: AbortSignal | null = null;
    await jobs
      .run(opening, (reading) => {
        signal = reading.signal;
        return work();
      })
      .catch(() => undefined);

    jobs.cancel('a');

    expect(signal).toMatchObject({ aborted: false });
  });

  it('are all cancelled when the app ends', async () => {
    const jobs = jobsTelling();
    const signals: AbortSignal[] = [];
    const work = new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    const running = ['a', 'b'].map((jobId) =>
      jobs.run({ ...opening, jobId }, (reading) => {
        signals.push(reading.signal);
        return work;
      }),
    );

    jobs.cancelAll();

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await Promise.all(running);
  });
});
