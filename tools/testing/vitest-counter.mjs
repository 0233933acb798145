// @ts-check
// A reporter for Vitest, beside its own: writes the count of the run to the file that PROMETEU_COUNT_FILE names. Vitest's JSON
// report leaves out why a test was skipped.
import { writeFileSync } from 'node:fs';
import { nothing, oneFailed, sum } from './count.mjs';

export default class VitestCounter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const count = sum([...modules.map(countModule), ...unhandledErrors.map(() => oneFailed)]);
    writeFileSync(process.env.PROMETEU_COUNT_FILE ?? 'test-results/unit.json', JSON.stringify(count, undefined, 2));
  }
}

/** @param {import('vitest/node').TestModule} module */
function countModule(module) {
  const own = sum([...module.children.allTests()].map(countTest));
  // A file that can't even be loaded has no tests to report.
  return module.state() === 'failed' && own.failed === 0 ? { ...own, failed: 1 } : own;
}

/**
 * @param {import('vitest/node').TestCase} test
 * @returns {import('./count.mjs').Count}
 */
function countTest(test) {
  const result = test.result();
  switch (result.state) {
    case 'passed':
      return { ...nothing, passed: 1 };
    case 'failed':
      return oneFailed;
    case 'skipped': {
      const reason = result.note ?? `marked as ${test.options.mode ?? 'skipped'}`;
      return { ...nothing, skipped: [{ name: test.fullName, reason }] };
    }
    case 'pending':
      // The run ended before this test did.
      return oneFailed;
  }
}
