// @ts-check
import { existsSync, readFileSync } from 'node:fs';

/**
 * What one runner did. A skipped test is known by name, so that leaving it out is never silent.
 *
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {{ name: string, reason: string }[]} skipped
 */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: [] };

/** @type {Count} */
export const oneFailed = { passed: 0, failed: 1, skipped: [] };

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return {
    passed: counts.reduce((total, count) => total + count.passed, 0),
    failed: counts.reduce((total, count) => total + count.failed, 0),
    skipped: counts.flatMap((count) => count.skipped),
  };
}

/** @param {Count} count */
export function inWords({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length === 0 ? line : `${line}, ${skipped.length} skipped`;
}

/**
 * A runner that ends badly has at least one failure, whatever its report says, and so has one without a report.
 *
 * @param {number} exitCode
 * @param {Count | undefined} reported
 * @returns {Count}
 */
export function checked(exitCode, reported) {
  if (reported === undefined) {
    return oneFailed;
  }
  return exitCode !== 0 && reported.failed === 0 ? { ...reported, failed: 1 } : reported;
}

/**
 * @param {string} file what the counter for Vitest wrote
 * @returns {Count | undefined}
 */
export function readCount(file) {
  return readReport(file);
}

/**
 * A test that passes only when it is tried again counts as failed.
 *
 * @param {string} file the JSON report of Playwright
 * @returns {Count | undefined}
 */
export function readPlaywrightReport(file) {
  const report = readReport(file);
  if (report === undefined) {
    return undefined;
  }
  const found = sum(report.suites.map(countPlaywrightSuite));
  // Such an error stands outside of every test: a file that can't be loaded, a global set-up.
  return { ...found, failed: found.failed + report.errors.length };
}

/**
 * @param {any} suite
 * @returns {Count}
 */
function countPlaywrightSuite(suite) {
  return sum([
    ...(suite.suites ?? []).map(countPlaywrightSuite),
    ...suite.specs.flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ test) => countPlaywrightTest(`${spec.file} › ${spec.title}`, test)),
    ),
  ]);
}

/**
 * @param {string} name
 * @param {any} test
 * @returns {Count}
 */
function countPlaywrightTest(name, test) {
  switch (test.status) {
    case 'expected':
      return { ...nothing, passed: 1 };
    case 'skipped': {
      const why = test.annotations.find((/** @type {any} */ annotation) => /skip|fixme/.test(annotation.type));
      return { ...nothing, skipped: [{ name, reason: why?.description ?? 'no reason given' }] };
    }
    default:
      return oneFailed;
  }
}

/**
 * The count that a runner of ours prints as its last line.
 *
 * @param {string} output
 * @returns {Count | undefined}
 */
export function readLastLine(output) {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const found = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last.trim());
  if (found === null) {
    return undefined;
  }
  const skipped = Array.from({ length: Number(found[3] ?? 0) }, () => ({ name: 'see above', reason: 'see above' }));
  return { passed: Number(found[1]), failed: Number(found[2]), skipped };
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
