import { type RegistryByLines, readRegistry } from '../disk/registry-reader.ts';
import { createCrashDisk, type DiskImage, filesOfImage } from '../testing/crash-disk.ts';
import { openSession, projectFolder, registryPath } from './crash-session.ts';
import { thrownText } from './violations.ts';

/** What has to be found after a fault, by what was confirmed and what was tried before it. */
export interface Expectation {
  /** By id, the root of each registration that was confirmed or that was there before. */
  readonly confirmed: ReadonlyMap<string, string>;
  /** Ids of entries that may be there or not. */
  readonly mayBeGone: ReadonlySet<string>;
  /** Roots that a command was given for: they may be registered. */
  readonly attempted: ReadonlySet<string>;
  /** Lines that stood on the disk for certain and that nothing takes out: each is there, byte for byte. */
  readonly lines: ReadonlySet<string>;
  /** Lines that may have been taken out, but not without a copy. */
  readonly kept: ReadonlySet<string>;
  /** Whether the registry may still be the lost one (rule R2): shown, not written, and its copies are there. */
  readonly mayBeLost: boolean;
  /** An asset that nobody registers before the fault. */
  readonly spare: string;
}

const noBytes = new Uint8Array();
const recoveryFolder = `${projectFolder}/.prometeu/recovery/`;

/**
 * Whether what the registry file says agrees, without opening the project: nothing confirmed is absent, nothing is
 * there that nobody asked for, no good line is altered. Answers the violation, or null.
 */
export async function registryViolation(image: DiskImage, expectation: Expectation): Promise<string | null> {
  const bytes = filesOfImage(image).get(registryPath) ?? noBytes;
  return entriesViolation(await readRegistry(bytes), expectation) ?? linesViolation(bytes, expectation.lines);
}

function entriesViolation({ entries, diagnostics }: RegistryByLines, expectation: Expectation): string | null {
  const { confirmed, mayBeGone, attempted, spare } = expectation;
  const found = new Map(entries.map(({ assetId, root }) => [assetId, root]));
  for (const [assetId, root] of confirmed) {
    if (found.get(assetId) !== root && !mayBeGone.has(assetId)) {
      return `the confirmed registration of ${root} is not there`;
    }
  }
  // R5: a record of which the disk garbled a part can be read, and the author is told that its checksum does not fit.
  const unsealed = new Set(diagnostics.flatMap((told) => (told.code === 'registry-line-unsealed' ? [told.root] : [])));
  for (const [assetId, root] of found) {
    if (unsealed.has(root)) {
      continue;
    }
    if (!confirmed.has(assetId) && !attempted.has(root) && root !== spare) {
      return `nobody asked for a registration of ${root} (${assetId})`;
    }
  }
  return null;
}

function linesViolation(bytes: Uint8Array, lines: ReadonlySet<string>): string | null {
  const found = new Set(linesOf(bytes));
  for (const line of lines) {
    if (!found.has(line)) {
      return `a good line is not there any more: ${line}`;
    }
  }
  return null;
}

/** The complete lines of a file, a byte a character. */
export function linesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  return lines.slice(0, -1).filter((line) => line !== '');
}

/**
 * Opens the project as it was left and goes on in it. Answers the violation, or null: what was confirmed is there, on
 * the disk and in memory; memory equals a fresh load; a new registration works and is found by the next who opens;
 * what is not in the registry any more lies in the recovery folder.
 */
export async function recoveryViolation(image: DiskImage, expectation: Expectation): Promise<string | null> {
  const disk = createCrashDisk(image);
  try {
    const opened = await openSession(disk);
    if (!opened.ok) {
      return `the project can’t be opened: ${JSON.stringify(opened.failure)}`;
    }
    const session = opened.value;
    try {
      const { lane } = session.summary;
      const reason = lane.state === 'read-only' && 'reason' in lane.refusal ? lane.refusal.reason : null;
      if (expectation.mayBeLost && reason === 'lost') {
        return keptViolation(image, disk.image(), expectation.kept);
      }
      if (lane.state !== 'healthy') {
        return `the lane is ${JSON.stringify(lane)} after the recovery`;
      }
      const shown = session.registrations();
      for (const [assetId, root] of expectation.confirmed) {
        if ((shown.get(root) ?? null) === null && !expectation.mayBeGone.has(assetId)) {
          return `${root} is not shown as registered after the recovery`;
        }
      }
      const differences = await session.differences();
      if (differences > 0) {
        return `the snapshot differs from a fresh load in ${String(differences)} places after the recovery`;
      }
      const completion = await session.register(expectation.spare);
      if (completion.status !== 'committed') {
        return `a new registration after the recovery ends with ${JSON.stringify(completion)}`;
      }
      if ((await session.differences()) > 0) {
        return 'the snapshot differs from a fresh load after the new registration';
      }
      const after = await registryViolation(disk.image(), {
        ...expectation,
        confirmed: new Map([...expectation.confirmed, [completion.assetId, expectation.spare]]),
      });
      return after === null ? keptViolation(image, disk.image(), expectation.kept) : `after the recovery ${after}`;
    } finally {
      await session.packer.close();
    }
  } catch (error) {
    return `the recovery threw ${thrownText(error)}`;
  }
}

/** Nothing is taken out of the registry without a copy: not by what went before, and not by the recovery. */
function keptViolation(before: DiskImage, after: DiskImage, kept: ReadonlySet<string>): string | null {
  const files = filesOfImage(after);
  const registry = Buffer.from(files.get(registryPath) ?? noBytes).toString('latin1');
  const copies = [...files].filter(([path]) => path.startsWith(recoveryFolder));
  const all = registry + copies.map(([, bytes]) => Buffer.from(bytes).toString('latin1')).join('\n');
  for (const line of kept) {
    if (!all.includes(line)) {
      return `a line was taken out and is in no copy: ${line}`;
    }
  }
  const found = Buffer.from(filesOfImage(before).get(registryPath) ?? noBytes).toString('latin1');
  const tail = found.slice(found.lastIndexOf('\n') + 1);
  return all.includes(tail) ? null : `an unfinished line was cut off and is in no copy: ${tail}`;
}
