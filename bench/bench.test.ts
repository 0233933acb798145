import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAssets } from '../src-main/packer/core/asset-query.ts';
import { createSnapshot } from '../src-main/packer/core/project-snapshot.ts';
import { bundleChild } from '../src-main/packer/testing/child-bundle.ts';
import type { AssetQuery } from '../src-preload/contract/domain/asset-list.ts';
import { unhurried, valueOf } from './bench-packer.ts';
import { type BenchPlan, planOf } from './bench-plan.ts';
import { generatedContent } from './generated-project.ts';
import { measureGroup } from './index.ts';
import { openBenchProject } from './open-bench-project.ts';

const generatedScanWorker = await bundleChild('../bench/generated-scan-worker.ts');
const plan: BenchPlan = {
  ...planOf({
    full: true,
    quick: true,
    sizes: null,
    profile: false,
    appendWorker: join(generatedScanWorker.folder, 'append-worker.js'),
    scanWorker: join(generatedScanWorker.folder, 'scan-worker.js'),
    generatedScanWorker: generatedScanWorker.path,
    electron: null,
  }),
  runs: 2,
};

// Projects of this test are kept apart from those of a run, and go when it is done.
let folder = '';
const before = process.env['TMPDIR'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prometeu-bench-test-'));
  process.env['TMPDIR'] = folder;
});

afterAll(async () => {
  if (before === undefined) {
    delete process.env['TMPDIR'];
  } else {
    process.env['TMPDIR'] = before;
  }
  rmSync(folder, { recursive: true, force: true });
  await generatedScanWorker.remove();
});

const everything: AssetQuery = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 500,
};

describe('a generated project', () => {
  it.each([
    ['on the disk', plan.sizes[1] ?? 0],
    ['made up by a thread', plan.generatedSize ?? 0],
  ])('is the same %s as without a disk', async (_, size) => {
    const { scanned, registry } = generatedContent(size);
    const expected = listAssets(createSnapshot(scanned, registry, 1), everything);
    const project = await openBenchProject(plan, size);
    const { rows, total, counts } = valueOf(project.packer.listAssets(project.projectId(), everything));
    await project.close();

    expect({ rows, total, counts }).toEqual({ rows: expected.rows, total: size, counts: expected.counts });
    expect(counts.health.warning + counts.health.error).toBeGreaterThan(0);
  });

  it('is opened anew where its unregistered assets have run out', async () => {
    const size = plan.sizes[0] ?? 0;
    const project = await openBenchProject(plan, size);
    const first = await project.nextRoots(size / 2);
    const again = await project.nextRoots(1);
    const { counts } = valueOf(project.packer.listAssets(project.projectId(), everything));
    expect(new Set(first).size).toBe(size / 2);
    expect(first).toContain(again[0]);
    expect(counts.registration.unregistered).toBe(size / 2);
    valueOf(await project.packer.reload(project.projectId(), unhurried));
    await project.close();
  });
});

describe('a quick run', () => {
  it.each(['register', 'queries', 'registry', 'open'] as const)('measures %s at every size', async (group) => {
    const { measurements, skips } = await measureGroup(group, plan, { checkout: process.cwd(), program: '' });
    const sizes = new Set(measurements.map(({ size }) => size));
    expect([...sizes].sort((a, b) => a - b)).toEqual(
      group === 'open' ? plan.sizes : [...plan.sizes, plan.generatedSize],
    );
    for (const { runs, p50, p95, p99, most } of measurements) {
      expect(runs).toBeGreaterThan(0);
      expect(p50).toBeLessThanOrEqual(p95);
      expect(p95).toBeLessThanOrEqual(p99);
      expect(p99).toBeLessThanOrEqual(most);
    }
    expect(skips.every(({ reason }) => reason !== '')).toBe(true);
  });
});
