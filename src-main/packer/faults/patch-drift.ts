import { createCrashDisk } from '../testing/crash-disk.ts';
import { openSession, projectImage, unhurried, valueOf } from './crash-session.ts';
import { createFailingDisk } from './failing-disk.ts';
import type { Fault, FaultResult } from './fault.ts';
import { createRandom, type Random } from './random.ts';
import { registryOf } from './registry-corpus.ts';
import { createViolations, thrownText } from './violations.ts';

const runs = { gate: 300, full: 20_000 } as const;

/**
 * P5, P6: a patch that throws is made good by a full reload; where that fails too, nothing is shown until one works.
 * (That patches never drift by themselves is a property of the unit tests: snapshot-oracle.test.ts.)
 */
export const patchDrift: Fault = {
  name: 'patch-drift',
  title: 'The patch of memory throws after a durable commit, and the reload after it fails or not',
  run: async (budget): Promise<FaultResult> => {
    const violations = createViolations();
    const random = createRandom(4);
    const counts = { thrown: 0, unreadable: 0 };
    let tried = 0;
    while (tried < runs[budget] && !violations.isEnough()) {
      tried += 1;
      try {
        const violation = await violationOfRun(random, counts);
        if (violation !== null) {
          violations.add(violation, `run ${String(tried)}`);
        }
      } catch (error) {
        violations.add(`it threw ${thrownText(error)}`, `run ${String(tried)}`);
      }
    }
    return {
      tried,
      violations: violations.told(),
      detail: `${String(counts.thrown)} patches thrown, after ${String(counts.unreadable)} of them the reload failed too`,
    };
  },
};

async function violationOfRun(random: Random, counts: { thrown: number; unreadable: number }): Promise<string | null> {
  const roots = Array.from({ length: 6 }, (_, at) => `asset-${String(at)}`);
  const disk = createFailingDisk(createCrashDisk(projectImage(roots, registryOf([]))));
  let throws = false;
  let unreadable = false;
  const session = valueOf(
    await openSession(disk, {
      at: (name) => {
        if (name !== 'commit:patching' || !throws) {
          return;
        }
        counts.thrown += 1;
        if (unreadable) {
          counts.unreadable += 1;
          disk.begin('EIO', () => true);
        }
        throw new Error('The patch does not work');
      },
    }),
  );
  const { packer, projectId } = session;
  try {
    const confirmed = new Map<string, string>();
    for (const root of roots) {
      throws = random.below(2) === 0;
      unreadable = random.below(3) === 0;
      const completion = await session.register(root);
      disk.heal();
      if (completion.status !== 'committed') {
        return `a durable registration is answered with ${completion.status}`;
      }
      confirmed.set(root, completion.assetId);
      if (throws && unreadable) {
        if (packer.getAssetDetails(projectId, root).ok) {
          return 'a snapshot that is known to be stale is served';
        }
        valueOf(await packer.reload(projectId, unhurried));
      }
      const shown = session.registrations();
      for (const [other, assetId] of confirmed) {
        if (shown.get(other) !== assetId) {
          return `${other} is not shown as registered`;
        }
      }
      if ((await session.differences()) > 0) {
        return 'the snapshot differs from a fresh load';
      }
    }
    return null;
  } finally {
    await packer.close();
  }
}
