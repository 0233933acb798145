import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Budget, Fault, FaultResult } from '../fault.ts';
import { Confirmations, readPlainly, violationsIn, violationsOfConduct } from './checker.ts';
import { createFaultProject, entriesFor, rootsNamed } from './fault-project.ts';
import {
  countTo,
  eachAtOnce,
  inWorkFolder,
  missingOnMachine,
  takeAllRoom,
  withImage,
  withMemoryDisk,
} from './machine.ts';
import { rebuildScript, registerScript } from './scripts.ts';
import { rehearse, runTraced, type TracedCall } from './strace.ts';
import { startWriter } from './writer-process.ts';

/**
 * A sync answers with an error. The system may have thrown the bytes away and answer the next sync with yes, so that
 * there must be none on that file: the outcome is said to be unknown, and the registry goes into a new file.
 */
export const syncFails: Fault = {
  name: 'sync-fails',
  title: 'A sync that fails',
  unavailable: () =>
    missingOnMachine({
      root: true,
      programs: { strace: '--version', 'mkfs.ext4': '-V', mount: '--version', losetup: '--version' },
      loopDevices: true,
      mounts: true,
    }),
  run: (budget) => inWorkFolder((work) => failSyncs(work, budget)),
};

async function failSyncs(work: string, budget: Budget): Promise<FaultResult> {
  const [injected, lying] = budget === 'gate' ? [20, 2] : [200, 20];
  // The names of what a rebuild makes: a writer that can be repeated gives them again.
  const { paths } = await rehearse(work, rebuildScript(1));
  const byError = await eachAtOnce(countTo(injected), 2, (at) => failOneSync(work, paths, at));
  const byDisk: LyingOutcome[] = [];
  for (const at of countTo(lying)) {
    byDisk.push(await onLyingDisk(work, at));
  }
  const noticed = byDisk.reduce((sum, outcome) => sum + outcome.noticed, 0);
  const confirmed = byDisk.reduce((sum, outcome) => sum + outcome.confirmed, 0);
  return {
    tried: injected + lying,
    violations: [...byError.flat(), ...byDisk.flatMap(({ violations }) => violations)],
    detail:
      `${injected} injected; ${lying} on an image whose own disk was full, ${confirmed} registrations confirmed there, ` +
      `${noticed} damaged by the loop device and noticed`,
  };
}

async function failOneSync(work: string, paths: readonly string[], at: number): Promise<string[]> {
  const nth = 1 + (at % 3);
  const script = registerScript(1 + at);
  const { project, known, tolerance } = script.prepare(work);
  const { folder, registry } = project;
  const inode = statSync(registry).ino;
  const injection = { calls: 'datasync', what: { error: at % 2 === 0 ? 'EIO' : 'ENOSPC' }, when: String(nth) } as const;
  const log = join(work, `${at}.log`);
  const watched = paths.map((path) => join(folder, path));
  const run = await runTraced({ steps: script.steps(folder), repeatable: true }, log, watched, [injection]);
  known.add(run.events, folder);
  const found = violationsOfConduct(run.events, run.end);
  const completions = run.events.flatMap((event) => (event.said === 'completed' ? event.completion : []));
  const failed = completions.filter((completion) => completion.status === 'failed');
  if (failed.length !== 1 || failed[0]?.disk !== 'unknown' || completions[nth - 1] !== failed[0]) {
    found.push(`one outcome had to be unknown, and they were ${JSON.stringify(completions)}`);
  }
  if (statSync(registry).ino === inode) {
    found.push('the registry was not written into a new file');
  }
  found.push(...syncsAfterFailure(run.calls, registry), ...(await violationsIn(project, known, tolerance)));
  project.remove();
  return found.map((violation) => `sync ${nth} failed: ${violation}`);
}

/** A sync of the same file behind the one that failed, before another file took its name. */
function syncsAfterFailure(calls: readonly TracedCall[], registry: string): string[] {
  const failed = calls.findIndex(({ call, injected }) => call === 'fdatasync' && injected);
  const after = calls.slice(failed + 1);
  const renamed = after.findIndex(({ call }) => call.startsWith('rename'));
  const again = after
    .slice(0, renamed === -1 ? after.length : renamed)
    .filter(({ call, text }) => call.endsWith('sync') && text.includes(`<${registry}>`));
  return failed === -1 || again.length > 0 ? [`${again.length} more syncs of the file whose sync had failed`] : [];
}

interface LyingOutcome {
  readonly violations: readonly string[];
  readonly confirmed: number;
  readonly noticed: number;
}

/**
 * A sparse image on a disk in memory that gets full: the sync fails in earnest. The loop device may damage what was
 * written before then, as a disk that lies would. That can’t be kept from happening; it has to be noticed.
 */
async function onLyingDisk(work: string, at: number): Promise<LyingOutcome> {
  return withMemoryDisk(join(work, 'full'), 24 * 1024 * 1024, async (memory) => {
    const image = join(memory.folder, 'sparse.img');
    return withImage(join(work, 'lying'), { kind: 'ext4', bytes: 48 * 1024 * 1024, image }, async (mounted) => {
      const before = rootsNamed('before', 20);
      const asked = rootsNamed('asked', 120);
      const { lines, confirmed } = entriesFor(before);
      const project = createFaultProject(mounted.folder, { roots: [...before, ...asked], lines });
      const { folder, registry } = project;
      await mounted.unmount();
      await mounted.mount();
      const writer = startWriter({ steps: [{ do: 'open', folder }, { do: 'obey' }] });
      await writer.next('obeying');
      writer.tell({ do: 'register', folder, roots: asked.slice(0, 1 + at) });
      await writer.next('completed');
      takeAllRoom(join(memory.folder, 'filler'));
      writer.tell({ do: 'register', folder, roots: asked.slice(1 + at) });
      writer.leave();
      const end = await writer.ended;
      const known = new Confirmations(confirmed);
      known.add(writer.events, folder);
      const violations = violationsOfConduct(writer.events, end);
      if (!writer.events.some((event) => event.said === 'completed' && event.completion.status === 'failed')) {
        violations.push('no registration failed');
      }
      dropCaches();
      const { live, strange, tail } = readPlainly(registry);
      const lost = [...known.confirmed].filter(([root, assetId]) => live.get(root)?.includes(assetId) !== true);
      if (lost.length > 0 && strange.length === 0 && tail === '') {
        violations.push(`${lost.length} confirmed are not there, and nothing in the file says so`);
      }
      return {
        violations: violations.map((found) => `on an image whose own disk is full: ${found}`),
        confirmed: known.counts.committed,
        noticed: lost.length,
      };
    });
  });
}

function dropCaches(): void {
  writeFileSync('/proc/sys/vm/drop_caches', '3');
}
