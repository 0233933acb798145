/** Folders whose paths are one where case does not matter are one folder. */
export function folderKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The open folders with one more or one less of them. */
export function foldersWithOpen(open: readonly string[], path: string, isOpen: boolean): readonly string[] {
  const others = open.filter((other) => folderKey(other) !== folderKey(path));
  return isOpen ? [...others, path] : others;
}

/** The open folders with all above the folders that paths lead to; the same list where they are open already. */
export function foldersWithParents(open: readonly string[], paths: readonly string[]): readonly string[] {
  const known = new Set(open.map(folderKey));
  const added: string[] = [];
  for (const path of paths) {
    for (let end = path.indexOf('/'); end !== -1 && end < path.length - 1; end = path.indexOf('/', end + 1)) {
      const parent = path.slice(0, end + 1);
      if (!known.has(folderKey(parent))) {
        known.add(folderKey(parent));
        added.push(parent);
      }
    }
  }
  return added.length === 0 ? open : [...open, ...added];
}
