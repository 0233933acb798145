// @ts-check
import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { say } from './say.mjs';

/**
 * Whether Chromium's sandbox works for a user: through user namespaces, or through the setuid helper beside the executable
 * (which root sets up here when it must). Says so loudly when neither does.
 *
 * @param {string} runtimeFolder
 * @param {{ uid: number, gid: number }} [as] a user other than the running one
 */
export async function canUseSandbox(runtimeFolder, as) {
  if (process.platform !== 'linux') {
    return true;
  }
  if (isRoot && as === undefined) {
    return false;
  }
  const options = as === undefined ? { quiet: true } : { quiet: true, as };
  const namespaces = await runCommand('unshare', ['--user', '--map-root-user', 'true'], options);
  if (namespaces.code === 0) {
    return true;
  }
  if (hasSetuidHelper(runtimeFolder)) {
    return true;
  }
  say('sandbox', `!! CHROMIUM'S SANDBOX IS OFF: user namespaces are not allowed here (${namespaces.output.trim()})`);
  return false;
}

/** @param {string} runtimeFolder */
function hasSetuidHelper(runtimeFolder) {
  const helper = path.join(runtimeFolder, 'chrome-sandbox');
  const found = statSync(helper, { throwIfNoEntry: false });
  if (found === undefined || found.uid !== 0) {
    return false;
  }
  if ((found.mode & 0o4755) === 0o4755) {
    return true;
  }
  if (!isRoot) {
    return false;
  }
  chmodSync(helper, 0o4755);
  say('sandbox', `made ${helper} setuid root, since user namespaces are not allowed here`);
  return true;
}
