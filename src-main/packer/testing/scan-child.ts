import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeDisk } from '../disk/node-disk.ts';
import { createTestPacker, unhurried } from './test-packer.ts';

/**
 * A process that opens a project and reads all of it, to be watched by a test. Told by its arguments, in JSON: the
 * folder, and whether it opens it for writing. It says one line of JSON: the failure, or what it found.
 */
interface Orders {
  readonly folder: string;
  readonly access: 'write' | 'read';
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;

/** A mark in a trace of system calls: looks for a file that is not there. */
function mark(name: string): void {
  existsSync(join(orders.folder, name));
}

const { packer } = createTestPacker({ disk: createNodeDisk() });
mark('mark-begin');
const opened = await packer.openProject(orders.folder, unhurried, orders.access);
mark('mark-end');
if (opened.ok) {
  const { projectId, diagnostics, lane } = opened.value;
  const filter = { registration: [], health: [], type: [], tag: [], search: '' };
  const query = { filter, sort: 'root', descending: false, offset: 0, limit: 1_000_000 } as const;
  const window = packer.listAssets(projectId, query);
  const rows = window.ok ? window.value.rows : [];
  const found = rows.map(({ root, registration }) => {
    const details = packer.getAssetDetails(projectId, root);
    return [root, registration, details.ok ? details.value.diagnostics.map(({ code }) => code) : null];
  });
  const ofProject = diagnostics.map(({ code }) => code);
  process.stdout.write(`${JSON.stringify({ state: lane.state, ofProject, assets: found })}\n`);
} else {
  process.stdout.write(`${JSON.stringify({ failure: opened.failure })}\n`);
}
await packer.close();
