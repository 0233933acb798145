import { compareNatural } from '../core/text-order.ts';
import type { FolderStamp } from './blocking-disk.ts';
import type { FolderEntry } from './disk-port.ts';

/** The file that makes a folder an asset. */
export const manifestFileName = 'asset.json';

/** What of a folder's names a scan asks for. Other files do not matter to it. */
export interface FolderListing {
  readonly hasManifest: boolean;
  /** Folders that are to be entered, in the order of their names. */
  readonly folders: readonly string[];
  readonly links: readonly string[];
  /** How many names are no text. */
  readonly unreadable: number;
}

/** A listing, and the stamp that the folder had before it was listed. */
export interface StampedListing {
  readonly stamp: FolderStamp;
  readonly listing: FolderListing;
}

/** The listing of a folder with a manifest and nothing else that is asked for, as most assets have it. */
export const manifestAlone: FolderListing = { hasManifest: true, folders: [], links: [], unreadable: 0 };

/** Whether a listing is `manifestAlone`. */
export function isManifestAlone({ hasManifest, folders, links, unreadable }: FolderListing): boolean {
  return hasManifest && folders.length === 0 && links.length === 0 && unreadable === 0;
}

/** What a scan asks for of the entries of a folder. */
export function listingOf(entries: readonly FolderEntry[]): FolderListing {
  const folders: string[] = [];
  const links: string[] = [];
  let hasManifest = false;
  let unreadable = 0;
  for (const { name, kind } of entries) {
    if (name === null) {
      unreadable += 1;
    } else if (name === manifestFileName) {
      hasManifest = true;
    }
    // Most are files, of which nothing more is asked.
    if ((kind !== 'folder' && kind !== 'link') || name === null || name.startsWith('.') || name === 'node_modules') {
      continue;
    }
    (kind === 'folder' ? folders : links).push(name);
  }
  return { hasManifest, folders: folders.sort(compareNatural), links: links.sort(compareNatural), unreadable };
}

/** Whether two stamps of a folder, or of a file, are of one that was not changed between them. */
export function isSameStamp(a: readonly number[], b: readonly number[]): boolean {
  return a.every((part, at) => part === b[at]);
}
