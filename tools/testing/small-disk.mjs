// @ts-check
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../setup/run-command.mjs';
import { say } from '../setup/say.mjs';

/**
 * @typedef {object} SmallDisk
 * @property {string} folder where it is mounted
 * @property {() => Promise<void>} remove
 */

/**
 * A file system of 1 MiB in memory that belongs to one user: for tests that fill a disk. Only root can make one, and not
 * in every container.
 *
 * @param {{ uid: number, gid: number }} owner
 * @returns {Promise<SmallDisk | undefined>} undefined where this system does not let it be mounted
 */
export async function makeSmallDisk({ uid, gid }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'prometeu-small-disk-'));
  const options = `size=1m,mode=0700,uid=${uid},gid=${gid}`;
  const { code, output } = await runCommand('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { quiet: true });
  if (code !== 0) {
    say('small disk', `not mounted, and the test that fills it is skipped: ${output.trim()}`);
    rmdirSync(folder);
    return undefined;
  }
  return {
    folder,
    remove: async () => {
      // Lazily: an app that is still ending may have its working folder there.
      await runCommand('umount', ['-l', folder], { quiet: true });
      rmdirSync(folder);
    },
  };
}
