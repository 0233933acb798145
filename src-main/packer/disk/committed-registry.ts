import { execFile } from 'node:child_process';
import { registryFileName } from '../core/project-snapshot.ts';
import { registryByteLimit } from './registry-file.ts';

/** Longest that version control is waited for. */
const longestMs = 10_000;

/**
 * The registry as the last commit of git has it, or null where there is no git, no repository or no such file. Reads
 * the stored bytes alone (`cat-file`): no filter, hook or text conversion that a project could name is run.
 */
export function readCommittedRegistry(projectFolder: string): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', projectFolder, 'cat-file', 'blob', `HEAD:./${registryFileName}`],
      { encoding: 'buffer', timeout: longestMs, maxBuffer: registryByteLimit, windowsHide: true },
      (error, bytes) => {
        resolve(error === null ? bytes : null);
      },
    );
  });
}
