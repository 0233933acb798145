// @ts-check
import { chmodSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { say } from './say.mjs';

/** The bit of this capability in the sets of /proc. */
const CAP_SYS_ADMIN = 1n << 21n;

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
  if (setuidCanSandbox() && hasSetuidHelper(runtimeFolder)) {
    return true;
  }
  say('sandbox', `!! CHROMIUM'S SANDBOX IS OFF: user namespaces are not allowed here (${namespaces.output.trim()})`);
  return false;
}

/** Containers often let not even a setuid program make namespaces: Chromium then refuses to start at all. */
function setuidCanSandbox() {
  const status = readFileSync('/proc/self/status', 'utf8');
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return (bounding & CAP_SYS_ADMIN) !== 0n && !/^NoNewPrivs:\s*1$/m.test(status);
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
