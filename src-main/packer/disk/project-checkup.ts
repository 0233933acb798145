import { join } from 'node:path';
import { registryFileName } from '../core/project-snapshot.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { type Disk, errnoOf, type FolderEntry } from './disk-port.ts';
import { isTemporaryName, privateFolderName } from './private-folder.ts';
import { hintPathOf, readHint } from './registry-hint.ts';

/** Largest file of version control's settings that is read. */
const settingsByteLimit = 1024 * 1024;

/** Largest hint that is read. */
const hintByteLimit = 64 * 1024;

/** A file or folder, by its path below the project's folder, and what the system says of it. */
export interface PathProblem {
  readonly path: string;
  readonly errno: string;
}

/** What lies around a project's sources and registry. */
export interface ProjectCheckup {
  /** Whether version control is told to merge the registry line by line, and to leave its line ends alone. */
  readonly mergesByLine: boolean;
  /** Whether version control is told to leave the private folder out. */
  readonly ignoresPrivateFolder: boolean;
  /** Files in `.prometeu/recovery/`, and their size. */
  readonly recovery: { readonly copies: number; readonly bytes: number };
  /** Names of temporary files and folders in `.prometeu/`: writes that did not end, or that are under way. */
  readonly leftovers: readonly string[];
  /** What may not be written of that which a registration writes. */
  readonly notWritable: readonly PathProblem[];
  /** Folders of ours that could not be looked into. */
  readonly unreadable: readonly PathProblem[];
}

/**
 * Looks at what lies around a project's sources, and changes nothing. `mayWrite` answers null, or the system's name for
 * why a path may not be written. Never throws for what a disk can do.
 */
export async function checkUpProject(
  disk: Disk,
  folder: string,
  mayWrite: (path: string) => Promise<string | null>,
): Promise<ProjectCheckup> {
  const unreadable: PathProblem[] = [];

  async function entriesIn(path: string): Promise<FolderEntry[]> {
    try {
      return await disk.list(join(folder, path));
    } catch (error) {
      const errno = errnoOf(error);
      if (errno !== 'ENOENT') {
        unreadable.push({ path, errno });
      }
      return [];
    }
  }

  const recoveryFolder = `${privateFolderName}/recovery`;
  const copies = (await entriesIn(recoveryFolder)).flatMap(({ name, kind }) =>
    kind === 'file' && name !== null ? [name] : [],
  );
  const sizes = await Promise.all(copies.map((name) => bytesOf(disk, join(folder, recoveryFolder, name))));
  const leftovers = (await entriesIn(privateFolderName)).flatMap(({ name, kind }) => {
    const isLeftOver =
      name !== null && (kind === 'folder' ? isTemporaryName(name) : kind === 'file' && name.endsWith('.tmp'));
    return isLeftOver ? [name] : [];
  });
  const notWritable: PathProblem[] = [];
  for (const path of ['.', registryFileName, privateFolderName]) {
    const errno = await mayWrite(join(folder, path));
    if (errno !== null && (errno !== 'ENOENT' || path === '.')) {
      notWritable.push({ path, errno });
    }
  }
  return {
    mergesByLine: isMergedByLine(await linesOf(disk, join(folder, '.gitattributes'))),
    ignoresPrivateFolder: isIgnored(await linesOf(disk, join(folder, '.gitignore'))),
    recovery: { copies: copies.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) },
    leftovers: leftovers.toSorted(),
    notWritable,
    unreadable,
  };
}

/** What the hint beside the registry says that the registry does not. `fewer`: registrations may have been lost. */
export type HintDifference =
  | { readonly problem: 'unreadable'; readonly errno: string }
  | { readonly problem: 'invalid' }
  | { readonly problem: 'fewer' | 'other'; readonly known: number; readonly found: number };

/**
 * Compares the hint with the registrations that were found. A hint is written when a project is closed, so one that
 * knows of fewer than there are is only old; one that knows of more, or of another number in a file of the very same
 * size, is a difference. Null where there is no hint.
 */
export async function compareHint(
  disk: Disk,
  folder: string,
  registrations: number,
): Promise<readonly HintDifference[] | null> {
  const read = await readBoundedFile(disk, hintPathOf(folder), hintByteLimit);
  if (read.kind === 'absent') {
    return null;
  }
  if (read.kind === 'unreadable') {
    return [{ problem: 'unreadable', errno: read.errno }];
  }
  const hint = await readHint(disk, folder);
  if (hint === null) {
    return [{ problem: 'invalid' }];
  }
  const numbers = { known: hint.records, found: registrations };
  if (hint.records > registrations) {
    return [{ problem: 'fewer', ...numbers }];
  }
  const bytes = await bytesOf(disk, join(folder, registryFileName));
  return hint.records < registrations && hint.bytes === bytes ? [{ problem: 'other', ...numbers }] : [];
}

async function bytesOf(disk: Disk, path: string): Promise<number> {
  try {
    return (await disk.status(path)).bytes;
  } catch (error) {
    errnoOf(error);
    return 0;
  }
}

async function linesOf(disk: Disk, path: string): Promise<string[]> {
  const read = await readBoundedFile(disk, path, settingsByteLimit);
  const text = read.kind === 'bytes' ? decodeUtf8(read.bytes) : null;
  return (text ?? '').split(/\r?\n/).map((line) => line.trim());
}

/** The last line about a file decides, attribute by attribute, as in git. */
function isMergedByLine(lines: readonly string[]): boolean {
  const attributes = new Map<string, string>();
  for (const line of lines) {
    const [pattern, ...given] = line.split(/\s+/);
    if (pattern === registryFileName || pattern === `/${registryFileName}`) {
      for (const attribute of given) {
        const [name = '', value = 'set'] = attribute.split('=');
        attributes.set(name.replace(/^[-!]/, ''), /^[-!]/.test(name) ? 'unset' : value);
      }
    }
  }
  const isText = attributes.get('text');
  return isText === 'set' && attributes.get('eol') === 'lf' && attributes.get('merge') === 'union';
}

function isIgnored(lines: readonly string[]): boolean {
  const about = lines.findLast((line) => /^!?(?:\*\*\/|\/)?\.prometeu\/?(?:\*\*?)?$/.test(line));
  return about !== undefined && !about.startsWith('!');
}
