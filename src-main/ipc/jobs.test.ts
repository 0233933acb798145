import { describe, expect, it } from 'vitest';
import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import { createJobs } from './jobs.ts';

const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve('aborted');
    });
  });

describe('a job', () => {
  it('answers what its work answers', async () => {
    const jobs = createJobs(() => undefined);

    const answer = await jobs.run('a', 'open', () => Promise.resolve(42));

    expect(answer).toBe(42);
  });

  it('throws what its work throws', async () => {
    const jobs = createJobs(() => undefined);

    const running = jobs.run('a', 'open', () => Promise.reject(new Error('no')));

    await expect(running).rejects.toThrow('no');
  });

  it('tells its progress at every hundredth asset, with its id and kind', async () => {
    const told: JobProgress[] = [];
    const jobs = createJobs((progress) => told.push(progress));

    await jobs.run('a', 'verify', async ({ onProgress }) => {
      for (let done = 1; done <= 250; done += 1) {
        onProgress(done);
      }
    });

    expect(told).toEqual([
      { jobId: 'a', kind: 'verify', done: 100, total: null },
      { jobId: 'a', kind: 'verify', done: 200, total: null },
    ]);
  });

  it('tells of a bulk registration its total, its end, and no more on the way than an eye can follow', async () => {
    const told: (number | null)[][] = [];
    let ms = 0;
    const jobs = createJobs(
      ({ done, total }) => told.push([done, total]),
      () => ms,
    );
    const result = { root: 'a', completion: { status: 'refused', refusal: { code: 'project-closing' } } } as const;

    await jobs.runBulk('a', async ({ begun, advanced }) => {
      begun(Array.from({ length: 6 }, () => 'a'));
      for (const later of [10, 30, 10, 10, 40, 1]) {
        ms += later;
        advanced([result]);
      }
    });

    expect(told).toEqual([
      [0, 6],
      [3, 6],
      [5, 6],
      [6, 6],
    ]);
  });

  it('is cancelled by its id', async () => {
    const jobs = createJobs(() => undefined);
    const running = jobs.run('a', 'open', ({ signal }) => untilAborted(signal));

    jobs.cancel('a');

    expect(await running).toBe('aborted');
  });

  it('is not cancelled by another id', async () => {
    const jobs = createJobs(() => undefined);

    const aborted = await jobs.run('a', 'open', async ({ signal }) => {
      jobs.cancel('b');
      return signal.aborted;
    });

    expect(aborted).toBe(false);
  });

  it.each([
    ['has ended', () => Promise.resolve()],
    ['has failed', () => Promise.reject(new Error('no'))],
  ])('that %s is forgotten', async (_, work) => {
    const jobs = createJobs(() => undefined);
    let signal: AbortSignal | null = null;
    await jobs
      .run('a', 'open', (reading) => {
        signal = reading.signal;
        return work();
      })
      .catch(() => undefined);

    jobs.cancel('a');

    expect(signal).toMatchObject({ aborted: false });
  });

  it('are all cancelled when the app ends', async () => {
    const jobs = createJobs(() => undefined);
    const signals: AbortSignal[] = [];
    const work = new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    const running = ['a', 'b'].map((jobId) =>
      jobs.run(jobId, 'open', (reading) => {
        signals.push(reading.signal);
        return work;
      }),
    );

    jobs.cancelAll();

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await Promise.all(running);
  });
});
