// @ts-check
import os from 'node:os';
import path from 'node:path';
import { isRoot } from './checkout.mjs';

/**
 * Where set-up keeps what it fetched. Root's is a place that other users can read, since the end-to-end tests then run as
 * one of them.
 */
export function cacheFolder() {
  const chosen = process.env.XDG_CACHE_HOME;
  if (chosen !== undefined && path.isAbsolute(chosen)) {
    return path.join(chosen, 'prometeu-studio');
  }
  if (process.platform === 'linux' && isRoot) {
    return '/var/cache/prometeu-studio';
  }
  return path.join(os.homedir(), '.cache', 'prometeu-studio');
}
