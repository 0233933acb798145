import { describe, expect, it } from 'vitest';
import { overallProgress } from './overall-progress.ts';

describe('the progress of all jobs together', () => {
  it('is none where none runs, and not known where no job knows its end', () => {
    expect(overallProgress([])).toBe('none');
    expect(overallProgress([{ done: 40, total: null }])).toBe('unknown');
    expect(overallProgress([{ done: 0, total: 0 }])).toBe('unknown');
  });

  it('counts the assets of all that know their end', () => {
    const jobs = [
      { done: 10, total: 20 },
      { done: 20, total: 100 },
      { done: 7, total: null },
    ];

    expect(overallProgress(jobs)).toBe(0.25);
  });

  it('is never more than all, though a reading comes past more than its index named', () => {
    expect(overallProgress([{ done: 30, total: 20 }])).toBe(1);
  });
});
