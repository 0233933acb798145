import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures/test.ts';

/** A project of as many small assets as asked for, named `Asset 00000` and on. */
function makeProject(assets: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-long-'));
  writeFileSync(join(folder, 'prometeu.json'), '{"schemaVersion":1,"name":"Long"}');
  writeFileSync(join(folder, 'assets.jsonl'), '{"prometeu":"assets","v":1}\n');
  for (let number = 0; number < assets; number += 1) {
    const padded = String(number).padStart(5, '0');
    const asset = join(folder, 'assets', `group-${padded.slice(0, 3)}`, padded);
    mkdirSync(asset, { recursive: true });
    writeFileSync(join(asset, 'a.txt'), padded);
    const manifest = { schemaVersion: 1, name: `Asset ${padded}`, type: 'text', sources: ['a.txt'] };
    writeFileSync(join(asset, 'asset.json'), JSON.stringify(manifest));
  }
  return folder;
}

test('a far jump keeps the list, and its rows come in', async ({ launch }) => {
  const studio = await launch({ project: makeProject(3_000) });
  await expect(studio.project.row('Asset 00000')).toBeVisible();
  const { assets } = studio.project;

  await assets.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await expect(studio.project.row('Asset 01505')).toBeVisible();
  expect(await assets.evaluate((grid) => grid.scrollTop)).toBeGreaterThan(10_000);

  await assets.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight;
  });
  await expect(studio.project.row('Asset 02999')).toBeVisible();
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 3,000');
});
