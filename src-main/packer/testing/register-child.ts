import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { BulkCompletion } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { DiskCall } from '../disk/disk-port.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import { createFaultyDisk } from './faulty-disk.ts';
import { createTestPacker, editManifest, unfollowed, unhurried, valueOf } from './test-packer.ts';

/**
 * A process that registers, or edits, to be killed by a test. Told by its arguments, in JSON: the folder, the roots, and before
 * the last of them the call at which it stops for ever. It says a line at each of: `confirmed <root>`, `stopped`,
 * `done`.
 */
interface Orders {
  readonly folder: string;
  readonly roots: readonly string[];
  /** Gives each manifest this name instead of registering it. */
  readonly name?: string;
  /** Moves each asset below this root instead of registering it. */
  readonly below?: string;
  /** Makes two assets of this file below each root, and registers them. */
  readonly file?: string;
  /** Moves each asset to this folder, as if it were the trash, instead of registering it; it may stop there for ever. */
  readonly trash?: { readonly folder: string; readonly stop?: 'before' | 'after' };
  readonly stop?: {
    readonly call: DiskCall['call'];
    /** Which of the calls of that name in one registration, from 0. */
    readonly nth: number;
    readonly after: boolean;
    /** Bytes of the record that are written before it stops. */
    readonly taken?: number;
  };
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Never comes back, and keeps the process alive. */
function stopForEver(): Promise<void> {
  setInterval(() => undefined, 60_000);
  say('stopped');
  return new Promise(() => undefined);
}

/** A mark in a trace of system calls: looks for a file that is not there. */
function mark(name: string): void {
  existsSync(join(orders.folder, name));
}

async function createTwo(root: string, path: string): Promise<BulkCompletion> {
  const files = [{ path, name: 'picture.png' }];
  const assets = ['1', '2'].map((nth) => ({ root: `${root}-${nth}`, name: root, type: 'image' as const, files }));
  return valueOf(await packer.createAssets(projectId, assets, true, `child create ${root}`, unfollowed));
}

let trashing = '';
const { packer, disk } = createTestPacker({
  disk: createFaultyDisk(createNodeDisk()),
  trash: {
    moveToTrash: async (path) => {
      const stopsHere = trashing === orders.roots.at(-1) ? orders.trash?.stop : undefined;
      if (stopsHere === 'before') {
        await stopForEver();
      }
      renameSync(path, join(orders.trash?.folder ?? '', trashing));
      if (stopsHere === 'after') {
        await stopForEver();
      }
    },
  },
});
const { projectId } = valueOf(await packer.openProject(orders.folder, unhurried));
for (const [at, root] of orders.roots.entries()) {
  if (orders.stop !== undefined && at === orders.roots.length - 1) {
    const { call, nth, after, taken } = orders.stop;
    for (let skipped = 0; skipped < nth; skipped += 1) {
      disk.before({ call }, () => undefined);
    }
    if (taken !== undefined) {
      disk.shortenWrite(taken);
    }
    (after ? disk.after : disk.before)({ call }, stopForEver);
  }
  mark('mark-begin');
  trashing = root;
  const completion = orders.file
    ? await createTwo(root, orders.file)
    : orders.trash
      ? valueOf(await packer.trashAssets(projectId, { by: 'roots', roots: [root] }, `child trash ${root}`, unfollowed))
      : orders.below !== undefined
        ? valueOf(await packer.moveAsset(projectId, { root, to: `${orders.below}/${root}` }, `child move ${root}`))
        : orders.name === undefined
          ? valueOf(await packer.register(projectId, root, `child-${String(process.pid)}-${root}`))
          : await editManifest({ packer, projectId }, root, { name: orders.name });
  mark('mark-end');
  say(`${completion.status === 'committed' || completion.status === 'done' ? 'confirmed' : completion.status} ${root}`);
}
say('done');
