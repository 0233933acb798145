// @ts-check
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checked, inWords, nothing, oneFailed, readLastLine, readPlaywrightReport, sum } from './count.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'prometeu-count-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** @param {object} report */
function aReport(report) {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

/**
 * @param {string} status
 * @param {object[]} [annotations]
 */
function aSpec(status, annotations = []) {
  return { file: 'a.spec.ts', title: `is ${status}`, tests: [{ status, annotations }] };
}

describe('the sum', () => {
  test('names skipped tests only where there are some', () => {
    const skipping = { passed: 2, failed: 0, skipped: [{ name: 'a', reason: 'b' }] };

    expect(inWords(sum([oneFailed, { ...nothing, passed: 3 }]))).toBe('3 passed, 1 failed');
    expect(inWords(sum([skipping, skipping]))).toBe('4 passed, 0 failed, 2 skipped');
  });

  test('counts a runner without a report as failed, also when it ended well', () => {
    expect(checked(0, undefined).failed).toBe(1);
  });

  test('counts a runner that ended badly as failed, whatever its report says', () => {
    expect(checked(1, { ...nothing, passed: 5 })).toEqual({ ...nothing, passed: 5, failed: 1 });
    expect(checked(1, oneFailed).failed).toBe(1);
  });
});

describe("Playwright's report", () => {
  test('is counted through nested suites, and a second try does not mend a failure', () => {
    const inner = { specs: [aSpec('expected'), aSpec('flaky'), aSpec('unexpected')] };
    const file = aReport({ errors: [], suites: [{ specs: [aSpec('expected')], suites: [inner] }] });

    expect(readPlaywrightReport(file)).toEqual({ passed: 2, failed: 2, skipped: [] });
  });

  test('tells why a test was skipped', () => {
    const skipped = aSpec('skipped', [{ type: 'skip', description: 'needs a sound card' }]);
    const file = aReport({ errors: [], suites: [{ specs: [skipped] }] });

    expect(readPlaywrightReport(file)?.skipped).toEqual([
      { name: 'a.spec.ts › is skipped', reason: 'needs a sound card' },
    ]);
  });

  test('counts an error outside of every test', () => {
    expect(readPlaywrightReport(aReport({ errors: [{ message: 'no such file' }], suites: [] }))?.failed).toBe(1);
  });

  test('may be missing', () => {
    expect(readPlaywrightReport(path.join(folder, 'none.json'))).toBeUndefined();
  });
});

describe('the last line of a runner of ours', () => {
  test('is read with and without skipped tests', () => {
    expect(readLastLine('noise\n7 passed, 1 failed\n')).toEqual({ passed: 7, failed: 1, skipped: [] });
    expect(readLastLine('7 passed, 0 failed, 2 skipped')?.skipped).toHaveLength(2);
  });

  test('must be the last one', () => {
    expect(readLastLine('7 passed, 1 failed\nError: something else')).toBeUndefined();
  });
});
