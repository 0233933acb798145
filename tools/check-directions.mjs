// @ts-check
// The dependency directions, and that they were really looked at: with a compiler that it does not know, the cruiser
// sees no module and finds no fault.
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { checkout } from './setup/checkout.mjs';

/** Fewer modules than this means that the cruiser is blind. */
const fewestModules = 60;

/**
 * What the rules of `.dependency-cruiser.cjs` say of a tree.
 *
 * @param {string} baseDir
 * @param {string[]} folders below it
 * @returns {Promise<import('dependency-cruiser').ICruiseResult['summary']>}
 */
export async function checkDirections(baseDir, folders) {
  const config = await extractConfig(path.join(checkout, '.dependency-cruiser.cjs'));
  const { output } = await cruise(
    folders,
    { ...config.options, baseDir, ruleSet: config, validate: true, outputType: 'json' },
    undefined,
    { tsConfig: extractTsConfig(path.join(checkout, 'tsconfig.base.json')) },
  );
  return JSON.parse(String(output)).summary;
}

if (process.argv[1] === import.meta.filename) {
  const summary = await checkDirections(checkout, ['src-main', 'src-preload', 'src-renderer', 'e2e', 'bench']);
  for (const { rule, from, to } of summary.violations) {
    process.stdout.write(`${rule.name}: ${from} -> ${to}\n`);
  }
  process.stdout.write(`directions: ${summary.totalCruised} modules, ${summary.violations.length} against a rule\n`);
  process.exit(summary.violations.length === 0 && summary.totalCruised >= fewestModules ? 0 : 1);
}
