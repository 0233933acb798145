// @ts-check
import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

/**
 * Unpacks the files that `place` gives a path, below `folder`, with the permissions that the archive tells. Needs the
 * installed packages.
 *
 * @param {string} zip
 * @param {string} folder
 * @param {(name: string) => string | undefined} place from the name in the archive to the path below `folder`
 */
export async function unpackZip(zip, folder, place) {
  const { openPromise } = await import('yauzl');
  const archive = await openPromise(zip);
  try {
    for await (const entry of archive.eachEntry()) {
      const relative = place(entry.fileName);
      if (relative === undefined || entry.fileName.endsWith('/')) {
        continue;
      }
      const target = path.join(folder, relative);
      const mode = entry.externalFileAttributes >>> 16;
      await mkdir(path.dirname(target), { recursive: true });
      const content = await archive.openReadStreamPromise(entry);
      if ((mode & FILE_TYPE) === SYMLINK) {
        await symlink(await text(content), target);
      } else {
        await pipeline(content, createWriteStream(target, { mode: (mode & 0o111) === 0 ? 0o644 : 0o755 }));
      }
    }
  } finally {
    archive.close();
  }
}
