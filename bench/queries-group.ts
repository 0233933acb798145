import { detailsOf } from '../src-main/packer/core/asset.ts';
import { actionsOf } from '../src-main/packer/core/asset-actions.ts';
import { listAssets } from '../src-main/packer/core/asset-query.ts';
import { facetCounts, facetFolders, facetTags } from '../src-main/packer/core/facet-counts.ts';
import { createSnapshot, findAsset, type ProjectSnapshot } from '../src-main/packer/core/project-snapshot.ts';
import { patchRegistered } from '../src-main/packer/core/register-asset.ts';
import { type AssetFilter, type AssetQuery, assetSorts } from '../src-preload/contract/domain/asset-list.ts';
import { allSizes, type BenchPlan, heavyRuns } from './bench-plan.ts';
import { generatedContent, generatedEntry, measuredTag, nouns, unregisteredRoots } from './generated-project.ts';
import { type Contender, runInterleaved } from './interleaved.ts';
import type { GroupResult } from './measurement.ts';
import { microseconds } from './stopwatch.ts';

const none: AssetFilter = { registration: [], health: [], type: [], tag: [], search: '' };

/** The filters of figure 5. */
const filters: Readonly<Record<string, AssetFilter>> = {
  none,
  registration: { ...none, registration: ['registered'] },
  health: { ...none, health: ['warning'] },
  type: { ...none, type: ['sound'] },
  tag: { ...none, tag: [measuredTag] },
  'registration and type': { ...none, registration: ['registered'], type: ['sound'] },
};

/** Figures 3, 5 and 6: the patch and the queries, on snapshots of generated projects, without a disk. */
export async function measureQueries(plan: BenchPlan): Promise<GroupResult> {
  const contenders = allSizes(plan).flatMap((size) => {
    const { scanned, registry } = generatedContent(size);
    const snapshot = createSnapshot(scanned, registry, 1);
    return [
      patch(plan, size, snapshot),
      facets(plan, size, snapshot),
      windows(plan, size, snapshot),
      search(plan, size, snapshot),
    ];
  });
  return { measurements: await runInterleaved('queries', contenders), skips: [] };
}

/** Registrations that are patched one behind the other: as those of a group, or of an author who goes through a list. */
const patchesInRow = 20;

/**
 * The patch. The first of a row finds the processor's caches full of what the other contenders did, which takes longer
 * than the patch itself, and is told apart.
 */
function patch(plan: BenchPlan, size: number, unpatched: ProjectSnapshot): Contender {
  const next = patches(size, unpatched);
  return {
    size,
    unit: 'µs',
    runs: plan.runs,
    run: () => {
      const [first = 0, ...others] = Array.from({ length: patchesInRow }, () => microseconds(next()));
      return { patch: others, 'patch, the first of a row': first };
    },
  };
}

/** Tags, statuses and the two uppermost levels of folders as they are asked for behind each registration. */
function facets(plan: BenchPlan, size: number, unpatched: ProjectSnapshot): Contender {
  const next = patches(size, unpatched);
  const sought = 'is:unregistered';
  const askOf = (snapshot: ProjectSnapshot) => (): void => {
    facetTags(snapshot, sought);
    facetCounts(snapshot, sought);
    for (const path of ['', 'area-000/']) {
      facetFolders(snapshot, sought, path);
    }
  };
  return {
    size,
    unit: 'µs',
    runs: plan.runs,
    run: () => {
      const snapshot = next()();
      return { 'facets, is:unregistered': microseconds(askOf(snapshot)) };
    },
  };
}

/** Registrations, one after the other, all over the project: each is given to be made, and gives the next snapshot. */
function patches(size: number, unpatched: ProjectSnapshot): () => () => ProjectSnapshot {
  const roots = unregisteredRoots(size);
  let snapshot = unpatched;
  let at = 0;
  return () => {
    if (at === roots.length) {
      snapshot = unpatched;
      at = 0;
    }
    const entry = generatedEntry(size + at, roots[at] ?? '');
    at += 1;
    return () => {
      snapshot = patchRegistered(snapshot, entry);
      return snapshot;
    };
  };
}

/** A window at a random place for each filter and sort, and what is asked for with it. */
function windows(plan: BenchPlan, size: number, snapshot: ProjectSnapshot): Contender {
  const random = createRandom(size);
  const roots = unregisteredRoots(size);
  const asked = Object.entries(filters).flatMap(([name, filter]) =>
    assetSorts.map((sort) => {
      const { total } = listAssets(snapshot, { filter, sort, descending: false, offset: 0, limit: 0 });
      return { name: `window: ${name}, by ${sort}`, filter, sort, total };
    }),
  );
  return {
    size,
    unit: 'µs',
    // One in a hundred is told of: with fewer runs that would be one or two.
    runs: 3 * plan.runs,
    run: () => {
      const took: Record<string, number> = {};
      // The first of a row finds the processor's caches full of what the other contenders did: each is that in its turn.
      asked.push(...asked.splice(0, 1));
      for (const { name, filter, sort, total } of asked) {
        const query: AssetQuery = {
          filter,
          sort,
          descending: random(2) === 0,
          offset: random(Math.max(1, total - 100)),
          limit: 100,
        };
        took[name] = microseconds(() => listAssets(snapshot, query));
      }
      const root = roots[random(roots.length)] ?? '';
      const counts: AssetQuery = { filter: none, sort: 'root', descending: false, offset: 0, limit: 0 };
      took['counts'] = microseconds(() => listAssets(snapshot, counts));
      took['details'] = microseconds(() => {
        const asset = findAsset(snapshot, root);
        return asset === undefined ? undefined : detailsOf(asset, snapshot.revision);
      });
      took['actions'] = microseconds(() => actionsOf(snapshot, root, null));
      return took;
    },
  };
}

/** Text search with its count, each time for a text that was not asked for lately: answers are kept. */
function search(plan: BenchPlan, size: number, snapshot: ProjectSnapshot): Contender {
  const words = nouns.flatMap((noun) => [noun, noun.slice(0, 4), noun.slice(1), noun.slice(2)]);
  let turn = 0;
  return {
    size,
    unit: 'µs',
    runs: Math.min(plan.runs, Math.max(words.length, heavyRuns(plan, size))),
    run: () => {
      const word = words[turn % words.length] ?? '';
      turn += 1;
      const filter = { ...none, search: word };
      const query: AssetQuery = { filter, sort: 'name', descending: false, offset: 0, limit: 100 };
      return { 'text search with count': microseconds(() => listAssets(snapshot, query)) };
    },
  };
}

/** Whole numbers below a limit, the same ones in each run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
