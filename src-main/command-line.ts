import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolderOf } from './packer/disk/project-folder.ts';
import { isProjectLink } from './project-link.ts';

/** What the app was started with. */
export interface CommandLine {
  /** The project's folder, absolute, or null. A `prometeu.json` stands for the folder that holds it; URLs of files too. */
  readonly folder: string | null;
  /** The link (project-link.ts) that stands in the place of a folder, as it came, or null. */
  readonly link: string | null;
  /** `--user-data=<folder>`: the folder of the app's own data, in place of the system's. */
  readonly userData: string | null;
  /** `--disk-log=<file>`: where each disk call of the packer is written, a JSON line each. For support and tests. */
  readonly diskLog: string | null;
  /** `--update-feed=<file>`: what stands for `app-update.yml` in an app that runs from its sources. An installed one has its own. */
  readonly updateFeed: string | null;
}

/**
 * Reads a process's arguments. An app that runs from its sources has its own folder as first argument that is no
 * flag; an installed one has not.
 */
export function parseCommandLine(argv: readonly string[], isPackaged: boolean, workingFolder: string): CommandLine {
  const rest = argv.slice(1);
  const place = rest.filter((argument) => !argument.startsWith('-'))[isPackaged ? 0 : 1];
  const link = place !== undefined && isProjectLink(place) ? place : null;
  // A link is anybody's: what stands behind it may have come with it, and is not the author's.
  const own = link === null ? rest : rest.slice(0, rest.indexOf(link));
  return {
    folder: place === undefined || link !== null ? null : projectFolderOf(pathOf(place, workingFolder)),
    link,
    userData: flagOf(own, '--user-data=', workingFolder),
    diskLog: flagOf(own, '--disk-log=', workingFolder),
    updateFeed: isPackaged ? null : flagOf(own, '--update-feed=', workingFolder),
  };
}

/** Desktops hand over files as `file://` URLs. One that names no path of this system is taken as it stands. */
function pathOf(argument: string, workingFolder: string): string {
  if (URL.canParse(argument) && new URL(argument).protocol === 'file:') {
    try {
      return fileURLToPath(argument);
    } catch {
      // A host, or a byte that no path has: as a path it will not be found either, and Studio says so.
    }
  }
  return resolve(workingFolder, argument);
}

function flagOf(argv: readonly string[], prefix: string, workingFolder: string): string | null {
  const flag = argv.find((argument) => argument.startsWith(prefix));
  return flag === undefined ? null : resolve(workingFolder, flag.slice(prefix.length));
}
